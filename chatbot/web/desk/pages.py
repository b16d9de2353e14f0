"""The frame of the desk's pages: its own navigation, messages, style and script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from chatbot.store.reviewers import Role
from chatbot.web.assets import asset_address
from chatbot.web.desk.access import PREFIX, SIGN_OUT, Signed
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.shell import MAIN, Visit, page
from chatbot.web.texts.desk import desk_texts


class Section(Enum):
    """A part of the desk: its path, and the role that sees it."""

    QUEUE = (PREFIX, Role.READER)
    ARTICLES = (f"{PREFIX}/artiklar", Role.READER)
    LEARNING = (f"{PREFIX}/larande", Role.READER)
    OVERVIEW = (f"{PREFIX}/overblick", Role.READER)
    EXPORT = (f"{PREFIX}/export", Role.READER)
    GUIDELINES = (f"{PREFIX}/riktlinjer", Role.READER)
    AGREEMENT = (f"{PREFIX}/samstammighet", Role.READER)
    ADMINISTRATION = (f"{PREFIX}/administration", Role.ADMIN)
    ACCOUNT = (f"{PREFIX}/konto", Role.READER)

    @property
    def path(self) -> str:
        """Where it begins."""
        return self.value[0]

    @property
    def role(self) -> Role:
        """Who sees it."""
        return self.value[1]


def desk_page(signed: Signed, title: str, *body: Markup | None, section: Section, wide: bool = False) -> str:
    """Return a page of the desk.

    Args:
        signed: who sees it.
        title: of the page, its only h1.
        body: below the title.
        section: that the navigation marks.
        wide: whether the content takes the whole width, for tables and things beside each other.
    """
    main = element("main", element("h1", title), *body, id=MAIN, class_="desk wide" if wide else "desk")
    return page(
        signed.visit,
        title,
        main,
        kind=f"desk-page {section.name.lower()}",
        head=desk_head(),
        header=_header(signed, section),
    )


def desk_head() -> Markup:
    """Return the desk's style sheet and script, and what keeps its pages out of search engines."""
    return join(
        void("meta", name="robots", content="noindex, nofollow"),
        void("link", rel="stylesheet", href=asset_address("desk.css")),
        element("script", src=asset_address("desk.js"), defer=True),
    )


def message(text: str, *, is_fault: bool = False) -> Markup:
    """Return what has happened, read out at once by screen readers."""
    return element("p", text, role="alert" if is_fault else "status", class_="message fault" if is_fault else "message")


def field(label: str, name: str, *, hint: str | None = None, **attributes: str | bool | None) -> Markup:
    """Return a labelled input that must be filled in.

    Args:
        label: above it.
        name: of the input, and its id.
        hint: below the label, read out with it.
        attributes: more of the input; required=None lets it be empty.
    """
    described = f"{name}-hint" if hint else None
    known: dict[str, str | bool | None] = {"id": name, "name": name, "required": True, "aria_describedby": described}
    return element(
        "div",
        element("label", label, for_=name),
        element("p", hint, class_="hint", id=described) if hint else None,
        void("input", **{**known, **attributes}),
        class_="field",
    )


def post_form(visit: Visit, path: str, *content: Markup | None, class_: str | None = None) -> Markup:
    """Return a form that changes something.

    Args:
        visit: the request; the form's answer is in its language.
        path: where it is sent.
        content: its fields and buttons.
    """
    return element("form", *content, method="post", action=visit.link(path), class_=class_)


def options(known: Iterable[tuple[str, str]], chosen: str | None) -> Markup:
    """Return the options of a select: pairs of value and text."""
    return join(*(element("option", text, value=value, selected=value == chosen) for value, text in known))


def select(label: str, name: str, choices: Markup) -> Markup:
    """Return a labelled select with its `options`."""
    chosen = element("select", choices, id=name, name=name)
    return element("div", element("label", label, for_=name), chosen, class_="field")


def table(
    caption: str,
    columns: Sequence[str | Markup],
    rows: Iterable[Sequence[Markup | str | None]],
    *,
    is_captioned: bool = False,
) -> Markup:
    """Return a table that scrolls by itself where it is too wide.

    Args:
        caption: the table's name.
        columns: a head for each, or a whole `th`.
        rows: a text for each cell, the first of which names the row; or a whole cell, `th` or `td`.
        is_captioned: whether the caption is seen, not only read out.
    """
    heads = (each if isinstance(each, Markup) else element("th", each, scope="col") for each in columns)
    inner = element(
        "table",
        element("caption", caption, class_=None if is_captioned else "visually-hidden"),
        element("thead", element("tr", *heads)),
        element("tbody", *(element("tr", *_cells(row)) for row in rows)),
    )
    return element("div", inner, class_="table", tabindex="0", role="group", aria_label=caption)


def _cells(row: Sequence[Markup | str | None]) -> Iterable[Markup]:
    for position, each in enumerate(row):
        if isinstance(each, Markup):
            yield each
        else:
            yield element("td", each) if position else element("th", each, scope="row")


def _header(signed: Signed, section: Section) -> Markup:
    visit, texts = signed.visit, desk_texts(signed.visit.language)
    links = (
        element(
            "li",
            element(
                "a",
                texts.sections[each.name.lower()],
                href=visit.link(each.path),
                aria_current="page" if each is section else None,
            ),
        )
        for each in Section
        if signed.may(each.role) and each is not Section.ACCOUNT
    )
    return element(
        "header",
        element("a", texts.desk, href=visit.link(PREFIX), class_="brand"),
        element("nav", element("ul", *links), aria_label=texts.navigation),
        _own(signed, section),
        class_="site desk-header",
    )


def _own(signed: Signed, section: Section) -> Markup:
    visit, texts = signed.visit, desk_texts(signed.visit.language)
    return element(
        "div",
        element(
            "a",
            element("span", f"{texts.signed_in_as} ", class_="visually-hidden"),
            signed.reviewer.login,
            href=visit.link(Section.ACCOUNT.path),
            aria_current="page" if section is Section.ACCOUNT else None,
        ),
        _language(visit),
        element(
            "form",
            element("button", texts.sign_out, type="submit"),
            method="post",
            action=visit.link(SIGN_OUT),
        ),
        class_="own",
    )


def _language(visit: Visit) -> Markup:
    texts, other = desk_texts(visit.language), visit.language.other.value
    return element(
        "a",
        element("span", f"{texts.switch_language} ", class_="visually-hidden"),
        element("span", texts.other_language, lang=other),
        href=visit.in_other_language(),
        hreflang=other,
        class_="language",
    )
