"""Web origins: scheme, host and port of the sites that may show the chat inside their pages."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

ANY = "*"
"""Stands for every origin."""

_SCHEME_PORTS = {"https": 443, "http": 80}
_HOST = re.compile(r"(?!-)[a-z0-9-]+(?<!-)(\.(?!-)[a-z0-9-]+(?<!-))*", re.ASCII)


def read_origin(written: str) -> str:
    """Return an origin as browsers write it: lower case, å ä ö as xn--, without the scheme's own port.

    Raises:
        ValueError: written is no origin; the message tells what is wrong and, where it can, what to write instead.
    """
    if written == ANY:
        return ANY
    scheme, separator, rest = written.partition("://")
    if not separator or scheme.lower() not in _SCHEME_PORTS:
        raise ValueError(f"{written!r} börjar inte med https://; skriv till exempel https://www.orebro.se")
    if ANY in rest:  # policies know *.name, the checks of requests do not
        raise ValueError(
            f"{written!r}: * kan inte stå för en del av namnet; räkna upp webbplatserna, eller skriv bara *"
        )
    try:
        parts = urlsplit(f"{scheme.lower()}://{rest}")
        origin = _origin(parts)
    except ValueError as exc:
        raise ValueError(f"{written!r} är ingen webbplats; skriv till exempel https://www.orebro.se") from exc
    if parts.path or parts.query or parts.fragment or written.endswith(("?", "#")):
        raise ValueError(f"{written!r} har mer än protokoll och värd; skriv {origin}")
    return origin


def _origin(parts: SplitResult) -> str:
    """Return the origin of an address; a ValueError where it has none."""
    host = (parts.hostname or "").encode("idna").decode()
    port = parts.port
    if parts.username is not None or not _HOST.fullmatch(host):
        raise ValueError
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, _SCHEME_PORTS[parts.scheme]} else "")
