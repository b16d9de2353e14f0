"""Late interaction: tokens stored in eight bits, compared one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.building import build
from index.encoding import Vectors
from index.errors import DimensionError, GenerationError
from index.generation import Generation, open_current
from index.manifest import CURRENT, TOKENS, UNITS
from index.tokens import best_cosines, token_rows
from tests.index.fakes import FakeEncoder, flen, hjo, reading_of, sources_of


def unit_vectors(count: int, dimension: int = 384, seed: int = 0) -> Vectors:
    """Return random directions."""
    drawn = np.random.default_rng(seed).standard_normal((count, dimension))
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)


def test_eight_bits_keep_the_direction() -> None:
    """Whatever its length was, and however small most of its numbers are."""
    tokens = unit_vectors(50)
    tokens[0, 7] = 1.5
    stored = token_rows(tokens)
    assert stored.dtype == np.int8
    assert np.abs(stored).max(axis=1).tolist() == [127] * 50
    directions = stored / np.linalg.norm(stored.astype(float), axis=1, keepdims=True)
    expected = tokens / np.linalg.norm(tokens, axis=1, keepdims=True)
    assert (directions * expected).sum(axis=1).min() > 0.999


def test_the_best_cosine_is_taken_for_each_token_of_each_stretch() -> None:
    """As two loops would find it."""
    stored, question = token_rows(unit_vectors(30)), unit_vectors(4, seed=1)
    first, last = np.array([12, 0, 11]), np.array([30, 5, 12])
    each = stored / np.linalg.norm(stored.astype(float), axis=1, keepdims=True)
    expected = [
        [max(each[i] @ token for i in range(a, b)) for token in question] for a, b in zip(first, last, strict=True)
    ]
    assert best_cosines(question, stored, first, last) == pytest.approx(np.array(expected), abs=1e-5)


def test_late_interaction_compares_tokens_with_those_of_the_context(
    generation: Generation, encoder: FakeEncoder
) -> None:
    """A word that stands in it is found whole, and the order of the numbers is kept."""
    (question,) = encoder.encode_queries(["fikar ärenden"]).tokens
    found = generation.late(question, [5, 1])
    assert found.shape == (2, 2)
    assert found[1, 0] == pytest.approx(1.0, abs=5e-3)
    assert (found < 1.01).all()
    assert generation.late(question, []).shape == (0, 2)
    assert np.array_equal(generation.late(question, np.array([1, 5])), found[::-1])


def test_only_contexts_have_tokens(generation: Generation) -> None:
    """A token a word of the article around the record, whose own words and whose question are among them."""
    records = generation.records(range(generation.counts.records))
    own = sum(len(record.text.split()) for record in records)
    assert generation.counts.tokens > own


def test_what_cannot_be_compared_is_refused(generation: Generation) -> None:
    """Programming errors, so they say numbers."""
    with pytest.raises(DimensionError, match=r"\(n, 64\), got \(1, 3\)"):
        generation.late(np.ones((1, 3), np.float32), [0])
    for number in (-1, 6):
        with pytest.raises(IndexError, match=str(number)):
            generation.late(np.ones((1, 64), np.float32), [0, number])


def test_a_record_of_several_chunks_has_the_tokens_of_all(tmp_path: Path) -> None:
    """The last word of a long quote is found like its first."""
    words = " ".join(f"Ord{number} är sagt här." for number in range(60))
    reading = reading_of("lång", f"{words} Slutet.", [], narration=[f"{words} Slutet."])
    encoder = FakeEncoder()
    build([flen(), reading], sources_of(flen(), reading), encoder, tmp_path, reader="1")
    with open_current(tmp_path, encoder) as generation:
        (long,) = generation.records_of("lång")
        (question,) = encoder.encode_queries(["Ord0 Slutet."]).tokens
        assert generation.late(question, [long]) == pytest.approx(np.ones((1, 2)), abs=1e-3)
        assert generation.verify() == []


def test_known_tokens_are_taken_over_and_those_of_a_sentence_are_not(tmp_path: Path) -> None:
    """In flen the words are a sentence of a quote, which has no tokens; in hjo they are a quote."""
    encoder = FakeEncoder()
    build([flen()], sources_of(flen()), encoder, tmp_path, reader="1")
    build([flen(), hjo()], sources_of(flen(), hjo()), encoder, tmp_path, reader="1")
    with open_current(tmp_path, encoder) as generation:
        taken_over = np.array(np.load(generation.directory / TOKENS))
        assert generation.verify() == []
    build([flen(), hjo()], sources_of(flen(), hjo()), encoder, tmp_path, reader="1", force=True)
    with open_current(tmp_path, encoder) as generation:
        assert np.array_equal(taken_over, np.load(generation.directory / TOKENS))


def test_tokens_that_are_missing_are_an_error(generation: Generation) -> None:
    """Fewer than the manifest says."""
    tokens = np.load(generation.directory / TOKENS)
    np.save(generation.directory / TOKENS, tokens[:-1])
    with pytest.raises(GenerationError, match="tokenvektorer, väntade"):
        Generation(generation.directory, generation.manifest)


@pytest.mark.parametrize(
    ("row", "bounds", "fault"),
    [
        pytest.param(1, (0, 4), "ligger inte i ordning", id="overlap"),
        pytest.param(3, (24, 25), "enhet 3 har 1 tokenvektorer", id="of a chunk"),
        pytest.param(2, (12, 12), "enhet 2 har 0 tokenvektorer", id="none"),
    ],
)
def test_units_must_have_their_tokens(generation: Generation, row: int, bounds: tuple[int, int], fault: str) -> None:
    """Each context its own, and chunks and sentences none."""
    units = np.load(generation.directory / UNITS)
    units["tokens"][row] = bounds
    np.save(generation.directory / UNITS, units)
    assert [line for line in Generation(generation.directory, generation.manifest).verify() if fault in line]


def test_a_generation_without_tokens_is_built_again(tmp_path: Path) -> None:
    """What the message says to run helps."""
    build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")
    directory = tmp_path / (tmp_path / CURRENT).read_text(encoding="utf-8").strip()
    (directory / TOKENS).unlink()
    with pytest.raises(GenerationError, match=r"tokens\.npy saknas; kör: chatbot build"):
        open_current(tmp_path, FakeEncoder())
    assert build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1").is_new
