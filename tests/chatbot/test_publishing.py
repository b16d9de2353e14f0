"""The index follows the corpus, one build at a time, and tells how it went."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from chatbot.publishing import BuildError, IndexFollower, Phase, build_aside
from chatbot.settings import Settings
from tests.chatbot.conftest import FLEN

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

    def build(_: Settings) -> None:
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

    def build(_: Settings) -> None:
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

    def build(_: Settings) -> None:
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
    follower = IndexFollower(settings, lambda _: pytest.fail("there is nothing to build"))
    assert follower.wait(follower.request(), SECONDS)
    assert not generation.exists()


def test_what_the_command_says_is_the_fault(settings: Settings) -> None:
    """A build of its own process hands over its last line, without the program's name."""
    (settings.corpus / "trasig.md").write_text("---\ntitle: [\n---\n– Hej, säger Tuva.\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"^trasig\.md"):
        build_aside(settings)


def test_a_changed_corpus_is_noticed(settings: Settings) -> None:
    """After a restart it can be told that the index does not have what the corpus has."""
    assert IndexFollower(settings).is_behind()
