"""The errors of the store; but for the last two they are of chatbot.errors.StoreError: one can try again later.

RefusedError: what was to be written will never be taken. NewerDatabaseError: a later version of the program has changed
the database. UnknownAnswerError: there is no such answer, or it did not show that quote. ConflictError: somebody else
has changed the same meanwhile. NotYoursError: it is for somebody else to do.
"""

from __future__ import annotations

from chatbot.errors import ChatbotError, StoreError


class RefusedError(StoreError):
    """The database will never take what was to be written."""


class NewerDatabaseError(StoreError):
    """A later version of the program has changed the database."""


class UnknownAnswerError(StoreError):
    """There is no such answer, or it did not show that quote."""


class ConflictError(ChatbotError):
    """Somebody else has changed the same record meanwhile, or oneself in another tab; nothing was written.

    Attributes:
        stored: the record as it is now, as the function that raises it would return it; None where it is gone, or where
            whoever tried to save may not see it yet.
    """

    def __init__(self, stored: object) -> None:
        super().__init__("någon annan har ändrat samma sak under tiden; ingenting är sparat")
        self.stored = stored


class NotYoursError(ChatbotError):
    """Somebody else is to do it: two reviewers disagree, and a third decides."""
