"""Versions of an article are told in words."""

from __future__ import annotations

from typing import Any

import pytest

from chatbot.web.texts.desk_versions import version_sentence
from chatbot.web.texts.languages import Language


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
    told = [version_sentence(action, detail, language) for language in (Language.SWEDISH, Language.ENGLISH)]
    assert told == [swedish, english]
