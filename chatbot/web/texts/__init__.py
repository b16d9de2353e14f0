"""Every sentence of the pages, in Swedish and English: a module an area, an instance a language."""
