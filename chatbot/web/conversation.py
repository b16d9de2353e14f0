"""The conversation as a Gradio application: a question goes in, a turn of the conversation comes out."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.block_function import BlockFunction
from gradio.routes import App
from starlette.routing import Mount

from chatbot.intent import LONGEST_QUESTION
from chatbot.records import Answer, Comparison, Status
from chatbot.store.recorder import Recorder
from chatbot.web.answerer import Answerer
from chatbot.web.filters import filter_bar
from chatbot.web.markup import element, join
from chatbot.web.page_state import PageState
from chatbot.web.texts.chat import CHAT, chat_texts
from chatbot.web.theme import build_theme
from chatbot.web.turns import render_comparison, render_failure, render_turn

logger = logging.getLogger(__name__)

# Answering is work for the processor: more at once would only make each of them slower.
AT_ONCE = 4
_WAITING_AT_MOST = 200
REMEMBERED = 20
"""Earlier questions that are sent along; what was asked is not suggested again."""

# chat.js puts each new turn after the earlier ones, so that these keep focus, selection and scroll.
_ON_LOAD = "window.chatPage.mount({element, trigger, props, watch});"
_ON_FAILURE = "() => { window.chatPage.failed(); return []; }"
_FORGET = "() => ''"
_STATE = "(question, earlier, state) => [question, earlier, window.chatPage.state()]"
_STATE_OF_CLICK = "(earlier, state) => [earlier, window.chatPage.state()]"
_LABELS = gr.I18n(
    **{
        language.value: {
            "question": texts.question_label,
            "send": texts.send,
            "restart": texts.restart,
            "forget": texts.forget,
        }
        for language, texts in CHAT.items()
    }
)
"""In the page's language, which chat.js tells Gradio; so are Gradio's own strings."""


# After every question Gradio makes a pandas table of the latest 10,000 and its percentiles, for a
# monitoring page that is closed here.
_NO_STATISTICS = {"GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9), "GRADIO_ANALYTICS_MAX_EVENTS": "1"}


class _Conversation(gr.Blocks):
    """Gradio's, but what visitors write never comes into its messages, which go to the service's log."""

    def validate_inputs(self, block_fn: BlockFunction, inputs: list[Any]) -> None:
        """Refuse what an older version's page sends that is still open somewhere."""
        wanted, given = len(block_fn.inputs), len(inputs)
        if given < wanted:
            raise gr.Error(f"{given} values instead of {wanted}: the page is another version's", print_exception=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor asks, or presses.

    Attributes:
        question: stripped; empty where the browser sent none.
        compare: whether each municipality is to answer by itself.
        alone: whether the question is to be answered without those before it.
    """

    question: str
    compare: bool = False
    alone: bool = False

    @classmethod
    def of(cls, question: object, pressed: Mapping[str, object]) -> Wish:
        """Return the wish, whatever the browser sent."""
        return cls(
            question.strip() if isinstance(question, str) else "",
            compare=pressed.get("compare") is True,
            alone=pressed.get("alone") is True,
        )


def build_conversation(chatbot: Answerer, recorder: Recorder | None = None) -> gr.Blocks:
    """Return the conversation: turns, question box, button.

    A visitor's earlier questions live in the own page only, which sends them with the next one: the
    server remembers nothing of anybody. Starting over asks the server nothing, because an event
    whose answer ends Gradio's stream loses the question that is asked at the same moment.

    Args:
        chatbot: answers.
        recorder: keeps what is asked, without who asked; None keeps nothing.
    """

    def answer(question: str | None, earlier: str | None, state: str | None) -> tuple[str, str]:
        return _answer(chatbot, recorder, Wish.of(question, {}), earlier, PageState.read(state))

    def answer_clicked(earlier: str | None, state: str | None, event: gr.EventData) -> tuple[str, str]:
        data = event._data  # noqa: SLF001 - Gradio offers only attributes, which fail on what is missing
        pressed = data if isinstance(data, dict) else {}
        return _answer(chatbot, recorder, Wish.of(pressed.get("question"), pressed), earlier, PageState.read(state))

    blocks = _Conversation(analytics_enabled=False, fill_width=True)
    with blocks:
        earlier = gr.Textbox("", visible=False)
        state = gr.Textbox("", visible=False)
        conversation = gr.HTML(
            "",
            html_template='<div class="turns"></div>',
            js_on_load=_ON_LOAD,
            apply_default_css=False,
            elem_id="conversation",
        )
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="tools"):
                gr.Button(_LABELS("forget"), elem_id="forget", size="sm", min_width=0)
                restart = gr.Button(_LABELS("restart"), elem_id="restart", size="sm", min_width=0)
            with gr.Row(elem_id="composer-row", equal_height=False):
                box = gr.Textbox(
                    label=_LABELS("question"),
                    lines=1,  # with one line Enter sends and Shift+Enter makes a new line; the box grows
                    max_lines=6,
                    elem_id="question",
                    scale=1,
                    min_width=0,
                    html_attributes=gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off"),
                )
                send = gr.Button(_LABELS("send"), variant="primary", elem_id="send", scale=0, min_width=0)
            gr.HTML(_notes(), js_on_load=None, apply_default_css=False, elem_id="notes")

        typed = gr.on(
            [box.submit, send.click],
            answer,
            [box, earlier, state],
            [conversation, earlier],
            js=_STATE,
            show_progress="hidden",
            api_visibility="private",
            concurrency_id="answer",
            concurrency_limit=AT_ONCE,
        )
        clicked = conversation.click(
            answer_clicked,
            [earlier, state],
            [conversation, earlier],
            js=_STATE_OF_CLICK,
            show_progress="hidden",
            api_visibility="private",
            concurrency_id="answer",
        )
        for asked in (typed, clicked):
            asked.failure(fn=None, js=_ON_FAILURE, show_progress="hidden", api_visibility="private")
        restart.click(None, None, earlier, js=_FORGET, show_progress="hidden", api_visibility="private")
    os.environ.update(_NO_STATISTICS)
    blocks.queue(max_size=_WAITING_AT_MOST, default_concurrency_limit=AT_ONCE, api_open=False)
    return blocks


def _answer(
    chatbot: Answerer, recorder: Recorder | None, wish: Wish, remembered: object, state: PageState
) -> tuple[str, str]:
    """Return the new turn as HTML and what is remembered; never raises, whatever the browser sent.

    Args:
        remembered: the earlier questions as they were understood, a line each, oldest first.
    """
    language, texts, asked = state.language, chat_texts(state.language), wish.question
    earlier = _earlier(remembered)
    if not asked:
        return render_failure("", texts.empty_question, language), "\n".join(earlier)
    if len(asked) > LONGEST_QUESTION:  # chat.js says so before it is sent; this is for those who go round it
        message = texts.long_question.format(length=len(asked), limit=LONGEST_QUESTION)
        return render_failure(asked[:LONGEST_QUESTION] + " …", message, language), "\n".join(earlier)
    try:
        given: Answer | Comparison
        if wish.compare:
            given = chatbot.compare(asked, filters=state.filters)  # the button has the question as it was understood
            turn = render_comparison(given, state.visit, answer_id=_keep(recorder, given, state))
        else:
            given = chatbot.ask(asked, () if wish.alone else earlier, filters=state.filters, language=language.value)
            can_compare = len(chatbot.municipalities()) > 1
            answer_id = _keep(recorder, given, state)
            turn = render_turn(given, state.visit, can_compare=can_compare, answer_id=answer_id)
    except Exception:
        logger.exception("a question could not be answered")
        return render_failure(asked, texts.ask_failed, language), "\n".join(earlier)
    # As understood, so that a second follow-up still has the topic; "tack!" is none.
    if given.status is not Status.NOT_A_QUESTION:
        earlier = (*earlier, " ".join(given.interpreted.question.split()))[-REMEMBERED:]
    return turn, "\n".join(earlier)


def _keep(recorder: Recorder | None, answer: Answer | Comparison, state: PageState) -> str | None:
    """Hand an answer to the recorder; return the id by which it can be rated."""
    if recorder is None:
        return None
    return recorder.record(answer, channel=state.channel, conversation=state.conversation)


def _earlier(remembered: object) -> tuple[str, ...]:
    lines = remembered.split("\n")[-REMEMBERED:] if isinstance(remembered, str) else []
    return tuple(line for line in lines if line and len(line) <= LONGEST_QUESTION)


def _notes() -> str:
    """Return the lines under the question box; chat.js fills them."""
    return join(
        filter_bar(),
        element("p", id="notice", role="alert", class_="notice"),
        element("p", id="hint"),
        element("p", id="counter"),
    )


def mount_conversation(app: FastAPI, chatbot: Answerer, recorder: Recorder | None = None) -> Callable[[], None]:
    """Put the conversation at the root of app: no stock look, no footer, nothing to inspect.

    Returns:
        Ends the connections that open pages keep; for when the server stops.
    """
    blocks = build_conversation(chatbot, recorder)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        i18n=_LABELS,
        theme=build_theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,
    )
    mounted = (route.app for route in app.routes if isinstance(route, Mount))
    stop = next(engine.stop_event for engine in mounted if isinstance(engine, App))
    return stop.set
