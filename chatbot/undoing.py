"""A change of an article is undone: what it did is taken back where nothing newer builds upon it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TypeVar

from chatbot.errors import KeepingError
from chatbot.seen_articles import Corrected, Edit, Seen, change_article, restore_article, seen_article
from chatbot.settings import Settings
from chatbot.store.article_versions import FOUND, UNDO, Version, version_before, version_by_id
from chatbot.store.database import Database
from chatbot.store.reviewers import Reviewer
from corpus.decisions import find_decided, meet
from corpus.records import Article, Decision, QuoteDecision

_T = TypeVar("_T")
_FIELDS = ("title", "publisher", "url", "published")
_BUILT_UPON = "en senare ändring bygger på den; ångra den först"


def undo(
    settings: Settings, database: Database, version: int, *, reviewer: Reviewer, expected_sha256: str
) -> Corrected:
    """Take back what a version changed; that makes a new version.

    Where it is the newest the file becomes what it was, byte for byte; else only what it changed is taken back. An
    article that was removed comes back; nobody sees it then, so expected_sha256 does not matter.

    Raises:
        ConflictError: the file is another now than the reviewer saw; stored is the article as it is (Seen).
        KeepingError: there is no such version, or nothing before it, or something newer builds upon it.
        CorpusError, StoreError: the article cannot be read, or the database not be used. Nothing was changed.
    """
    with database.reading() as connection:
        after = version_by_id(connection, version)
        before = version_before(connection, after) if after else None
    if after is None:
        raise KeepingError("ändringen finns inte längre")
    if before is None or before.content is None or after.action == FOUND:
        raise KeepingError("det finns inget sparat läge före ändringen")
    if after.content is None:
        return restore_article(settings, database, after, before, reviewer)
    return change_article(
        settings,
        database,
        after.article,
        lambda seen: Edit(_undone(seen, before, after), {"version": version, "undone": after.action}),
        action=UNDO,
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def _undone(seen: Seen, before: Version, after: Version) -> Article | tuple[str, bytes]:
    if seen.sha256 == after.sha256:
        return PurePath(before.file).name, before.content or b""
    old, new = _article_of(seen, before), _article_of(seen, after)
    if (old.text, old.marks) != (new.text, new.marks) or new.text != seen.article.text:
        raise KeepingError(_BUILT_UPON)
    now = seen.article
    values = {name: _back(getattr(old, name), getattr(new, name), getattr(now, name)) for name in _FIELDS}
    decision = _decision_back(old.decision or Decision(), new.decision or Decision(), now)
    return replace(now, **values, decision=decision if decision != Decision() else None)


def _article_of(seen: Seen, version: Version) -> Article:
    return seen_article(seen.path.with_name(PurePath(version.file).name), version.content or b"").article


def _back(old: _T, new: _T, now: _T) -> _T:
    """Return what a value becomes when the change from old to new is taken back.

    Raises:
        KeepingError: it has been changed again since.
    """
    if old == new:
        return now
    if now != new:
        raise KeepingError(_BUILT_UPON)
    return old


def _decision_back(old: Decision, new: Decision, article: Article) -> Decision:
    now = article.decision or Decision()
    names = dict.fromkeys([*old.roles, *new.roles, *now.roles])
    roles = {name: _back(old.roles.get(name), new.roles.get(name), now.roles.get(name)) for name in names}
    return Decision(
        _back(old.municipality, new.municipality, now.municipality),
        {name: role for name, role in roles.items() if role is not None},
        _back(old.by, new.by, now.by),
        _quotes_back(old.quotes, new.quotes, article),
    )


def _quotes_back(
    old: tuple[QuoteDecision, ...], new: tuple[QuoteDecision, ...], article: Article
) -> tuple[QuoteDecision, ...]:
    now = article.decision.quotes if article.decision else ()
    made, dropped = [each for each in new if each not in old], [each for each in old if each not in new]
    if any(each not in now for each in made):
        raise KeepingError(_BUILT_UPON)
    kept = tuple(each for each in now if each not in made)
    there = find_decided(replace(article, decision=Decision(quotes=kept)))[0]
    back = find_decided(replace(article, decision=Decision(quotes=tuple(dropped))))[0]
    if any(meet(one.span, other.span) for one in there for other in back):
        raise KeepingError(_BUILT_UPON)
    return (*kept, *dropped)
