"""A person withdraws: what visitors wrote about them, and which of their quotes were shown, goes from the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.errors import StoreError
from chatbot.store.article_versions import forget_versions
from chatbot.store.database import Database
from chatbot.store.identifiers import Mark
from chatbot.store.schema import answers, metadata, ratings, shown_quotes
from corpus.municipalities import is_municipality
from corpus.withdrawal import NameForms, fold
from corpus.words import WORD, is_first_name, names_that_are_words, tokenize

GONE = "[borttaget]"
"""Stands in the place of a text of which nothing can be kept: it repeats what the person said."""
_AT_ONCE = 500
_TEXTS = {
    answers: ("question", "interpreted_question", "interpreted_municipality", "interpreted_speaker"),
    ratings: ("comment",),
}
"""What visitors wrote, or what was understood of it."""


class Sought(Protocol):
    """What must not be found any more."""

    def found_in(self, folded: str) -> set[str]:
        """Return what a folded text has of it."""
        ...


def forget_person(
    database: Database,
    forms: NameForms,
    needles: Sought,
    *,
    quotes: Collection[str],
    articles: Mapping[str, str | None],
    versions_of: Collection[str],
) -> None:
    """Take a person out of everything that is kept, and out of the file's unused space.

    Args:
        database: where.
        forms: how the person may be named.
        needles: what must not be found any more.
        quotes: ids of the quotes that are withdrawn.
        articles: ids of articles that have another id now; None for those that are gone.
        versions_of: ids of articles that lose words; none of their versions is kept, since all have the person.

    Raises:
        StoreError: it cannot be done now.
    """
    with database.changing() as connection:
        for table, columns in _TEXTS.items():
            _scrub_texts(connection, table, columns, forms, needles)
        for some in _some_at_once(quotes):
            connection.execute(shown_quotes.delete().where(shown_quotes.c.quote.in_(some)))
            connection.execute(ratings.delete().where(ratings.c.quote.in_(some)))
        for before, after in articles.items():
            of_article = shown_quotes.c.article == before
            change = shown_quotes.delete() if after is None else shown_quotes.update().values(article=after)
            connection.execute(change.where(of_article))
        forget_versions(connection, versions_of, lambda text: bool(needles.found_in(fold(text))))
    _clear_unused_space(database)


def texts_of(database: Database) -> Iterator[str]:
    """Yield every row of the database as text.

    Raises:
        StoreError: it cannot be read now.
    """
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                yield "\n".join(value for value in row if isinstance(value, str))


def _scrub_texts(
    connection: Connection, table: sa.Table, columns: Iterable[str], forms: NameForms, needles: Sought
) -> None:
    chosen = [table.c[name] for name in columns]
    for row in connection.execute(sa.select(table.c.id, *chosen)).all():
        texts = {name: getattr(row, name) for name in columns if getattr(row, name)}
        changed = {name: _without(text, forms, needles) for name, text in texts.items()}
        changed = {name: text for name, text in changed.items() if text != texts[name]}
        if changed:
            connection.execute(table.update().where(table.c.id == row.id).values(**changed, scrubbed=True))


def _without(text: str, forms: NameForms, needles: Sought) -> str:
    """Return the text without the person's name, or nothing of it where it has the person's words."""
    if is_municipality(text) or not _tells(text, forms, needles):
        return text
    parts = {fold(part) for part in forms.parts}
    pieces: list[str] = []
    position = 0
    for word in tokenize(text):
        if parts.isdisjoint((fold(word.text), fold(word.text).removesuffix("s"))):
            continue
        if not pieces or text[position : word.start].strip():
            pieces += [text[position : word.start], Mark.NAME]
        position = word.end
    left = "".join([*pieces, text[position:]])
    return GONE if _tells(left, forms, needles) else left


def _tells(text: str, forms: NameForms, needles: Sought) -> bool:
    """Tell whether a text names the person, also as people type in a hurry: "tuva"; or has the person's words."""
    typed = WORD.sub(lambda word: word[0].title() if _is_name(word[0].title()) else word[0], text)
    return forms.are_in(text) or forms.are_in(typed) or bool(needles.found_in(fold(text)))


def _is_name(word: str) -> bool:
    forms = (word, word.removesuffix("s"))
    return any(is_first_name(form) for form in forms) and not any(form in names_that_are_words() for form in forms)


def _some_at_once(ids: Collection[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))


def _clear_unused_space(database: Database) -> None:
    """Overwrite what deleted rows left behind; PostgreSQL frees it for what comes next."""
    database.run_alone("VACUUM")
    if database.file is not None:
        (busy, *_rest) = database.run_alone("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise StoreError(f"{database.name}: databasen används; stäng chatten eller vänta, och kör igen")
