"""A question becomes an answer, for people."""
