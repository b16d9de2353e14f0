"""The overview tells in words, pictures and tables what is asked and found; each with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

from chatbot.store.judgements import AnswerVerdict
from chatbot.store.reviewers import Role
from chatbot.store.schema import verdicts
from chatbot.unanswered import Groups
from chatbot.web.desk.desk import Desk
from tests.chatbot.learning import settle, somebody
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.keeping import asked, keep

PATH = "/granska/overblick"


def plain(page: str) -> str:
    """Return a page's text, with spaces for what does not break a line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def pictures(page: str) -> list[ElementTree.Element]:
    """Return the pictures, read as the XML that they have to be."""
    found = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    return [ElementTree.fromstring(picture) for picture in found]  # noqa: S314 - our own page


def section(page: str, name: str) -> str:
    """Return one part of the page."""
    found = re.search(rf'<section [^>]*class="part of-{name}.*?</section>', page, flags=re.DOTALL)
    assert found is not None
    return found[0]


def test_an_empty_desk_tells_what_will_come(client_as: Callable[..., Client]) -> None:
    """In the places where it will."""
    page = client_as(Role.READER).get(PATH, params={"period": "alla"}).text
    assert "Ingen har frågat något ännu" in page
    assert "Här kommer en kurva" in section(page, "time")
    assert "när granskarna har bedömt" in section(page, "precision")


def test_a_period_is_told_in_words_first(desk_on: Desk, client_as: Callable[..., Client]) -> None:
    """With the change from the period before; greetings are no part of the shares."""
    keep(
        desk_on.database,
        asked(1),
        asked(2, days=1, disliked=True),
        asked(3, days=2, status="no_answer"),
        asked(4, days=29, status="no_voice"),
        asked(5, status="not_a_question"),
        asked(6, days=31),
        asked(7, days=100),
    )
    reader = client_as(Role.READER, desk_on)
    told = plain(reader.get(PATH).text)
    assert "De senaste 30 dagarna: 5 frågor. 50 % fick svar, 50 % fick inget svar." in told
    assert "4 fler än perioden före" in told
    assert "Fick svar 50 % 100 % perioden före" in told
    assert "I allt som finns kvar: 7 frågor." in plain(reader.get(PATH, params={"period": "alla"}).text)
    assert "ingen tidigare period att jämföra med" in plain(reader.get(PATH, params={"period": "alla"}).text)


def test_the_table_has_the_numbers_of_the_picture(desk: Desk, client_as: Callable[..., Client]) -> None:
    """The highest point of the line is the highest number in the table; days without questions are there, too."""
    keep(desk.database, *(asked(number) for number in range(7)), asked(8, days=3, status="no_answer"))
    part = section(client_as(Role.READER).get(PATH).text, "time")
    rows = re.findall(r"<tr><th[^>]*>([^<]+)</th>" + r"<td>(\d+)</td>" * 4 + "</tr>", part)
    assert len(rows) == 30
    assert [row[1:] for row in rows if row[1] != "0"] == [("1", "0", "1", "0"), ("7", "7", "0", "0")]
    assert "Som mest 7" in part


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pictures_are_part_of_the_page(desk: Desk, client_as: Callable[..., Client], language: str) -> None:
    """Well-formed, named, with text that is text, in the page's colours, every id once, and nothing from elsewhere."""
    keep(desk.database, asked(1), asked(2, days=1, status="no_answer"))
    page = client_as(Role.READER).get(PATH, params={"lang": language}).text
    found = pictures(page)
    assert len(found) >= 3
    for picture in found:
        assert picture.get("role") == "img"
        assert picture.get("aria-label")
        assert [element.text for element in picture.iter("text") if element.text]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    drawn = "".join(re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL))
    assert re.findall(r"#0(\d)0\1", drawn) == []
    assert "http" not in drawn
    assert "<style" not in drawn
    assert "var(--accent)" in drawn


def test_voices_are_counted_by_municipality_and_role(client_as: Callable[..., Client]) -> None:
    """People, not quotes; and the municipalities that nobody speaks from are listed."""
    page = client_as(Role.READER).get(PATH).text
    part = section(page, "municipalities")
    assert "3 personer från 2 av Sveriges 290 kommuner" in plain(part)
    assert re.findall(r'<th scope="row">(\w+)</th><td>(\d+)</td><td>(\d+)</td>', part) == [
        ("Flen", "2", "3"),
        ("Hjo", "1", "2"),
    ]
    assert "288 kommuner utan röst" in part
    assert "Överkalix" in part
    assert plain(section(page, "roles")).count("1") >= 1


def test_agreement_is_a_picture_with_its_table(desk: Desk, client_as: Callable[..., Client]) -> None:
    """Of what two have judged in the period; what one has judged alone is no agreement."""
    one, other = somebody(desk.database), somebody(desk.database)
    reader = client_as(Role.READER)
    settle(desk.database, "Ensam?", reviewer=one)
    assert "när två har bedömt samma svar" in section(reader.get(PATH).text, "agreement")
    number = settle(desk.database, "Två?", reviewer=one)
    again = settle(desk.database, "Två?", reviewer=other, kind=AnswerVerdict.SHOULD_REFUSE)
    with desk.database.changing() as connection:
        of_one = sa.select(verdicts.c.answer).where(verdicts.c.id == number).scalar_subquery()
        connection.execute(verdicts.update().where(verdicts.c.id == again).values(answer=of_one))
    part = section(reader.get(PATH).text, "agreement")
    assert "sade detsamma om 0 av 1 svar: 0 %" in plain(part)
    assert len(pictures(part)) == 1
    rows = re.findall(r'<tr><th scope="row">veckan från [^<]+</th><td>(\d+)</td><td>(\d+)</td>', part)
    assert rows[-1] == ("0", "1")
    assert set(rows[:-1]) == {("0", "0")}


@pytest.mark.parametrize("made", [False, True], ids=["in the making", "made"])
def test_what_is_in_the_making_says_so_and_how_to_look_again(
    desk: Desk, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, *, made: bool
) -> None:
    """By a link that keeps the period, and for the script by the part's name."""
    if not made:
        monkeypatch.setattr(Groups, "of", lambda *_: None)
    keep(desk.database, asked(1, status="no_answer"))
    part = section(client_as(Role.READER).get(PATH, params={"period": "90"}).text, "groups")
    assert ("Räknas fram." in part) is not made
    assert ('data-making="part-groups"' in part) is not made
    assert (f'href="{PATH}?period=90">Uppdatera sidan' in part) is not made
    assert 'id="part-groups"' in part
