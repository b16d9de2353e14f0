"""The Swedish keyword leg."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from index.lexical import LexicalHit, LexicalIndex, build_lexical, fold, stem, stop_words

TEXTS = (
    "Jag arbetar som biståndshandläggare.",
    "Handläggare har många ärenden.",
    "Bistånd och läger är vårt arbete.",
    "Lager är tomt.",
    "Och att det.",
    "Lager är tomt.",
)


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    """Return an index of six texts."""
    build_lexical(TEXTS, tmp_path / "lexical")
    return LexicalIndex(tmp_path / "lexical")


@pytest.mark.parametrize(
    ("question", "records"),
    [
        pytest.param("ärende", [1], id="inflected"),
        pytest.param("ÄRENDET", [1], id="capitals"),
        pytest.param("handläggare", [1, 0], id="last part of a compound"),
        pytest.param("biståndshandläggarna", [0, 1, 2], id="a compound finds its parts"),
        pytest.param("handlaggare", [1, 0], id="typed without diacritics"),
        pytest.param("läger", [2], id="typed with diacritics: no other word"),
        pytest.param("lager", [3, 5, 2], id="typed without: both, the same word first"),
        pytest.param("a\u0308renden", [1], id="combining mark"),
        pytest.param("och att det", [], id="stop words only"),
        pytest.param("hur ar det pa", [], id="stop words without diacritics"),
        pytest.param("rymdfärja", [], id="unknown word"),
        pytest.param("", [], id="nothing"),
        pytest.param("?!", [], id="no word"),
    ],
)
def test_records_that_share_words_are_found_best_first(index: LexicalIndex, question: str, records: list[int]) -> None:
    """A record without any of the words is never returned."""
    assert [hit.record for hit in index.search(question, 10)] == records


def test_scores_are_bm25(index: LexicalIndex) -> None:
    """Equal records have equal scores, and keep their order."""
    first, second = index.search("tomt lager", 2)
    # The six records have 7, 4, 5, 2, 1 and 2 terms; k1 is 1.5 and b is 0.75.
    weight = 1 / (1 + 1.5 * (0.25 + 0.75 * 2 / 3.5))
    assert (first.record, second.record) == (3, 5)
    assert first.score == second.score
    assert first.score == pytest.approx(weight * (index.idf("tomt") + index.idf("lag")))


def test_k_cuts_among_equals_in_order(index: LexicalIndex) -> None:
    """The earlier of two equal records stays."""
    assert [hit.record for hit in index.search("tomt", 1)] == [3]


def test_only_allowed_records_are_found_with_the_same_scores(index: LexicalIndex) -> None:
    """A filter changes which, not how much."""
    everywhere = {hit.record: hit.score for hit in index.search("lager", 10)}
    assert index.search("lager", 10, np.array([2, 5], np.int32)) == [
        LexicalHit(5, everywhere[5]),
        LexicalHit(2, everywhere[2]),
    ]
    assert index.search("lager", 10, np.array([], np.int32)) == []


def test_rare_terms_weigh_more_and_unknown_ones_most(index: LexicalIndex) -> None:
    """As in BM25, with nothing found counted as document frequency zero."""
    assert index.idf("tomt") == pytest.approx(math.log(1 + 4.5 / 2.5))
    assert index.idf("tomt") < index.idf("rymdfärj") == pytest.approx(math.log(1 + 6.5 / 0.5))
    assert index.knows("tomt")
    assert not index.knows("rymdfärj")


def test_coverage_is_the_share_of_the_questions_weight(index: LexicalIndex) -> None:
    """Stop words do not count, words that no record has do."""
    known, unknown = index.idf("tomt"), index.idf("rymdfärj")
    assert index.coverage("är det tomt?", 3) == 1.0
    assert index.coverage("tomt rymdfärja", 3) == pytest.approx(known / (known + unknown))
    assert index.coverage("tomt", 0) == 0.0
    assert index.coverage("och", 3) == 0.0


def test_every_word_is_counted_once_a_record(index: LexicalIndex) -> None:
    """Stop words too, so that a speller does not take them for errors."""
    words = index.words()
    assert (words["är"], words["lager"], words["att"]) == (3, 2, 1)


def test_texts_without_any_content_word_can_be_indexed(tmp_path: Path) -> None:
    """An index of nothing but stop words finds nothing, and warns of nothing."""
    build_lexical(["och", ""], tmp_path / "lexical")
    index = LexicalIndex(tmp_path / "lexical")
    assert len(index) == 2
    assert index.search("och lager", 5) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arbetet", "arbete"),
        ("arbetets", "arbetar"),
        ("yrket", "yrken"),
        ("jobbet", "jobb"),
        ("verksamheten", "verksamhet"),
        ("kollegorna", "kollegor"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    """The definite neuter too, which Snowball alone keeps apart."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other", "noun"),
    [
        ("jobbigt", "jobbigaste", "jobbet"),
        ("ledig", "lediga", "ledare"),
        ("roligt", "roligare", "rollen"),
        ("tidigt", "tidigare", "tiden"),
    ],
)
def test_adjectives_are_kept_apart_from_what_they_only_look_like(one: str, other: str, noun: str) -> None:
    """Är jobbet jobbigt? It asks for what is trying, not for everything about jobs."""
    assert stem(one) == stem(other) != stem(noun)


def test_a_trying_job_is_not_every_job(tmp_path: Path) -> None:
    """Only the record that has the adjective is found by it."""
    build_lexical(["Jag trivs på jobbet.", "Det jobbigaste är besluten."], tmp_path / "lexical")
    index = LexicalIndex(tmp_path / "lexical")
    assert [hit.record for hit in index.search("jobbigt", 5)] == [1]
    assert [hit.record for hit in index.search("jobb", 5)] == [0]


def test_the_list_of_stop_words_is_in_its_own_normal_form() -> None:
    """Casefolded, one word a line, and none that folding would make a content word of ours."""
    assert all(word == word.casefold().strip() and " " not in word for word in stop_words())
    assert fold("äåöé") == "aaoe"
    assert not {"arbete", "kommun", "chef", "stress", "lön"} & stop_words()
