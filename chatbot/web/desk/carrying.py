"""A form that was sent when the session had ended: carried on through the sign-in, shown, and saved by one button.

It is kept nowhere but in the page. Nothing is saved under the name of whoever signs in unless that person says so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from chatbot.web.desk.access import PREFIX, own_path
from chatbot.web.guard import FORM_LIMIT
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_carrying import CarryingTexts

_FIELDS = 200
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_SECRET = frozenset({"password", "old", "new", "again"})
_CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form wanted to save.

    Attributes:
        target: path and query that it was sent to.
        fields: names and values, in their order; without passwords.
        has_files: whether files were chosen, which a page cannot carry.
        is_whole: whether all of it could be read.
    """

    target: str
    fields: tuple[tuple[str, str], ...] = ()
    has_files: bool = False
    is_whole: bool = True

    def inputs(self) -> Markup:
        """Return hidden inputs with all of it, for the form that signs in."""
        if not self.is_whole:
            return void("input", type="hidden", name="till", value=PREFIX)
        value = json.dumps([*map(list, self.fields)], ensure_ascii=False)
        return join(
            void("input", type="hidden", name="till", value=self.target),
            void("input", type="hidden", name=_CARRIED, value=value),
            void("input", type="hidden", name="files", value="1") if self.has_files else None,
        )

    def again(self, texts: CarryingTexts) -> Markup:
        """Return what is about to be saved, and the form that saves it."""
        shown = [(name, value) for name, value in self.fields if value.strip()]
        listed = (element("div", element("dt", texts.names.get(n, n)), element("dd", v)) for n, v in shown)
        hidden = (void("input", type="hidden", name=name, value=value) for name, value in self.fields)
        return element(
            "form",
            element("dl", *listed, class_="facts") if shown else element("p", texts.nothing_written),
            *hidden,
            element(
                "p",
                element("button", texts.save, type="submit", class_="primary"),
                element("a", texts.leave, href=PREFIX, class_="button quiet"),
                class_="actions",
            ),
            method="post",
            action=self.target,
            class_="panel",
        )


async def carried_by(request: Request) -> Carried:
    """Return what a request without a session wanted to save; nothing of a body that is large or no form."""
    target = own_path(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    is_small = length.isdecimal() and int(length) <= FORM_LIMIT // 2
    if not (is_small and (kind in _FORMS or length == "0")):
        return Carried(target, is_whole=False)
    async with request.form(max_fields=_FIELDS, max_files=5) as form:
        given = form.multi_items()
        has_files = any(isinstance(value, UploadFile) and value.filename for _, value in given)
        fields = tuple((name, value) for name, value in given if isinstance(value, str) and name not in _SECRET)
    return Carried(target, fields, has_files)


def carried_in(form: FormData) -> Carried | None:
    """Return what the form that signs in carries; None if that is nothing, or damaged."""
    value = form.get(_CARRIED)
    if not isinstance(value, str):
        return None
    try:
        fields = tuple((str(name), str(given)) for name, given in json.loads(value))
    except (ValueError, TypeError):
        return None
    return Carried(own_path(str(form.get("till", ""))), fields, has_files="files" in form)
