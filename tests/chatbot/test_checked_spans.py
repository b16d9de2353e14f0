"""Any words of any quote are exact, and with one word changed never: over all articles that the project has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.pasted import read_pasted
from chatbot.records import CheckStatus, QuoteCheck
from index.chunks import Record
from index.phrases import WORD, plain
from tests.chatbot.checking import REAL, TUNE, Checker, checker_of

OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=[(REAL, 1), (TUNE, 8)], ids=["real", "tune"])
def check(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    """Return what checks texts against many articles."""
    corpus: Path
    corpus, every = request.param
    with checker_of(corpus, tmp_path_factory.mktemp("index"), every) as opened:
        yield opened


def words_of(record: Record, data: st.DataObject, fewest: int = 3) -> tuple[list[re.Match[str]], int, int]:
    """Return the words of a record, and a stretch of them: first, and one after the last."""
    words = list(WORD.finditer(record.text))
    first = data.draw(st.integers(0, max(0, len(words) - fewest)))
    last = data.draw(st.integers(min(first + fewest, len(words)), len(words)))
    return words, first, last


def record_of(check: Checker, data: st.DataObject) -> Record:
    """Return any quote or passage."""
    return check.generation.record(data.draw(st.integers(0, check.generation.counts.records - 1)))


def assert_sound(checked: QuoteCheck, check: Checker) -> None:
    """All that is shown is the article's, and the differences make up both texts."""
    for match in checked.matches:
        assert "".join(difference.original for difference in match.differences) == match.text
        for quote in match.quotes:
            found = check.generation.record_by_id(quote.id)
            assert found is not None
            assert quote.text == found[1].text


@given(data=st.data())
@OFTEN
def test_any_words_of_any_record_are_exact(check: Checker, data: st.DataObject) -> None:
    """Also the most common ones, that stand in many articles; one of the places is where they are from."""
    record = record_of(check, data)
    words, first, last = words_of(record, data)
    if last - first < 3:
        return
    text = record.text[words[first].start() : words[last - 1].end()]
    checked = check(text)
    assert checked.status is CheckStatus.EXACT
    assert all(" ".join(match.text.split()) == " ".join(text.split()) or checked.notes for match in checked.matches)
    assert checked.more or record.article_id in {match.article.id for match in checked.matches}
    assert_sound(checked, check)


@given(data=st.data())
@OFTEN
def test_words_set_in_another_way_are_exact(check: Checker, data: st.DataObject) -> None:
    """Quotation marks, dashes, spaces, line breaks, soft hyphens, capitals, entities and what encloses a quote."""
    record = record_of(check, data)
    words, first, last = words_of(record, data, fewest=4)
    if last - first < 4:
        return
    text = record.text[words[first].start() : words[last - 1].end()]
    for number in sorted(data.draw(st.lists(st.integers(0, len(SETTINGS) - 1), min_size=1, max_size=3))):
        text = SETTINGS[number](text)
    checked = check(text)
    assert checked.status is CheckStatus.EXACT, text
    assert_sound(checked, check)


SETTINGS = (
    lambda text: re.sub('[”“"]', "»", text),
    lambda text: text.replace("–", "-").replace("—", "-"),
    lambda text: re.sub(r"\s+", "\u00a0", text),
    lambda text: re.sub(r"\s+", "\n", text),
    lambda text: re.sub(r"\s+", "  ", text),
    lambda text: re.sub(r"(\w{5})(\w{4})", "\\1\u00ad\\2", text),
    lambda text: re.sub(r"([a-zåäö]{5})([a-zåäö]{4})", "\\1-\n\\2", text),
    str.upper,
    str.lower,
    lambda text: text.replace("å", "&aring;").replace("ä", "&#228;"),  # after this no letter may be exchanged
    lambda text: f"”{text}”",
    lambda text: f"– {text}.",
    lambda text: f"> {text}",
)


@given(data=st.data())
@OFTEN
def test_one_word_changed_is_never_exact(check: Checker, data: st.DataObject) -> None:
    """Exchanged for another, left out, or one put in: unless what comes out stands somewhere, too."""
    record = record_of(check, data)
    words, first, last = words_of(record, data, fewest=5)
    if last - first < 5:
        return
    place = data.draw(st.integers(first + 1, last - 2))
    text = record.text
    new = data.draw(st.sampled_from([*NEW_WORDS, words[data.draw(st.integers(0, len(words) - 1))][0], ""]))
    changed = text[words[first].start() : words[place].start()] + new + text[words[place].end() : words[last - 1].end()]
    if plain(new) == plain(words[place][0]) or stands_somewhere(changed, check):
        return
    checked = check(changed)
    assert checked.status is not CheckStatus.EXACT, changed
    assert_sound(checked, check)


NEW_WORDS = ("inte", "aldrig", "Xylofon", "och", "7", "Karin", "sällan")


def stands_somewhere(text: str, check: Checker) -> bool:
    """Tell whether the words stand in a row in some article, by brute force, or read as if said by somebody."""
    words = " ".join(plain(match[0]) for match in WORD.finditer(text))
    for article in check.generation.articles():
        content = (check.corpus / article.file).read_text(encoding="utf-8")
        if f" {words} " in " ".join(["", *(plain(match[0]) for match in WORD.finditer(content)), ""]):
            return True
    return any(reading.credit for reading in read_pasted(text))
