"""Who may see the desk: sessions in a signed cookie, roles, and no request from another site."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Depends, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.datastructures import FormData

from chatbot.store.database import Database
from chatbot.store.reviewers import Reviewer, Role, reviewer_by_id
from chatbot.store.sittings import end_sittings, has_sittings
from chatbot.web.shell import Visit
from index.storage import exclusive_lock

PREFIX = "/granska"
SIGN_IN = f"{PREFIX}/logga-in"
"""It and what is below it is for everybody."""
SIGN_OUT = f"{PREFIX}/logga-ut"
COOKIE = "granska"
SESSION_SECONDS = 10 * 3600
"""A working day; after it one signs in again."""
_TRUSTED_COOKIE = "granska-betrodd"
_TRUSTED_SECONDS = 180 * 24 * 3600
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_SECRET_BYTES = 32


class NotSignedInError(Exception):
    """Nobody is signed in, or the session has ended."""


class NotAllowedError(Exception):
    """The role of whoever is signed in is not enough.

    Attributes:
        needed: what would be.
    """

    def __init__(self, needed: Role) -> None:
        super().__init__(needed)
        self.needed = needed


@dataclass(frozen=True, slots=True)
class Signed:
    """Whoever is signed in, and the request's language and address."""

    reviewer: Reviewer
    visit: Visit

    def may(self, needed: Role) -> bool:
        """Tell whether the role is enough."""
        return self.reviewer.role.may(needed)


class Access:
    """Signs sessions, and lets requests through that have one.

    Args:
        database: has the accounts.
        secret: what sessions are signed with; whoever knows it can make one.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret
        self._serializer = self.serializer(COOKIE)
        self._trusted = self.serializer(_TRUSTED_COOKIE)

    def router(self, *, shows_verdicts: bool = False) -> APIRouter:
        """Return a router below /granska, before which the gate stands (gate.py).

        Args:
            shows_verdicts: its pages may tell what somebody has judged. Whoever opens one is not blind to it any more,
                on whatever page of an answer that is open beside it.
        """
        before = [Depends(self._end_sittings)] if shows_verdicts else []
        return APIRouter(prefix=PREFIX, include_in_schema=False, dependencies=before)

    def require(self, request: Request) -> None:
        """Find out who is signed in; the routes ask signed_in() for it.

        Raises:
            NotSignedInError: nobody.
            StoreError: the database cannot be asked.
        """
        reviewer = self.reviewer_of(request)
        if reviewer is None:
            raise NotSignedInError
        request.state.signed = Signed(reviewer, Visit.of(request))

    def reviewer_of(self, request: Request) -> Reviewer | None:
        """Return who is signed in; None for nobody.

        Raises:
            StoreError: the database cannot be asked.
        """
        return self._reviewer(request.cookies.get(COOKIE, ""))

    def serializer(self, salt: str) -> URLSafeTimedSerializer:
        """Return what signs values for another purpose."""
        return URLSafeTimedSerializer(self._secret, salt=salt)

    def session(self, reviewer: Reviewer) -> str:
        """Return the value of a new session's cookie."""
        return str(self._serializer.dumps([reviewer.id, reviewer.epoch]))

    def begin(self, response: Response, reviewer: Reviewer, *, is_secure: bool) -> None:
        """Begin a session: its cookie goes with the response.

        Args:
            response: that the browser gets.
            reviewer: who signed in.
            is_secure: whether the visitor came by HTTPS; the cookie then never goes without.
        """
        value = self.session(reviewer)
        response.set_cookie(
            COOKIE, value, max_age=SESSION_SECONDS, path=PREFIX, httponly=True, samesite="lax", secure=is_secure
        )

    def trust(self, request: Request, response: Response, reviewer: Reviewer) -> None:
        """Remember in the browser that this login was let in: others' wrong passwords cannot lock it out there."""
        value = self._trusted.dumps([reviewer.login, secrets.token_urlsafe(16)])
        response.set_cookie(
            _TRUSTED_COOKIE,
            str(value),
            max_age=_TRUSTED_SECONDS,
            path=SIGN_IN,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )

    def trusted(self, request: Request, login: str) -> str | None:
        """Return the token of a browser in which this login was let in before; None for any other."""
        try:
            known, token = self._trusted.loads(request.cookies.get(_TRUSTED_COOKIE, ""), max_age=_TRUSTED_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        return str(token) if known == login else None

    def end(self, response: Response) -> None:
        """End the browser's session."""
        response.delete_cookie(COOKIE, path=PREFIX, httponly=True, samesite="lax")

    def _end_sittings(self, request: Request) -> None:
        reviewer = signed_in(request).reviewer.id
        with self._database.reading() as connection:
            is_sitting = has_sittings(connection, reviewer)
        if is_sitting:
            with self._database.changing() as connection:
                end_sittings(connection, reviewer)

    def _reviewer(self, cookie: str) -> Reviewer | None:
        try:
            reviewer_id, epoch = self._serializer.loads(cookie, max_age=SESSION_SECONDS)
        except (BadSignature, ValueError, TypeError):
            return None
        with self._database.reading() as connection:
            reviewer = reviewer_by_id(connection, reviewer_id)
        if reviewer is None or reviewer.disabled or reviewer.epoch != epoch:
            return None
        return reviewer


def signed_in(request: Request, needed: Role = Role.READER) -> Signed:
    """Return who is signed in.

    Raises:
        NotAllowedError: the role is not enough.
    """
    signed: Signed = request.state.signed
    if not signed.may(needed):
        raise NotAllowedError(needed)
    return signed


def own_path(address: str | None) -> str:
    """Return an address if it is one of the desk's own pages, and the desk's first page for any other.

    So a link with ?till= leads nowhere else.
    """
    path = (address or "").partition("?")[0]
    is_own = path == PREFIX or path.startswith(f"{PREFIX}/")
    is_plain = all(character.isprintable() and character not in '\\"<> ' for character in address or "")
    is_going_on = not path.startswith((SIGN_IN, SIGN_OUT)) and ".." not in path and "//" not in path
    return address if address and is_own and is_plain and is_going_on else PREFIX


def is_foreign(request: Request) -> bool:
    """Tell whether a request that changes something was sent by another site's page.

    Browsers say so themselves in Sec-Fetch-Site (W3C Fetch Metadata); older ones name the Origin.
    """
    if request.method in _SAFE:
        return False
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and origin != f"{request.url.scheme}://{request.url.netloc}"


async def form_of(request: Request) -> FormData:
    """Return a request's form; for Annotated[FormData, Depends(form_of)] in routes that are no coroutines."""
    return await request.form()


def read_secret(path: Path) -> bytes:
    """Return the secret in a file that only its owner can read; made where there is none.

    A file that was cut short, by a full disk or a process that ended, is none: with an empty secret anybody could sign.
    """
    if (known := _whole_secret(path)) is not None:
        return known
    with exclusive_lock(path.with_name(f"{path.name}.lock"), waiting=lambda: None):
        if (known := _whole_secret(path)) is not None:  # another process has made it meanwhile
            return known
        secret = secrets.token_bytes(_SECRET_BYTES)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
            out.write(secret)
        return secret


def _whole_secret(path: Path) -> bytes | None:
    try:
        secret = path.read_bytes()
    except FileNotFoundError:
        return None
    return secret if len(secret) >= _SECRET_BYTES else None
