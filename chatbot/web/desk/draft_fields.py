"""What somebody writes of an article is checked before it is kept."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from chatbot.adding import Details
from chatbot.web.citing import is_web_address
from chatbot.web.texts.desk_articles import ArticleTexts
from corpus.municipalities import is_municipality

LONGEST = 500
"""Characters of a field."""


class FieldError(Exception):
    """A field cannot be what it is to be; the message says so in the page's language."""


def details_of(written: Mapping[str, str], texts: ArticleTexts) -> Details:
    """Return fields as details of an article.

    Args:
        written: url, title, publisher, published and municipality; empty where nothing is told.
        texts: of the page's language.

    Raises:
        FieldError: one of them or more cannot be what they are to be.
    """
    date, url, place = written["published"], written["url"], written["municipality"]
    published = _date(date)
    faults = [
        texts.bad_date.format(value=date) if date and published is None else None,
        texts.future_date.format(value=date) if published and published > _today() else None,
        texts.bad_url.format(value=url) if url and not is_web_address(url) else None,
        texts.bad_municipality.format(value=place) if place and not is_municipality(place) else None,
        *(texts.too_long.format(limit=LONGEST) for value in written.values() if len(value) > LONGEST),
    ]
    if told := " ".join(fault for fault in faults if fault):
        raise FieldError(told)
    return Details(url or None, written["title"] or None, written["publisher"] or None, published, place or None)


def _date(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()
