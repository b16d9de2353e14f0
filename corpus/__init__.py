"""An article becomes attributed quotes."""
