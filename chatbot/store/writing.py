"""What is written into the database, and taken out of it again."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.errors import RefusedError
from chatbot.store.forgetting import GONE, change_texts, changed_json
from chatbot.store.narrowing import narrowing_values
from chatbot.store.records import AskedQuestion, Entry, Rating, RatingKind
from chatbot.store.schema import answers, hidden_quotes, ratings, shown_quotes, trials, verdicts
from chatbot.store.scrubbing import Scrubber


def write_entry(connection: Connection, entry: Entry, scrubber: Scrubber) -> None:
    """Write a question with its answer, or a rating, without personal details.

    Raises:
        RefusedError: they cannot be taken out; nothing is written then.
    """
    try:
        values = _question(entry, scrubber) if isinstance(entry, AskedQuestion) else _rating(entry, scrubber)
    except Exception as exc:
        raise RefusedError(f"personuppgifter kunde inte rensas bort ({type(exc).__name__})") from exc
    if isinstance(entry, AskedQuestion):
        connection.execute(answers.insert(), values)
        shown = [{"answer": entry.id, "position": n, **asdict(quote)} for n, quote in enumerate(entry.quotes)]
        if shown:
            connection.execute(shown_quotes.insert(), shown)
    else:
        _write_rating(connection, entry, values)


def _question(asked: AskedQuestion, scrubber: Scrubber) -> dict[str, Any]:
    question = scrubber.scrub(asked.question)
    interpreted = scrubber.scrub_interpretation(asked.interpreted)
    return {
        "id": asked.id,
        "asked": asked.asked,
        "channel": asked.channel.value,
        "conversation": asked.conversation,
        "question": question.text,
        "scrubbed": question.changed or interpreted != asked.interpreted,
        "language": asked.language,
        "interpreted_question": interpreted.question,
        "interpreted_municipality": interpreted.municipality,
        "interpreted_speaker": interpreted.speaker,
        "interpreted_role": interpreted.role,
        **narrowing_values(interpreted.filters),
        "compared": asked.compared,
        "status": asked.status,
        "generation": asked.generation,
        "score": max((quote.score for quote in asked.quotes), default=None),
    }


def _rating(rating: Rating, scrubber: Scrubber) -> dict[str, Any]:
    comment = scrubber.scrub(rating.comment) if rating.comment else None
    return {
        "answer": rating.answer,
        "quote": rating.quote,
        "kind": rating.kind and rating.kind.value,
        "comment": comment.text if comment else None,
        "scrubbed": comment is not None and comment.changed,
        "rated": rating.rated,
    }


def _write_rating(connection: Connection, rating: Rating, values: dict[str, Any]) -> None:
    """Write a rating in the place of an earlier one; of an answer that is deleted by now nothing is kept."""
    same_quote = ratings.c.quote == rating.quote if rating.quote is not None else ratings.c.quote.is_(None)
    connection.execute(ratings.delete().where(ratings.c.answer == rating.answer, same_quote))
    if rating.kind is not None and shown_by(connection, rating.answer) is not None:
        connection.execute(ratings.insert(), values)
    is_disliked = sa.exists().where(ratings.c.answer == rating.answer, ratings.c.kind != RatingKind.HELPFUL)
    connection.execute(answers.update().where(answers.c.id == rating.answer).values(disliked=is_disliked))


def shown_by(connection: Connection, answer: str) -> frozenset[str] | None:
    """Return the ids of the quotes that an answer showed; None if there is no such answer."""
    if connection.scalar(sa.select(answers.c.id).where(answers.c.id == answer)) is None:
        return None
    return frozenset(connection.scalars(sa.select(shown_quotes.c.quote).where(shown_quotes.c.answer == answer)))


def delete_conversation(connection: Connection, conversation: str) -> int:
    """Delete what was asked in a conversation, with what was shown, rated and judged; return how many questions.

    What verdicts taught goes with them; questions that were judged stand in reports of trials, too.
    """
    mine = sa.select(answers.c.id).where(answers.c.conversation == conversation)
    judged = set(connection.scalars(sa.select(verdicts.c.question).where(verdicts.c.answer.in_(mine))))
    if judged:
        because = sa.exists().where(
            verdicts.c.answer.in_(mine),
            verdicts.c.reviewer == hidden_quotes.c.reviewer,
            verdicts.c.comment == hidden_quotes.c.reason,
        )
        connection.execute(hidden_quotes.update().where(because).values(reason=None))  # it stays hidden
        connection.execute(verdicts.delete().where(verdicts.c.answer.in_(mine)))
        gone = partial(changed_json, change=lambda text: GONE if text in judged else text)
        change_texts(connection, trials, ("report",), gone)
    return connection.execute(answers.delete().where(answers.c.conversation == conversation)).rowcount


def delete_before(connection: Connection, moment: datetime.datetime) -> int:
    """Delete what was asked before a moment, with what was shown and rated; return how many questions.

    Verdicts stay, with the scrubbed question but without conversation and time of asking: the chat is tried against
    them whenever it changes (docs/privacy.md).
    """
    return connection.execute(answers.delete().where(answers.c.asked < moment)).rowcount
