"""The pages' own files: style sheets and scripts by area, sent as one file each."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response

from chatbot.web.guard import KEEP_FOR_GOOD

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}

# What is sent -> the files that it is made of, in their order; later rules win over earlier ones.
ASSETS = {
    "site.css": (
        "tokens.css",
        "shell.css",
        "chat.css",
        "filters.css",
        "cards.css",
        "pages.css",
        "reference.css",
        "checking.css",
        "embedding.css",
    ),
    "chat.js": ("connection.js", "chat.js", "cards.js", "filters.js", "keeping.js"),
    "embedded.js": ("embedded.js",),
    "desk.css": ("desk.css", "desk_queue.css", "desk_articles.css", "desk_overview.css", "desk_learning.css"),
    "desk.js": ("desk.js", "desk_queue.js", "desk_articles.js", "desk_overview.js", "desk_learning.js"),
    "icon.svg": ("icon.svg",),
}


@cache
def read_static(name: str) -> bytes:
    """Return one file of the folder static."""
    return files("chatbot.web").joinpath("static", name).read_bytes()


@cache
def read_asset(name: str) -> bytes:
    """Return what is sent under a name of ASSETS."""
    return b"\n".join(read_static(part) for part in ASSETS[name])


@cache
def version() -> str:
    """Return a short hash of all assets, so that browsers may keep them for good."""
    return hashlib.sha256(b"".join(read_asset(name) for name in sorted(ASSETS))).hexdigest()[:12]


def asset_address(name: str) -> str:
    """Return the address of an asset, which changes with its content."""
    return f"/web/{name}?v={version()}"


def build_assets() -> APIRouter:
    """Return the routes of the assets."""
    router = APIRouter(include_in_schema=False)

    @router.get("/web/{name}")
    def asset(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        media_type = _TYPES[name.rpartition(".")[2]]
        return Response(read_asset(name), media_type=media_type, headers={"Cache-Control": KEEP_FOR_GOOD})

    @router.get("/favicon.ico")
    def icon() -> Response:
        return asset("icon.svg")

    return router
