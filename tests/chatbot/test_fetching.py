"""Articles are fetched from public addresses only, within limits."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from itertools import count

import httpcore2
import pytest

from chatbot import fetching
from chatbot.errors import FetchError
from chatbot.fetching import fetch, is_address, is_public

PUBLIC = "93.184.215.14"


def answer(body: bytes = b"<p>Hej</p>", status: str = "200 OK", **headers: str) -> bytes:
    """Return an HTTP answer; headers are named with underscores."""
    fields = {"content_type": "text/html", "content_length": str(len(body)), "connection": "close"} | headers
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode() + body


class Web(httpcore2.NetworkBackend):
    """Answers of a made-up web, by address; counts who was called."""

    def __init__(self, answers: Mapping[str, bytes | list[bytes]]) -> None:
        self.answers = answers
        self.called: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a stream with the address's answer."""
        self.called.append((host, port))
        if host not in self.answers:
            raise httpcore2.ConnectError("vägrad")
        content = self.answers[host]
        return httpcore2.MockStream(list(content) if isinstance(content, list) else [content])


def resolver(**hosts: str | list[str]) -> fetching.Resolver:
    """Return a resolver of hosts named with underscores for dots."""
    table = {name.replace("_", "."): [value] if isinstance(value, str) else value for name, value in hosts.items()}
    return lambda host, port: table[host] if port else []


def test_a_page_comes_with_its_address_and_ending() -> None:
    """The body is given byte for byte, with the ending that its type calls for."""
    web = Web({PUBLIC: answer("<p>Åsa</p>".encode())})
    fetched = fetch("https://flen.example/a?b=å#c", backend=web, resolve=resolver(flen_example=PUBLIC))
    assert fetched.content.decode() == "<p>Åsa</p>"
    assert (fetched.ending, fetched.url) == (".html", "https://flen.example/a?b=å#c")
    assert web.called == [(PUBLIC, 443)]


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("text/html; charset=utf-8", ".html"),
        ("TEXT/HTML", ".html"),
        ("application/xhtml+xml", ".html"),
        ("application/pdf", ".pdf"),
        ("text/plain", ".txt"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    ],
)
def test_endings_follow_the_content_type(kind: str, ending: str) -> None:
    """The server's content type says how the file is read."""
    web = Web({PUBLIC: answer(content_type=kind)})
    assert fetch("http://a.example", backend=web, resolve=resolver(a_example=PUBLIC)).ending == ending


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Åsa".encode("latin-1"), "text/plain; charset=ISO-8859-1"),
        ("Åsa – ”ja”".encode("cp1252"), 'text/html; charset="iso-8859-1"'),
        ("Åsa".encode("utf-16"), "text/html; charset=utf-16"),
        ("Åsa".encode(), "text/html; charset=utf-16"),
        ("Åsa".encode(), "text/html; charset=nonsense"),
    ],
)
def test_the_servers_encoding_is_heeded_where_it_fits(body: bytes, kind: str) -> None:
    """Text comes in UTF-8; an encoding that does not fit the bytes changes nothing."""
    web = Web({PUBLIC: answer(body, content_type=kind)})
    content = fetch("http://a.example", backend=web, resolve=resolver(a_example=PUBLIC)).content
    assert content.decode().startswith("Åsa")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::10.0.0.1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "localhost",
    ],
)
def test_internal_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast and reserved addresses, in every form."""
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address: str) -> None:
    """Addresses of the open internet pass, also through NAT64."""
    assert is_public(address)


@pytest.mark.parametrize(
    "addresses", ["127.0.0.1", ["10.1.2.3"], [PUBLIC, "127.0.0.1"], ["::ffff:169.254.169.254"], []]
)
def test_a_name_with_any_internal_address_is_refused(addresses: str | list[str]) -> None:
    """Nothing is connected to where a name resolves, wholly or in part, to an internal network."""
    web = Web({PUBLIC: answer()})
    with pytest.raises(FetchError, match=r"http://a\.example: adressen hör till ett internt nät"):
        fetch("http://a.example", backend=web, resolve=resolver(a_example=addresses))
    assert web.called == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"])
def test_an_address_in_numbers_is_checked_too(url: str) -> None:
    """Every way to write 127.0.0.1 ends at the same check; the system's resolver reads them."""
    web = Web({"127.0.0.1": answer(), "::1": answer()})
    with pytest.raises(FetchError):
        fetch(url, backend=web)
    assert web.called == []


def test_a_redirect_into_the_internal_network_is_refused() -> None:
    """The address that a page leads on to is checked like the first."""
    web = Web({PUBLIC: answer(b"", "302 Found", location="http://intern.example/hemligt"), "10.0.0.1": answer()})
    with pytest.raises(FetchError, match="internt nät"):
        fetch("http://a.example", backend=web, resolve=resolver(a_example=PUBLIC, intern_example="10.0.0.1"))
    assert web.called == [(PUBLIC, 80)]


def test_the_connection_goes_to_the_checked_address() -> None:
    """A name that resolves to something else the second time is resolved once."""
    times = count()

    def rebinding(host: str, port: int) -> list[str]:
        return [PUBLIC if next(times) == 0 else "127.0.0.1"]

    web = Web({PUBLIC: answer()})
    fetch("http://a.example", backend=web, resolve=rebinding)
    assert web.called == [(PUBLIC, 80)]


def test_redirects_are_followed_to_the_page() -> None:
    """Relative and absolute redirects lead to the page, whose address is the last one."""
    first = answer(b"", "301 Moved", location="https://www.b.example/artikel")
    web = Web({"93.184.0.1": first, "93.184.0.2": answer()})
    fetched = fetch(
        "http://b.example", backend=web, resolve=resolver(b_example="93.184.0.1", www_b_example="93.184.0.2")
    )
    assert fetched.url == "https://www.b.example/artikel"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("/igen", "leder vidare mer än 5 gånger"),
        ("http://a.example/", "leder vidare till en okrypterad sida"),
        ("file:///etc/passwd", "bara http och https"),
        ("//user:secret@a.example/", "inloggningsuppgifter"),
        ("https://a.example:22/", "port 22 är inte tillåten"),
    ],
)
def test_redirects_have_limits(location: str, message: str) -> None:
    """Endless redirects, unencrypted pages, other schemes and ports are refused."""
    web = Web({PUBLIC: answer(b"", "302 Found", location=location)})
    with pytest.raises(FetchError, match=message):
        fetch("https://a.example/", backend=web, resolve=resolver(a_example=PUBLIC))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://a.example/x", "bara http och https"),
        ("file:///etc/passwd", "bara http och https"),
        ("http:///x", "saknar värdnamn"),
        ("http://[::1", "kan inte tydas"),
        ("http://a.example:99999/", "kan inte tydas"),
        ("http://me:secret@a.example/", "inloggningsuppgifter"),
        ("http://a.example:8080/", "port 8080"),
        (f"http://{'å' * 70}.example/", "värdnamnet är inte giltigt"),
        ("http://finns-inte.invalid/", "värden finns inte"),
    ],
)
def test_faulty_addresses_are_refused(url: str, message: str) -> None:
    """The message begins with the address and says what is wrong."""
    with pytest.raises(FetchError) as failure:
        fetch(url, backend=Web({}))
    assert str(failure.value).startswith(url)
    assert message in str(failure.value)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answer(status="404 Not Found"), r"sidan finns inte \(HTTP 404\)"),
        (answer(status="403 Forbidden"), "släpper inte in program"),
        (answer(status="503 Service Unavailable"), "HTTP 503"),
        (answer(content_type="image/png"), 'innehållet är "image/png"'),
        (answer(content_encoding="br"), "packat på ett okänt sätt"),
        (answer(b"not gzip", content_encoding="gzip"), "innehållet är skadat"),
        (answer(gzip.compress(b"Hej" * 99)[:-12], content_encoding="gzip"), "kom inte fram helt"),
        (answer(content_length="999"), "kan inte hämtas"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "kan inte hämtas"),
        (b"", "kan inte hämtas"),
    ],
    ids=["404", "403", "503", "image", "brotli", "broken", "cut", "short", "ssh", "silent"],
)
def test_an_answer_that_is_no_article_is_refused(given: bytes, message: str) -> None:
    """Errors, other media and broken content give a message and nothing else."""
    with pytest.raises(FetchError, match=message):
        fetch("http://a.example", backend=Web({PUBLIC: [given, b""]}), resolve=resolver(a_example=PUBLIC))


def test_packed_pages_are_unpacked() -> None:
    """A gzip answer gives the page itself, whatever its length."""
    page = "<p>Vi fikar på stort allvar.</p>".encode() * 20_000
    web = Web({PUBLIC: answer(gzip.compress(page), content_encoding="gzip")})
    assert fetch("http://a.example", backend=web, resolve=resolver(a_example=PUBLIC)).content == page


@pytest.mark.parametrize("packed", [True, False])
def test_too_large_pages_are_given_up(packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on what is unpacked, so a small bomb does not get through."""
    monkeypatch.setattr(fetching, "LARGEST_PAGE", 1024**2)
    page = b"a" * (1024**2 + 1)
    given = answer(gzip.compress(page), content_encoding="gzip") if packed else answer(page)
    with pytest.raises(FetchError, match="sidan är större än 1 MB"):
        fetch("http://a.example", backend=Web({PUBLIC: given}), resolve=resolver(a_example=PUBLIC))


def test_a_server_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit holds for everything together, not for each byte."""
    clock = count(step=4.0)
    monkeypatch.setattr("chatbot.fetching.time.monotonic", lambda: next(clock))
    drips = [bytes([byte]) for byte in answer()]
    with pytest.raises(FetchError, match="inget svar inom 30 sekunder"):
        fetch("http://a.example", backend=Web({PUBLIC: drips}), resolve=resolver(a_example=PUBLIC))


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    """A name with several addresses is reached through any of them."""
    web = Web({"93.184.0.2": answer()})
    fetch("http://a.example", backend=web, resolve=resolver(a_example=["93.184.0.1", "93.184.0.2"]))
    assert [address for address, _ in web.called] == ["93.184.0.1", "93.184.0.2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example/b", True), ("ftp://a.example", True), ("a.html", False), ("c:\\a", False)],
)
def test_addresses_are_told_from_files(text: str, expected: bool) -> None:
    """Whatever has a scheme is an address."""
    assert is_address(text) is expected


def test_an_address_that_is_no_text_is_refused() -> None:
    """Bytes of a command line that are not UTF-8 come as lone surrogates."""
    with pytest.raises(FetchError, match="kan inte tydas"):
        fetch("http://a.example/\udce5", backend=Web({}), resolve=resolver())
