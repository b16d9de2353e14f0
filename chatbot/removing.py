"""An article is taken out of the corpus, and the index follows without a trace of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from difflib import get_close_matches
from pathlib import Path

from chatbot.building import build_index
from chatbot.corpus_files import changing_corpus, delete_file, put_back_on_failure
from chatbot.errors import KeepingError
from chatbot.settings import Settings
from corpus.files import find_articles
from index.disposal import delete_all, keep_only_current
from index.recipe import BuildReport
from index.storage import Progress

_SUGGESTED = 3


def find_article(settings: Settings, article_id: str) -> Path:
    """Return the file of an article.

    Raises:
        KeepingError: there is none of that id; the message names those most like it.
    """
    paths = {path.stem: path for path in find_articles(settings.corpus)}
    found = paths.get(article_id) or paths.get(Path(article_id).stem)
    if found is None:
        near = get_close_matches(article_id, paths, n=_SUGGESTED, cutoff=0.4)
        hint = f"; menar du {' eller '.join(near)}?" if near else ""
        raise KeepingError(f"{article_id}: ingen artikel heter så{hint}")
    return found


def remove_article(
    settings: Settings,
    path: Path,
    waiting: Callable[[], None],
    *,
    recorded: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> None:
    """Delete an article's file.

    Args:
        settings: corpus and data directory.
        path: of the file.
        waiting: called once if somebody else changes the corpus.
        recorded: gives the transaction that tells of it; if it cannot be committed the file is as it was.
    """
    with changing_corpus(settings, waiting), put_back_on_failure([path]), recorded():
        delete_file(path)


def index_what_is_left(settings: Settings, progress: Progress | None, say: Progress) -> BuildReport | None:
    """Build the index anew and delete every older generation; None where no article is left.

    Raises:
        CorpusError, ModelError, GenerationError: it cannot be built.
    """
    if not find_articles(settings.corpus):
        delete_all(settings.index_directory, say)
        return None
    report = build_index(settings, progress=progress, warn=say)
    keep_only_current(settings.index_directory, say)
    return report
