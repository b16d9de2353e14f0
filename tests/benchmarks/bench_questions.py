"""How long a question takes, all included, over the five articles, 1,000 and 20,000 quotes: time must grow slower.

Run by `make bench`, or `python -m tests.benchmarks.bench_questions [QUOTES ...]`. The larger corpora are articles made
up of the sentences of the labelled ones. Every sentence is encoded by the bundled model; a quote of three has the mean
of their vectors and the tokens of all, so that 20,000 quotes take no longer to encode than their sentences. Every
corpus is asked each question in turn, so that what else the machine does disturbs all of them alike; the ratio is that
of processor time, which it disturbs least.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from chatbot.answering import Chatbot
from chatbot.evaluation import read_questions
from corpus.files import find_articles, read_article
from corpus.reading import read
from corpus.sentences import split_sentences
from index.building import build
from index.chunks import make_records
from index.encoding import Encoded, Encoder
from index.generation import Generation, open_current
from index.manifest import Source
from index.model import load_encoder
from index.storage import Progress

REPOSITORY = Path(__file__).resolve().parents[2]
ARTICLES = REPOSITORY / "corpus" / "articles"
GOLD = REPOSITORY / "tests" / "gold"
QUOTES = (1_000, 20_000)
QUOTES_IN_AN_ARTICLE = 10
SENTENCES_IN_A_QUOTE = 3
SENTENCE_WORDS = range(4, 30)
QUESTIONS = 100


def main() -> None:
    """Print the table."""
    encoder = load_encoder(REPOSITORY / "var" / "model")
    questions = [labelled.question for labelled in read_questions(GOLD / "questions.tune.jsonl")][:QUESTIONS]
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as opened:
        corpora = dict(corpora_in(Path(temporary), [int(count) for count in sys.argv[1:]] or QUOTES))
        composing = Composing(encoder)
        sizes, chatbots = [], []
        for number, (corpus, is_real) in enumerate(corpora.items()):
            root = Path(temporary) / f"index-{number}"
            index(corpus, encoder if is_real else composing, root)
            with open_current(root, encoder) as generation:
                sizes.append(size(generation))
            chatbots.append(opened.enter_context(Chatbot(encoder, corpus=corpus, index=root)))
        asking: list[Callable[[str], object]] = [chatbot.ask for chatbot in chatbots]
        firsts = [milliseconds(ask, questions[0])[0] / 1000 for ask in asking]
        asking.append(lambda question: encoder.encode_queries([question]))
        times = np.array([[milliseconds(ask, question) for ask in asking] for question in questions])
    medians, most = np.percentile(times, [50, 95], axis=0)
    print("| quotes | records | units | tokens, MB | first question, s | ms: median | 95 % | of processor | ratio |")
    print("|---" * 9 + "|")
    for number, (row, first) in enumerate(zip(sizes, firsts, strict=True)):
        median, processor = medians[number]
        ratio = processor / medians[0, 1]
        print(f"| {row} | {first:.1f} | {median:.1f} | {most[number, 0]:.1f} | {processor:.1f} | {ratio:.2f} |")
    print(f"\nof these, encoding the question: {medians[-1, 0]:.1f} ms, {medians[-1, 1]:.1f} of processor")


def milliseconds(action: Callable[[str], object], question: str) -> tuple[float, float]:
    """Return how long a question took, by the clock and of all processors together."""
    began, worked = time.perf_counter(), time.process_time()
    action(question)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def size(generation: Generation) -> str:
    """Return the table's cells on what is searched."""
    counts = generation.counts
    stored = (generation.directory / "tokens.npy").stat().st_size / 1e6
    return f"{counts.quotes:,} | {counts.records:,} | {counts.units:,} | {stored:.0f}"


def index(corpus: Path, encoder: Encoder, root: Path) -> None:
    """Build the index of the articles in a directory."""
    paths = find_articles(corpus)
    sources = {path.stem: Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths}
    build((read(read_article(path)) for path in paths), sources, encoder, root, reader="benchmark")


def corpora_in(directory: Path, sizes: Sequence[int]) -> Iterator[tuple[Path, bool]]:
    """Yield directories of articles, and whether they are the real ones."""
    yield ARTICLES, True
    sentences, voices = labelled()
    for count in sizes:
        made = directory / f"articles-{count}"
        made.mkdir()
        drawn = random.Random(count)  # noqa: S311  the same articles each time
        for number in range(count // QUOTES_IN_AN_ARTICLE):
            name, role, municipality = drawn.choice(voices)
            said = (" ".join(drawn.choices(sentences, k=SENTENCES_IN_A_QUOTE)) for _ in range(QUOTES_IN_AN_ARTICLE))
            quotes = (f"– {words[:-1]}, säger {name}." for words in said)
            text = "\n\n".join([f"{name} är {role} i {municipality} kommun.", *quotes])
            (made / f"artikel-{number:05}.md").write_text(f"---\ntitle: Artikel {number}\n---\n{text}\n", "utf-8")
        yield made, False


def labelled() -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return the sentences that are said in the labelled articles, and who says something: name, role, municipality."""
    sentences: dict[str, None] = {}
    voices: dict[tuple[str, str, str], None] = {}
    for path in find_articles(GOLD / "articles" / "tune"):
        for record in make_records(read(read_article(path)), publish_at=0.8):
            for speaker in record.speakers:
                if speaker.name and speaker.role and record.municipality:
                    voices[speaker.name, speaker.role, record.municipality] = None
            spoken = " ".join(record.spoken.split())
            for sentence in (span.of(spoken) for span in split_sentences(spoken)):
                if record.speakers and len(sentence.split()) in SENTENCE_WORDS and sentence.endswith("."):
                    sentences[sentence] = None
    return list(sentences), list(voices)


class Composing:
    """Encodes every sentence once; a text of several is put together from theirs."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.token_count = encoder.token_count
        self.encode_queries = encoder.encode_queries
        self._encoder = encoder
        self._known: dict[str, Encoded] = {}

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        """Encode the sentences that are new, and put the texts together."""
        parts = [[span.of(text).rstrip(".") for span in split_sentences(text)] for text in texts]
        new = list(dict.fromkeys(part for some in parts for part in some if part not in self._known))
        encoded = self._encoder.encode_passages(new, progress)
        for row, part in enumerate(new):
            self._known[part] = Encoded(encoded.vectors[row : row + 1], encoded.tokens[row : row + 1])
        means = np.array([sum(self._known[part].vectors[0] for part in some) for some in parts], np.float32)
        tokens = (np.concatenate(list(itertools.chain(*(self._known[p].tokens for p in some)))) for some in parts)
        return Encoded(means / np.linalg.norm(means, axis=1, keepdims=True), tuple(tokens))


if __name__ == "__main__":
    main()
