"""Versions of an article are told in words."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from chatbot.store.article_versions import Version
from chatbot.web.texts.desk_versions import version_sentence
from chatbot.web.texts.languages import Language

NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def version(action: str, **detail: Any) -> Version:  # noqa: ANN401 - as JSON has it
    """Return a version that something made."""
    return Version(1, "fika", "fika.md", b"", "", action, detail, "anna", NOW)


@pytest.mark.parametrize(
    ("action", "detail", "swedish", "english"),
    [
        pytest.param(
            "article.quote",
            {"words": "Vi fikar", "speakers": ["Tuva", "Elin", "Amir"], "municipality": "Flen"},
            "”Vi fikar” sägs av Tuva, Elin och Amir, kommunen är Flen",
            "“Vi fikar” is said by Tuva, Elin and Amir, the municipality is Flen",
            id="speakers",
        ),
        pytest.param(
            "article.quote",
            {"words": "Vi fikar", "speakers": [], "municipality": ""},
            "”Vi fikar” visas utan namn, ingen kommun",
            "“Vi fikar” is shown without a name, no municipality",
            id="nobody",
        ),
        pytest.param(
            "article.quote",
            {"words": "Vi fikar", "kind": "boilerplate"},
            "”Vi fikar” hör inte till artikeln",
            "“Vi fikar” is no part of the article",
            id="boilerplate",
        ),
        pytest.param(
            "article.metadata",
            {"fields": ["title", "url"]},
            "Ändrade uppgifter om artikeln: rubrik och adress",
            "Changed details of the article: title and address",
            id="metadata",
        ),
        pytest.param(
            "article.found", {}, "Filen som den låg i korpusen", "The file as it was in the corpus", id="found"
        ),
        pytest.param("article.other", {}, "Artikeln ändrades", "The article was changed", id="unknown"),
    ],
)
def test_a_version_is_told_in_words(action: str, detail: dict[str, Any], swedish: str, english: str) -> None:
    """In both languages."""
    made = version(action, **detail)
    assert (version_sentence(made, Language.SWEDISH), version_sentence(made, Language.ENGLISH)) == (swedish, english)
