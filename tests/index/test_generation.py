"""Generations: built, opened, refused, verified."""

from __future__ import annotations

import fcntl
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.records import Reading, Span
from index.building import build
from index.chunks import RecordKind, UnitKind, make_records, sha256_of
from index.encoding import Encoded
from index.errors import DimensionError, GenerationError
from index.generation import DenseHit, Generation, open_current
from index.manifest import CATALOGUE, CURRENT, FACET_VALUES, FACETS, FAISS, LEXICAL, MANIFEST, UNITS, VECTORS, Source
from index.model import KnownModel
from index.recipe import BuildReport, Unread
from index.storage import Progress
from tests.index.fakes import FLEN, FakeEncoder, flen, hjo, reading_of, sources_of


def build_two(root: Path, encoder: FakeEncoder, **options: object) -> BuildReport:
    """Build from both readings."""
    settings = {"reader": "1", **options}
    return build([flen(), hjo()], sources_of(flen(), hjo()), encoder, root, **settings)  # type: ignore[arg-type]


def directory_of(root: Path) -> Path:
    """Return the current generation's directory."""
    return root / (root / CURRENT).read_text(encoding="utf-8").strip()


def listing(root: Path) -> list[str]:
    """Return what is in root, but for the lock."""
    return sorted(path.name for path in root.iterdir() if path.name != ".lock")


# ---- asking ----


def test_it_counts_what_it_holds(generation: Generation) -> None:
    """Two articles: five quotes, one passage, seventeen vectors."""
    counts = generation.counts
    assert (counts.articles, counts.quotes, counts.passages, counts.records, counts.units) == (2, 5, 1, 6, 17)


def test_dense_hits_have_record_span_and_cosine(generation: Generation, encoder: FakeEncoder) -> None:
    """The exact hits of a fixed question, best first."""
    (question,) = encoder.encode_queries(["Fikar ni på allvar?"]).vectors
    assert generation.search_dense(question, 3) == [
        DenseHit(unit=12, record=4, kind=UnitKind.CHUNK, span=Span(45, 69), score=0.590791),
        DenseHit(unit=4, record=1, kind=UnitKind.SENTENCE, span=Span(71, 96), score=0.567614),
        DenseHit(unit=3, record=1, kind=UnitKind.CHUNK, span=Span(71, 137), score=0.554485),
    ]


def test_dense_hits_keep_to_the_allowed_records(generation: Generation, encoder: FakeEncoder) -> None:
    """All units of those records, and of no other."""
    questions = encoder.encode_queries(["Fikar ni på allvar?", "Räcker tiden?"]).vectors
    for hits in generation.search_dense_batch(questions, 99, allowed=[1, 3]):
        assert {hit.unit for hit in hits} == {2, 3, 4, 5, 9, 10}


def test_a_question_of_another_dimension_is_refused(generation: Generation) -> None:
    """This is a programming error, so it says shapes."""
    with pytest.raises(DimensionError, match=r"got \(1, 64\)"):
        generation.search_dense(np.ones((1, 64), np.float32), 1)


def test_lexical_hits_have_record_and_score(generation: Generation) -> None:
    """The interviewer's question is searched with the answer; the score is BM25."""
    hits = generation.search_lexical("Vad är svårast?", 5)
    assert [(hit.record, round(hit.score, 4)) for hit in hits] == [(2, 0.3335), (1, 0.3229)]
    assert [hit.record for hit in generation.search_lexical("Vad är svårast?", 5, allowed=[0, 1])] == [1]
    assert generation.terms("Vad är svårast?") == ["svår"]
    assert generation.coverage("svårast rymdfärja", 2) == pytest.approx(0.28, abs=0.01)


def test_a_quote_is_found_by_the_narration_that_leads_up_to_it(generation: Generation) -> None:
    """The words of neither quote tell who leads a group of seven; the paragraph before them does."""
    found = [generation.record(hit.record) for hit in generation.search_lexical("grupp på sju personer", 9)]
    assert {record.kind for record in found} == set(RecordKind)
    assert {record.article_id for record in found} == {"flen"}


def test_records_come_back_as_they_were_made(generation: Generation) -> None:
    """Storing loses nothing."""
    expected = [r for reading in (flen(), hjo()) for r in make_records(reading, publish_at=0.80)]
    assert generation.records(range(6)) == expected
    assert generation.records([4, 0]) == [expected[4], expected[0]]
    assert generation.record_by_id(expected[2].id) == (2, expected[2])
    assert generation.record_by_id("0" * 16) is None
    assert generation.records_of("hjo") == [4, 5]
    with pytest.raises(IndexError, match="6"):
        generation.record(6)


def test_articles_come_back_with_the_hash_of_their_text(generation: Generation) -> None:
    """Title, date and file as they were read; the text itself is not in the index."""
    article = generation.article("flen")
    assert (article.title, article.published, article.file) == ("Om flen", "2024-05-17", "flen.md")
    assert (article.text_sha256, article.file_sha256) == (sha256_of(FLEN), sources_of(flen())["flen"].sha256)
    assert [article.id for article in generation.articles()] == ["flen", "hjo"]
    with pytest.raises(KeyError):
        generation.article("mora")


def test_places_and_people_are_counted_by_quotes(generation: Generation) -> None:
    """Somebody who is not named in any quote is nobody here."""
    assert generation.municipalities() == {"Flen": 2, "Hjo": 1}
    assert [(v.name, v.role, v.municipality, v.count) for v in generation.people()] == [
        ("Amir Fjällstig", "kurator", "Hjo", 1),
        ("Tuva Granhöst", "kurator", "Flen", 2),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"municipality": "Flen"}, [0, 1, 2], id="municipality"),
        pytest.param({"speaker": "Tuva Granhöst"}, [1, 2], id="speaker"),
        pytest.param({"municipality": "Hjo", "speaker": "Tuva Granhöst"}, [], id="both"),
        pytest.param({"kind": RecordKind.PASSAGE}, [0], id="kind"),
        pytest.param({"municipality": "Mora"}, [], id="unknown"),
        pytest.param({}, [0, 1, 2, 3, 4, 5], id="nothing"),
    ],
)
def test_records_are_selected_by_all_that_is_given(
    generation: Generation, given: dict[str, str], expected: list[int]
) -> None:
    """Numbers in order."""
    assert generation.select(**given).tolist() == expected  # type: ignore[arg-type]


def test_vectors_of_a_record_are_those_of_its_units(generation: Generation, encoder: FakeEncoder) -> None:
    """Its context first, then the chunk."""
    texts = ["Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten", "Vi fikar på stort allvar."]
    assert generation.record_vectors(1)[1:3] == pytest.approx(encoder.encode_passages(texts).vectors)
    assert generation.record_vectors(1).shape == (4, 64)


def test_many_visitors_at_once_get_the_same_as_one(generation: Generation, encoder: FakeEncoder) -> None:
    """Every thread reads the same records and finds the same hits."""
    (question,) = encoder.encode_queries(["Hur många ärenden har ni?"]).vectors

    def ask(_visitor: int) -> object:
        hits = generation.search_dense(question, 4)
        return hits, generation.search_lexical("ärenden", 3), generation.records([hit.record for hit in hits])

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(64)))
    assert all(answer == answers[0] for answer in answers)


# ---- building ----


def test_the_same_again_does_nothing_and_says_so(tmp_path: Path) -> None:
    """The articles are not even read."""
    lines: list[str] = []
    first = build_two(tmp_path, FakeEncoder())

    class Untouched:
        def __iter__(self) -> Iterator[Reading]:
            raise AssertionError

    again = build(Untouched(), sources_of(flen(), hjo()), FakeEncoder(), tmp_path, reader="1", progress=lines.append)
    assert (again.generation, again.is_new, again.encoded, again.units) == (first.generation, False, 0, 17)
    assert lines == ["Inget har ändrats sedan förra bygget."]


@pytest.mark.parametrize(
    ("options", "encoded"),
    [
        pytest.param({"reader": "2"}, 0, id="other rules"),
        pytest.param({"publish_at": 0.5}, 0, id="other threshold"),
        pytest.param({"force": True}, 17, id="forced"),
    ],
)
def test_unchanged_texts_are_not_encoded_again(tmp_path: Path, options: dict[str, object], encoded: int) -> None:
    """A new generation takes over the vectors of the texts that it shares with the one before."""
    first = build_two(tmp_path, FakeEncoder())
    with open_current(tmp_path, FakeEncoder()) as before:
        expected = np.array(before.record_vectors(1))
    encoder = FakeEncoder()
    second = build_two(tmp_path, encoder, **options)
    assert (second.is_new, second.encoded, len(encoder.encoded)) == (True, encoded, encoded)
    assert second.generation != first.generation
    with open_current(tmp_path, FakeEncoder()) as after:
        assert np.array_equal(after.record_vectors(1), expected)
        assert after.verify() == []


def test_a_new_article_costs_only_its_own_texts(tmp_path: Path) -> None:
    """What is in the index already is taken over."""
    build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")
    encoder = FakeEncoder()
    report = build_two(tmp_path, encoder)
    assert report.encoded == 6
    assert "Vi fikar på stort allvar" in encoder.encoded


def contents(root: Path) -> dict[str, object]:
    """Return what every file of the current generation holds, but for the manifest."""
    directory = directory_of(root)
    with closing(sqlite3.connect(directory / CATALOGUE)) as catalogue:
        rows = [line for line in catalogue.iterdump() if "sqlite_stat" not in line]
    files = [path for path in directory.rglob("*") if path.is_file() and path.name not in (CATALOGUE, MANIFEST)]
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files} | {CATALOGUE: rows}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([flen], [flen, hjo], id="one more"),
        pytest.param([hjo], [flen, hjo], id="one more before it"),
        pytest.param([flen, hjo], [hjo], id="one less"),
    ],
)
def test_articles_that_have_not_changed_are_not_read_and_nothing_differs(
    tmp_path: Path, before: list[Callable[[], Reading]], after: list[Callable[[], Reading]]
) -> None:
    """The generation is, byte for byte, what it would be if everything was read anew."""
    kept, anew, read = tmp_path / "kept", tmp_path / "anew", list[str]()

    def unread(make: Callable[[], Reading]) -> Unread:
        def reading() -> Reading:
            read.append(make().article.id)
            return make()

        return Unread(make().article.id, reading)

    build([make() for make in before], sources_of(*(make() for make in before)), FakeEncoder(), kept, reader="1")
    sources = sources_of(*(make() for make in after))
    build(map(unread, after), sources, FakeEncoder(), kept, reader="1")
    build([make() for make in after], sources, FakeEncoder(), anew, reader="1")
    assert read == [make().article.id for make in after if make not in before]
    assert contents(kept) == contents(anew)
    with open_current(kept, FakeEncoder()) as generation:
        assert generation.verify() == []


@pytest.mark.parametrize("change", ["file", "reader", "publish_at", "damage"])
def test_whatever_may_have_changed_is_read_again(tmp_path: Path, change: str) -> None:
    """Another file, other rules, another threshold, or a generation that is not whole."""
    build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")
    if change == "damage":
        flip_last_byte(directory_of(tmp_path) / FACETS)
    read, sources = list[str](), sources_of(flen(), hjo())
    if change == "file":
        sources = {key: Source(source.file, "0" * 64) for key, source in sources.items()}

    def again() -> Reading:
        read.append("flen")
        return flen()

    build(
        [Unread(flen().article.id, again), hjo()],
        sources,
        FakeEncoder(),
        tmp_path,
        reader="2" if change == "reader" else "1",
        publish_at=0.5 if change == "publish_at" else 0.8,
    )
    assert read == ["flen"]


def test_another_model_encodes_everything(tmp_path: Path) -> None:
    """Vectors of two models are never mixed."""
    build_two(tmp_path, FakeEncoder())
    assert build_two(tmp_path, FakeEncoder(fingerprint="fake/2")).encoded == 17


def test_damaged_vectors_are_not_taken_over(tmp_path: Path) -> None:
    """A flipped byte in the generation before must not live on."""
    build_two(tmp_path, FakeEncoder())
    flip_last_byte(directory_of(tmp_path) / VECTORS)
    lines: list[str] = []
    assert build_two(tmp_path, FakeEncoder(), reader="2", progress=lines.append).encoded == 17
    assert "är skadad och återanvänds inte" in lines[0]


def test_a_removed_article_is_gone(tmp_path: Path) -> None:
    """Nothing of it is found in the new generation's files."""
    build_two(tmp_path, FakeEncoder())
    build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")
    with open_current(tmp_path, FakeEncoder()) as generation:
        assert generation.counts.articles == 1
    files = [path for path in directory_of(tmp_path).rglob("*") if path.is_file()]
    assert not [path for path in files if "Fjällstig".encode() in path.read_bytes()]


def test_the_current_generation_and_the_one_before_are_kept(tmp_path: Path) -> None:
    """A process that opened the one before may still be reading it."""
    reports = [build_two(tmp_path, FakeEncoder(), reader=str(number)) for number in range(4)]
    assert listing(tmp_path) == [*sorted(report.generation for report in reports[-2:]), CURRENT]


def test_a_generation_of_an_older_format_is_not_kept(tmp_path: Path) -> None:
    """Nothing can open it, and it may hold what has no place in an index."""
    build_two(tmp_path, FakeEncoder())
    edit_manifest(directory_of(tmp_path), lambda manifest: manifest.update(format=1))
    report = build_two(tmp_path, FakeEncoder())
    assert report.is_new
    assert listing(tmp_path) == [report.generation, CURRENT]


class _FailingEncoder(FakeEncoder):
    """Fails as a computer does that is switched off in the middle."""

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        raise KeyboardInterrupt


def test_a_build_that_is_broken_off_changes_nothing(tmp_path: Path) -> None:
    """CURRENT and its generation are as they were, and nothing half-written is left."""
    build([flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")
    before = listing(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        build_two(tmp_path, _FailingEncoder())
    assert listing(tmp_path) == before
    with open_current(tmp_path, FakeEncoder()) as generation:
        assert generation.counts.articles == 1


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    """A killed process cannot tidy up; the next build does."""
    (tmp_path / ".building-abc").mkdir()
    (tmp_path / ".building-abc" / VECTORS).write_bytes(b"half")
    build_two(tmp_path, FakeEncoder())
    assert ".building-abc" not in listing(tmp_path)


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    """Two at once would remove each other's files."""
    waiting = threading.Event()
    with (tmp_path / ".lock").open("a") as held, ThreadPoolExecutor(1) as threads:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = threads.submit(build_two, tmp_path, FakeEncoder(), progress=lambda _line: waiting.set())
        assert waiting.wait(10)
        assert not (tmp_path / CURRENT).exists()
        fcntl.flock(held, fcntl.LOCK_UN)
        assert second.result(10).is_new


@pytest.mark.parametrize(
    ("readings", "message"),
    [
        pytest.param([], "korpusen har ingen läsbar artikel", id="no article"),
        pytest.param(
            [reading_of("tom", "Ingen säger något här.", [])], "inget citat hittades i 1 artiklar", id="no quote"
        ),
    ],
)
def test_nothing_to_quote_is_an_error_and_writes_nothing(tmp_path: Path, readings: list[Reading], message: str) -> None:
    """An index that is silently empty answers nothing, for ever."""
    with pytest.raises(GenerationError, match=message):
        build(readings, sources_of(*readings), FakeEncoder(), tmp_path, reader="1")
    assert listing(tmp_path) == []


def test_two_files_that_give_the_same_article_are_an_error(tmp_path: Path) -> None:
    """Their quotes' ids would collide."""
    with pytest.raises(GenerationError, match="två filer i korpusen ger artikeln flen"):
        build([flen(), flen()], sources_of(flen()), FakeEncoder(), tmp_path, reader="1")


# ---- refusing ----


def flip_last_byte(path: Path) -> None:
    """Change the file's contents but not its size."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 0xFF
    path.write_bytes(data)


def edit_manifest(directory: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Change the stored manifest."""
    manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (directory / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def truncate(path: Path) -> None:
    """Cut off the file's end."""
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(lambda d: (d.parent / CURRENT).unlink(), "inget index är byggt", id="never built"),
        pytest.param(lambda d: (d.parent / CURRENT).write_text("../x"), "inget index", id="CURRENT is nonsense"),
        pytest.param(lambda d: d.rename(d.with_name("elsewhere")), "saknas", id="directory gone"),
        pytest.param(lambda d: (d / MANIFEST).unlink(), "manifest.json saknas", id="no manifest"),
        pytest.param(lambda d: (d / MANIFEST).write_text("{"), "manifest.json är skadad", id="broken manifest"),
        pytest.param(lambda d: edit_manifest(d, lambda m: m.update(format=99)), "format 99, väntade 8", id="format"),
        pytest.param(lambda d: (d / FAISS).unlink(), "vectors.faiss saknas", id="file gone"),
        pytest.param(lambda d: truncate(d / VECTORS), r"vectors.npy har 4479 byte, väntade 4480", id="short file"),
        pytest.param(
            lambda d: edit_manifest(d, lambda m: m["counts"].update(records=7)),  # type: ignore[attr-defined]
            "6 poster, väntade 7",
            id="counts differ",
        ),
        pytest.param(
            lambda d: (d / CATALOGUE).write_bytes(b"x" * (d / CATALOGUE).stat().st_size), "skadat", id="sqlite"
        ),
        pytest.param(lambda d: (d / FAISS).write_bytes(b"x" * (d / FAISS).stat().st_size), "skadat", id="faiss"),
        pytest.param(lambda d: (d / FACETS).write_bytes(b"x" * (d / FACETS).stat().st_size), "skadat", id="facets"),
        pytest.param(
            lambda d: (d / FACET_VALUES).write_bytes(b"x" * (d / FACET_VALUES).stat().st_size), "skadat", id="values"
        ),
        pytest.param(
            lambda d: (d / LEXICAL / "params.index.json").write_bytes(
                b"x" * (d / LEXICAL / "params.index.json").stat().st_size
            ),
            "skadat",
            id="bm25",
        ),
    ],
)
def test_a_generation_that_is_not_whole_is_refused(
    tmp_path: Path, damage: Callable[[Path], object], message: str
) -> None:
    """One line says what is wrong and what to run; the generation before is never used instead."""
    build_two(tmp_path, FakeEncoder(), reader="0")
    build_two(tmp_path, FakeEncoder())
    damage(directory_of(tmp_path))
    with pytest.raises(GenerationError, match=message) as caught:
        open_current(tmp_path, FakeEncoder())
    assert "kör: chatbot build" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", [VECTORS, FAISS, CATALOGUE, FACETS, f"{LEXICAL}/params.index.json"])
@pytest.mark.parametrize("damage", ["truncate", "flip_last_byte"])
def test_a_damaged_generation_can_be_built_again(tmp_path: Path, name: str, damage: str) -> None:
    """What the message says to run, helps, even where every size is right."""
    build_two(tmp_path, FakeEncoder())
    {"truncate": truncate, "flip_last_byte": flip_last_byte}[damage](directory_of(tmp_path) / name)
    assert build_two(tmp_path, FakeEncoder()).is_new
    with open_current(tmp_path, FakeEncoder()) as generation:
        assert generation.verify() == []


def test_another_model_is_refused_by_name(tmp_path: Path) -> None:
    """Both names are in the message."""
    build_two(tmp_path, FakeEncoder())
    with pytest.raises(GenerationError, match=r'modellen "fake", men inställningarna ber om "annan"; kör: chatbot b'):
        open_current(tmp_path, KnownModel("annan", "fake/2"))


def test_another_version_of_the_model_is_refused_by_fingerprint(tmp_path: Path) -> None:
    """Two equal names would tell nothing."""
    build_two(tmp_path, FakeEncoder())
    with pytest.raises(GenerationError, match=r'modellen "fake", version fake/1, men inställningarna ber om version f'):
        open_current(tmp_path, FakeEncoder(fingerprint="fake/2"))


# ---- verifying ----


def test_a_sound_generation_has_no_fault(generation: Generation) -> None:
    """Files, counts, hashes."""
    assert generation.verify() == []


@pytest.mark.parametrize(
    "name", [VECTORS, UNITS, FAISS, CATALOGUE, FACETS, FACET_VALUES, f"{LEXICAL}/data.csc.index.npy"]
)
def test_a_changed_byte_is_found_in_every_file(generation: Generation, name: str) -> None:
    """Even where the size is right."""
    flip_last_byte(generation.directory / name)
    assert f"{name}: fel kontrollsumma" in generation.verify()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        pytest.param("UPDATE records SET text = text || '!' WHERE number = 3", "orden ryms inte på plats", id="words"),
        pytest.param("UPDATE records SET sha256 = '' WHERE number = 3", "fel kontrollsumma", id="hash"),
        pytest.param("UPDATE records SET segments = '[[0, 5]]' WHERE number = 3", "de talade delarna", id="segments"),
        pytest.param("UPDATE records SET question = '[0, 4]' WHERE number = 2", "frågans ord ryms", id="question"),
        pytest.param("UPDATE records SET article = 'mora' WHERE number = 2", "artikeln mora saknas", id="article"),
        pytest.param(
            "UPDATE records SET status = 'needs_review' WHERE number = 1", "visar någon som talare", id="name"
        ),
        pytest.param("UPDATE records SET confidence = 0.7 WHERE number = 1", "för låg för ett namn", id="confidence"),
        pytest.param("UPDATE records SET status = NULL WHERE number = 3", "passar inte slaget", id="status"),
        pytest.param("UPDATE records SET municipality = 'Sala'", "filtreras fel på municipality", id="place"),
        pytest.param("UPDATE articles SET published = '1999-01-01'", "filtreras fel på year", id="year"),
        pytest.param("UPDATE articles SET file = 'x'", "artikel hjo: filen x", id="source"),
        pytest.param("UPDATE records SET span_end = 90 WHERE number = 1", "enhet 2 går utanför sin post", id="unit"),
    ],
)
def test_what_the_catalogue_says_must_agree(tmp_path: Path, statement: str, fault: str) -> None:
    """Not only the files' checksums."""
    build_two(tmp_path, FakeEncoder())
    with open_current(tmp_path, FakeEncoder()) as generation:
        connection = sqlite3.connect(generation.directory / CATALOGUE)
        with connection:
            connection.execute(statement)
        connection.close()
        assert [line for line in Generation(generation.directory, generation.manifest).verify() if fault in line]
