"""How much one address may ask for: moving windows in memory, of addresses that are not kept."""

from __future__ import annotations

import hashlib
import math
import re
import secrets
import time
from collections.abc import Callable
from enum import Enum, auto
from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_READING = 10
"""Pages and records that may be read for each question that may be asked."""
_IDLE = 1000
"""Addresses without a request in any window, from which on they are forgotten."""

# What makes no work, or belongs to a request that was counted: files of the pages, the streams in which Gradio answers,
# the health check. Questions to the MCP server are counted by its tools.
_FREE = re.compile(
    r"/(assets/.*|web/.*|static/.*|theme\.css|favicon\.ico|widget\.js|health|gradio_api/(?!queue/join).*)"
)
_READ_ONLY = {"GET", "HEAD", "OPTIONS"}
_TOOLS = "/mcp"


class Use(Enum):
    """What a request is counted as."""

    ASKING = auto()
    READING = auto()


def use_of(method: str, path: str) -> Use | None:
    """Return what a request is counted as; None for one that is free."""
    if _FREE.fullmatch(path):
        return None
    return Use.READING if method in _READ_ONLY or path == _TOOLS else Use.ASKING


class RateLimiter:
    """Counts requests by address, for one process; to be used from its event loop only.

    An address is turned into a hash with a salt that only this process has. It is forgotten with its last request.

    Args:
        limits: how often somebody may ask, for instance "60/minute;1000/hour".

    Raises:
        ValueError: limits is of another form.
    """

    def __init__(self, limits: str) -> None:
        asking = sorted(parse_many(limits))
        self._limits: dict[Use, list[RateLimitItem]] = {
            Use.ASKING: asking,
            Use.READING: [type(item)(item.amount * _READING, item.multiples) for item in asking],
        }
        self._counts = MemoryStorage()
        self._window = MovingWindowRateLimiter(self._counts)
        self._salt = secrets.token_bytes(16)

    def wait(self, use: Use, connection: HTTPConnection) -> int:
        """Count one request; return 0, or where it is one too many the seconds after which it may come again."""
        address = self._hashed(connection.client.host if connection.client else "")
        self._forget_idle()
        for limit in self._limits[use]:
            if not self._window.hit(limit, use.name, address):
                free = self._window.get_window_stats(limit, use.name, address).reset_time
                return math.floor(free - time.time()) + 1  # at the very moment it is still one too many
        return 0

    def _hashed(self, host: str) -> str:
        return hashlib.blake2b(_network(host).encode(), key=self._salt, digest_size=12).hexdigest()

    def _forget_idle(self) -> None:
        # The library empties the list of an address whose requests are over, but keeps the list.
        if len(self._counts.events) > _IDLE:
            for key in [key for key, requests in self._counts.events.items() if not requests]:
                self._counts.clear(key)


def _network(host: str) -> str:
    """Return whose the address is: of IPv6 its first half, since one customer has all of the other."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or ip_network((int(address) >> 64 << 64, 64)))


class LimitRequests:
    """Refuses requests of an address that has had its share.

    Args:
        refuse: makes the response out of the request and the seconds to wait.
    """

    def __init__(self, app: ASGIApp, *, limiter: RateLimiter, refuse: Callable[[Request, int], Response]) -> None:
        self._app = app
        self._limiter = limiter
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        answer = self._app
        if scope["type"] == "http" and (use := use_of(scope["method"], scope["path"])):
            request = Request(scope)
            if seconds := self._limiter.wait(use, request):
                answer = self._refuse(request, seconds)
        await answer(scope, receive, send)
