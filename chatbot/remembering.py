"""Finds nothing twice: for trials and measurements, which ask the same questions again and again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chatbot.confidence import Calibration
from chatbot.finding import Finder, Weighed
from chatbot.opened import Opened
from index.encoding import Encoder
from index.legs import Asked, Asker
from index.remembered import RememberingEncoder

REMEMBERED = 3_000
"""Questions of which is remembered what the model makes of them and what was weighed: some 30 kB each."""

_Key = tuple[str, tuple[int, ...] | None, tuple[int, ...] | None, str | None, tuple[int, ...]]


class RememberingFinder(Finder):
    """Finds as Finder does, and remembers what does not depend on what people have decided about the answers.

    What was weighed is remembered of the latest generation alone, in memory alone.
    """

    def __init__(self, encoder: Encoder, corpus: Path, calibration: Calibration, unrelated: Sequence[Asked]) -> None:
        """Take the model; the rest as for Finder."""
        self.encoder = RememberingEncoder(encoder)
        super().__init__(Asker(self.encoder), corpus, calibration, unrelated)
        self._asked: dict[str, Asked] = {}
        self._weighed: tuple[str, dict[_Key, Weighed]] = ("", {})

    def asked(self, text: str) -> Asked:
        """Return what the model makes of a question."""
        found = self._asked.get(text) or super().asked(text)
        if len(self._asked) < REMEMBERED:
            self._asked[text] = found
        return found

    def weighed(
        self,
        opened: Opened,
        text: str,
        allowed: list[int] | None,
        kept: list[int] | None,
        language: str | None,
        taught: Sequence[int],
    ) -> Weighed:
        """Return the candidates with their probabilities, hidden ones among them."""
        name, known = self._weighed
        if name != opened.generation.id:
            known = {}
            self._weighed = opened.generation.id, known
        key = (text, _fixed(allowed), _fixed(kept), language, tuple(taught))
        found = known.get(key)
        if found is None:
            found = super().weighed(opened, text, allowed, kept, language, taught)
            if len(known) < REMEMBERED:
                known[key] = found
        return found


def _fixed(numbers: list[int] | None) -> tuple[int, ...] | None:
    return None if numbers is None else tuple(numbers)
