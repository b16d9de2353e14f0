"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile

from corpus.drafts import UnreadableError

_WORD = "spara om den som .docx eller .txt i programmet som den är skriven med"
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", ".pdf", "en PDF"),
    (b"{\\rtf", ".rtf", "i formatet RTF"),
    (b"\xd0\xcf\x11\xe0", ".doc", "i det gamla formatet .doc eller lösenordsskyddad"),
    (b"\x89PNG", ".png", "en bild"),
    (b"\xff\xd8\xff", ".jpg", "en bild"),
    (b"GIF8", ".gif", "en bild"),
    (b"\x1f\x8b", ".gz", "ett packat arkiv"),
    (b"7z\xbc\xaf", ".7z", "ett packat arkiv"),
    (b"Rar!", ".rar", "ett packat arkiv"),
    (b"bplist00", ".webarchive", "ett webbarkiv från Safari"),
)
_ZIPPED = (
    ("word/document.xml", ".docx", "en Word-fil"),
    ("Index/Document.iwa", ".pages", "i formatet Pages"),
    ("content.xml", ".odt", "i formatet OpenDocument"),
    ("META-INF/container.xml", ".epub", "en e-bok"),
)
_REMEDIES = {
    ".rtf": _WORD,
    ".doc": "ta bort lösenordet eller spara om den som .docx",
    ".pages": "exportera den som Word eller PDF från Pages",
    ".odt": _WORD,
    ".png": "kör textigenkänning (OCR) och spara texten som .txt",
    ".zip": "packa upp den och ange artikelns fil",
    ".webarchive": "spara sidan som HTML eller text i stället",
    ".epub": "spara artikelns text som .txt",
}
_REMEDIES |= {".jpg": _REMEDIES[".png"], ".gif": _REMEDIES[".png"]}
_REMEDIES |= dict.fromkeys((".gz", ".7z", ".rar"), _REMEDIES[".zip"])
UNREAD_ENDINGS = _REMEDIES | {
    ".doc": _WORD,
    ".wpd": _WORD,
    ".jpeg": _REMEDIES[".png"],
    ".mht": _REMEDIES[".webarchive"],
    ".mhtml": _REMEDIES[".webarchive"],
}
"""Endings that no reader takes -> what to do instead."""
_LIKE = {".htm": ".html", ".md": ".txt"}


def refuse_other_kind(content: bytes, ending: str) -> None:
    """Raise where content is not what its ending says.

    Args:
        ending: the file's, in lower case with its dot.

    Raises:
        UnreadableError: says what the file is and what to do.
    """
    kind, called = _kind(content)
    expected = _LIKE.get(ending, ending)
    if kind is None or kind == expected or (expected == ".docx" and kind == ".doc"):
        return
    if kind in (".pdf", ".docx", ".html"):
        raise UnreadableError(f'filen är {called} men heter något på "{ending}"; byt ändelsen till "{kind}"')
    raise UnreadableError(f"filen är {called}; {_REMEDIES[kind]}")


def _kind(content: bytes) -> tuple[str | None, str]:
    for beginning, kind, called in _BEGINNINGS:
        if content.startswith(beginning):
            return kind, called
    if content.startswith(b"PK\x03\x04"):
        return _zipped_kind(content)
    return (".html", "en webbsida") if _MARKUP.match(content[:1000]) else (None, "")


def _zipped_kind(content: bytes) -> tuple[str | None, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return ".docx", "en trasig Word-fil"  # its own reader says so
    found = ((kind, called) for name, kind, called in _ZIPPED if name in names)
    return next(found, (".zip", "ett packat arkiv"))
