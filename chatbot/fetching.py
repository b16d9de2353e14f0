"""An article is fetched from the web, from public addresses only.

Somebody else chooses the address: a link in a letter, a page that redirects. What answers must
therefore never be a machine on the network that this program runs in. Names are resolved once,
every address that they give is checked, and the connection goes to the checked address itself, so
that a second look-up can't give another one (DNS rebinding). Redirects go the same way.
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import httpcore2

from chatbot.errors import FetchError

LARGEST_PAGE = 20 * 1024 * 1024
"""Bytes, after decompression."""
SECONDS = 30.0
"""For everything together, redirects included; the name look-up has the system's own limit."""
MOST_REDIRECTS = 5

_PORTS = {"http": 80, "https": 443}
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_MOVED = (301, 302, 303, 307, 308)
_REFUSALS = {
    401: "sidan kräver inloggning",
    402: "sidan kräver betalning",
    403: "sidan släpper inte in program",
    404: "sidan finns inte",
    410: "sidan är borttagen",
    429: "servern vill inte svara fler gånger nu; försök senare",
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_CHUNK = 64 * 1024

_CHARSET = re.compile(r"charset\s*=\s*[\"']?(?P<name>[\w.:-]+)", re.IGNORECASE)

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        content: text is in UTF-8 where the server told its encoding.
        ending: the file ending that fits the content's type, for instance ".html".
        url: the address after redirects.
    """

    content: bytes
    ending: str
    url: str


def is_address(text: str) -> bool:
    """Tell whether text is meant as a web address rather than as a file."""
    return "://" in text


def fetch(url: str, *, backend: httpcore2.NetworkBackend | None = None, resolve: Resolver | None = None) -> Fetched:
    """Return what a public web address holds.

    Args:
        backend: connects to an address that was checked; the system's network unless given.
        resolve: (host, port) -> IP addresses; the system's resolver unless given.

    Raises:
        FetchError: the address is not allowed, does not answer in time, answers with an error, or gives
            something that is no article; one line in Swedish that begins with the address.
    """
    deadline = time.monotonic() + SECONDS
    network = _PublicNetwork(deadline, backend or httpcore2.SyncBackend(), resolve or _resolve)
    try:
        with httpcore2.ConnectionPool(network_backend=network, ssl_context=httpcore2.default_ssl_context()) as pool:
            return _follow(pool, url, deadline)
    except _RefusedError as exc:
        raise FetchError(f"{url}: {exc}") from exc
    except (httpcore2.TimeoutException, TimeoutError) as exc:
        raise FetchError(f"{url}: inget svar inom {SECONDS:.0f} sekunder; försök igen senare") from exc
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as exc:
        reason = " ".join(str(exc).split()) or type(exc).__name__
        raise FetchError(f"{url}: kan inte hämtas ({reason})") from exc


class _RefusedError(Exception):
    """An address or its answer is not accepted; the message lacks the address."""


def _follow(pool: httpcore2.ConnectionPool, url: str, deadline: float) -> Fetched:
    """Return what the address gives after at most MOST_REDIRECTS redirects."""
    for _ in range(MOST_REDIRECTS + 1):
        parts = _split(url)
        with pool.stream("GET", _request_url(parts), headers=_headers(parts)) as response:
            location = _header(response, b"location") if response.status in _MOVED else None
            if location is None:
                return Fetched(*_content(response, deadline), url)
        url = urljoin(url, location)
        if parts.scheme == "https" and url.startswith("http:"):
            raise _RefusedError(f"leder vidare till en okrypterad sida, {url}; ange den adressen själv")
    raise _RefusedError(f"leder vidare mer än {MOST_REDIRECTS} gånger")


# --- the address ------------------------------------------------------------------------------------


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
        url.encode()  # bytes that are no text, from a command line
    except ValueError as exc:
        raise _RefusedError("adressen kan inte tydas; kontrollera den") from exc
    if parts.scheme not in _PORTS:
        raise _RefusedError("bara http och https går att hämta")
    if not parts.hostname:
        raise _RefusedError("adressen saknar värdnamn; kontrollera den")
    if parts.username is not None or parts.password is not None:
        raise _RefusedError("adressen innehåller inloggningsuppgifter; ange den utan")
    if port not in (None, _PORTS[parts.scheme]):
        raise _RefusedError(f"port {port} är inte tillåten; bara webbens vanliga portar går att hämta från")
    return parts


def _request_url(parts: SplitResult) -> httpcore2.URL:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return httpcore2.URL(scheme=parts.scheme, host=_ascii_host(parts), port=_PORTS[parts.scheme], target=path + query)


def _ascii_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        return host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as exc:
        raise _RefusedError("värdnamnet är inte giltigt; kontrollera adressen") from exc


def _headers(parts: SplitResult) -> list[tuple[str, str]]:
    host = _ascii_host(parts)
    return [
        ("Host", f"[{host}]" if ":" in host else host),
        ("User-Agent", "chatbot-article-reader"),
        ("Accept", "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8"),
        ("Accept-Encoding", "gzip"),
        ("Accept-Language", "sv"),
    ]


# --- the content ------------------------------------------------------------------------------------


def _content(response: httpcore2.Response, deadline: float) -> tuple[bytes, str]:
    """Return the content, in UTF-8 where it is text, and the file ending that fits it."""
    if response.status != HTTPStatus.OK:
        reason = _REFUSALS.get(response.status, "servern kan inte svara på frågan nu")
        raise _RefusedError(f"{reason} (HTTP {response.status})")
    kind, _, parameters = (_header(response, b"content-type") or "text/html").partition(";")
    ending = _ENDINGS.get(kind.strip().lower())
    if ending is None:
        raise _RefusedError(f'innehållet är "{kind.strip()}"; webbsidor, text, PDF och docx går att läsa')
    content = b"".join(_limited(_unpacked(response), deadline))
    charset = _CHARSET.search(parameters)
    if charset and ending in (".html", ".txt"):
        content = _to_utf8(content, charset["name"])
    return content, ending


def _header(response: httpcore2.Response, name: bytes) -> str | None:
    value = next((value for key, value in response.headers if key.lower() == name), None)
    return None if value is None else value.decode("latin-1").strip()


def _unpacked(response: httpcore2.Response) -> Iterator[bytes]:
    """Yield the body's bytes, in bounded pieces even where it was packed a thousandfold."""
    encoding = (_header(response, b"content-encoding") or "identity").lower()
    if encoding == "identity":
        yield from response.iter_stream()
        return
    if encoding not in ("gzip", "x-gzip"):
        raise _RefusedError(f'innehållet är packat på ett okänt sätt ("{encoding}")')
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        for piece in response.iter_stream():
            unpacked = unpacker.decompress(piece, _CHUNK)
            while unpacked:
                yield unpacked
                unpacked = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
    except zlib.error as exc:
        raise _RefusedError("innehållet är skadat") from exc
    if not unpacker.eof:
        raise _RefusedError("innehållet kom inte fram helt; försök igen")


def _limited(pieces: Iterable[bytes], deadline: float) -> Iterator[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LARGEST_PAGE:
            raise _RefusedError(f"sidan är större än {LARGEST_PAGE // 1024**2} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
        yield piece


def _to_utf8(content: bytes, charset: str) -> bytes:
    """Return text in UTF-8; unchanged where it is UTF-8 already, or is not what the server calls it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            name = codecs.lookup(charset).name
            # On the web, Latin-1 has always meant Windows-1252 (WHATWG, Encoding Standard, "Names and labels").
            return content.decode("cp1252" if name == "iso8859-1" else name).encode("utf-8")
        except (LookupError, UnicodeError):
            return content
    return content


# --- the network ------------------------------------------------------------------------------------


class _PublicNetwork(httpcore2.NetworkBackend):
    """Connects to public addresses only, and to nothing after the deadline."""

    def __init__(self, deadline: float, inner: httpcore2.NetworkBackend, resolve: Resolver) -> None:
        self._deadline = deadline
        self._inner = inner
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline goes before it
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._resolve(host, port)
        if not addresses or not all(is_public(address) for address in addresses):
            raise _RefusedError("adressen hör till ett internt nät; bara publika webbsidor går att hämta")
        failure: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline), local_address, socket_options)
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as exc:
                failure = exc
            else:
                return _TimedStream(stream, self._deadline)
        raise failure or httpcore2.ConnectError("ingen adress")


class _TimedStream(httpcore2.NetworkStream):
    """A stream that gives up at the deadline, however slowly the bytes drip."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  the library's own signature
        return self._inner.get_extra_info(info)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open internet, also inside an IPv6 form of an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
        if ip.teredo or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as exc:
        raise _RefusedError("värden finns inte; kontrollera adressen") from exc
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _left(deadline: float) -> float:
    """Return the seconds until the deadline.

    Raises:
        TimeoutError: it has passed.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
