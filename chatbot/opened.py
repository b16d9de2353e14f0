"""The generation that answers: opened once, exchanged when another becomes current."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from chatbot.lessons import Steered
from chatbot.proof import forget_texts
from chatbot.ranking import Backgrounds
from chatbot.steering import Steers
from chatbot.voices import Voices
from index.chunks import RecordKind
from index.encoding import Encoder
from index.errors import GenerationError
from index.generation import Generation, open_current
from index.legs import Asked
from index.manifest import REMEDY, current_generation
from index.remembered import RememberedQuestions


@dataclass(frozen=True, slots=True)
class Opened:
    """An open generation and what is computed once from it.

    Attributes:
        passages: numbers of the records that are passages.
        steered: what people have decided about the answers.
    """

    generation: Generation
    backgrounds: Backgrounds
    voices: Voices
    passages: frozenset[int]
    steered: Steered

    @property
    def key(self) -> str:
        """Name of what the answers depend on."""
        return f"{self.generation.id}/{self.steered.steering.digest}"


class CurrentGeneration:
    """Lends the current generation; an exchanged one is closed when nobody uses it any more."""

    def __init__(
        self,
        root: Path,
        encoder: Encoder,
        unrelated: Sequence[Asked],
        steering: Steers,
    ) -> None:
        """Open what CURRENT names.

        Args:
            root: directory of the generations.
            encoder: the model that they are built with.
            unrelated: questions on anything but the corpus's subject.
            steering: what people have decided about the answers.

        Raises:
            GenerationError: there is no generation that can be used.
        """
        self._root = root
        self._encoder = encoder
        self._unrelated = unrelated
        self._steering = steering
        self._lessons = RememberedQuestions(encoder, steering.vectors)
        self._lock = threading.Lock()
        self._users: dict[str, int] = {}
        self._is_closed = False
        self._is_opening = False
        self._has_opened = threading.Condition(self._lock)
        self._opened = self._open()

    @contextmanager
    def borrow(self) -> Iterator[Opened]:
        """Lend the current generation for the time of one answer.

        Raises:
            GenerationError: the index was deleted or closed.
        """
        opened = self._newest()
        try:
            yield opened
        finally:
            with self._lock:
                self._users[opened.generation.id] -= 1
                self._close_if_unused(opened)

    def take_up(self) -> None:
        """Come back when what is current answers, whoever opens it: a visitor may be about to, or to open one before.

        Raises:
            GenerationError: the index was deleted.
        """
        self._take_up_newer()
        with self._lock:
            self._has_opened.wait_for(lambda: not self._is_opening)
        self._take_up_newer()

    def close(self) -> None:
        """Close the generation as soon as nobody uses it any more; nothing can be borrowed from now on."""
        with self._lock:
            self._is_closed = True
            self._close_if_unused(self._opened)

    def _newest(self) -> Opened:
        self._take_up_newer()
        with self._lock:
            if self._is_closed:
                raise GenerationError(f"{self._root}: indexet är stängt")
            if self._steering.now() is not self._opened.steered.steering:
                steered = self._steered(self._opened.generation, self._opened.voices)
                self._opened = replace(self._opened, steered=steered)
            self._users[self._opened.generation.id] = self._users.get(self._opened.generation.id, 0) + 1
            return self._opened

    def _take_up_newer(self) -> None:
        """Open what has become current; whoever asks meanwhile is answered from the one before, and waits for nothing.

        One that is damaged or being exchanged leaves the last good one in its place; every quote is still compared
        with its article when it is shown.
        """
        if not self._is_to_be_opened():
            return
        newer = None
        try:
            with suppress(GenerationError):
                newer = self._open()
        finally:
            with self._lock:
                self._is_opening = False
                if newer is not None:
                    self._exchange(newer)
                self._has_opened.notify_all()

    def _is_to_be_opened(self) -> bool:
        """Tell whether the caller is the one to open another generation.

        Raises:
            GenerationError: the index was deleted.
        """
        with self._lock:
            try:
                current = current_generation(self._root)
            except GenerationError:
                return False
            if current is None:  # deleted on purpose: it had what may not be shown any more
                forget_texts()
                raise GenerationError(f"{self._root}: indexet är borttaget; {REMEDY}")
            if self._is_closed or self._is_opening or current == self._opened.generation.id:
                return False
            self._is_opening = True
            return True

    def _exchange(self, newer: Opened) -> None:
        previous, self._opened = self._opened, newer
        self._close_if_unused(previous)
        self._close_if_unused(newer)  # the chat may have been closed meanwhile
        forget_texts()  # what was taken out of the corpus is not to stay in memory

    def _close_if_unused(self, opened: Opened) -> None:
        is_over = self._is_closed or opened.generation is not self._opened.generation
        if is_over and not self._users.get(opened.generation.id):
            self._users.pop(opened.generation.id, None)
            opened.generation.close()

    def _open(self) -> Opened:
        generation = open_current(self._root, self._encoder)
        voices = Voices.of(generation.people(), generation.words())
        return Opened(
            generation=generation,
            backgrounds=Backgrounds(generation, self._unrelated),
            voices=voices,
            passages=frozenset(int(number) for number in generation.select(kind=RecordKind.PASSAGE)),
            steered=self._steered(generation, voices),
        )

    def _steered(self, generation: Generation, voices: Voices) -> Steered:
        return Steered.of(self._steering.now(), generation, voices, self._lessons)
