"""The index follows the corpus, one build at a time, and tells how it went."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.building import build_index
from chatbot.opened import CurrentGeneration, Opened
from chatbot.publishing import BuildError, IndexFollower, Phase
from chatbot.settings import Settings
from index.storage import Progress
from tests.chatbot.conftest import FLEN, HJO
from tests.index.fakes import FakeEncoder

SECONDS = 60


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with a corpus of one article and no index."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "flen.md").write_text(FLEN, encoding="utf-8")
    return Settings(corpus=tmp_path / "corpus", data=tmp_path / "data")


def test_requests_during_a_build_are_answered_by_one_more(settings: Settings) -> None:
    """Ten changes while a build runs make one build after it, which has them all."""
    begun, go_on, builds = threading.Event(), threading.Event(), []

    def build(_: Settings, __: Progress) -> None:
        builds.append(1)
        begun.set()
        assert go_on.wait(SECONDS)

    follower = IndexFollower(settings, build)
    follower.request()
    assert begun.wait(SECONDS)
    last = [follower.request() for _ in range(10)][-1]
    phases = [follower.state.phase]
    go_on.set()
    assert follower.wait(last, SECONDS)
    assert len(builds) == 2
    assert [*phases, follower.state.phase] == [Phase.BUILDING, Phase.DONE]


def test_a_failed_build_is_told_and_the_next_one_may_succeed(settings: Settings) -> None:
    """Whoever waits gets the reason, the state keeps it, and nothing is stuck."""
    outcomes = iter([BuildError("disken är full"), None])

    def build(_: Settings, __: Progress) -> None:
        if (fault := next(outcomes)) is not None:
            raise fault

    follower = IndexFollower(settings, build)
    with pytest.raises(BuildError, match="disken är full"):
        follower.wait(follower.request(), SECONDS)
    assert (follower.state.phase, follower.state.fault) == (Phase.FAILED, "disken är full")
    assert follower.wait(follower.request(), SECONDS)
    assert follower.state.fault is None


def test_an_unexpected_fault_does_not_end_the_following(settings: Settings) -> None:
    """Whatever is raised is told; the next request is built."""

    def build(_: Settings, __: Progress) -> None:
        raise ZeroDivisionError("noll")

    follower = IndexFollower(settings, build)
    for _ in range(2):
        with pytest.raises(BuildError, match="noll"):
            follower.wait(follower.request(), SECONDS)


def test_an_empty_corpus_leaves_no_index(settings: Settings) -> None:
    """Where the last article has gone, nothing of it stays to be asked."""
    (settings.corpus / "flen.md").unlink()
    generation = settings.index_directory / "20260101-000000-0123abcd"
    generation.mkdir(parents=True)
    follower = IndexFollower(settings, lambda *_: pytest.fail("there is nothing to build"))
    assert follower.wait(follower.request(), SECONDS)
    assert not generation.exists()


@pytest.fixture
def served(chatbot: Chatbot, articles: Path, tmp_path: Path) -> tuple[Chatbot, Settings]:
    """Return a chatbot that answers, and the settings that it is served with."""
    return chatbot, Settings(corpus=articles, data=tmp_path)


def test_a_chat_answers_from_the_index_that_it_built(served: tuple[Chatbot, Settings]) -> None:
    """A new article is quoted by the next answer, in the same chatbot and without loading anything again."""
    chatbot, settings = served
    (settings.corpus / "hjo.md").write_text(HJO.replace("Biståndet", "Sommarkatten"), encoding="utf-8")
    follower = IndexFollower(settings, chatbot.rebuild)
    assert follower.wait(follower.request(), SECONDS)
    assert "Sommarkatten" in chatbot.ask("Sommarkatten tar längst tid?").quotes[0].text


def test_a_build_of_the_command_line_after_the_server_has_nothing_to_do(served: tuple[Chatbot, Settings]) -> None:
    """Both make the same of the same."""
    chatbot, settings = served
    built = chatbot.rebuild(settings)
    again = build_index(settings, encoder=FakeEncoder(256))
    assert (built.is_new, again.is_new, again.generation) == (True, False, built.generation)


def test_an_article_that_cannot_be_read_is_told_and_the_chat_goes_on(served: tuple[Chatbot, Settings]) -> None:
    """The fault is the command line's own line; what was there answers as before."""
    chatbot, settings = served
    before = chatbot.generation
    (settings.corpus / "trasig.md").write_text("---\ntitle: [\n---\n– Hej, säger Tuva.\n", encoding="utf-8")
    follower = IndexFollower(settings, chatbot.rebuild)
    with pytest.raises(BuildError, match=r"^trasig\.md"):
        follower.wait(follower.request(), SECONDS)
    assert chatbot.generation == before


def test_a_build_is_ended_with_the_program(settings: Settings) -> None:
    """It ends at the next thing that it tells, and whoever waits for it learns why."""
    begun, closing = threading.Event(), threading.Event()

    def build(_: Settings, progress: Progress) -> None:
        begun.set()
        while True:
            closing.wait(0.01)
            progress("en rad")

    follower = IndexFollower(settings, build)
    with follower:
        number = follower.request()
        assert begun.wait(SECONDS)
    with pytest.raises(BuildError, match="avslutades"):
        follower.wait(number, SECONDS)


def test_a_full_disk_is_told_in_swedish(settings: Settings) -> None:
    """As the command line does."""

    def build(_: Settings, __: Progress) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "var")

    follower = IndexFollower(settings, build)
    with pytest.raises(BuildError, match=r"^var: disken är full"):
        follower.wait(follower.request(), SECONDS)


def test_a_changed_corpus_is_noticed(settings: Settings) -> None:
    """After a restart it can be told that the index does not have what the corpus has."""
    assert IndexFollower(settings, lambda *_: None).is_behind()


def test_a_build_is_over_when_its_generation_answers_although_a_visitor_opens_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is told that the index is finished gets what it has."""
    build_index(settings, encoder=FakeEncoder())
    opening, go_on, told = threading.Event(), threading.Event(), list[str]()
    open_one = CurrentGeneration._open

    def open_slowly(current: CurrentGeneration) -> Opened:
        opening.set()
        assert go_on.wait(SECONDS)
        return open_one(current)

    with Chatbot(FakeEncoder(), corpus=settings.corpus, index=settings.index_directory) as chatbot:
        (settings.corpus / "hjo.md").write_text(HJO, encoding="utf-8")
        report = build_index(settings, encoder=FakeEncoder())
        monkeypatch.setattr(CurrentGeneration, "_open", open_slowly)
        visitor = threading.Thread(target=lambda: chatbot.generation)

        def rebuild() -> None:
            chatbot.rebuild(settings)
            told.append(chatbot.generation)

        builder = threading.Thread(target=rebuild)
        visitor.start()
        assert opening.wait(SECONDS)
        builder.start()
        builder.join(0.2)  # long enough for it to come to the end, if it does not wait
        go_on.set()
        for thread in (visitor, builder):
            thread.join(SECONDS)
    assert told == [report.generation]
