"""Files become articles: the only place where text is normalised and offsets are fixed.

Plain text (.txt) keeps its characters one for one, as Python's ``open()`` reads them: a byte
order mark is dropped, every line break is a line feed, a no-break space becomes a space, and
nothing else changes. The other formats are markup, so that their text is ours to fix: it is put
into NFC and soft hyphens go.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePath

from corpus.dates import find_date
from corpus.drafts import Draft, UnreadableError
from corpus.errors import ArticleError, CorpusError
from corpus.file_kinds import UNREAD_ENDINGS, refuse_other_kind
from corpus.markdown import has_front_matter, read_markdown
from corpus.records import Article, LayoutMark, Span

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes; an interview is thousands of times smaller."""

REPLACED = ".replaced"
"""Ending of the mark of a file that counts no more once another of its id is there."""

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\r": "\n"})
_SOFT_HYPHEN = "\u00ad"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What Swedish text in Windows-1252 has beyond ASCII; anything else is another encoding or no text.
_PLAUSIBLE_1252 = re.compile(
    r"[\x09\x0a\x0c\x0d\x20-\x7eåäöÅÄÖéèêëáàâüóôíïçñæøÉÈÜÆØß"
    r"\u00a0\u00ad–—‘’‚“”„…•»«›‹´½¼¾°§©®™€£±²³·×]*"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def find_articles(directory: Path) -> list[Path]:
    """Return the article files in a directory and its subdirectories, sorted by path.

    Hidden files are skipped, and so is a Markdown file without front matter (a README).

    Raises:
        CorpusError: there is no such directory, or two files would get the same id.
    """
    if not directory.is_dir():
        raise CorpusError(f"{directory}: mappen finns inte; ange en mapp med artiklar")
    paths = sorted(
        path
        for path in directory.rglob("*")
        if path.suffix.lower() in _READERS
        and not any(part.startswith(".") for part in path.relative_to(directory).parts)
        and path.is_file()
        and (path.suffix.lower() != ".md" or _begins_with_front_matter(path))
    )
    found: dict[str, Path] = {}
    for path in paths:
        other = found.setdefault(path.stem, path)
        if other is path or mark_of(path).exists():
            continue
        if not mark_of(other).exists():
            raise CorpusError(f"{path}: har samma namn som {other}; byt namn på den ena")
        found[path.stem] = path
    return sorted(found.values())


def mark_of(path: Path) -> Path:
    """Return the hidden file that says of an article's file that another is to take its place."""
    return path.with_name(f".{path.name}{REPLACED}")


def read_article(path: Path, *, url: str | None = None) -> Article:
    """Return the article that a file holds.

    Args:
        path: a file that ends in .md, .txt, .html, .htm, .docx or .pdf.
        url: where the article was published; goes before what the file says.

    Raises:
        ArticleError: the file cannot be read; one line that begins with the file's name.
    """
    return article_of(content_of(path), path.name, url=url)


def content_of(path: Path) -> bytes:
    """Return the bytes of an article's file.

    Raises:
        ArticleError: the file cannot be read, or no article can have its ending; one line that begins with its name.
    """
    try:
        _refuse_other_files(path)
        return _bytes_of(path)
    except UnreadableError as exc:
        raise ArticleError(f"{path.name}: {exc}") from exc


def article_of(content: bytes, name: str, *, url: str | None = None) -> Article:
    """Return the article that a file of this name and content would hold.

    Raises:
        ArticleError: it cannot be read; one line that begins with the name.
    """
    stem, suffix = PurePath(name).stem, PurePath(name).suffix.lower()
    try:
        refuse_other_kind(content, suffix)
        draft = _READERS[suffix](content)
        text, marks = draft.text, draft.marks
        if suffix != ".txt":
            text, marks = normalise(text, marks)
    except UnreadableError as exc:
        raise ArticleError(f"{name}: {exc}") from exc
    if not text.strip():
        raise ArticleError(f"{name}: filen innehåller ingen text")
    return Article(
        id=stem,
        text=text,
        marks=marks,
        title=draft.title,
        publisher=draft.publisher,
        url=url or draft.url,
        published=draft.published if draft.dated else find_date(text),
        decision=draft.decision,
    )


def normalise(text: str, marks: tuple[LayoutMark, ...]) -> tuple[str, tuple[LayoutMark, ...]]:
    """Return the text in NFC without soft hyphens, and the marks moved along with it."""
    # Soft hyphens first: one between a letter and its accent would keep NFC from joining them.
    edges: dict[int, int] = {}
    hyphens = counted = 0
    for edge in sorted({edge for mark in marks for edge in (mark.span.start, mark.span.end)}):
        hyphens += text.count(_SOFT_HYPHEN, counted, edge)
        edges[edge] = edge - hyphens
        counted = edge
    text = text.replace(_SOFT_HYPHEN, "").translate(_SPACES)
    composed: dict[int, int] = {}
    pieces: list[str] = []
    length = position = 0
    for edge in sorted({*edges.values(), len(text)}):
        cut = max(position, _next_boundary(text, edge))
        pieces.append(unicodedata.normalize("NFC", text[position:cut]))
        length += len(pieces[-1])
        position = cut
        composed[edge] = length
    moved = {edge: composed[place] for edge, place in edges.items()}
    spans = ((Span(moved[mark.span.start], moved[mark.span.end]), mark.layout) for mark in marks)
    return "".join(pieces), tuple(LayoutMark(span, layout) for span, layout in spans if len(span))


def _next_boundary(text: str, position: int) -> int:
    """Return the first place from position on where NFC does not join what stands on its sides."""
    while 0 < position < len(text):
        before, after = text[max(0, position - 3) : position], text[position]
        joined = unicodedata.normalize("NFC", before + after)
        apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after)
        if joined == apart and not unicodedata.combining(after):
            break
        position += 1
    return position


def _refuse_other_files(path: Path) -> None:
    if path.is_dir():
        raise UnreadableError("det är en mapp; ange en fil")
    if path.exists() and not path.is_file():
        raise UnreadableError("det är ingen vanlig fil")  # a pipe or a device may have no end
    _refuse_other_endings(path.suffix)


def refuse_ending(name: str) -> None:
    """Refuse the name of a file that no reader takes.

    Raises:
        ArticleError: says which ending it has, and what to do.
    """
    try:
        _refuse_other_endings(PurePath(name).suffix)
    except UnreadableError as exc:
        raise ArticleError(f"{name}: {exc}") from exc


def _refuse_other_endings(suffix: str) -> None:
    if suffix.lower() not in _READERS:
        accepted = ", ".join(_READERS)
        ending = f'ändelsen "{suffix}"' if suffix else "en fil utan ändelse"
        remedy = UNREAD_ENDINGS.get(suffix.lower(), f"de som går är {accepted}")
        raise UnreadableError(f"{ending} kan inte läsas; {remedy}")


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            megabytes, limit = size / 1024**2, LARGEST_FILE // 1024**2
            raise UnreadableError(f"filen är {megabytes:.0f} MB; den får vara högst {limit} MB")
        content = path.read_bytes()
    except FileNotFoundError as exc:
        raise UnreadableError("filen finns inte; kontrollera sökvägen") from exc
    except OSError as exc:
        raise UnreadableError("filen kan inte öppnas; kontrollera att du får läsa den") from exc
    if not content.strip():
        raise UnreadableError("filen är tom")
    return content


def _begins_with_front_matter(path: Path) -> bool:
    with path.open("rb") as file:
        beginning = file.read(1024)
    return has_front_matter(beginning.decode("utf-8-sig", errors="replace").replace("\r", "\n"))


def _read_text_file(content: bytes) -> Draft:
    return Draft(_one_line_feed(decode(content)).translate(_SPACES))


def _read_markdown_file(content: bytes) -> Draft:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise UnreadableError(f"filen är inte UTF-8 (fel vid byte {exc.start}); spara om den som UTF-8") from exc
    _refuse_binary(text)
    return read_markdown(_one_line_feed(text))


# The libraries behind the next three take long to load, and most corpora need none of them.


def _read_html_file(content: bytes) -> Draft:
    from corpus.webpages import read_webpage  # noqa: PLC0415

    return read_webpage(_one_line_feed(decode(content)))


def _read_word_file(content: bytes) -> Draft:
    from corpus.word_files import read_word_file  # noqa: PLC0415

    return read_word_file(content)


def _read_pdf_file(content: bytes) -> Draft:
    from corpus.pdf_files import read_pdf_file  # noqa: PLC0415

    return read_pdf_file(content)


def decode(content: bytes) -> str:
    """Return the text that bytes hold: UTF-8, a byte order mark's encoding, or Windows-1252.

    Raises:
        UnreadableError: the bytes are no text.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as exc:
        if encoding != "utf-8":
            raise UnreadableError(f"filen är inte giltig {encoding}; spara om den") from exc
        text = _decode_old(content)
    _refuse_binary(text)
    # Any bytes after a mark of UTF-16 decode to something; Swedish is written in Latin letters.
    if encoding not in ("utf-8", "utf-8-sig") and 2 * sum(character < "\u0250" for character in text) < len(text):
        raise UnreadableError("filen är inte text; spara om den som text i UTF-8")
    return text


def _decode_old(content: bytes) -> str:
    western = content.decode("cp1252", errors="replace")
    if _PLAUSIBLE_1252.fullmatch(western):
        return western
    # Nothing is guessed: a wrong guess turns names into other names.
    raise UnreadableError("filen är inte text i UTF-8 eller Windows-1252; spara om den som UTF-8")


def _refuse_binary(text: str) -> None:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls * 100 > len(text):
        raise UnreadableError("filen är inte text; spara om den som text i UTF-8")


def _one_line_feed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


_READERS: dict[str, Callable[[bytes], Draft]] = {
    ".md": _read_markdown_file,
    ".txt": _read_text_file,
    ".html": _read_html_file,
    ".htm": _read_html_file,
    ".docx": _read_word_file,
    ".pdf": _read_pdf_file,
}
