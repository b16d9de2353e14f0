"""What the pages of the desk stand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatbot.answering import Chatbot
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.opening import CurrentScrubber
from chatbot.store.sign_ins import SignIns
from chatbot.store.similar import SimilarQuestions
from chatbot.web.desk.access import Access, read_secret


@dataclass(frozen=True, slots=True)
class Desk:
    """The database, the chat that is checked, and who may see what.

    Attributes:
        database: questions, verdicts, accounts; each piece of work opens it.
        chatbot: that visitors ask.
        settings: where corpus and data are.
        scrubber: takes personal details out of what is written at the desk; call it for each text.
        similar: finds stored questions that ask the same; the application starts and stops it.
    """

    database: Database
    chatbot: Chatbot
    settings: Settings
    access: Access = field(init=False)
    scrubber: CurrentScrubber = field(init=False)
    sign_ins: SignIns = field(init=False)
    similar: SimilarQuestions = field(init=False)

    def __post_init__(self) -> None:
        secret = read_secret(self.settings.data / "session.key")
        object.__setattr__(self, "access", Access(self.database, secret))
        object.__setattr__(self, "scrubber", CurrentScrubber(self.chatbot, self.settings.corpus))
        object.__setattr__(self, "sign_ins", SignIns(self.database, secret))
        object.__setattr__(self, "similar", SimilarQuestions(self.database, self.chatbot))
