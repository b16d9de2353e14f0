"""What a line of the log is about, in words and with a link; its id only where nothing else is known any more."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote as percent_encoded

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.desk_settings import GUIDELINES, MARGIN, SECOND_SHARE
from chatbot.store.log import LogLine
from chatbot.store.schema import answers, drafts, lessons, verdicts
from chatbot.store.steering import OPERATING_POINT, OPERATING_POINT_IN_USE
from chatbot.web.desk.access import PREFIX, Signed
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.links import article_address, draft_address
from chatbot.web.desk.pages import Section
from chatbot.web.markup import element
from chatbot.web.texts.desk_export import export_texts
from chatbot.web.texts.desk_learning import learning_texts
from chatbot.web.texts.desk_log import log_texts
from chatbot.web.texts.desk_verdicts import guideline_texts

_BEGINNING = 80
"""Characters of a question or a quote."""


@dataclass(frozen=True)
class Subjects:
    """Tells what some lines of the log are about.

    Attributes:
        connection: that reads.
        lines: about which it is asked; what is known of them is read at once.
        logins: number of an account -> its login.
    """

    desk: Desk
    signed: Signed
    connection: Connection
    lines: Sequence[LogLine]
    logins: Mapping[int, str]

    def of(self, line: LogLine) -> str | None:
        """Return what a line is about, as HTML where it leads somewhere; None for nothing."""
        if line.subject is None:
            return None
        area = line.action.partition(".")[0]
        return self._areas.get(area, self._unknown)(line.subject)

    @cached_property
    def _areas(self) -> Mapping[str, Callable[[str], str]]:
        return {
            "account": self._account,
            "article": self._article,
            "conversation": self._answer,
            "draft": self._draft,
            "export": self._export,
            "lesson": self._lesson,
            "overview": self._answer,
            "person": self._article,
            "quote": self._quote,
            "setting": self._setting,
            "trial": self._trial,
            "verdict": self._answer,
        }

    @staticmethod
    def _unknown(subject: str) -> str:
        return subject

    def _account(self, subject: str) -> str:
        return self.logins.get(int(subject), subject) if subject.isdecimal() else subject

    def _answer(self, subject: str) -> str:
        if subject in self._questions:
            return self._link(_begun(self._questions[subject]), f"{PREFIX}/svar/{percent_encoded(subject, safe='')}")
        if subject in self._judged:
            return log_texts(self.signed.visit.language).deleted.format(what=_begun(self._judged[subject]))
        return subject

    def _quote(self, subject: str) -> str:
        quote = self.desk.chatbot.quote(subject, even_hidden=True)
        if quote is None:
            return subject
        return self._link(f"”{_begun(quote.text)}”", article_address(quote.article.id), f"q-{subject}")

    def _article(self, subject: str) -> str:
        title = self._titles.get(subject)
        return self._link(title, article_address(subject)) if title else subject

    def _draft(self, subject: str) -> str:
        file = self._drafts.get(subject)
        return self._link(file, draft_address(subject)) if file else subject

    def _lesson(self, subject: str) -> str:
        question = self._lessons.get(subject)
        return self._link(_begun(question), Section.LEARNING.path) if question else subject

    def _trial(self, subject: str) -> str:
        name = learning_texts(self.signed.visit.language).number_of_trial.format(number=subject)
        return self._link(name, f"{Section.LEARNING.path}/prov/{subject}")

    def _export(self, subject: str) -> str:
        name, _, form = subject.partition(".")
        found = export_texts(self.signed.visit.language).exports.get(name)
        return f"{found[0]} ({form})" if found else subject

    def _setting(self, subject: str) -> str:
        language = self.signed.visit.language
        guidelines, point = guideline_texts(language), learning_texts(language).point
        names = {
            GUIDELINES.key: (guidelines.title, Section.GUIDELINES),
            MARGIN.key: (guidelines.margin, Section.GUIDELINES),
            SECOND_SHARE.key: (guidelines.second_share, Section.GUIDELINES),
            OPERATING_POINT.key: (point, Section.LEARNING),
            OPERATING_POINT_IN_USE.key: (point, Section.LEARNING),
        }
        found = names.get(subject.partition("@")[0])
        return self._link(found[0], found[1].path) if found else subject

    def _link(self, words: str, path: str, fragment: str = "") -> str:
        return element("a", words, href=self.signed.visit.link(f"{path}#{fragment}" if fragment else path))

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {article.id: article.title for article in self.desk.chatbot.articles()}

    @cached_property
    def _questions(self) -> Mapping[str, str]:
        return self._of_table(answers.c.id, answers.c.question, "conversation", "overview", "verdict")

    @cached_property
    def _judged(self) -> Mapping[str, str]:
        """Questions of which only what was judged is kept."""
        return self._of_table(verdicts.c.answer, verdicts.c.question, "conversation", "overview", "verdict")

    @cached_property
    def _drafts(self) -> Mapping[str, str]:
        return self._of_table(drafts.c.id, drafts.c.file, "draft")

    @cached_property
    def _lessons(self) -> Mapping[str, str]:
        return self._of_table(lessons.c.id, lessons.c.question, "lesson")

    def _of_table(self, key: sa.Column[Any], words: sa.Column[Any], *areas: str) -> Mapping[str, str]:
        """Return subject -> words of the lines of some areas."""
        subjects = {line.subject for line in self.lines if line.subject and line.action.partition(".")[0] in areas}
        keys = [key.type.python_type(subject) for subject in subjects]
        return {str(name): said for name, said in self.connection.execute(sa.select(key, words).where(key.in_(keys)))}


def _begun(text: str) -> str:
    return textwrap.shorten(text, _BEGINNING, placeholder=" …")
