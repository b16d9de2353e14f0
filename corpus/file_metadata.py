"""What the properties of Word and PDF files tell of an article; most of them tell of something else."""

from __future__ import annotations

import re

_ORGANISATION = re.compile(
    r"(?:[A-ZÅÄÖ][\w-]+ ){1,3}(?:kommun|stad)|Region(?:en)? [A-ZÅÄÖ][\w ]{1,30}"
    r"|[A-ZÅÄÖ][\w -]{1,40}(?:förbundet|bladet|tidningen|posten)"
)


def title_in(given: str | None, text: str) -> str | None:
    """Return the title property where the text has it.

    Templates leave titles of other documents behind ("Mall för protokoll"), and programs make up their
    own ("Microsoft Word - Dokument1").
    """
    title = " ".join((given or "").split())
    return title if title and title in " ".join(text.split()) else None


def publisher_of(*given: str | None) -> str | None:
    """Return the first property that names an organisation; authors and program makers do not publish."""
    found = (" ".join((each or "").split()) for each in given)
    return next((each for each in found if _ORGANISATION.fullmatch(each)), None)
