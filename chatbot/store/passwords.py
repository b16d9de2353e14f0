"""Passwords: which may be used, and how they are kept.

The rule is that of NIST SP 800-63B: long enough, none that everybody has, and no rule of what kinds of characters.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chatbot.store.accounts import AccountError, AccountProblem, normal_login

SHORTEST = 12
LONGEST = 256
_BESIDE_LOGIN = 6
"""Characters that a password must have beside the login, if it has that."""
_FEW = 4
"""A password of fewer different characters is as good as none."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each check takes 64 MB for a moment: that is what makes guessing dear."""

_hasher = PasswordHasher()


def checked_password(password: str, login: str) -> str:
    """Return a password's hash.

    Raises:
        AccountError: the password may not be used.
    """
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise AccountError(AccountProblem.PASSWORD_SHORT)
    if len(normal) > LONGEST:
        raise AccountError(AccountProblem.PASSWORD_LONG)
    plain = "".join(normal.casefold().split())
    beside = plain.replace(normal_login(login), "")
    if beside != plain and len(beside) < _BESIDE_LOGIN:
        raise AccountError(AccountProblem.PASSWORD_IS_LOGIN)
    if plain in _commonest() or len(set(plain)) < _FEW:
        raise AccountError(AccountProblem.PASSWORD_COMMON)
    with _AT_ONCE:
        return _hasher.hash(normal)


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one whose hash is kept.

    It takes as long where None is: whether there is such an account is told nobody by the time.
    """
    normal = _normal(password[: LONGEST + 1])
    with _AT_ONCE:
        try:
            _hasher.verify(kept or _nobodys(), normal)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def renewed(password: str, kept: str) -> str | None:
    """Return a right password's hash by today's parameters; None if it has them."""
    if not _hasher.check_needs_rehash(kept):
        return None
    with _AT_ONCE:
        return _hasher.hash(_normal(password))


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash("")


@cache
def _commonest() -> frozenset[str]:
    lines = files("chatbot.store").joinpath("common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))
