"""The errors of the store; all are of chatbot.errors.StoreError, after which one can try again later.

RefusedError: what was to be written will never be taken. NewerDatabaseError: a later version of the program has changed
the database. UnknownAnswerError: there is no such answer, or it did not show that quote.
"""

from __future__ import annotations

from chatbot.errors import StoreError


class RefusedError(StoreError):
    """The database will never take what was to be written."""


class NewerDatabaseError(StoreError):
    """A later version of the program has changed the database."""


class UnknownAnswerError(StoreError):
    """There is no such answer, or it did not show that quote."""
