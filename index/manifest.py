"""What a generation of the index says of itself, and which generation is current."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from index.errors import GenerationError
from index.storage import digest_of

FORMAT: Final = 8
"""Raised when a generation's files change in form, or when the same articles would give other records or units."""

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
CATALOGUE = "catalogue.sqlite"
VECTORS = "vectors.npy"
TOKENS = "tokens.npy"
UNITS = "units.npy"
FAISS = "vectors.faiss"
LEXICAL = "lexical"
FACETS = "facets.npy"
FACET_VALUES = "facets.json"

GENERATION_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
REMEDY = "kör: chatbot build"

UNIT: Final = np.dtype(
    [("record", "<i4"), ("start", "<i4"), ("end", "<i4"), ("kind", "u1"), ("text", "<u8", 2), ("tokens", "<i8", 2)]
)
"""One unit: its record, its span in the article, its UnitKind, a 128-bit hash of the text that was encoded, and where
its tokens lie among those of all units, half-open; a sentence has none."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article's file: its name, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds; records are quotes and passages together."""

    articles: int
    quotes: int
    passages: int
    records: int
    units: int
    tokens: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the generation: size in bytes, and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that decides whether a generation fits, and whether its files are whole.

    Attributes:
        created: UTC, ISO 8601.
        reader: version of the rules that read the articles.
        sources: article id -> file.
        files: path within the generation -> what was written.
    """

    format: int
    generation: str
    created: str
    reader: str
    publish_at: float
    model_name: str
    model_fingerprint: str
    dimension: int
    sources: Mapping[str, Source]
    counts: Counts
    files: Mapping[str, StoredFile]

    def to_json(self) -> str:
        """Return the manifest as JSON text."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read to_json's text.

        Raises:
            ValueError, KeyError, TypeError: the text is something else.
        """
        data: dict[str, Any] = json.loads(text)
        if data["format"] != FORMAT:
            # The other fields may mean something else there; only this one is compared.
            raise FormatError(data["format"])
        data["sources"] = {key: Source(**value) for key, value in data["sources"].items()}
        data["files"] = {key: StoredFile(**value) for key, value in data["files"].items()}
        return cls(**{**data, "counts": Counts(**data["counts"])})


class FormatError(ValueError):
    """The manifest is of another format; the number is the only argument."""


def current_generation(root: Path) -> str | None:
    """Return the id of the current generation; None when none was ever completed.

    Raises:
        GenerationError: CURRENT does not hold an id.
    """
    path = root / CURRENT
    try:
        name = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as exc:
        raise GenerationError(f"{path} går inte att läsa ({exc}); {REMEDY}") from exc
    if not GENERATION_NAME.fullmatch(name):
        raise GenerationError(f"{path} innehåller {name[:40]!r}, inget index; {REMEDY}")
    return name


def find_current(root: Path) -> tuple[Path, Manifest]:
    """Return the directory and the manifest of the generation that CURRENT names.

    Raises:
        GenerationError: there is none, or it was built for another format, or one of its files is not there.
    """
    name = current_generation(root)
    if name is None:
        raise GenerationError(f"{root}: inget index är byggt; {REMEDY}")
    directory = root / name
    if not directory.is_dir():
        raise GenerationError(f"{directory} saknas men är det index som ska användas; {REMEDY}")
    manifest = read_manifest(directory)
    check_sizes(directory, manifest)
    return directory, manifest


def read_manifest(directory: Path) -> Manifest:
    """Read the manifest of one generation.

    Raises:
        GenerationError: it is missing, unreadable or of another format.
    """
    path = directory / MANIFEST
    try:
        return Manifest.from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise GenerationError(f"{path} saknas; {REMEDY}") from exc
    except FormatError as exc:
        raise GenerationError(f"{directory}: indexet har format {exc}, väntade {FORMAT}; {REMEDY}") from exc
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise GenerationError(f"{path} är skadad ({type(exc).__name__}); {REMEDY}") from exc


def check_sizes(directory: Path, manifest: Manifest) -> None:
    """Compare the files' sizes with the manifest.

    Raises:
        GenerationError: a file is missing or of another size.
    """
    for name, expected in manifest.files.items():
        path = directory / name
        if not path.is_file():
            raise GenerationError(f"{path} saknas; {REMEDY}")
        if (size := path.stat().st_size) != expected.size:
            raise GenerationError(f"{path} har {size} byte, väntade {expected.size}; {REMEDY}")


def find_file_faults(directory: Path, manifest: Manifest) -> Iterator[str]:
    """Yield in Swedish which files are missing or differ from the manifest; reads them whole."""
    for name, expected in sorted(manifest.files.items()):
        path = directory / name
        if not path.is_file():
            yield f"{name}: filen saknas"
        elif path.stat().st_size != expected.size:
            yield f"{name}: {path.stat().st_size} byte, väntade {expected.size}"
        elif digest_of(path) != expected.sha256:
            yield f"{name}: fel kontrollsumma"
