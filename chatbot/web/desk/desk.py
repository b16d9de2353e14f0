"""What the pages of the desk stand on."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatbot.answering import Chatbot
from chatbot.publishing import IndexFollower
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.opening import CurrentScrubber
from chatbot.store.sign_ins import SignIns
from chatbot.store.similar import SimilarQuestions
from chatbot.web.desk.access import Access, read_secret
from chatbot.web.desk.jobs import Jobs
from chatbot.web.desk.openid import OpenIdService


@dataclass(frozen=True, slots=True)
class Desk:
    """The database, the chat that is checked, and who may see what.

    Attributes:
        database: questions, verdicts, accounts; each piece of work opens it.
        chatbot: that visitors ask.
        settings: where corpus and data are.
        index: follows the corpus; the application ends what it does.
        jobs: what goes on after its page has been sent.
        scrubber: takes personal details out of what is written at the desk; call it for each text.
        sign_ins: lets in by password.
        openid: the service that one may sign in through; None for none.
        similar: finds stored questions that ask the same; the application starts and stops it.
    """

    database: Database
    chatbot: Chatbot
    settings: Settings
    access: Access = field(init=False)
    index: IndexFollower = field(init=False)
    jobs: Jobs = field(init=False)
    scrubber: CurrentScrubber = field(init=False)
    sign_ins: SignIns = field(init=False)
    openid: OpenIdService | None = field(init=False)
    similar: SimilarQuestions = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", IndexFollower(self.settings, self.chatbot.rebuild))
        object.__setattr__(self, "jobs", Jobs())
        secret = read_secret(self.settings.data / "session.key")
        object.__setattr__(self, "access", Access(self.database, secret))
        object.__setattr__(self, "scrubber", CurrentScrubber(self.chatbot, self.settings.corpus))
        object.__setattr__(self, "sign_ins", SignIns(self.database, secret))
        object.__setattr__(self, "openid", _openid(self.settings))
        object.__setattr__(self, "similar", SimilarQuestions(self.database, self.chatbot))


def _openid(settings: Settings) -> OpenIdService | None:
    issuer, client, secret = settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret
    return OpenIdService(issuer, client, secret) if issuer and client and secret else None
