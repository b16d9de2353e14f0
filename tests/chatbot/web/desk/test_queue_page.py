"""The queue's page: what waits, narrowed and sorted, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from chatbot.store.reviewers import Role
from chatbot.web.desk.desk import Desk
from tests.chatbot.store.test_queue import answer
from tests.chatbot.web.desk.cases import put
from tests.chatbot.web.desk.conftest import Client


def questions(page: str) -> list[str]:
    """Return the questions that a page lists."""
    return re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', page)


def test_new_answers_are_listed_for_everybody_who_is_signed_in(desk_on: Desk, client_as: Callable[..., Client]) -> None:
    """The newest first, with what the visitor got; on both databases."""
    put(
        desk_on,
        answer(1, question="Fikar ni?"),
        answer(4, question="Hur är <b>lönen</b>?", interpreted_municipality="Flen"),
    )
    page = client_as(Role.READER, desk_on).get("/granska").text
    assert questions(page) == ["Fikar ni?", "Hur är &lt;b&gt;lönen&lt;/b&gt;?"]
    assert 'Nya <span class="count">2</span>' in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=fika", ["Fikar ni?"]),
        ("tab=disliked", ["Hur är lönen?"]),
        ("status=no_answer", ["Vad äter ni?"]),
        ("order=oldest", ["Vad äter ni?", "Hur är lönen?", "Fikar ni?"]),
        ("since=2026-11-23", []),
        ("until=2026-11-22&municipality=Flen", ["Hur är lönen?"]),
        ("until=9999-12-31", ["Fikar ni?", "Hur är lönen?", "Vad äter ni?"]),
        ("tab=nonsense&order=nonsense&q=%00", ["Fikar ni?", "Hur är lönen?", "Vad äter ni?"]),
    ],
)
def test_the_address_narrows_the_list(
    desk: Desk, client_as: Callable[..., Client], query: str, expected: list[str]
) -> None:
    """Each part of it; what nobody can mean counts as not said."""
    put(
        desk,
        answer(0, question="Fikar ni?"),
        answer(3, question="Hur är lönen?", interpreted_municipality="Flen", disliked=True),
        answer(5, question="Vad äter ni?"),
    )
    assert questions(client_as(Role.READER).get(f"/granska?{query}").text) == expected


def test_a_date_that_is_none_is_told(desk: Desk, client_as: Callable[..., Client]) -> None:
    """It is not silently left out."""
    assert "Datumet 22 nov går inte att förstå" in client_as(Role.READER).get("/granska?since=22+nov").text


def test_pages_keep_what_was_chosen(desk: Desk, client_as: Callable[..., Client]) -> None:
    """The next page and the one before it, in the same order and with the same filter."""
    put(desk, *(answer(number, question=f"Fråga {number:03}?") for number in range(60)), answer(99, question="Annat?"))
    client = client_as(Role.READER)
    first = client.get("/granska?q=fråga&order=oldest").text
    (later,) = re.findall(r'href="([^"]*)" rel="next"', first)
    second = client.get(later.replace("&amp;", "&")).text
    (earlier,) = re.findall(r'href="([^"]*)" rel="prev"', second)

    assert len(questions(first)) == 50
    assert len(questions(second)) == 10
    assert sorted(questions(first) + questions(second)) == [f"Fråga {number:03}?" for number in range(60)]
    assert questions(client.get(earlier.replace("&amp;", "&")).text) == questions(first)


def test_the_address_may_end_with_a_slash(client_as: Callable[..., Client]) -> None:
    """As people type it; whatever else it has is kept."""
    moved = client_as(Role.READER).get("/granska/?tab=done", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (307, "/granska?tab=done")


def test_an_empty_queue_tells_why(desk: Desk, client_as: Callable[..., Client]) -> None:
    """Nobody has asked, or all is judged, or nothing fits."""
    client = client_as(Role.READER)
    assert "Ingen har frågat chatten något än." in client.get("/granska").text
    put(desk, answer(1, state="done"))
    assert "allt i den här delen är bedömt" in client.get("/granska").text
    assert "Inga svar stämmer med filtren." in client.get("/granska?q=fika").text
