"""A person is withdrawn: what will happen is shown first, the name is written once more, and then the proof is shown.

The name never stands in an address, in the log, or in what is kept of the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.errors import ChatbotError
from chatbot.store.auditing import note
from chatbot.store.reviewers import Role
from chatbot.unfinished import finish, unfinished
from chatbot.web.desk.access import PREFIX, Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.jobs import Job
from chatbot.web.desk.links import link_to
from chatbot.web.desk.pages import Section, desk_page, field, message
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_articles import ArticleTexts, article_texts
from chatbot.withdrawing import ArticlePlan, Plan, Proof, carry_out, forget, plan_withdrawal, prove
from corpus.errors import CorpusError
from corpus.withdrawal import plain_name
from index.storage import silent

PAGE = f"{PREFIX}/dra-tillbaka"
FORM_BYTES = 16 * 1024
_KIND = "withdrawal"
_NO_STORE = {"Cache-Control": "no-store"}


def build_withdrawal(desk: Desk) -> APIRouter:
    """Return the routes: the name, the plan, the run with its proof."""
    router = desk.access.router()

    @router.get("/dra-tillbaka")
    def ask(request: Request) -> Response:
        return HTMLResponse(_name_page(desk, signed_in(request, Role.EDITOR)), headers=_NO_STORE)

    @router.post("/dra-tillbaka", max_body_size=FORM_BYTES)
    def go_on(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.EDITOR)
        given = {name: value for name, value in form.items() if isinstance(value, str)}
        person = given.get("person", "").strip()
        try:
            plan = plan_withdrawal(desk.settings, person)
        except (ChatbotError, CorpusError) as exc:
            return HTMLResponse(_name_page(desk, signed, person, message(str(exc), is_fault=True)), 422, _NO_STORE)
        return _confirmed(desk, signed, plan, given) if "bekrafta" in given else _plan_page(signed, plan)

    @router.get("/dra-tillbaka/{job_id}")
    def show(request: Request, job_id: str) -> Response:
        signed = signed_in(request, Role.EDITOR)
        job = desk.jobs.find(_KIND, job_id)
        return missing_job(signed) if job is None else HTMLResponse(_job_page(signed, job), headers=_NO_STORE)

    return router


def missing_job(signed: Signed) -> HTMLResponse:
    """Return the page in the place of a run that is too long ago."""
    texts = article_texts(signed.visit.language)
    body = join(element("p", texts.job_gone), back(signed))
    return HTMLResponse(desk_page(signed, texts.job_gone_heading, body, section=Section.ARTICLES), 404)


def back(signed: Signed) -> Markup:
    """Return the link to the list of articles."""
    texts = article_texts(signed.visit.language)
    return element("p", element("a", texts.back, href=link_to(signed, Section.ARTICLES.path)))


def _name_page(desk: Desk, signed: Signed, person: str = "", told: Markup | None = None) -> str:
    texts = article_texts(signed.visit.language)
    form = element(
        "form",
        field(texts.withdraw_name, "person", value=person, autocomplete="off"),
        element("p", element("button", texts.withdraw_plan, type="submit", class_="primary"), class_="actions"),
        method="post",
        action=link_to(signed, PAGE),
        class_="panel",
    )
    lead = element("p", texts.withdraw_lead)
    begun = _begun(desk, signed)
    return desk_page(signed, texts.withdraw_heading, back(signed), told, begun, lead, form, section=Section.ARTICLES)


def _begun(desk: Desk, signed: Signed) -> Markup:
    """Return whose withdrawal is not finished, each with a button that shows what remains."""
    texts = article_texts(signed.visit.language)
    try:
        names = unfinished(desk.settings.data)
    except ChatbotError as exc:
        return message(str(exc), is_fault=True)
    return join(
        *(
            element(
                "form",
                message(texts.withdraw_begun.format(name=name), is_fault=True),
                void("input", type="hidden", name="person", value=name),
                element(
                    "p", element("button", texts.withdraw_finish.format(name=name), type="submit"), class_="actions"
                ),
                method="post",
                action=link_to(signed, PAGE),
                class_="panel",
            )
            for name in names
        )
    )


def _plan_page(signed: Signed, plan: Plan, told: Markup | None = None, status: int = 200) -> Response:
    texts = article_texts(signed.visit.language)
    articles = [element("li", *_planned(article, texts)) for article in plan.articles]
    alike = [element("li", f"{name} ({', '.join(where)})", lang="sv") for name, where in sorted(plan.alike.items())]
    form = element(
        "form",
        void("input", type="hidden", name="person", value=plan.name),
        void("input", type="hidden", name="sedd", value=_seen(plan)),
        field(texts.withdraw_confirm, "bekrafta", autocomplete="off"),
        element(
            "p",
            element("button", texts.withdraw_submit, type="submit", class_="danger"),
            element("a", texts.keep, href=link_to(signed, PAGE), class_="button"),
            class_="actions",
        ),
        method="post",
        action=link_to(signed, PAGE),
        class_="panel",
    )
    html = desk_page(
        signed,
        texts.withdraw_plan_heading.format(name=plan.name),
        back(signed),
        told,
        message(texts.withdraw_begun.format(name=plan.name), is_fault=True) if plan.is_begun else None,
        element("ul", *articles) if articles else element("p", texts.withdraw_none),
        element("p", texts.withdraw_also),
        join(element("h2", texts.withdraw_alike), element("ul", *alike)) if alike else None,
        form,
        section=Section.ARTICLES,
    )
    return HTMLResponse(html, status, _NO_STORE)


def _planned(article: ArticlePlan, texts: ArticleTexts) -> list[Markup]:
    """Return what becomes of an article, with the words that go."""
    withdrawal = article.withdrawal
    title = withdrawal.before.article.title or article.path.stem
    left = len(withdrawal.after.quotes) if withdrawal.after else 0
    counts = {"title": title, "quotes": len(withdrawal.quotes), "left": left}
    lost = max(len(withdrawal.before.quotes) - len(withdrawal.quotes) - left, 0)
    template = texts.withdraw_part if withdrawal.after else texts.withdraw_whole
    renamed = withdrawal.after is not None and article.new_path != article.path
    said = template.format(lost=lost, **counts) + (f" ({texts.withdraw_renamed})" if renamed else "")
    words = [element("li", element("q", " ".join(stretch.split()), lang="sv")) for stretch in withdrawal.stretches]
    listed = element("details", element("summary", texts.withdraw_quotes), element("ul", *words))
    return [element("p", said), listed] if words else [element("p", said)]


def _seen(plan: Plan) -> str:
    """Return a hash of the corpus that a plan was made for."""
    files = sorted((key, source.sha256) for key, source in plan.corpus.items())
    return hashlib.sha256(repr(files).encode()).hexdigest()


def _confirmed(desk: Desk, signed: Signed, plan: Plan, given: Mapping[str, str]) -> Response:
    texts = article_texts(signed.visit.language)
    if plain_name(given["bekrafta"]) != plain_name(plan.name):
        return _plan_page(signed, plan, message(texts.withdraw_mismatch, is_fault=True), 422)
    if given.get("sedd") != _seen(plan):
        return _plan_page(signed, plan, message(texts.withdraw_changed, is_fault=True), 409)
    with desk.database.changing() as connection:  # one that cannot be used is told before anything is changed
        for article in plan.articles:
            note(connection, signed.reviewer.id, "person.withdraw", subject=article.path.stem)
        if not plan.articles:
            note(connection, signed.reviewer.id, "person.withdraw")
    job_id = desk.jobs.start(_KIND, 1, lambda job: _withdraw(desk, signed.reviewer.id, plan, job))
    return RedirectResponse(link_to(signed, f"{PAGE}/{job_id}"), 303)


def _withdraw(desk: Desk, reviewer: int, plan: Plan, job: Job) -> None:
    hashes = carry_out(desk.settings, plan, lambda: silent(""))

    def rebuild() -> None:
        desk.index.wait(desk.index.request(purges=True))

    try:
        forget(desk.settings, plan, desk.database, None, silent, rebuild, reviewer=reviewer)
    finally:
        proof = prove(desk.settings, plan, desk.database, hashes)
        job.results.append(proof)
    if proof.is_clean:
        finish(desk.settings.data, plan.name)


def _job_page(signed: Signed, job: Job) -> str:
    texts = article_texts(signed.visit.language)
    if not job.is_done:
        told: list[Markup | None] = [
            element("p", texts.withdraw_running, role="status", class_="message"),
            refresh(signed),
        ]
    else:
        fault = message(texts.withdraw_failed.format(fault=job.fault), is_fault=True) if job.fault else None
        told = [fault, *(_proved(texts, proof) for proof in job.results if isinstance(proof, Proof))]
    return desk_page(signed, texts.withdraw_heading, back(signed), *told, section=Section.ARTICLES)


def refresh(signed: Signed) -> Markup:
    """Return what says that something is going on; the script asks for the page again until it is not there."""
    texts = article_texts(signed.visit.language)
    return element("p", texts.index_reload, class_="hint without-script", data_reload=True)


def _proved(texts: ArticleTexts, proof: Proof) -> Markup:
    left = [*proof.found.found, *([texts.withdraw_vectors.format(count=proof.left)] if proof.left else [])]
    searched = texts.withdraw_searched.format(
        files=proof.found.files, phrases=proof.found.phrases, vectors=proof.vectors
    )
    shared = texts.withdraw_shared.format(shared=proof.found.shared) if proof.found.shared else None
    return join(
        message(texts.withdraw_left if left else texts.withdraw_done, is_fault=bool(left)),
        element("ul", *(element("li", line, lang="sv") for line in left)) if left else None,
        element("p", searched),
        element("p", shared) if shared else None,
        element("p", texts.withdraw_beyond, class_="hint"),
    )
