"""The page of a draft: what publishing it comes to, what is said of it, and the article as it was read."""

from __future__ import annotations

from collections.abc import Mapping

from chatbot.adding import Addition, Outcome, plan_article
from chatbot.drafting import Draft, draft_of
from chatbot.errors import ChatbotError
from chatbot.seen_articles import seen_article
from chatbot.store.drafts import StoredDraft
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed
from chatbot.web.desk.article_view import annotated_article
from chatbot.web.desk.correcting import Form, QuoteTools
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.links import article_address, draft_address, link_to
from chatbot.web.desk.metadata_form import PLACE
from chatbot.web.desk.pages import Section, desk_page, field, message, options
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.desk_articles import ArticleTexts, article_texts
from corpus.errors import CorpusError
from corpus.municipalities import municipalities
from corpus.reading import read
from corpus.records import Reading

FIELDS = ("title", "publisher", "url", "published", "municipality")
"""Names of the fields of a draft, as chatbot.adding.Details has them."""


def draft_page(
    desk: Desk,
    signed: Signed,
    stored: StoredDraft,
    logins: Mapping[int, str],
    *,
    told: Markup | None = None,
    written: Mapping[str, str] | None = None,
    form: Form | None = None,
) -> str:
    """Return the page of a draft.

    Args:
        desk: for the corpus that it is compared with.
        signed: who sees it; only an editor gets buttons.
        stored: the draft.
        logins: of all accounts, by number.
        told: what has just happened.
        written: the fields as somebody wrote them, where they could not be saved.
        form: for a quote, that is open.
    """
    texts = article_texts(signed.visit.language)
    draft = draft_of(stored)
    addition, fault = _planned(desk, draft)
    seen, tools = None, None
    if addition is not None and addition.outcome is not Outcome.PRESENT:
        seen = seen_article(addition.path, addition.content)
        tools = QuoteTools(signed, seen, draft_address(stored.id), form)
    reading = seen.reading if seen else read(draft.article)
    told = form.told if form and (tools is None or tools.corrected is None) else told
    known = written or {name: str(getattr(draft.details, name) or "") for name in FIELDS}
    lead = texts.draft_lead.format(
        file=stored.file,
        date=written_moment(stored.changed),
        login=logins.get(stored.reviewer or 0, texts.nobody),
    )
    return desk_page(
        signed,
        texts.draft_heading.format(title=draft.details.title or stored.file),
        element("p", element("a", texts.back, href=link_to(signed, Section.ARTICLES.path))),
        told or join(),
        element("p", lead, class_="hint"),
        _outcome(signed, addition) if addition else message(texts.cannot_publish.format(fault=fault), is_fault=True),
        _form(signed, stored, known, reading, addition) if signed.may(Role.EDITOR) else join(),
        element("p", texts.as_public),
        annotated_article(reading, signed.visit, tools.of_quote, tools.of_paragraph)
        if tools
        else annotated_article(reading, signed.visit, lambda _: None),
        section=Section.ARTICLES,
        wide=True,
    )


def changed_by(signed: Signed, stored: StoredDraft, logins: Mapping[int, str]) -> str:
    """Return when a draft was changed last, and by whom."""
    texts = article_texts(signed.visit.language)
    login = logins.get(stored.reviewer or 0, texts.nobody)
    return texts.changed_by.format(date=written_moment(stored.changed), login=login)


def expected_of(addition: Addition) -> str:
    """Return in a word what publishing comes to, so that nothing else than what was seen is done."""
    return f"{addition.outcome.value}:{addition.replaces.stem if addition.replaces else ''}"


def _planned(desk: Desk, draft: Draft) -> tuple[Addition | None, str]:
    try:
        return plan_article(desk.settings, draft.file, draft.article).additions[0], ""
    except (ChatbotError, CorpusError) as exc:
        return None, str(exc)


def _outcome(signed: Signed, addition: Addition) -> Markup:
    texts, article = article_texts(signed.visit.language), addition.reading.article
    title = article.title or article.id
    if addition.outcome is Outcome.PRESENT:
        known = element("a", title, href=link_to(signed, article_address(article.id)), lang="sv")
        return element("div", element("p", texts.is_present.format(title=title)), element("p", known), class_="message")
    changes = addition.changes
    told = [texts.will_add.format(quotes=addition.quotes, waiting=addition.needs_review)]
    if changes is not None and addition.replaces is not None:
        counts = {"kept": changes.kept, "new": changes.new, "gone": changes.gone}
        told = [texts.will_replace.format(title=addition.replaces.stem, **counts)]
    if addition.resembles is not None:
        other, overlap = addition.resembles
        told.append(texts.resembles.format(title=other, percent=round(overlap * 100)))
    return element("div", *(element("p", line) for line in told), class_="message")


def _form(
    signed: Signed, stored: StoredDraft, known: Mapping[str, str], reading: Reading, addition: Addition | None
) -> Markup:
    texts = article_texts(signed.visit.language)
    labels = dict(zip(FIELDS, (texts.title, texts.publisher, texts.details_url, texts.details_published), strict=False))
    inputs = [
        field(label, name, value=known[name], type="url" if name == "url" else "text", required=None, maxlength="500")
        for name, label in labels.items()
    ]
    can_publish = addition is not None and addition.outcome is not Outcome.PRESENT
    return element(
        "form",
        element("h2", texts.details_heading),
        *inputs,
        _place(texts, known["municipality"], reading),
        void("input", type="hidden", name="version", value=str(stored.version)),
        void("input", type="hidden", name="expected", value=expected_of(addition)) if addition else None,
        element(
            "p",
            element("button", texts.publish, name="gor", value="publicera", class_="primary") if can_publish else None,
            element("button", texts.save, name="gor", value="spara"),
            element("button", texts.discard, name="gor", value="kasta", class_="quiet danger", formnovalidate=True),
            class_="actions",
        ),
        method="post",
        action=link_to(signed, draft_address(stored.id)),
        class_="panel details-form",
        data_keeps=True,
    )


def _place(texts: ArticleTexts, chosen: str, reading: Reading) -> Markup:
    read_as = reading.municipality.name if reading.municipality and not chosen else texts.no_place
    names = sorted(municipality.name for municipality in municipalities())
    choices = [("", texts.as_read.format(name=read_as)), *((name, name) for name in names)]
    return element(
        "div",
        element("label", texts.details_municipality, for_=PLACE),
        element("select", options(choices, chosen), id=PLACE, name="municipality"),
        class_="field",
    )
