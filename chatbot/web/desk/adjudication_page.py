"""A case in which two reviewers disagree: both verdicts side by side, and the decision of a third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.records import AnswerQuote
from chatbot.store.adjudication import Case, read_case
from chatbot.store.errors import ConflictError, NotYoursError, UnknownAnswerError
from chatbot.store.judgements import AnswerVerdict, Judgement, JudgementError, QuoteLabel, ReviewState, Verdict
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.store.verdicts import may_adjudicate, save_verdict, verdicts_on
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.case_routes import hide_judged
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_agreement import AgreementTexts, agreement_texts
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_verdicts import verdict_texts

_PATH = Section.AGREEMENT.path
_LETTERS = "AB"
COMMENT_LIMIT = 2000
"""Characters."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A decision as it stands in the form.

    Attributes:
        version: of the decision that it changes; None where there is none yet.
    """

    kind: str
    labels: Mapping[str, str]
    chosen: frozenset[str]
    comment: str
    version: int | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows: the case, the verdicts of the two, and what counts already."""

    case: Case
    two: Sequence[Verdict]
    decided: Verdict | None
    may_decide: bool

    @property
    def extra(self) -> list[str]:
        """Ids of quotes that were not shown, but chosen by somebody."""
        every = [*self.two, *([self.decided] if self.decided else [])]
        return list(dict.fromkeys(quote for verdict in every for quote in verdict.chosen))


def build_adjudication(desk: Desk, router: APIRouter) -> None:
    """Give a router the page of a case and what saves the decision."""

    @router.get("/samstammighet/{answer}")
    def show(request: Request, answer: str) -> Response:
        signed = signed_in(request, Role.REVIEWER)
        shown = _read(desk, answer, signed)
        if shown is None or shown.case.state in (ReviewState.NEW, ReviewState.SECOND):
            return _not_there(signed, is_deleted=shown is None)
        return HTMLResponse(_page(desk, signed, shown, _begun(shown)))

    @router.post("/samstammighet/{answer}")
    def decide(request: Request, answer: str, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.REVIEWER)
        return _decide(desk, signed, answer, _sent(form))


def _decide(desk: Desk, signed: Signed, answer: str, draft: _Draft) -> Response:
    language = signed.visit.language
    try:
        if draft.kind not in set(AnswerVerdict):
            return _again(desk, signed, answer, draft, agreement_texts(language).incomplete, 422)
        with desk.database.changing() as connection:
            saved = save_verdict(
                connection,
                _judgement(answer, draft),
                reviewer=signed.reviewer,
                expected_version=draft.version,
                scrubber=desk.scrubber(),
                adjudicates=True,
            )
    except JudgementError as exc:
        return _again(desk, signed, answer, draft, verdict_texts(language).contradictions[exc.contradiction], 422)
    except ConflictError as exc:
        return _again(desk, signed, answer, _over(draft, exc.stored), _told(desk, signed, exc.stored), 409)
    except NotYoursError:
        return _again(desk, signed, answer, draft, agreement_texts(language).not_yours, 403)
    except UnknownAnswerError:
        return _not_there(signed, is_deleted=True)
    if hide_judged(desk, signed, answer, saved) == "failed":
        return _again(desk, signed, answer, _over(draft, saved), case_texts(language).not_hidden, 503)
    address = signed.visit.link(_PATH)
    return RedirectResponse(f"{address}{'&' if '?' in address else '?'}sparat=1", 303)


def _read(desk: Desk, answer: str, signed: Signed) -> _Shown | None:
    with desk.database.reading() as connection:
        case = read_case(connection, answer)
        if case is None:
            return None
        verdicts = verdicts_on(connection, answer, seen_by=signed.reviewer)
        may_decide = may_adjudicate(connection, answer, signed.reviewer)
    decided = next((verdict for verdict in verdicts if verdict.adjudicates), None)
    return _Shown(case, [verdict for verdict in verdicts if not verdict.adjudicates], decided, may_decide)


def _begun(shown: _Shown) -> _Draft:
    """Return the decision that there is, or what the two agree on."""
    if shown.decided is not None:
        verdict = shown.decided
        labels = {quote: label.value for quote, label in verdict.labels.items()}
        return _Draft(verdict.kind.value, labels, frozenset(verdict.chosen), verdict.comment or "", verdict.version)
    kinds = {verdict.kind.value for verdict in shown.two}
    said = {quote: {verdict.labels.get(quote) for verdict in shown.two} for quote in shown.case.quotes}
    agreed = {
        quote: label.value for quote, labels in said.items() if len(labels) == 1 and (label := next(iter(labels)))
    }
    chosen = frozenset.intersection(*(frozenset(verdict.chosen) for verdict in shown.two)) if shown.two else frozenset()
    return _Draft(kinds.pop() if len(kinds) == 1 else "", agreed, chosen, "", None)


def _sent(form: FormData) -> _Draft:
    values = {key: str(value) for key, value in form.multi_items()}
    labels = {key.removeprefix("label:"): value for key, value in values.items() if key.startswith("label:")}
    chosen = frozenset(key.removeprefix("chosen:") for key in values if key.startswith("chosen:"))
    version = values.get("version", "")
    return _Draft(
        values.get("kind", ""),
        labels,
        chosen,
        values.get("comment", "")[:COMMENT_LIMIT],
        int(version) if version.isascii() and version.isdigit() and len(version) < len("1000000000") else None,
    )


def _judgement(answer: str, draft: _Draft) -> Judgement:
    known = {label.value: label for label in QuoteLabel}
    return Judgement(
        answer,
        AnswerVerdict(draft.kind),
        {quote: known[label] for quote, label in draft.labels.items() if label in known},
        tuple(sorted(draft.chosen)),
        draft.comment or None,
    )


def _over(draft: _Draft, stored: object) -> _Draft:
    """Return what was written, to be saved over what is stored now."""
    version = stored.version if isinstance(stored, Verdict) else None
    return _Draft(draft.kind, draft.labels, draft.chosen, draft.comment, version)


def _told(desk: Desk, signed: Signed, stored: object) -> str:
    texts, names = agreement_texts(signed.visit.language), verdict_texts(signed.visit.language)
    if not isinstance(stored, Verdict):
        return texts.conflict.format(who="–")
    with desk.database.reading() as connection:
        who = logins_by_id(connection).get(stored.reviewer, "–")
    return f"{texts.conflict.format(who=who)} {texts.conflict_now.format(kind=names.kinds[stored.kind])}"


def _again(desk: Desk, signed: Signed, answer: str, draft: _Draft, fault: str, status: int) -> Response:
    shown = _read(desk, answer, signed)
    if shown is None:
        return _not_there(signed, is_deleted=True)
    return HTMLResponse(_page(desk, signed, shown, draft, fault), status)


def _not_there(signed: Signed, *, is_deleted: bool) -> Response:
    texts = agreement_texts(signed.visit.language)
    told = message(texts.deleted if is_deleted else texts.open_yet)
    back = element("p", element("a", texts.back, href=signed.visit.link(_PATH)))
    return HTMLResponse(desk_page(signed, texts.case, told, back, section=Section.AGREEMENT), 404)


# --- what the page has ------------------------------------------------------------------------------


def _page(desk: Desk, signed: Signed, shown: _Shown, draft: _Draft, fault: str | None = None) -> str:
    visit, texts = signed.visit, agreement_texts(signed.visit.language)
    status = None if shown.may_decide else message(texts.decided if shown.decided else texts.not_yours)
    content = join(
        element("h2", texts.said),
        _of_answer(shown, signed),
        *_quotes(desk, signed, shown, draft),
        _decision(signed, draft) if shown.may_decide else None,
    )
    body = (
        element("form", content, method="post", action=visit.link(f"{_PATH}/{shown.case.answer}"))
        if shown.may_decide
        else content
    )
    return desk_page(
        signed,
        texts.case,
        *([message(fault, is_fault=True)] if fault else []),
        _facts(shown.case, texts),
        *([status] if status else []),
        body,
        element("p", element("a", texts.back, href=visit.link(_PATH))),
        section=Section.AGREEMENT,
    )


def _facts(case: Case, texts: AgreementTexts) -> Markup:
    facts = ((texts.question, case.question), (texts.municipality, case.municipality), (texts.person, case.speaker))
    rows = (element("div", element("dt", name), element("dd", value)) for name, value in facts if value)
    return join(element("dl", *rows, class_="facts"), None if case.quotes else element("p", texts.refused))


def _of_answer(shown: _Shown, signed: Signed) -> Markup:
    texts, names = agreement_texts(signed.visit.language), verdict_texts(signed.visit.language)
    columns = (texts.pair_columns[0], texts.of_answer, texts.comment)
    heads = element("tr", *(element("th", column, scope="col") for column in columns))
    rows = (
        (letter, [names.kinds[verdict.kind], verdict.comment or "–"])
        for letter, verdict in zip(_LETTERS, shown.two, strict=False)
    )
    body = (
        element("tr", element("th", name, scope="row"), *(element("td", cell) for cell in cells))
        for name, cells in rows
    )
    caption = element("caption", texts.said, id="of-answer", class_="visually-hidden")
    table = element("table", caption, element("thead", heads), element("tbody", *body))
    return element("div", table, class_="table", tabindex="0", role="region", aria_labelledby="of-answer")


def _quotes(desk: Desk, signed: Signed, shown: _Shown, draft: _Draft) -> list[Markup]:
    texts, names = agreement_texts(signed.visit.language), verdict_texts(signed.visit.language)
    count = len(shown.case.quotes)
    parts = []
    for number, quote in enumerate(shown.case.quotes, start=1):
        said = [
            names.labels[verdict.labels[quote]] if quote in verdict.labels else texts.unjudged for verdict in shown.two
        ]
        own = _label_choices(signed, quote, draft.labels.get(quote)) if shown.may_decide else None
        heading = texts.shown.format(number=number, count=count)
        parts.append(_quote(desk, quote, heading, _both(said, texts), own, texts))
    for quote in shown.extra:
        said = [texts.chose if quote in verdict.chosen else "–" for verdict in shown.two]
        own = _choice(quote, texts, is_chosen=quote in draft.chosen) if shown.may_decide else None
        parts.append(_quote(desk, quote, texts.not_shown, _both(said, texts), own, texts))
    return parts


def _both(said: Sequence[str], texts: AgreementTexts) -> Markup:
    rows = (
        element("div", element("dt", texts.reviewer.format(letter=letter)), element("dd", words))
        for letter, words in zip(_LETTERS, said, strict=False)
    )
    return element("dl", *rows, class_="facts")


def _quote(desk: Desk, quote: str, heading: str, said: Markup, own: Markup | None, texts: AgreementTexts) -> Markup:
    found = desk.chatbot.quote(quote, even_hidden=True)
    words = _words(found, texts) if found else element("p", texts.gone, class_="hint")
    return element("section", element("h3", heading), words, said, own, class_="panel")


def _words(quote: AnswerQuote, texts: AgreementTexts) -> Markup:
    who = ", ".join(speaker.name or speaker.role or texts.unnamed for speaker in quote.speakers)
    if quote.kind == "passage":
        who = texts.narration
    source = " · ".join(part for part in (who or texts.unnamed, quote.municipality, quote.article.title) if part)
    return join(
        element("blockquote", element("p", quote.text, class_="words"), lang="sv"), element("p", source, class_="hint")
    )


def _label_choices(signed: Signed, quote: str, chosen: str | None) -> Markup:
    texts, names = agreement_texts(signed.visit.language), verdict_texts(signed.visit.language)
    options = (_radio(f"label:{quote}", label.value, names.labels[label], chosen) for label in QuoteLabel)
    return element("fieldset", element("legend", texts.your_label), *options, class_="choices")


def _choice(quote: str, texts: AgreementTexts, *, is_chosen: bool) -> Markup:
    box = void("input", type="checkbox", name=f"chosen:{quote}", value="1", checked=is_chosen)
    return element("p", element("label", box, f" {texts.your_choice}"), class_="choices")


def _radio(name: str, value: str, words: str, chosen: str | None) -> Markup:
    return element("label", void("input", type="radio", name=name, value=value, checked=value == chosen), words)


def _decision(signed: Signed, draft: _Draft) -> Markup:
    texts, names = agreement_texts(signed.visit.language), verdict_texts(signed.visit.language)
    kinds = (_radio("kind", kind.value, names.kinds[kind], draft.kind) for kind in AnswerVerdict)
    return element(
        "section",
        element("h2", texts.decision),
        element("p", texts.decision_lead),
        void("input", type="hidden", name="version", value="" if draft.version is None else str(draft.version)),
        element("fieldset", element("legend", texts.your_verdict), *kinds, class_="choices"),
        element(
            "div",
            element("label", texts.your_comment, for_="comment"),
            element("textarea", f"\n{draft.comment}", id="comment", name="comment", maxlength=str(COMMENT_LIMIT)),
            class_="field",
        ),
        element("p", element("button", texts.save, type="submit", class_="primary"), class_="actions"),
        class_="panel",
    )
