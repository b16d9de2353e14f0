"""Small Word and PDF files, made on the spot."""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Mapping, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

Line = tuple[float, float, float, str]
"""x, y in points from the lower left corner, type size, text."""


def pdf_of(pages: Sequence[Sequence[Line]], *, bold: Sequence[str] = ()) -> bytes:
    """Return a PDF with these lines; those in bold are set in a bold font."""
    document = pypdfium2.PdfDocument.new()
    for lines in pages:
        page = document.new_page(595, 842)
        for x, y, size, text in lines:
            font = b"Helvetica-Bold" if text in bold else b"Helvetica"
            handle = pdfium.FPDFPageObj_NewTextObj(document, font, size)
            units = text.encode("utf-16-le") + b"\x00\x00"
            words = ctypes.cast(ctypes.c_char_p(units), ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFText_SetText(handle, words)
            pdfium.FPDFPageObj_Transform(handle, 1, 0, 0, 1, x, y)
            pdfium.FPDFPage_InsertObject(page, handle)
        page.gen_content()
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """Return a packed archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
