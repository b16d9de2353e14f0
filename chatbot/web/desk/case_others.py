"""What reviewers have said of an answer: all of it in a table side by side, and again beside each quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from chatbot.store.judgements import ReviewState, Verdict
from chatbot.web.desk.case_sight import TITLE, Sight
from chatbot.web.desk.pages import table
from chatbot.web.markup import Markup, element


def render_others(sight: Sight) -> Markup | None:
    """Return what each has said, a column for each; None while nobody else's verdict may be seen."""
    seen, texts = sight.review.seen, sight.texts
    if all(verdict.reviewer == sight.signed.reviewer.id for verdict in seen):
        return None
    heads = (element("td"), *(who_said(sight, verdict) for verdict in seen))
    return element("section", element("h2", texts.earlier_verdicts), table(texts.earlier_verdicts, heads, _rows(sight)))


def said_of_quote(sight: Sight, quote: str) -> Markup | None:
    """Return what each has said of a quote; None where nothing is to be decided."""
    if not sight.review.is_decision:
        return None
    rows = ((who_said(sight, verdict), _of_quote(sight, verdict, quote)) for verdict in sight.review.seen)
    facts = (element("div", element("dt", who), element("dd", said)) for who, said in rows)
    return element("dl", *facts, class_="facts said-of-quote")


def who_said(sight: Sight, verdict: Verdict) -> str:
    """Return whose verdict it is: without names as long as somebody has to decide between them."""
    texts, login = sight.texts, sight.logins.get(verdict.reviewer, "?")
    first = [each for each in sight.review.seen if not each.adjudicates]
    if verdict.adjudicates:
        is_one_of_them = verdict.reviewer in {each.reviewer for each in first}
        return (texts.decision_of_one if is_one_of_them else texts.decision).format(login=login)
    if sight.case.state is not ReviewState.ADJUDICATE:
        return login
    letter = texts.reviewer.format(letter=ascii_uppercase[first.index(verdict)])
    return f"{letter} ({texts.you})" if verdict.reviewer == sight.signed.reviewer.id else letter


def _rows(sight: Sight) -> Iterator[Sequence[Markup]]:
    texts, seen, shown = sight.texts, sight.review.seen, sight.case.quotes
    kinds = {**texts.kinds, **(texts.refusal_kinds if sight.is_refusal else {})}
    yield _row(texts.kind_legend, [kinds[verdict.kind.value] for verdict in seen])
    for number, quote in enumerate(shown, start=1):
        name = element("a", texts.quote.format(number=number, count=len(shown)), href=f"#quote-{number}")
        yield _row(name, [_of_quote(sight, verdict, quote.quote) for verdict in seen])
    if any(verdict.chosen for verdict in seen):
        yield _row(texts.chosen_others, [_chosen(sight, verdict) for verdict in seen])
    if any(verdict.comment for verdict in seen):
        comments = (verdict.comment for verdict in seen)
        yield _row(texts.comment, [element("q", comment) if comment else "–" for comment in comments])


def _row(name: str, cells: Iterable[str]) -> Sequence[Markup]:
    return element("th", name, scope="row"), *(element("td", cell) for cell in cells)


def _of_quote(sight: Sight, verdict: Verdict, quote: str) -> str:
    if quote in verdict.chosen:
        return sight.texts.answers_too
    label = verdict.labels.get(quote)
    return sight.texts.labels[label.value] if label else "–"


def _chosen(sight: Sight, verdict: Verdict) -> str:
    known = {quote.id: quote.text for quote in sight.candidates}
    items = (element("li", f"”{known.get(one, one)[:TITLE]}”") for one in verdict.chosen)
    return element("ul", *items) if verdict.chosen else "–"
