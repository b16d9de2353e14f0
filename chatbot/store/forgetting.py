"""A person withdraws: what anybody wrote about them, what shows their quotes, and files with their words go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.errors import StoreError
from chatbot.store.article_versions import forget_versions
from chatbot.store.auditing import note
from chatbot.store.contents import texts_of_row
from chatbot.store.database import Database
from chatbot.store.drafts import forget_drafts
from chatbot.store.identifiers import Mark
from chatbot.store.schema import (
    answers,
    article_versions,
    audit,
    desk_settings,
    hidden_quotes,
    lessons,
    metadata,
    question_vectors,
    ratings,
    shown_quotes,
    trials,
    verdict_quotes,
    verdicts,
)
from corpus.municipalities import is_municipality
from corpus.withdrawal import NameForms, fold
from corpus.words import WORD, is_first_name, names_that_are_words, tokenize

GONE = "[borttaget]"
"""Stands in the place of a text of which nothing can be kept: it repeats what the person said."""
_AT_ONCE = 500
_TEXTS = {
    answers: ("question", "interpreted_question", "interpreted_municipality", "interpreted_speaker", "chosen_role"),
    ratings: ("comment",),
    verdicts: ("question", "municipality", "speaker", "chosen_role", "comment"),
    lessons: ("question",),
    hidden_quotes: ("reason",),
    audit: ("subject", "reason"),
}
"""What visitors and reviewers wrote, or what was understood of it."""
_JSON = {trials: "report", desk_settings: "value", article_versions: "detail"}
"""Columns whose texts stand in JSON."""
_OF_QUOTES = (shown_quotes, ratings, verdict_quotes, lessons, hidden_quotes)
_OF_ARTICLES = (shown_quotes, hidden_quotes)


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
    reviewer: int | None = None,
) -> None:
    """Take a person out of everything that is kept, and out of the file's unused space.

    Args:
        database: where.
        forms: how the person may be named.
        needles: what must not be found any more.
        quotes: ids of the quotes that are withdrawn.
        articles: ids of articles that have another id now; None for those that are gone.
        versions_of: ids of articles that lose words; none of their versions is kept, since all have the person.
        reviewer: number of who asks for it; None for the command line.

    Raises:
        StoreError: it cannot be done now.
    """
    with database.changing() as connection:
        for some in _some_at_once(quotes):
            for table in _OF_QUOTES:
                connection.execute(table.delete().where(table.c.quote.in_(some)))
        for before, after in articles.items():
            for table in _OF_ARTICLES:
                change = table.delete() if after is None else table.update().values(article=after)
                connection.execute(change.where(table.c.article == before))

        def tells(text: str) -> bool:
            return bool(needles.found_in(fold(text)))

        forget_versions(connection, versions_of, tells)
        forget_drafts(connection, tells)

        def without(text: str) -> str:
            return _without(text, forms, needles)

        for table, columns in _TEXTS.items():
            change_texts(connection, table, columns, without)
        for table, column in _JSON.items():
            change_texts(connection, table, (column,), lambda text: changed_json(text, without))
        note(connection, reviewer, "person.withdraw")
    clear_unused_space(database)


def texts_of(database: Database) -> Iterator[str]:
    """Yield every row of the database as text, and the articles in files that it has.

    Raises:
        StoreError: it cannot be read now.
    """
    with database.reading() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)).mappings():
                yield from texts_of_row({str(name): value for name, value in row.items()})


def change_texts(connection: Connection, table: sa.Table, columns: Iterable[str], change: Callable[[str], str]) -> None:
    """Change texts of a table; rows that have a mark of that, or a version, get it."""
    keys = list(table.primary_key.columns)
    chosen = [table.c[name] for name in columns]
    for row in connection.execute(sa.select(*keys, *chosen)).mappings().all():
        texts = {column.name: row[column] for column in chosen if row[column]}
        changed: dict[str, Any] = {name: change(text) for name, text in texts.items()}
        changed = {name: text for name, text in changed.items() if text != texts[name]}
        if not changed:
            continue
        if "scrubbed" in table.c:
            changed["scrubbed"] = True
        if "version" in table.c:  # or whoever has the old text before them would put it back
            changed["version"] = table.c.version + 1
        connection.execute(table.update().where(*(key == row[key] for key in keys)).values(changed))
        if table is answers:  # what the question meant is made anew of what is left
            connection.execute(question_vectors.delete().where(question_vectors.c.answer == row[answers.c.id]))


def changed_json(text: str, change: Callable[[str], str]) -> str:
    """Return JSON with its strings changed, also those that name something; the same text if none is."""

    def walk(value: object) -> object:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, list):
            return [walk(each) for each in value]
        if isinstance(value, dict):
            return {change(name): walk(each) for name, each in value.items()}
        return value

    before = json.loads(text)
    after = walk(before)
    return text if after == before else json.dumps(after, ensure_ascii=False)


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


def clear_unused_space(database: Database) -> None:
    """Overwrite what deleted rows left behind; PostgreSQL frees it for what comes next."""
    database.run_alone("VACUUM")
    if database.file is not None:
        (busy, *_rest) = database.run_alone("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise StoreError(f"{database.name}: databasen används; stäng chatten eller vänta, och kör igen")
