"""The gate before everything below /granska: whoever is not signed in reaches nothing there, known or unknown."""

from __future__ import annotations

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chatbot.errors import StoreError
from chatbot.web.desk.access import PREFIX, SIGN_IN, Access, NotSignedInError, is_foreign
from chatbot.web.desk.refusals import foreign, not_signed_in, unavailable

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without it browsers would not say where a form comes from
    "X-Robots-Tag": "noindex, nofollow",
}


class Gate:
    """Lets requests below /granska through that have a session; the body of any other is not even read.

    Args:
        access: knows the sessions.
    """

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == PREFIX or path.startswith(f"{PREFIX}/")):
            await self._app(scope, receive, send)
            return
        refusal = await self._refusal(Request(scope, receive))
        await (refusal or self._app)(scope, receive, _private(send))

    async def _refusal(self, request: Request) -> Response | None:
        if is_foreign(request):
            return foreign(request)
        if request.url.path == SIGN_IN or request.url.path.startswith(f"{SIGN_IN}/"):
            return None
        try:
            await run_in_threadpool(self._access.require, request)
        except NotSignedInError:
            return await not_signed_in(request)
        except StoreError:
            return await unavailable(request)
        return None


def _private(send: Send) -> Send:
    """Return a send that keeps what is sent out of caches and search engines."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return send_private
