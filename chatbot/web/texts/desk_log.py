"""Texts of the log: what was done, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.store.log import KEPT_DAYS
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class LogTexts:
    """The texts of one language.

    Attributes:
        deleted: what a line is about of which only a verdict is left.
        actions: as the log has them -> in words.
    """

    title: str
    lead: str
    who: str
    what: str
    when: str
    subject: str
    reason: str
    anybody: str
    anything: str
    show: str
    nothing: str
    pages: str
    latest: str
    earlier: str
    command_line: str
    deleted: str
    administration: str
    actions: Mapping[str, str]


_TEXTS = in_both(
    swedish=LogTexts(
        title="Logg",
        lead=f"Vem som har gjort vad, det senaste först. Rader äldre än {KEPT_DAYS} dagar raderas. "
        "Det som skulle röja någon annans bedömning visas först när en andra granskare också har bedömt svaret.",
        who="Vem",
        what="Vad",
        when="När",
        subject="Gäller",
        reason="Skäl",
        anybody="alla",
        anything="allt",
        show="Visa",
        nothing="Det finns inga sådana rader.",
        pages="Fler rader",
        latest="Till de senaste",
        earlier="Tidigare rader",
        command_line="(kommandoraden)",
        deleted="{what} (samtalet är raderat)",
        administration="Till administrationen",
        actions={
            "conversation.read": "läste ett samtal",
            "overview.letter": "hämtade ett brev om obesvarade frågor",
            "overview.measure": "mätte hur säker chatten ska vara",
            "account.add": "lade till ett konto",
            "account.bind": "bands till kommunens inloggningstjänst",
            "account.disable": "stängde av ett konto",
            "account.enable": "öppnade ett konto igen",
            "account.end_sessions": "avslutade inloggningar",
            "account.password": "bytte lösenord",
            "account.rename": "bytte namn på ett konto",
            "account.role": "bytte roll på ett konto",
            "account.sign_in": "loggade in",
            "article.metadata": "ändrade uppgifter om en artikel",
            "article.publish": "publicerade en artikel",
            "article.quote": "beslutade om ord i en artikel",
            "article.release": "tog tillbaka ett beslut om ord i en artikel",
            "article.release_lost": "tog bort beslut om ord som inte finns kvar",
            "article.remove": "tog bort en artikel",
            "article.roles": "ändrade roller i en artikel",
            "article.undo": "ångrade en ändring av en artikel",
            "export.fetch": "hämtade data",
            "lesson.retry": "lät en lärdom prövas igen",
            "lesson.undo": "tog tillbaka en lärdom",
            "draft.add": "lämnade in ett utkast",
            "draft.change": "ändrade ett utkast",
            "draft.discard": "kastade ett utkast",
            "index.build": "uppdaterade indexet",
            "person.withdraw": "tog bort en person som har dragit sig ur",
            "quote.hide": "dolde ett citat",
            "quote.show": "visade ett dolt citat igen",
            "setting.save": "ändrade en inställning",
            "verdict.adjudicate": "avgjorde ett fall",
            "verdict.adjudicate_own": "avgjorde ett fall som hen själv hade bedömt",
            "verdict.change": "ändrade en bedömning",
            "verdict.save": "bedömde ett svar",
            "trial.apply": "lät ändringar av chatten gälla",
            "trial.begin": "började ett prov",
            "trial.fail": "ett prov underkändes",
            "trial.pass": "ett prov godkändes",
            "trial.undo": "tog tillbaka ändringar av chatten",
        },
    ),
    english=LogTexts(
        title="Log",
        lead=f"Who has done what, the latest first. Lines older than {KEPT_DAYS} days are deleted. "
        "What would give somebody else's verdict away is shown only when a second reviewer has judged the answer, too.",
        who="Who",
        what="What",
        when="When",
        subject="About",
        reason="Reason",
        anybody="everybody",
        anything="everything",
        show="Show",
        nothing="There are no such lines.",
        pages="More lines",
        latest="To the latest",
        earlier="Earlier lines",
        command_line="(the command line)",
        deleted="{what} (the conversation is deleted)",
        administration="To the administration",
        actions={
            "conversation.read": "read a conversation",
            "overview.letter": "fetched a letter about unanswered questions",
            "overview.measure": "measured how certain the chat should be",
            "draft.add": "handed in a draft",
            "draft.change": "changed a draft",
            "draft.discard": "threw a draft away",
            "index.build": "updated the index",
            "account.add": "added an account",
            "account.bind": "was bound to the municipality's sign-in service",
            "account.disable": "turned an account off",
            "account.enable": "opened an account again",
            "account.end_sessions": "ended sessions",
            "account.password": "changed a password",
            "account.rename": "changed an account's name",
            "account.role": "changed an account's role",
            "account.sign_in": "signed in",
            "article.metadata": "changed details of an article",
            "article.publish": "published an article",
            "article.quote": "decided about words of an article",
            "article.release": "took back a decision about words of an article",
            "article.release_lost": "removed decisions about words that are gone",
            "article.remove": "removed an article",
            "article.roles": "changed roles in an article",
            "article.undo": "undid a change of an article",
            "export.fetch": "fetched data",
            "lesson.retry": "let a lesson be tried again",
            "lesson.undo": "undid a lesson",
            "person.withdraw": "took out a person who has withdrawn",
            "quote.hide": "hid a quote",
            "quote.show": "showed a hidden quote again",
            "setting.save": "changed a setting",
            "verdict.adjudicate": "decided a case",
            "verdict.adjudicate_own": "decided a case that they had judged themselves",
            "verdict.change": "changed a verdict",
            "verdict.save": "judged an answer",
            "trial.apply": "put changes of the chat into effect",
            "trial.begin": "began a trial",
            "trial.fail": "a trial failed",
            "trial.pass": "a trial passed",
            "trial.undo": "undid changes of the chat",
        },
    ),
)


def log_texts(language: Language) -> LogTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
