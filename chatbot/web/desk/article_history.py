"""Who has changed what in an article: each change in a sentence, with its difference, and a button that undoes it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.seen_articles import Changed, Seen, changes_between, seen_article
from chatbot.store.article_versions import FOUND, Version
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed
from chatbot.web.desk.correction_form import effects_list
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.markup import Markup, element, void
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.desk_corrections import correction_texts
from chatbot.web.texts.desk_versions import version_sentence
from corpus.errors import CorpusError

_COMPARED = 20
"""Versions whose differences are shown; each is read anew."""


def history_section(signed: Signed, seen: Seen, versions: Sequence[Version]) -> Markup:
    """Return the list of an article's versions, the newest first.

    Args:
        signed: who sees it; an editor gets buttons.
        seen: the article as it is now.
        versions: newest first.
    """
    texts = correction_texts(signed.visit.language)
    if not versions:
        return element("section", element("h2", texts.versions.format(count=0)), element("p", texts.no_versions))
    items = [
        _version(signed, seen, version, versions[number + 1] if number + 1 < len(versions) else None, number)
        for number, version in enumerate(versions)
    ]
    return element(
        "section",
        element("h2", texts.versions.format(count=len(versions)), id="andringar"),
        element("ol", *items, reversed=True),
        aria_labelledby="andringar",
        class_="history",
    )


def _version(signed: Signed, seen: Seen, version: Version, before: Version | None, number: int) -> Markup:
    texts = correction_texts(signed.visit.language)
    date = written_moment(version.made)
    effects = _effects(seen, before, version) if number < _COMPARED else ()
    difference = element(
        "details", element("summary", texts.difference), effects_list(signed, effects), class_="difference"
    )
    can_undo = (
        signed.may(Role.EDITOR) and before is not None and version.action != FOUND and version.content is not None
    )
    return element(
        "li",
        element("b", version_sentence(version.action, version.detail, signed.visit.language)),
        element("p", texts.by.format(date=date, login=version.who or texts.command_line), class_="hint"),
        difference if effects else None,
        undo_form(signed, seen, version) if can_undo else None,
    )


def undo_form(signed: Signed, seen: Seen, version: Version) -> Markup:
    """Return the button that takes a change back."""
    texts = correction_texts(signed.visit.language)
    label = texts.undo_label.format(date=written_moment(version.made))
    return element(
        "form",
        void("input", type="hidden", name="sha256", value=seen.sha256),
        void("input", type="hidden", name="version", value=str(version.id)),
        element("button", texts.undo, element("span", f" {label}", class_="visually-hidden"), class_="small"),
        method="post",
        action=link_to(signed, f"{article_address(seen.path.stem)}/angra"),
    )


def _effects(seen: Seen, before: Version | None, after: Version) -> tuple[Changed, ...]:
    if before is None or before.content is None or after.content is None:
        return ()
    try:
        old = seen_article(seen.path.with_name(before.file.rsplit("/", 1)[-1]), before.content)
        new = seen_article(seen.path.with_name(after.file.rsplit("/", 1)[-1]), after.content)
    except CorpusError:  # a version that an older program could read
        return ()
    return changes_between(old.reading, new.reading)
