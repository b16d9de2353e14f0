"""Checks that corpus, index and database agree, and that every quote is word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from chatbot.errors import SteeringError, StoreError
from chatbot.proof import has_words
from chatbot.settings import Settings
from chatbot.steering import read_steering
from chatbot.store.checking import count_contents, find_faults
from chatbot.store.database import Database
from chatbot.store.steering import differences
from chatbot.unfinished import unfinished_faults
from corpus.decisions import find_decided, lost_words
from corpus.errors import CorpusError
from corpus.files import find_articles, read_article
from index.chunks import sha256_of
from index.errors import IndexingError
from index.generation import Generation, open_current
from index.manifest import find_current
from index.model import known_model, load_encoder


def verify(settings: Settings, tell: Callable[[str], None] = lambda _line: None) -> list[str]:
    """Return the faults, one line each; empty where everything agrees.

    Args:
        settings: where corpus, index and database are.
        tell: gets what is worth knowing and no fault.

    Raises:
        CorpusError: the corpus cannot be read at all.
        GenerationError: there is no index that fits the settings.
        ModelError: the model cannot be loaded.
    """
    begun = unfinished_faults(settings.data)
    try:
        generation = open_index(settings)
    except IndexingError:
        for fault in begun:  # it may be what took the index away
            tell(fault)
        raise
    with generation:
        database = _database_faults(settings, generation, tell)
        steering = _steering_faults(settings)
        return [*begun, *generation.verify(), *_corpus_faults(settings, generation, tell), *database, *steering]


def open_index(settings: Settings) -> Generation:
    """Open the current generation, without loading the model where it is known.

    Raises:
        GenerationError: there is no index that fits the settings.
        ModelError: the model cannot be loaded.
    """
    find_current(settings.index_directory)  # before the model, which takes long to load
    model = known_model(settings.model_directory, settings.model)
    model = model or load_encoder(settings.model_directory, settings.model)
    return open_current(settings.index_directory, model)


def _database_faults(settings: Settings, generation: Generation, tell: Callable[[str], None]) -> list[str]:
    """Return what is wrong with the database; one that is not there yet has no faults."""
    with closing(Database(settings.database_url)) as database:
        if not database.exists:
            return []
        try:
            known = {each for article in generation.articles() for each in _ids_of(article.id, generation)}
            contents = count_contents(database, known)
            faults = find_faults(database)
        except StoreError as exc:
            return [str(exc)]
    tell(
        f"Databasen har {contents.questions} frågor, {contents.ratings} omdömen, {contents.verdicts} bedömningar och "
        f"{contents.accounts} konton; "
        f"{contents.outdated} citat som har visats finns inte längre i indexet."
    )
    return faults


def _steering_faults(settings: Settings) -> list[str]:
    """Return what is wrong with what the chat reads of people's decisions."""
    folder = settings.steering_directory
    try:
        steering, faults = read_steering(folder)
    except SteeringError as exc:
        return [str(exc)]
    try:
        with closing(Database(settings.database_url)) as database:
            if not database.exists:
                return faults
            with database.reading() as connection:
                return [*faults, *differences(connection, steering, folder)]
    except StoreError:
        return faults  # the database's own fault is told already


def _ids_of(article_id: str, generation: Generation) -> list[str]:
    return [record.id for record in generation.records(generation.records_of(article_id))]


def _corpus_faults(settings: Settings, generation: Generation, tell: Callable[[str], None]) -> Iterator[str]:
    paths = {path.stem: path for path in find_articles(settings.corpus)}
    indexed = {article.id for article in generation.articles()}
    missing, gone = sorted(paths.keys() - indexed), sorted(indexed - paths.keys())
    yield from (f"{paths[name].name}: finns i korpusen men inte i indexet; kör: chatbot build" for name in missing)
    yield from (f"{name}: finns i indexet men inte i korpusen; kör: chatbot build" for name in gone)
    for name in sorted(indexed & paths.keys()):
        yield from _article_faults(paths[name], name, generation, tell)


def _article_faults(path: Path, article_id: str, generation: Generation, tell: Callable[[str], None]) -> Iterator[str]:
    """Yield what is not as it was indexed: the file, its text, or the place of a record. Lost decisions are told."""
    article = generation.article(article_id)
    try:
        content, current = path.read_bytes(), read_article(path)
    except CorpusError as exc:
        yield f"{exc}; kör: chatbot build"
        return
    text = current.text
    for lost in find_decided(current)[1]:
        tell(f"{path.name}: {lost_words(lost)}")
    if hashlib.sha256(content).hexdigest() != article.file_sha256:
        yield f"{path.name}: ändrad sedan indexet byggdes; kör: chatbot build"
    elif sha256_of(text) != article.text_sha256:
        yield f"{path.name}: läses inte längre som när indexet byggdes; kör: chatbot build"
    else:
        for record in generation.records(generation.records_of(article_id)):
            if not has_words(text, record):
                yield f"{path.name}: post {record.id} är inte artikelns ord på sin plats; kör: chatbot build"
            elif record.evidence is not None and record.evidence.end > len(text):
                yield f"{path.name}: belägget för post {record.id} ligger utanför artikeln; kör: chatbot build"
