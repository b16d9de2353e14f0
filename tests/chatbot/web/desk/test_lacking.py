"""What is lacking: groups of unanswered questions with letters to the editor, and topics without quotes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from sqlalchemy.engine import Connection

from chatbot.letters import letter
from chatbot.store.reviewers import Role
from chatbot.store.schema import answers
from chatbot.unanswered import Group, Grouped, Groups
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.keeping import asked, keep
from tests.chatbot.web.desk.test_overview_page import PATH, plain, section

HOME = ("Får man jobba hemifrån?", "Får man jobba hemifrån ibland?", "får man jobba hemifrån")


def keep_unanswered(desk: Desk) -> None:
    """Keep three questions of three conversations about one thing, and two of one conversation about another."""
    rows = [asked(number, status="no_answer", question=question) for number, question in enumerate(HOME)]
    rows += [asked(7, status="no_answer", question="Finns det parkering?", conversation="p")]
    rows += [asked(8, status="no_voice", question="Finns det parkering?", conversation="p")]
    keep(desk.database, *rows)
    while desk.similar.follow():
        pass


def shown(client: Client, part: str, **params: str) -> str:
    """Return a part of the page when all of it has been made."""
    deadline = time.monotonic() + 60
    while "Räknas fram" in (found := section(client.get(PATH, params=params).text, part)):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


def test_questions_of_several_conversations_are_a_group(desk_on: Desk, client_as: Callable[..., Client]) -> None:
    """Each wording once; what one visitor alone has asked is not shown."""
    keep_unanswered(desk_on)
    part = shown(client_as(Role.READER, desk_on), "groups")
    assert "Får man jobba hemifrån" in part
    assert part.count("<h3>") == 1
    assert "3 frågor utan svar · 3 de senaste 30 dagarna, 0 de 30 dagarna före" in plain(part)
    assert "parkering" not in part
    assert "2 frågor som bara ett samtal har ställt" in plain(part)


def test_what_a_later_article_answers_is_left_out(desk: Desk, client_as: Callable[..., Client]) -> None:
    """Its questions got no answer when they were asked; what is lacking still is not what was lacking then."""
    keep_unanswered(desk)
    fika = [
        asked(20 + n, status="no_answer", question="Hur är det att fika på stort allvar i gruppen?") for n in (1, 2)
    ]
    keep(desk.database, *fika)
    while desk.similar.follow():
        pass
    part = shown(client_as(Role.READER), "groups")
    assert "hemifrån" in part
    assert "fika" not in part
    assert "2 frågor som inte fick svar då besvaras nu" in plain(part)


def test_a_question_is_asked_again_once_for_every_state_of_the_chat(desk: Desk) -> None:
    """Kept to its municipality; a new article or lesson is a new state."""
    rows = [asked(n, status="no_voice", question=HOME[0], interpreted_municipality="Flen") for n in (1, 2)]
    keep(desk.database, *rows)
    while desk.similar.follow():
        pass
    chat = _Chat(desk.chatbot.model)
    groups = Groups(chat)
    with desk.database.reading() as connection:
        found = made(groups, connection)
        assert (len(found.groups), found.answered, chat.heard) == (1, 0, [(HOME[0], "Flen")])
        keep(desk.database, asked(3, status="no_answer", question=HOME[0]))
    while desk.similar.follow():
        pass
    with desk.database.reading() as connection:
        assert len(made(groups, connection).groups) == 1
        assert chat.heard[1:] == [(HOME[0], None)]
        chat.state, chat.is_answering = "later", True
        assert (made(groups, connection).groups, made(groups, connection).answered) == ((), 3)
    assert len(chat.heard) == 4


class _Chat:
    """A chat that answers everything or nothing, and remembers what it was asked."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.state = "now"
        self.is_answering = False
        self.heard: list[tuple[str, str | None]] = []

    def answers(self, question: str, *, municipality: str | None, speaker: str | None) -> bool:
        """Return whether it answers now."""
        assert speaker is None
        self.heard.append((question, municipality))
        return self.is_answering


def made(groups: Groups, connection: Connection) -> Grouped:
    """Return the groups when they have been made."""
    deadline = time.monotonic() + 60
    while (found := groups.of(connection, None)) is None:
        assert time.monotonic() < deadline
    return found


def test_a_letter_is_fetched_and_noted(desk: Desk, client_as: Callable[..., Client]) -> None:
    """As text and as Markdown, in Swedish, with the question to ask."""
    keep_unanswered(desk)
    reader = client_as(Role.READER)
    part = shown(reader, "groups")
    links = [each.split('"')[0] for each in part.split('href="')[1:]]
    files = [reader.get(link) for link in links]
    assert [file.headers["content-type"] for file in files] == [
        "text/plain; charset=utf-8",
        "text/markdown; charset=utf-8",
    ]
    assert files[0].headers["content-disposition"].endswith('.txt"')
    assert "har 3 frågor handlat om samma sak" in files[0].text
    assert "undrar: Får man jobba hemifrån? Hur är det hos er?" in files[0].text
    log = client_as(Role.ADMIN).get("/granska/export/audit.jsonl").text
    assert log.count("overview.letter") == 2


def test_a_group_that_is_gone_is_told(desk: Desk, client_as: Callable[..., Client]) -> None:
    """When its questions were deleted, nothing of them is shown any more."""
    keep_unanswered(desk)
    reader = client_as(Role.READER)
    link = shown(reader, "groups").split('href="')[1].split('"')[0]
    with desk.database.changing() as connection:
        connection.execute(answers.delete())
    gone = reader.get(link)
    assert gone.status_code == 404
    assert "Gruppen finns inte längre" in gone.text
    assert "hemifrån" not in reader.get(PATH).text


def test_topics_asked_are_set_against_topics_covered(desk: Desk, client_as: Callable[..., Client]) -> None:
    """By questions of the field; what is about none of them is told, too."""
    rows = [asked(1, question="Hur är cheferna?"), asked(2, question="Hur är cheferna?"), asked(3, question="xyz qqq")]
    keep(desk.database, *rows)
    while desk.similar.follow():
        pass
    part = shown(client_as(Role.READER), "topics")
    assert "Flest frågar om chefen och ledningen: 67 % av frågorna" in plain(part)
    assert "33 % av frågorna handlar om något annat" in plain(part)
    assert "Chefen och ledningen 2 67 %" in plain(part)


@pytest.mark.parametrize(
    ("question", "markdown", "asked_as"),
    [
        pytest.param("har ni flextid", False, "undrar: Har ni flextid? Hur är det hos er?", id="no question mark"),
        pytest.param("Vad är *lön*?", True, r"undrar: Vad är \*lön\*? Hur", id="signs of Markdown"),
        pytest.param("<b>Hej</b>?", True, r"undrar: \<b\>Hej\</b\>? Hur", id="HTML"),
        pytest.param("Hur är {det}?", False, "undrar: Hur är {det}? Hur", id="braces"),
    ],
)
def test_a_letter_asks_what_visitors_ask(question: str, asked_as: str, *, markdown: bool) -> None:
    """As a sentence, and nothing in it does anything in the editor's program."""
    group = Group("a", (question,), 2, 2, 0, "Flen")
    written = letter(group, markdown=markdown)
    assert asked_as in written
    assert "De flesta frågar om Flen." in written


def test_growth_is_told_by_thirty_days(desk: Desk, client_as: Callable[..., Client]) -> None:
    """Those of the last thirty, and those of the thirty before."""
    days = (0, 31, 32)
    rows = [asked(n, days=day, status="no_answer", question=HOME[0]) for n, day in enumerate(days)]
    keep(desk.database, *rows)
    while desk.similar.follow():
        pass
    part = shown(client_as(Role.READER), "groups", period="90")
    assert "3 frågor utan svar · 1 de senaste 30 dagarna, 2 de 30 dagarna före" in plain(part)
