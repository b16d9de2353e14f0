"""How fast articles are read: the start of the program, articles in a second, and time for each megabyte.

Run by `make bench`, or `python -m tests.benchmarks.bench_reading [MEGABYTES ...]`. Time for a megabyte must be the same
for long texts as for short ones, whatever they hold.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from corpus.files import find_articles, read_article
from corpus.reading import read
from corpus.records import Article

FOLDERS = (Path("corpus/articles"), Path("tests/gold/articles/tune"))
STARTS = 5
MEGABYTES = (0.1, 1.0)
PATTERNS = {
    "places": "i Flen ",
    "dashes": "– A. ",
    "dash lines": "– A.\n\n",
    "marks": '"',
    "verbs": "säger ",
    "names": "Tuva Granhöst ",
    "tags": "– Ja, säger Tuva Granhöst.\n\n",
    "one line": "Tuva arbetar i en kommun och trivs bra med det, ",
    "short lines": "Tuva\n",
    "blank lines": "\n \n",
    "questions": "Vad gör du?\n\nJag arbetar.\n\n",
    "headings": "Tuva Granhöst\n\nSocialsekreterare\n\n",
    "open marks": "”Ja ",
    "roles": "enhetschefen ",
    "addresses": "a@flen.se ",
    "digits": "070-123 ",
    "capitals": "A",
    "verbs of being": "Tuva är ",
    "words in marks": "(”a” ",
    "nobody's tags": "”Ja, sa ",
    "tags in a row": "”Ja”, säger hon. ",
}


def main() -> None:
    """Print the tables."""
    print(f"start of `chatbot read`: {start_time():.2f} s")
    articles = [read_article(path) for folder in FOLDERS for path in find_articles(folder)]
    print(f"articles in a second: {articles_per_second(articles):.0f}")
    sizes = [float(size) for size in sys.argv[1:]] or list(MEGABYTES)
    print("\nseconds for a megabyte" + "".join(f"{size:>9g} MB" for size in sizes))
    varied = "\n\n".join(article.text for article in articles)
    for name, unit in {"articles": varied, **PATTERNS}.items():
        print(f"{name:<22}" + "".join(f"{per_megabyte(unit, size):>12.2f}" for size in sizes), flush=True)


def start_time() -> float:
    """Return the shortest time from the command to the end of a short reading."""
    article = next(iter(find_articles(FOLDERS[0])))
    times = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "chatbot", "read", str(article)], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return min(times)


def articles_per_second(articles: list[Article]) -> float:
    """Return how many articles one core reads in a second of its own time."""
    for article in articles[:20]:
        read(article)
    began = time.process_time()
    for article in articles:
        read(article)
    return len(articles) / (time.process_time() - began)


def per_megabyte(unit: str, megabytes: float) -> float:
    """Return the seconds of processor time for each million characters of a repeated unit."""
    length = int(megabytes * 1_000_000)
    text = (unit * (length // len(unit) + 1))[:length]
    began = time.process_time()
    read(Article("long", text))
    return (time.process_time() - began) / megabytes


if __name__ == "__main__":
    main()
