"""Our page round Gradio's engine.

Gradio serves a page of its own: English, with its name, its fonts' preloads and tags for social
networks. Of it we take the configuration and the two files that start the engine, and put them
into our page, whose heading, starter questions and explanation are there before any script runs.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from chatbot.intent import LONGEST_QUESTION
from chatbot.topics import Topic
from chatbot.web.cards import question_buttons, topics_button
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts import Texts

_SCRIPT = re.compile(r"<script>(window\.gradio_(?:config|api_info) = .*?;)</script>", re.DOTALL)
_MODULE = re.compile(r'<script type="module" crossorigin src="(\./assets/[\w.-]+\.js)"></script>')
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="(\./assets/[\w.-]+\.css)">')

ASSETS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class FrameError(Exception):
    """Gradio's page is not of the form that this module knows; a programming error."""


@cache
def read_asset(name: str) -> bytes:
    """Return one of the page's own files."""
    return files("chatbot.web").joinpath(name).read_bytes()


@cache
def version() -> str:
    """Return a short hash of the page's own files, so that browsers may keep them for good."""
    return hashlib.sha256(b"".join(read_asset(name) for name in sorted(ASSETS))).hexdigest()[:12]


@cache
def _template() -> Template:
    return Template(read_asset("page.html").decode())


def chat_page(gradio_page: str, starters: Sequence[str], topics: Sequence[Topic], texts: Texts) -> tuple[str, str]:
    """Return the chat page and the nonce that its inline scripts carry.

    Args:
        gradio_page: the page that Gradio itself would have shown.
        starters: questions to begin with.
        topics: what can be asked about.

    Raises:
        FrameError: gradio_page lacks the configuration or the engine's files.
    """
    scripts = _SCRIPT.findall(gradio_page)
    module, style = _MODULE.search(gradio_page), _STYLE.search(gradio_page)
    if not scripts or module is None or style is None:
        raise FrameError(
            f"Gradio's page has {len(scripts)} configuration scripts, module {module}, style sheet {style}; "
            "expected all three: frame.py does not know this version of Gradio"
        )
    nonce = secrets.token_urlsafe(16)
    head = [
        # Gradio escapes <, > and & in its JSON, so the scripts cannot end early.
        *(f'<script nonce="{nonce}">{script}</script>' for script in scripts),
        f'<script nonce="{nonce}">window.__gradio_mode__ = "app";</script>',
        f'<script src="/web/page.js?v={version()}" defer></script>',
        f'<script type="module" src="{module[1]}"></script>',
        f'<link rel="stylesheet" href="{style[1]}">',
    ]
    return _page(
        texts.title, texts, head=Markup("\n".join(head)), body=_chat_body(starters, topics, texts), kind="chat"
    ), nonce


def message_page(heading: str, message: str, texts: Texts) -> str:
    """Return a page with one message and a link to the start, for instance "Sidan finns inte"."""
    body = element(
        "main",
        element("h1", heading),
        element("p", message, class_="lead"),
        element("p", element("a", texts.to_start, href="/")),
        class_="intro",
    )
    return _page(f"{heading} – {texts.title}", texts, head=Markup(), body=body, kind="message-page")


def _page(title: str, texts: Texts, *, head: Markup, body: Markup, kind: str) -> str:
    return _template().substitute(
        language=escape(texts.language),
        title=escape(title),
        lead=escape(texts.lead),
        version=version(),
        kind=kind,
        head=head,
        body=body,
    )


def _chat_body(starters: Sequence[str], topics: Sequence[Topic], texts: Texts) -> Markup:
    return join(
        element("a", texts.skip_to_question, href="#question", class_="skip", data_skip="question"),
        element("a", texts.skip_to_answer, href="#question", class_="skip", data_skip="answer", hidden=True),
        element("header", element("h1", texts.heading), element("p", texts.lead, class_="lead"), class_="intro"),
        element("gradio-app", control_page_title="true", embed="false", eager="true"),
        element("p", texts.loading, id="loading"),
        element("noscript", element("p", texts.no_script, class_="notice")),
        element(
            "section",
            element("h2", texts.starters_heading, id="starters-heading"),
            question_buttons(tuple(starters), texts.language),
            element("p", topics_button(texts)),
            id="starters",
            aria_labelledby="starters-heading",
        )
        if starters
        else None,
        element(
            "section",
            element("h2", texts.about_heading, id="about-heading"),
            element("ul", *(element("li", point) for point in texts.about)),
            id="about",
            aria_labelledby="about-heading",
        ),
        _topics(topics, texts) if topics else None,
        element("div", id="announcer", class_="visually-hidden", role="status", aria_live="polite"),
        _script_texts(texts),
    )


def _topics(topics: Sequence[Topic], texts: Texts) -> Markup:
    """Return what can be asked about, shown over the page when it is asked for."""
    return element(
        "dialog",
        element(
            "div",
            element("h2", texts.topics, id="topics-heading"),
            element("button", texts.close, type="button", class_="close", data_close="topics"),
            class_="head",
        ),
        element("p", texts.topics_lead, class_="hint"),
        element(
            "div",
            *(
                element("section", element("h3", topic.heading), question_buttons(topic.questions, texts.language))
                for topic in topics
            ),
            class_="all",
        ),
        id="topics",
        aria_labelledby="topics-heading",
    )


def _script_texts(texts: Texts) -> Markup:
    """Return the sentences that page.js needs, as JSON that no browser runs."""
    sentences = {
        "limit": LONGEST_QUESTION,
        "youAsked": texts.you_asked,
        "youCompared": texts.you_compared,
        "sending": texts.sending,
        "restarted": texts.restarted,
        "empty": texts.empty_question,
        "long": texts.long_question,
        "characters": texts.characters,
        "noConnection": texts.no_connection,
        "noAnswerYet": texts.no_answer_yet,
    }
    data = json.dumps(sentences, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="page-texts">{data}</script>')
