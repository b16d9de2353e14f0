"""The corpus directory becomes an index: reads every article, hands the readings to the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from chatbot.settings import Settings
from chatbot.withdrawn import Withdrawn
from corpus.decisions import lost_words
from corpus.errors import CorpusError
from corpus.files import find_articles, read_article
from corpus.reading import NOTHING_SAID, read, reader_version
from corpus.records import PUBLISHING_THRESHOLD, Reading
from index.catalogue import Catalogue
from index.encoding import Encoder
from index.manifest import CATALOGUE, Source
from index.model import known_model, load_encoder
from index.recipe import UNCHANGED, BuildReport, Recipe, Unread, find_unchanged, present_manifest
from index.storage import digest_of, exclusive_lock, silent

Progress = Callable[[str], None]


def build_index(
    settings: Settings,
    progress: Progress | None = None,
    warn: Progress | None = None,
    *,
    encoder: Encoder | None = None,
) -> BuildReport:
    """Write a new generation of the index for the corpus as it is, and switch to it.

    Nothing is written where an article cannot be read: a chatbot that silently lacks an article
    would say that nobody has spoken about what stands in it.

    Args:
        progress: called with one line of news at a time.
        warn: called with one line for each article in which nobody speaks, and for each decision whose words are lost.
        encoder: the model that the settings name, where somebody has it loaded already.

    Raises:
        CorpusError: no article there, or one that cannot be read.
        KeepingError: an article quotes somebody who has withdrawn: restored from a copy, perhaps.
        ModelError: the model cannot be loaded.
        GenerationError: the index cannot be written.
    """
    unchanged = _find_unchanged(settings, sources_of(_articles(settings), settings.corpus), encoder)
    if unchanged is not None:
        if progress:
            progress(UNCHANGED)
        return unchanged
    report = progress or silent
    with exclusive_lock(
        settings.data / ".build.lock", waiting=lambda: report("Ett annat bygge pågår; väntar på det …")
    ):
        return _build(settings, progress, warn, encoder)


def _build(
    settings: Settings,
    progress: Progress | None,
    warn: Progress | None,
    encoder: Encoder | None,
) -> BuildReport:
    """Build from the corpus as it is now that no other build runs: the last one has the newest articles."""
    from index.building import build  # noqa: PLC0415  with FAISS; there is seldom anything to build

    paths = _articles(settings)
    sources = sources_of(paths, settings.corpus)
    return build(
        _articles_of(settings, paths, progress, warn),
        sources,
        encoder or load_encoder(settings.model_directory, settings.model, progress),
        settings.index_directory,
        reader=reader_version(),
        publish_at=PUBLISHING_THRESHOLD,
        progress=progress,
    )


def _articles(settings: Settings) -> list[Path]:
    paths = find_articles(settings.corpus)
    if not paths:
        raise CorpusError(f"{settings.corpus}: inga artiklar (.md .txt .html .docx .pdf); lägg dit minst en")
    return paths


def sources_of(paths: Iterable[Path], corpus: Path) -> dict[str, Source]:
    """Return article id -> its file in the corpus, with the hash of its bytes as they are now."""
    return {path.stem: Source(path.relative_to(corpus).as_posix(), digest_of(path)) for path in paths}


def _find_unchanged(settings: Settings, sources: Mapping[str, Source], encoder: Encoder | None) -> BuildReport | None:
    """Return the report if there is nothing to do and that can be told without the model, which takes long to load."""
    model = encoder or known_model(settings.model_directory, settings.model)
    if model is None:
        return None
    recipe = Recipe(sources, model.fingerprint, reader_version(), PUBLISHING_THRESHOLD)
    return find_unchanged(settings.index_directory, recipe)


def _articles_of(
    settings: Settings, paths: list[Path], progress: Progress | None, warn: Progress | None
) -> Iterator[Reading | Unread]:
    """Yield every article, to be read only if it has changed since the generation before.

    One that this generation shows under the name of somebody who has withdrawn is read, and so refused.
    """
    withdrawn = Withdrawn.read(settings.corpus)
    refused = _naming(settings.index_directory, withdrawn)

    def read_one(number: int, path: Path) -> Reading:
        reading = read(read_article(path))
        withdrawn.refuse(path.name, reading)
        if progress:
            progress(f"Läser {number} av {len(paths)}: {path.name} ({len(reading.quotes)} citat)")
        if warn and not reading.quotes:
            warn(f"{path.name}: {NOTHING_SAID}")
        for lost in reading.lost_decisions:
            (warn or silent)(f"{path.name}: {lost_words(lost)}")
        return reading

    for number, path in enumerate(paths, start=1):
        unread = Unread(path.stem, partial(read_one, number, path))
        yield unread.read() if path.stem in refused else unread


def _naming(index: Path, withdrawn: Withdrawn) -> frozenset[str]:
    """Return the articles that the index shows somebody in who has withdrawn."""
    manifest = present_manifest(index) if withdrawn.hashes else None
    if manifest is None:
        return frozenset()
    with closing(Catalogue(index / manifest.generation / CATALOGUE)) as catalogue:
        rows = catalogue.rows("SELECT DISTINCT s.name, r.article FROM speakers s JOIN records r ON r.number = s.record")
    return frozenset(article for name, article in rows if name in withdrawn)
