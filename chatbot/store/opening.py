"""Opens the store for the chat: the recorder, with the scrubber for the corpus as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from chatbot.errors import StoreError
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.errors import NewerDatabaseError
from chatbot.store.own_names import KnownNames
from chatbot.store.recorder import Recorder
from chatbot.store.scrubbing import Scrubber
from chatbot.withdrawn import Withdrawn
from index.catalogue import Voice


class _Quoting(Protocol):
    @property
    def generation(self) -> str: ...

    def people(self) -> Sequence[Voice]: ...


class CurrentScrubber:
    """Gives a scrubber that follows the index; call it for each batch.

    Args:
        chatbot: knows who is quoted; chatbot.answering.Chatbot.
        corpus: directory of the articles, with the list of those who have withdrawn.
    """

    def __init__(self, chatbot: _Quoting, corpus: Path) -> None:
        self._chatbot = chatbot
        self._corpus = corpus
        self._generation = ""
        self._known = KnownNames.of(())

    def __call__(self) -> Scrubber:
        """Return the scrubber.

        Raises:
            GenerationError: the index was deleted.
            KeepingError: the list of those who have withdrawn is damaged.
        """
        generation = self._chatbot.generation
        if generation != self._generation:
            self._known = KnownNames.of([voice.name for voice in self._chatbot.people()])
            self._generation = generation
        return Scrubber(self._known, Withdrawn.read(self._corpus).__contains__)


def open_recorder(settings: Settings, chatbot: _Quoting, say: Callable[[str], None]) -> Recorder:
    """Return the recorder that the settings ask for, not started yet.

    Args:
        settings: which database, and for how long.
        chatbot: knows who is quoted.
        say: told of a database that cannot be used now; the chat starts all the same.

    Raises:
        NewerDatabaseError: a later version of the program has changed the database.
    """
    database = Database(settings.database_url)
    try:
        database.prepare()
    except NewerDatabaseError:
        raise
    except StoreError as exc:
        say(f"! {exc}; chatten startar ändå, och frågor sparas när databasen går att använda")
    return Recorder(
        database,
        CurrentScrubber(chatbot, settings.corpus),
        retention_days=settings.retention_days,
        steering=settings.steering_directory,
    )
