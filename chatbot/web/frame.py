"""The chat page: our page round Gradio's engine.

Gradio serves a page of its own: with its name, its fonts' preloads and tags for social networks.
Of it we take the configuration and the two files that start the engine, and put them into our
page, whose heading, starter questions and explanation are there before any script runs.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

from chatbot.filters import FacetCounts
from chatbot.intent import LONGEST_QUESTION
from chatbot.topics import Topic
from chatbot.web.actions import copy_dialog
from chatbot.web.assets import asset_address
from chatbot.web.embedding import Preset
from chatbot.web.filters import filter_panel
from chatbot.web.keeping import LONGEST_COMMENT, forget_dialog
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import Visit, page
from chatbot.web.texts.actions import action_answers
from chatbot.web.texts.cards import card_texts
from chatbot.web.texts.chat import ChatTexts, chat_texts
from chatbot.web.texts.embedding import embedding_texts
from chatbot.web.texts.keeping import keeping_answers
from chatbot.web.texts.languages import Language
from chatbot.web.texts.shell import shell_texts
from chatbot.web.turns import question_buttons, topics_button

_SCRIPT = re.compile(r"<script>(window\.gradio_(?:config|api_info) = .*?;)</script>", re.DOTALL)
_MODULE = re.compile(r'<script type="module" crossorigin src="(\./assets/[\w.-]+\.js)"></script>')
_STYLE = re.compile(r'<link rel="stylesheet" crossorigin href="(\./assets/[\w.-]+\.css)">')


_STARTERS = 6
_STARTERS_EACH = 2


class FrameError(Exception):
    """Gradio's page is not of the form that this module knows; a programming error."""


@dataclass(frozen=True, slots=True)
class FirstSight:
    """What the page shows before anything is asked.

    Attributes:
        people: how many are quoted by name.
        municipalities: how many have a quote.
        topics: what can be asked about; questions to begin with are taken from the first of them.
        preset: the municipality that the page was asked to keep to; None for none.
        filters: what answers can be narrowed to, and are by the page's address.
        kept_days: how long questions are kept; None where none is kept.
    """

    people: int
    municipalities: int
    topics: Sequence[Topic]
    filters: FacetCounts
    preset: Preset | None = None
    kept_days: int | None = None


def chat_page(gradio_page: str, visit: Visit, sight: FirstSight, *, hosts: Sequence[str] = ()) -> tuple[str, str]:
    """Return the chat page and the nonce that its inline scripts carry.

    Args:
        gradio_page: the page that Gradio itself would have shown.
        visit: the request.
        sight: what is shown first.
        hosts: other origins whose pages may show this one.

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
        f'<script src="{asset_address("chat.js")}" defer></script>',
        *([f'<script src="{asset_address("embedded.js")}" defer></script>'] if visit.embedded else ()),
        f'<script type="module" src="{module[1]}"></script>',
        f'<link rel="stylesheet" href="{style[1]}">',
    ]
    texts = chat_texts(visit.language)
    return page(
        visit,
        texts.heading,
        _body(visit, sight, texts, hosts),
        kind="chat embedded" if visit.embedded else "chat",
        head=Markup("\n".join(head)),
        description=_lead(sight, texts),
        skip_links=join(
            element("a", texts.skip_to_question, href="#question", class_="skip", data_skip="question"),
            element("a", texts.skip_to_answer, href="#question", class_="skip", data_skip="answer", hidden=True),
        ),
    ), nonce


def _lead(sight: FirstSight, texts: ChatTexts) -> str:
    """Return in one sentence what this is."""
    if not sight.people or not sight.municipalities:
        return texts.lead_without_voices
    people = texts.one_person if sight.people == 1 else texts.people.format(count=sight.people)
    places = texts.municipalities.format(count=sight.municipalities)
    return texts.lead.format(
        people=people, municipalities=texts.one_municipality if sight.municipalities == 1 else places
    )


def _body(visit: Visit, sight: FirstSight, texts: ChatTexts, hosts: Sequence[str]) -> Markup:
    return join(
        element(
            "section",
            element("h1", texts.heading, id="heading", tabindex="-1"),
            element("p", _lead(sight, texts), class_="lead"),
            element("p", texts.limits, class_="limits"),
            element("p", sight.preset.note(embedding_texts(visit.language)), class_="preset") if sight.preset else None,
            class_="intro",
            aria_labelledby="heading",
        ),
        element("gradio-app", control_page_title="true", embed="false", eager="true"),
        element("p", texts.loading, id="loading"),
        element("noscript", element("p", texts.no_script, class_="notice")),
        _starters(sight.topics, visit.language, texts),
        _about(texts),
        _topics(sight.topics, visit.language, texts) if sight.topics else None,
        copy_dialog(visit.language),
        filter_panel(sight.filters, visit.language),
        forget_dialog(visit.language),
        element("div", id="announcer", class_="visually-hidden", role="status", aria_live="polite"),
        _script_texts(visit, sight, texts, hosts),
    )


def _starters(topics: Sequence[Topic], language: Language, texts: ChatTexts) -> Markup | None:
    """Return questions to begin with, by topic."""
    if not topics:
        return None
    return element(
        "section",
        element("h2", texts.starters_heading, id="starters-heading"),
        element(
            "div",
            *(_topic(topic.heading, topic.questions[:_STARTERS_EACH], language) for topic in topics[:_STARTERS]),
            class_="some",
        ),
        element("p", topics_button(language)),
        id="starters",
        aria_labelledby="starters-heading",
    )


def _topic(heading: str, questions: Sequence[str], language: Language) -> Markup:
    return element("div", element("h3", heading), question_buttons(tuple(questions), language), class_="topic")


def _about(texts: ChatTexts) -> Markup:
    """Return what this is, and what it is not."""
    parts = ((texts.is_heading, texts.what_it_is, "is"), (texts.is_not_heading, texts.what_it_is_not, "is-not"))
    return element(
        "section",
        *(
            element("div", element("h2", heading), element("ul", *map(partial(element, "li"), points)), class_=kind)
            for heading, points, kind in parts
        ),
        id="about",
        aria_label=texts.is_heading,
    )


def _topics(topics: Sequence[Topic], language: Language, texts: ChatTexts) -> Markup:
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
            *(_topic(topic.heading, topic.questions, language) for topic in topics),
            class_="all",
        ),
        id="topics",
        aria_labelledby="topics-heading",
    )


def _script_texts(visit: Visit, sight: FirstSight, texts: ChatTexts, hosts: Sequence[str]) -> Markup:
    """Return what the page's scripts need, as JSON that no browser runs."""
    language, cards = visit.language, card_texts(visit.language)
    sentences = {
        "limit": LONGEST_QUESTION,
        "hint": texts.question_hint,
        "kept": texts.kept.format(days=sight.kept_days) if sight.kept_days else "",
        "privacy": texts.privacy,
        "privacyPage": visit.link("/om#personuppgifter"),
        "youAsked": cards.you_asked,
        "youCompared": cards.you_compared,
        "sending": texts.sending,
        "restarted": texts.restarted,
        "empty": texts.empty_question,
        "long": texts.long_question,
        "characters": texts.characters,
        "noConnection": texts.no_connection,
        "tooFast": texts.too_fast,
        "notAnswered": texts.not_answered,
        "noAnswerYet": texts.no_answer_yet,
        "actions": asdict(action_answers(language)),
        "newTab": shell_texts(language).new_tab,
        "hosts": list(hosts),
        "keeping": {"limit": LONGEST_COMMENT, **asdict(keeping_answers(language))},
    }
    data = json.dumps(sentences, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="page-texts">{data}</script>')
