"""Checks that the corpus and the index agree, and that every quote is word for word."""

from __future__ import annotations

import hashlib

from chatbot.settings import Settings
from corpus.files import find_articles, read_article
from index.generation import Generation, open_current
from index.model import load_encoder


def verify(settings: Settings) -> list[str]:
    """Return the faults, one line each; empty where everything agrees.

    Raises:
        CorpusError: the corpus cannot be read at all.
        GenerationError: there is no index that fits the settings.
        ModelError: the model cannot be loaded.
    """
    encoder = load_encoder(settings.model_directory, settings.model)
    with open_current(settings.index_directory, encoder.fingerprint) as generation:
        return [*generation.verify(), *_corpus_faults(settings, generation)]


def _corpus_faults(settings: Settings, generation: Generation) -> list[str]:
    paths = {path.stem: path for path in find_articles(settings.corpus)}
    indexed = {article.id for article in generation.articles()}
    missing, gone = sorted(paths.keys() - indexed), sorted(indexed - paths.keys())
    faults = [f"{paths[name].name}: finns i korpusen men inte i indexet; kör: chatbot build" for name in missing]
    faults += [f"{name}: finns i indexet men inte i korpusen; kör: chatbot build" for name in gone]
    for name in sorted(indexed & paths.keys()):
        path, row = paths[name], generation.article(name)
        if hashlib.sha256(path.read_bytes()).hexdigest() != row.file_sha256:
            faults.append(f"{path.name}: ändrad sedan indexet byggdes; kör: chatbot build")
        elif read_article(path).text != row.text:
            faults.append(f"{path.name}: läses inte längre som när indexet byggdes; kör: chatbot build")
    return faults
