"""The chat inside other sites' pages: the script that puts it there, who may, and whose voices answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from fastapi import APIRouter, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from chatbot.web.assets import read_static
from chatbot.web.texts.embedding import EMBEDDING, EmbeddingTexts
from corpus.asked_places import places_in_question

_LONGEST_NAME = 100
_KEEP_SECONDS = 3600
"""The script's address stays the same over versions, so browsers may not keep it for good."""


@dataclass(frozen=True, slots=True)
class Preset:
    """The municipality that a page was asked to keep to.

    Attributes:
        asked: as the address has it.
        name: official name; None where there is no such municipality.
        is_heard: whether anybody is quoted from it; only then it narrows the answers.
    """

    asked: str
    name: str | None
    is_heard: bool

    @property
    def municipality(self) -> str | None:
        """What the answers are narrowed to; None for nothing."""
        return self.name if self.is_heard else None

    def note(self, texts: EmbeddingTexts) -> str:
        """Return what the visitor is told about it."""
        template = texts.preset if self.is_heard else texts.preset_silent if self.name else texts.preset_unknown
        return template.format(name=self.name or self.asked)


def read_preset(asked: str | None, quoted: Mapping[str, int]) -> Preset | None:
    """Return the municipality that an address asks for, in any form that a question may name it; None for none.

    Args:
        asked: the address's parameter.
        quoted: municipality -> number of quotes.
    """
    asked = " ".join((asked or "").split())[:_LONGEST_NAME]
    if not asked:
        return None
    found = {place.name for place in places_in_question(f"i {asked}")}
    name = found.pop() if len(found) == 1 else None
    return Preset(asked, name, is_heard=quoted.get(name or "", 0) > 0)


class ShareApi:
    """Lets scripts of other origins' pages ask the HTTP API (CORS), without cookies or other credentials."""

    def __init__(self, app: ASGIApp, *, origins: Sequence[str]) -> None:
        self._app = app
        self._shared = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Retry-After"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        is_api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await (self._shared if is_api else self._app)(scope, receive, send)


@cache
def widget_script() -> bytes:
    """Return widget.js with its texts, without indentation and comments: hosts' visitors load it with every page."""
    texts = {language.value: asdict(texts.widget) for language, texts in EMBEDDING.items()}
    lines = (line.strip() for line in read_static("widget.js").decode().splitlines())
    script = "\n".join(line for line in lines if line and not line.startswith("//"))
    return script.replace('"$texts"', json.dumps(texts, ensure_ascii=False, separators=(",", ":"))).encode()


def build_widget() -> APIRouter:
    """Return the route of the script."""
    router = APIRouter(include_in_schema=False)

    @router.get("/widget.js")
    def widget() -> Response:
        headers = {"Cache-Control": f"public, max-age={_KEEP_SECONDS}", "Cross-Origin-Resource-Policy": "cross-origin"}
        return Response(widget_script(), media_type="text/javascript; charset=utf-8", headers=headers)

    return router
