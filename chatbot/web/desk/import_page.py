"""Many articles at once: a list is read, each of its lines becomes a draft, and each line's result is told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile

from chatbot.drafting import LARGEST_UPLOAD, draft_of_address, draft_of_text
from chatbot.errors import ChatbotError
from chatbot.fetching import fetch
from chatbot.importing import COLUMNS, MOST_LINES, Line, ListProblem, read_list
from chatbot.store.drafts import draft_of_file
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import PREFIX, Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.draft_fields import FieldError, details_of
from chatbot.web.desk.intake_page import keep_draft, upload_of
from chatbot.web.desk.jobs import Job
from chatbot.web.desk.links import draft_address, link_to
from chatbot.web.desk.pages import Section, desk_page, message, table
from chatbot.web.desk.paging import Page
from chatbot.web.desk.withdrawal_page import back, missing_job, refresh
from chatbot.web.guard import UPLOAD_LIMIT
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_articles import ArticleTexts, article_texts
from corpus.errors import CorpusError

logger = logging.getLogger(__name__)

PAGE = f"{PREFIX}/importera"
_KIND = "import"


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of a line.

    Attributes:
        draft: id; None where there is none.
        fault: why not.
        is_detail: the fault comes from what reads articles, which tells it in Swedish.
    """

    line: Line
    draft: str | None = None
    fault: str | None = None
    is_detail: bool = False


def build_import(desk: Desk) -> APIRouter:
    """Return the routes: the list, and what became of it."""
    router = desk.access.router()

    @router.get("/importera")
    def ask(request: Request) -> Response:
        return HTMLResponse(_page(signed_in(request, Role.EDITOR)))

    @router.post("/importera", max_body_size=UPLOAD_LIMIT)
    def take_in(request: Request, form: Annotated[FormData, Depends(upload_of)]) -> Response:
        signed, upload = signed_in(request, Role.EDITOR), form.get("fil")
        texts = article_texts(signed.visit.language)
        if not isinstance(upload, UploadFile) or not upload.filename:
            return HTMLResponse(_page(signed, texts.no_file), 422)
        try:
            lines = read_list(upload.file.read())
        except ListProblem as problem:
            return HTMLResponse(_page(signed, _told(problem, texts)), 422)
        job_id = desk.jobs.start(_KIND, len(lines), lambda job: _take_in_all(desk, signed, lines, job))
        return RedirectResponse(link_to(signed, f"{PAGE}/{job_id}"), 303)

    @router.get("/importera/{job_id}")
    def show(request: Request, job_id: str) -> Response:
        signed = signed_in(request, Role.EDITOR)
        job = desk.jobs.find(_KIND, job_id)
        return missing_job(signed) if job is None else HTMLResponse(_results_page(signed, job, request))

    return router


def _told(problem: ListProblem, texts: ArticleTexts) -> str:
    templates = {
        "empty": texts.import_empty,
        "encoding": texts.import_encoding,
        "columns": texts.import_columns,
        "too_many": texts.import_too_many,
        "no_rows": texts.import_no_rows,
        "json": texts.import_json,
    }
    columns = ", ".join(COLUMNS)
    return templates[problem.kind].format(columns=columns, expected=columns, limit=MOST_LINES, **problem.details)


def _take_in_all(desk: Desk, signed: Signed, lines: Sequence[Line], job: Job) -> None:
    for line in lines:
        job.results.append(_taken_in(desk, signed, line))


def _taken_in(desk: Desk, signed: Signed, line: Line) -> _Result:
    texts, fields = article_texts(signed.visit.language), line.fields
    try:
        if "text" in fields:
            draft = draft_of_text(desk.settings, fields["text"])
        elif "url" in fields:
            if known_draft := _known(desk, fields["url"]):
                return _Result(line, draft=known_draft)
            draft = draft_of_address(desk.settings, fields["url"], fetch)
        else:
            return _Result(line, fault=texts.import_no_source)
        told = details_of({name: " ".join(fields.get(name, "").split()) for name in COLUMNS[:-1]}, texts)
        known = draft.details
        details = replace(
            known,
            url=told.url or known.url,
            title=told.title or known.title,
            publisher=told.publisher or known.publisher,
            published=told.published or known.published,
            municipality=told.municipality or known.municipality,
        )
        known_draft = _known(desk, draft.file, draft.content)
        return _Result(line, draft=known_draft or keep_draft(desk, signed, replace(draft, details=details)))
    except FieldError as exc:
        return _Result(line, fault=str(exc))
    except (ChatbotError, CorpusError) as exc:
        return _Result(line, fault=str(exc), is_detail=True)
    except Exception:
        logger.exception("a line of a list could not be read")
        return _Result(line, fault=texts.unexpected)


def _known(desk: Desk, file: str, content: bytes | None = None) -> str | None:
    """Return the draft that a line has become before: a list that was broken off can be handed in again."""
    with desk.database.reading() as connection:
        return draft_of_file(connection, file, content)


def _page(signed: Signed, fault: str | None = None) -> str:
    texts = article_texts(signed.visit.language)
    limit = LARGEST_UPLOAD // 1024**2
    file = void(
        "input",
        id="fil",
        name="fil",
        type="file",
        accept=".csv,.jsonl,.txt",
        required=True,
        data_limit=str(LARGEST_UPLOAD),
        data_too_large=texts.too_large.format(limit=limit),
    )
    form = element(
        "form",
        element("div", element("label", texts.import_label.format(limit=limit), for_="fil"), file, class_="field"),
        element("p", element("button", texts.import_submit, type="submit", class_="primary"), class_="actions"),
        method="post",
        enctype="multipart/form-data",
        action=link_to(signed, PAGE),
        class_="panel",
    )
    return desk_page(
        signed,
        texts.import_heading,
        back(signed),
        message(fault, is_fault=True) if fault else None,
        element("p", texts.import_lead.format(limit=MOST_LINES, columns=", ".join(COLUMNS))),
        form,
        section=Section.ARTICLES,
    )


def _results_page(signed: Signed, job: Job, request: Request) -> str:
    texts, asked, path = article_texts(signed.visit.language), request.query_params, request.url.path
    results = [result for result in tuple(job.results) if isinstance(result, _Result)]
    failed = [result for result in results if result.draft is None]
    counts = {"done": len(results), "total": job.total, "taken": len(results) - len(failed)}
    said = (texts.import_done if job.is_done else texts.import_running).format(**counts)
    shown = failed if "fel" in asked else results
    page = Page.asked_for(asked, "sida", len(shown))
    return desk_page(
        signed,
        texts.import_heading,
        back(signed),
        message(said),
        message(job.fault, is_fault=True) if job.fault else None,
        None if job.is_done else refresh(signed),
        _other_lines(signed, path, len(failed), shows_failed="fel" in asked) if failed else None,
        table(
            texts.import_results,
            (texts.file, texts.import_result),
            (_row(signed, result) for result in shown[page.part]),
            is_captioned=True,
        ),
        page.links(signed, path, asked),
        section=Section.ARTICLES,
    )


def _other_lines(signed: Signed, path: str, failed: int, *, shows_failed: bool) -> Markup:
    texts = article_texts(signed.visit.language)
    if shows_failed:
        return element("p", element("a", texts.import_all, href=link_to(signed, path)))
    told = texts.import_only_failed.format(count=failed)
    return element("p", element("a", told, href=link_to(signed, path, fel="1")))


def _row(signed: Signed, result: _Result) -> tuple[Markup, Markup]:
    texts, fields = article_texts(signed.visit.language), result.line.fields
    name = fields.get("title") or fields.get("url") or fields.get("text", "")[:60]
    link = element("a", texts.import_draft, href=link_to(signed, draft_address(result.draft))) if result.draft else None
    number = texts.import_line.format(line=result.line.number)
    return (
        element("th", f"{number}: ", element("span", name, lang="sv"), scope="row"),
        element("td", link or (_detail(result, texts) if result.is_detail else result.fault)),
    )


def _detail(result: _Result, texts: ArticleTexts) -> Markup:
    return join(texts.fault_detail, element("span", result.fault, lang="sv"))
