"""A corpus that commands change: invented articles, and a way to run a command on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.cli import main
from index.manifest import CATALOGUE, current_generation
from tests.index.fakes import FakeEncoder

FLEN = """Fika på stort allvar

Tuva Granhöst är enhetschef i Flens kommun. Hon leder en grupp som har funnits i många år.

– Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten, säger Tuva Granhöst.

– Polisen träffar vi varje torsdag och det är vi glada för, säger Tuva Granhöst.

Elin Sjövind är kurator i Flens kommun.

– Handledning med en psykolog får alla kuratorer varje månad, säger Elin Sjövind.

På kontoret finns ett kök med en stor gul soffa som alla är stolta över och som ingen vill byta ut mot en ny.
"""

HJO = """Ärenden i Hjo

Amir Fjällstig är handläggare i Hjo kommun och trivs med sina kollegor på det lilla kontoret vid torget.

– Biståndet tar längst tid, för varje ansökan ska prövas på nytt, säger Amir Fjällstig.
"""


class Kept:
    """A corpus with its data directory, and the files that are given to commands."""

    def __init__(self, directory: Path) -> None:
        self.corpus = directory / "corpus"
        self.data = directory / "data"
        self.given = directory / "given"
        self.corpus.mkdir()
        self.given.mkdir()

    def give(self, name: str, text: str) -> str:
        """Write a file outside the corpus; return its path."""
        path = self.given / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *arguments: str) -> int:
        """Run a command; return its exit code."""
        return main([*arguments, "--corpus", str(self.corpus), "--data", str(self.data)])

    def add(self, *origins: str) -> int:
        """Add without asking."""
        return self.run("add", *origins, "--yes", "--quiet")

    @property
    def files(self) -> list[str]:
        """Names of the articles' files."""
        return sorted(path.name for path in self.corpus.iterdir() if not path.name.startswith("."))

    @property
    def generations(self) -> list[str]:
        """Names of all generations of the index."""
        root = self.data / "index"
        return sorted(path.name for path in root.iterdir() if path.is_dir()) if root.exists() else []

    @property
    def catalogue(self) -> Path:
        """The current generation's catalogue."""
        return self.data / "index" / str(current_generation(self.data / "index")) / CATALOGUE

    def read_json(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
        """Run a command with --json; return what it wrote."""
        capsys.readouterr()
        assert self.run(*arguments, "--json", "--yes", "--quiet") == 0
        data: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return data


def use_fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command use vectors that need no model."""
    for module in ("chatbot.building", "chatbot.verifying", "chatbot.answering"):
        monkeypatch.setattr(f"{module}.load_encoder", lambda *_: FakeEncoder())
