"""Other sites with the chat in their pages: servers of origins that are not the chat's."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Host:
    """A site with one page.

    Attributes:
        url: its origin; another name than the chat's, so that browsers take it for another site, too.
        body: of the page, after its heading.
        head: of the page, after its title.
        lang: of the page.
        headers: of the response.
    """

    url: str
    body: str = ""
    head: str = ""
    lang: str = "sv"
    headers: Mapping[str, str] = field(default_factory=dict)

    def page(self) -> str:
        """Return the page."""
        text = "<p>Vi söker socialsekreterare.</p>" * 40
        return (
            f'<!doctype html><html lang="{self.lang}"><head><meta charset="utf-8"><title>Jobba i Exempelby</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">{self.head}</head>'
            f'<body><main><h1>Jobba i Exempelby</h1><p><a href="#sist">Till slutet</a></p>{text}'
            f'<p id="sist"><a href="#">Till början</a></p></main>{self.body}</body></html>'
        )


@contextmanager
def serve_host() -> Iterator[Host]:
    """Serve a site, whose page the tests write."""
    host = Host("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is the base class's
            self.send_response(200)
            for name, value in {"Content-Type": "text/html", **host.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(host.page().encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
