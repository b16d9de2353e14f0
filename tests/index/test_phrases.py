"""The index of words that stand beside each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.reading import read
from corpus.records import Article, Span
from index.phrases import KEYS, STRETCH_GAP, PhraseBuilder, PhraseIndex, Place, keys_of, searched_stretches
from index.runs import Run, find_runs

TEXTS = ["Det är ju det som är svårt. Och det är ju så.", "Ja, det är ju det som är roligt – för läget är lagets."]


@pytest.fixture
def phrases(tmp_path: Path) -> PhraseIndex:
    """Return the index of two texts; the first is searched in two stretches."""
    builder = PhraseBuilder()
    builder.add(TEXTS[0], [Span(0, 28), Span(28, len(TEXTS[0]))])
    builder.add(TEXTS[1], [Span(0, len(TEXTS[1]))])
    builder.write(tmp_path)
    return PhraseIndex(tmp_path)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("det är ju", [Place(0, 0), Place(0, 8 + STRETCH_GAP), Place(1, 1)]),
        ("DET ÄR JU DET SOM", [Place(0, 0), Place(1, 1)]),
        ("är svårt", [Place(0, 5)]),
        ("svårt och", []),
        ("roligt for laget", [Place(1, 7)]),
        ("är inte", []),
        ("det ju är", []),
    ],
    ids=["stop words", "capitals", "two", "across stretches", "no diacritics", "unknown", "other order"],
)
def test_words_in_a_row_are_found(phrases: PhraseIndex, words: str, places: list[Place]) -> None:
    """However common they are, in the order of the articles."""
    assert phrases.find(keys_of(words.split()), 9) == places
    assert phrases.find(keys_of(words.split()), 1) == places[:1]


def test_runs_are_the_longest_rows(phrases: PhraseIndex) -> None:
    """Of each article, with what is put in between left out of them."""
    words = "det är ju inte det som är svårt".split()
    runs = find_runs(words, [1.0] * len(words), phrases)
    assert runs[0][0] == Run(place=3, given=4, length=4)
    assert Run(place=0, given=0, length=3) in runs[0]
    assert runs[1][0].length == 3


def test_files_that_disagree_are_refused(tmp_path: Path) -> None:
    """Half a write must not answer."""
    PhraseBuilder().write(tmp_path)
    assert len(PhraseIndex(tmp_path)) == 0
    np.save(tmp_path / KEYS, np.zeros(3, np.uint32))
    with pytest.raises(ValueError, match=r"places must be \(3, 2\)"):
        PhraseIndex(tmp_path)


def test_contact_details_are_not_searched() -> None:
    """Nor the rest of their sentence; what stands before and after is."""
    text = (
        "Siv Almgrund är kurator.\n\n– Jag trivs bra. Ring mig på 0157-555 01 23. Det är roligt, säger Siv Almgrund.\n"
    )
    found = [span.of(text) for span in searched_stretches(read(Article("vagen-in", text)))]
    assert "0157" not in "".join(found)
    assert "Jag trivs bra." in found[0]
    assert found[-1].lstrip().startswith("Det är roligt")
