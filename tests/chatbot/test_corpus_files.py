"""A killed program leaves each article once, and whoever changes the corpus next clears up after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot import corpus_files
from chatbot.corpus_files import changing_corpus, replace_file
from chatbot.settings import Settings
from corpus.files import find_articles

OLD, NEW = b"<p>Gammalt", b"---\ntitle: Nytt\n---\n"


class _Killed(BaseException):
    """Comes where the program is killed; what would be done afterwards is not."""


@pytest.mark.parametrize("done", range(5))
def test_an_article_that_gets_another_ending_is_there_once_whenever_the_program_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    """The old one until the new one is whole, then the new one."""
    settings = Settings(corpus=tmp_path / "corpus", data=tmp_path)
    old, new, steps = settings.corpus / "fika.html", settings.corpus / "fika.md", list[object]()
    old.parent.mkdir()
    old.write_bytes(OLD)
    for name in ("write_bytes", "delete_file"):

        def step(*arguments: object, do: object = getattr(corpus_files, name)) -> None:
            if len(steps) == done:
                raise _Killed
            steps.append(do)
            assert callable(do)
            do(*arguments)

        monkeypatch.setattr(corpus_files, name, step)
    if done < 4:
        with pytest.raises(_Killed):
            replace_file(old, new, NEW)
    else:
        replace_file(old, new, NEW)
    monkeypatch.undo()
    left = new if done > 1 else old
    assert find_articles(settings.corpus) == [left]
    with changing_corpus(settings, lambda: None):
        assert [*settings.corpus.iterdir()] == [left]
    assert left.read_bytes() == (NEW if done > 1 else OLD)
