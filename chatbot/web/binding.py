"""The address of the web application, taken before anything heavy is loaded."""

from __future__ import annotations

import errno
import socket

from chatbot.web.errors import ServeError

LARGEST_PORT = 65535


def bind(host: str, port: int) -> socket.socket:
    """Return a socket at the address, ours but not listening yet: until then visitors are refused, not kept waiting.

    Args:
        port: 0 takes any free one.

    Raises:
        ServeError: the address cannot be used.
    """
    if not 0 <= port <= LARGEST_PORT:  # the system would take it modulo 65536
        raise ServeError(f"{host}:{port}: ingen port; ange ett heltal från 0 till {LARGEST_PORT} efter --port")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as exc:
        raise ServeError(
            f"{host}:{port}: adressen går inte att använda ({exc}); ange till exempel --host 127.0.0.1"
        ) from exc
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as exc:
        listener.close()
        if exc.errno == errno.EADDRINUSE:
            remedy = f"porten används redan; stäng det andra programmet eller kör: chatbot serve --port {port + 1}"
        elif exc.errno == errno.EACCES:
            remedy = "porten kräver högre behörighet; kör: chatbot serve --port 7860"
        else:
            remedy = f"adressen går inte att använda ({exc.strerror}); ange till exempel --host 127.0.0.1"
        raise ServeError(f"{host}:{port}: {remedy}") from exc
    return listener
