"""An article becomes a Markdown file that is read back exactly as it was.

The body is the article's text to the last character, with no markup of its own, so that nothing in it
needs an escape. What the original file's markup said stands in the front matter: ``layout`` has the marks, and
``sha256`` is the text's; read_markdown takes a body for such a text where the front matter has it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

import yaml

from corpus.decision_fields import decision_to_fields
from corpus.records import Article

LONGEST_SLUG = 80
"""Characters of a file name without ending."""

_NOT_DECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "đ": "d", "ł": "l", "œ": "oe"})


def write_article(article: Article) -> str:
    """Return the Markdown file of an article whose text is normalised (corpus.files.normalise)."""
    fields: dict[str, object] = {
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published,
    }
    if article.decision is not None:
        fields["decided"] = decision_to_fields(article.decision)
    if article.marks:
        marks = (f"{mark.layout.value}:{mark.span.start}-{mark.span.end}" for mark in article.marks)
        fields["layout"] = ",".join(marks)
    fields["sha256"] = hashlib.sha256(article.text.encode()).hexdigest()
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=2**31)
    return f"---\n{header}---\n{article.text}"


def slug_of(title: str) -> str:
    """Return a title as the name of a file: ASCII letters, digits and hyphens; empty where it has neither."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_NOT_DECOMPOSED)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode())
    slug = "-".join(words)
    if len(slug) <= LONGEST_SLUG:
        return slug
    whole_words = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
    return whole_words or slug[:LONGEST_SLUG]


def unused_name(slug: str, taken: Collection[str]) -> str:
    """Return the slug, with a number behind it where a file has that name already, whatever its case."""
    taken = {name.casefold() for name in taken}
    number = 1
    name = slug
    while name in taken:
        number += 1
        ending = f"-{number}"
        name = slug[: LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return name
