"""A form that could not be saved, since the session had ended or the database is gone: shown, and saved by one button.

It is kept nowhere but in the page, without passwords and files. Nothing is saved under the name of whoever signs
in unless that person says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from chatbot.web.desk.access import PREFIX, SIGN_IN, SIGN_OUT, own_path
from chatbot.web.desk.carried_words import in_words
from chatbot.web.desk.pages import field, message
from chatbot.web.guard import FORM_LIMIT
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_carrying import CarryingTexts, carrying_texts
from chatbot.web.texts.languages import Language

_FIELDS = 200
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_SECRET = frozenset({"password", "old", "new", "again"})
_CARRIED, _FILES, _SECRETS = "carried", "files", "secrets"
MOST_UNKNOWN = FORM_LIMIT // 2
"""Bytes that are read of a form of somebody who is not known to be signed in."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form wanted to save.

    Attributes:
        target: path and query that it was sent to.
        fields: names and values, in their order; without passwords.
        files: names of the fields with a file, which a page cannot carry and asks for again.
        secrets: names of the fields with a password, which is asked for again.
        is_whole: whether all of it could be read.
    """

    target: str
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    is_whole: bool = True

    def inputs(self) -> Markup:
        """Return hidden inputs with all of it, for the form that signs in."""
        if not self.is_whole:
            return void("input", type="hidden", name="till", value=PREFIX)
        value = json.dumps([*map(list, self.fields)], ensure_ascii=False)
        return join(
            void("input", type="hidden", name="till", value=self.target),
            void("input", type="hidden", name=_CARRIED, value=value),
            *(void("input", type="hidden", name=_FILES, value=name) for name in self.files),
            *(void("input", type="hidden", name=_SECRETS, value=name) for name in self.secrets),
        )

    def again(self, language: Language, save: str) -> Markup:
        """Return what is about to be saved, and the form that saves it.

        Args:
            language: of the page.
            save: what the button says.
        """
        texts, shown = carrying_texts(language), in_words(self.fields, language)
        listed = (element("div", element("dt", name), element("dd", value)) for name, value in shown)
        hidden = (void("input", type="hidden", name=name, value=value) for name, value in self.fields)
        return element(
            "form",
            element("dl", *listed, class_="facts") if shown else self._nothing(texts),
            *hidden,
            *self._asked_again(texts),
            element(
                "p",
                element("button", save, type="submit", class_="primary"),
                element("a", texts.leave, href=PREFIX, class_="button quiet"),
                class_="actions",
            ),
            method="post",
            action=self.target,
            enctype="multipart/form-data" if self.files else None,
            class_="panel",
        )

    def _nothing(self, texts: CarryingTexts) -> Markup | None:
        return None if self.files or self.secrets else element("p", texts.nothing_written)

    def _asked_again(self, texts: CarryingTexts) -> Iterator[Markup]:
        """Return fields for what a page must not, or cannot, carry."""
        if self.files:
            yield message(texts.files)
        for name in self.files:
            yield field(texts.names.get(name, name), name, type="file")
        if self.secrets:
            yield message(texts.secrets)
        is_known = self.target.startswith(SIGN_IN)
        for name in self.secrets:
            kind = "current-password" if is_known or name == "old" else "new-password"
            yield field(texts.names.get(name, name), name, type="password", autocomplete=kind)


async def carried_by(request: Request, *, most: int = MOST_UNKNOWN) -> Carried:
    """Return what a request wanted to save; nothing of a body that is larger than so many bytes, or no form."""
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if not request.url.path.startswith((SIGN_IN, SIGN_OUT)):
        target = own_path(target)
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    is_small = length.isdecimal() and int(length) <= most
    if not (is_small and (kind in _FORMS or length == "0")):
        return Carried(target, is_whole=False)
    async with request.form(max_fields=_FIELDS, max_files=5) as form:
        given = form.multi_items()
    fields = tuple((name, value) for name, value in given if isinstance(value, str) and name not in _SECRET)
    files = dict.fromkeys(name for name, value in given if isinstance(value, UploadFile))
    return Carried(target, fields, tuple(files), tuple(dict.fromkeys(name for name, _ in given if name in _SECRET)))


def carried_in(form: FormData) -> Carried | None:
    """Return what the form that signs in carries; None if that is nothing, or damaged."""
    value = form.get(_CARRIED)
    if not isinstance(value, str):
        return None
    try:
        fields = tuple((str(name), str(given)) for name, given in json.loads(value))
    except (ValueError, TypeError):
        return None
    files, secrets = (tuple(str(name) for name in form.getlist(kind)) for kind in (_FILES, _SECRETS))
    return Carried(own_path(str(form.get("till", ""))), fields, files, tuple(set(secrets) & _SECRET))
