"""The chat inside another site's page, put there by widget.js."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, ViewportSize, expect

from chatbot.web.application import create_app
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.conftest import PHONE, Site, serve_app
from tests.chatbot.web.fakes import FakeChatbot
from tests.chatbot.web.hosts import Host, serve_host

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
browser_test = pytest.mark.browser

Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def hosts() -> Iterator[tuple[Host, Host, Site]]:
    """Serve a site that may show the chat, one that may not, and the chat; once for all tests."""
    with serve_host() as host, serve_host() as stranger:
        chatbot = FakeChatbot()
        with serve_app(create_app(chatbot, allowed_origins=(host.url,))) as url:
            yield host, stranger, Site(url, chatbot)


@pytest.fixture
def chat(hosts: tuple[Host, Host, Site]) -> Site:
    """Return the chat."""
    hosts[2].chatbot.filters.clear()
    return hosts[2]


def _write(host: Host, chat: Site, attributes: str = "", **changes: object) -> Host:
    """Write a site's page, with the line that shows the chat at its end."""
    line = f'<script src="{chat.url}/widget.js" {attributes} async></script>'
    for name, value in {"body": line, "head": "", "lang": "sv", "headers": {}, **changes}.items():
        setattr(host, name, value)
    return host


@pytest.fixture
def opened(browser: Browser, hosts: tuple[Host, Host, Site], chat: Site) -> Iterator[Opened]:
    """Return a function that opens a host's page: attributes of the line, the host, changes of the page, options."""
    contexts: list[BrowserContext] = []

    def open_page(
        attributes: str = "", *, host: Host = hosts[0], changes: dict[str, Any] | None = None, **options: object
    ) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "sv-SE", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(_write(host, chat, attributes, **(changes or {})).url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _button(page: Page) -> Locator:
    return page.locator("socialtjansten-roster #open")


def _panel(page: Page) -> Locator:
    return page.locator("socialtjansten-roster #panel")


def _chat(page: Page) -> FrameLocator:
    return page.frame_locator("socialtjansten-roster iframe")


def _open(page: Page) -> FrameLocator:
    """Press the button, and wait until the question can be typed."""
    _button(page).press("Enter")
    expect(_chat(page).locator("#question textarea")).to_be_focused()
    return _chat(page)


def _ask(chat: FrameLocator, question: str) -> Locator:
    chat.locator("#question textarea").fill(question)
    chat.locator("#question textarea").press("Enter")
    answer = chat.locator(".turn:not(.pending)").last
    expect(answer).to_be_visible()
    return answer


# ---- the script ----


def test_the_script_is_small_and_may_be_fetched_by_other_sites(chat: Site) -> None:
    """Under 10 kB, without cookie, storage or eval; anything else of ours stays with our own pages."""
    script = httpx.get(f"{chat.url}/widget.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(script.content) < 10_000
    assert not [
        word for word in ("cookie", "Storage", "eval", "Function(", "innerHTML", "$texts") if word in script.text
    ]
    assert "set-cookie" not in script.headers
    assert httpx.get(f"{chat.url}/favicon.ico").headers["cross-origin-resource-policy"] == "same-origin"


def test_only_the_embedded_page_may_be_shown_by_the_allowed_sites(hosts: tuple[Host, Host, Site], site: Site) -> None:
    """It names them, without the older header that knows no list; every other page, and by default all, none."""
    host, _, chat = hosts
    embedded = httpx.get(f"{chat.url}/?embed=1").headers
    assert f"frame-ancestors 'self' {host.url};" in embedded["content-security-policy"]
    assert "x-frame-options" not in embedded
    for url in (f"{chat.url}/", f"{chat.url}/inbaddning?embed=1", f"{chat.url}/health", f"{site.url}/?embed=1"):
        headers = httpx.get(url).headers
        assert "frame-ancestors 'self';" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_only_the_allowed_sites_scripts_may_ask_the_api(hosts: tuple[Host, Host, Site]) -> None:
    """CORS for the API alone and without credentials; a stranger's page reads nothing."""
    host, stranger, chat = hosts
    question = {"question": "Hur samarbetar ni med polisen?"}
    asked = httpx.post(f"{chat.url}/api/v1/ask", json=question, headers={"Origin": host.url})
    assert asked.headers["access-control-allow-origin"] == host.url
    assert "access-control-allow-credentials" not in asked.headers
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    for origin, allowed in ((host.url, True), (stranger.url, False)):
        headers = {"Origin": origin, **preflight}
        response = httpx.options(f"{chat.url}/api/v1/ask", headers=headers)
        assert (response.status_code == 200, "access-control-allow-origin" in response.headers) == (allowed, allowed)
    assert "access-control-allow-origin" not in httpx.get(chat.url, headers={"Origin": host.url}).headers


# ---- the button and the panel ----


@browser_test
def test_the_keyboard_opens_asks_and_closes(opened: Opened, chat: Site) -> None:
    """Focus goes into the question box, Escape from inside closes, and the focus is back on the button."""
    page = opened('data-municipality="flen"')
    expect(_button(page)).to_have_attribute("aria-expanded", "false")
    assert page.locator("iframe").count() == 0  # nothing is loaded before it is wanted
    frame = _open(page)
    expect(_button(page)).to_have_attribute("aria-expanded", "true")
    expect(frame.locator(".preset")).to_have_text("Svaren kommer från Flen.")
    note, composer = frame.locator(".preset").bounding_box(), frame.locator("#composer").bounding_box()
    assert note is not None
    assert composer is not None
    assert note["y"] + note["height"] <= composer["y"]
    _ask(frame, "Hur samarbetar ni med polisen?")
    assert [filters.municipality for filters in chat.chatbot.filters] == ["Flen"]
    assert page.evaluate("scrollY") == 0
    frame.locator("#question textarea").press("Escape")
    expect(_panel(page)).to_be_hidden()
    expect(_button(page)).to_be_focused()
    frame = _open(page)
    expect(frame.locator(".turn")).to_have_count(1)  # the conversation is where it was


@browser_test
def test_escape_closes_from_outside_and_leaves_the_focus_there(opened: Opened) -> None:
    """Nothing is trapped: the page behind can be used, and the panel goes on Escape."""
    page = opened()
    _open(page)
    page.get_by_role("link", name="Till slutet").focus()
    expect(_panel(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_panel(page)).to_be_hidden()
    expect(page.get_by_role("link", name="Till slutet")).to_be_focused()


@browser_test
def test_escape_in_a_dialog_of_the_chat_closes_the_dialog_alone(opened: Opened) -> None:
    """The panel goes with the next one."""
    page = opened()
    frame = _open(page)
    frame.locator("#starters").get_by_role("button", name="Vad kan jag fråga om?").click()
    expect(frame.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(frame.get_by_role("dialog")).to_be_hidden()
    expect(_panel(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_panel(page)).to_be_hidden()


@browser_test
def test_tab_leads_through_the_panel_and_out_again(opened: Opened) -> None:
    """From the page to the closing button, through the chat, on to the button that opened it."""
    page = opened()
    _open(page)
    page.get_by_role("link", name="Till början").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stäng")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.id") == "open":
            break
    expect(_button(page)).to_be_focused()


@browser_test
def test_on_a_phone_it_fills_the_screen_and_gives_way_to_the_page(opened: Opened) -> None:
    """No keyboard springs up; whoever tabs on to the page behind sees it."""
    page = opened(viewport=PHONE, has_touch=True)
    _button(page).tap()
    expect(_chat(page).get_by_role("heading", level=1)).to_be_focused()
    assert _panel(page).bounding_box() == {"x": 0, "y": 0, **PHONE}
    page.get_by_role("link", name="Till slutet").focus()
    expect(_panel(page)).to_be_hidden()


@browser_test
def test_a_page_that_is_not_allowed_gets_a_link(opened: Opened, hosts: tuple[Host, Host, Site]) -> None:
    """The browser refuses the frame; the panel says so and leads there."""
    page = opened('data-municipality="Flen"', host=hosts[1])
    _button(page).click()
    link = page.get_by_role("link", name="Öppna den i en ny flik")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", f"{hosts[2].url}/?lang=sv&municipality=Flen")


@browser_test
def test_messages_of_other_windows_are_not_heard(opened: Opened) -> None:
    """What the page sends itself, or the chat from elsewhere, closes nothing."""
    page = opened()
    frame = _open(page)
    page.evaluate("window.postMessage({socialtjanstenRoster: 'close'}, '*')")
    frame.locator("body").evaluate("() => window.postMessage({socialtjanstenRoster: 'focus'}, '*')")
    page.wait_for_function("() => new Promise((done) => setTimeout(() => done(true), 200))")
    expect(_panel(page)).to_be_visible()


# ---- what the host's page may be like ----


@browser_test
def test_it_works_under_a_strict_policy_and_leaves_nothing_behind(opened: Opened, chat: Site) -> None:
    """Script and frame are all that a host must allow; no cookie, no storage, no other host, no complaint."""
    policy = f"default-src 'none'; script-src {chat.url}; frame-src {chat.url}; require-trusted-types-for 'script'"
    page = opened(changes={"headers": {"Content-Security-Policy": policy}})
    complaints: list[str] = []
    urls: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: urls.append(request.url))
    page.reload()
    _ask(_open(page), "Hur samarbetar ni med polisen?")
    assert complaints == []
    assert [url for url in urls if not url.startswith((chat.url, page.url, "data:"))] == []
    assert page.context.cookies() == []
    # Browsers may keep a frame of another site from storage altogether.
    stored = "() => { try { return localStorage.length + sessionStorage.length } catch { return 0 } }"
    assert [frame.evaluate(stored) for frame in page.frames] == [0, 0]


@browser_test
def test_the_chat_needs_no_storage(opened: Opened) -> None:
    """Where the browser keeps a frame of another site from cookies and storage, it answers all the same."""
    page = opened()
    page.context.add_init_script(
        """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(
            window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
           Object.defineProperty(document, "cookie", { get() { throw new DOMException("blocked"); } });"""
    )
    page.reload()
    assert _ask(_open(page), "Hur samarbetar ni med polisen?").get_attribute("data-status") == "answered"


@browser_test
def test_the_hosts_style_does_not_reach_it(opened: Opened) -> None:
    """Resets, sizes and layers of the host change neither size nor place of button and panel."""
    style = (
        "<style>* { all: revert !important; font-size: 3px !important; color: red !important; float: left }"
        "body > * { position: static !important; z-index: 0 !important; opacity: 0.1 !important }"
        "body { transform: scale(0.9); overflow: hidden } [popover] { display: none !important }</style>"
    )
    boxes = []
    for head in ("", style):
        page = opened(changes={"head": head})
        _open(page)
        boxes.append((_button(page).bounding_box(), _panel(page).bounding_box()))
        assert _button(page).evaluate("e => getComputedStyle(e).color") == "rgb(255, 255, 255)"
        page.emulate_media(media="print")
        expect(_button(page)).to_be_hidden()
        expect(_panel(page)).to_be_hidden()
    assert boxes[0] == boxes[1]


@browser_test
def test_two_lines_make_one_button_and_a_rebuilt_page_gets_it_again(opened: Opened, chat: Site) -> None:
    """A host that loads the script twice, or throws its page away and puts it in again."""
    line = f'<script src="{chat.url}/widget.js"></script>'
    page = opened(changes={"body": line + line})
    _open(page)
    expect(_button(page)).to_have_count(1)
    page.evaluate("document.body.replaceChildren()")
    expect(_button(page)).to_have_count(0)
    page.evaluate(
        """(source) => document.body.append(Object.assign(document.createElement("script"), { src: source }))""",
        f"{chat.url}/widget.js",
    )
    _open(page)
    page.evaluate("window.SocialtjanstenRoster.close()")
    expect(_panel(page)).to_be_hidden()
    page.evaluate("document.querySelector('socialtjansten-roster').remove(); window.SocialtjanstenRoster.open()")
    expect(_chat(page).locator("#question textarea")).to_be_focused()


@browser_test
@pytest.mark.parametrize(
    ("attributes", "colours", "warning"),
    [
        pytest.param("", ("rgb(14, 74, 86)", "rgb(255, 255, 255)"), None, id="default"),
        pytest.param('data-color="#fc0"', ("rgb(255, 204, 0)", "rgb(0, 0, 0)"), None, id="text chosen for it"),
        pytest.param(
            'data-color="#800000" data-text-color="#ffeeee"', ("rgb(128, 0, 0)", "rgb(255, 238, 238)"), None, id="both"
        ),
        pytest.param(
            'data-color="#777777" data-text-color="#ffffff"',
            ("rgb(14, 74, 86)", "rgb(255, 255, 255)"),
            "#ffffff on #777777 has a contrast of 4.48:1",
            id="too little contrast",
        ),
        pytest.param(
            'data-color="red;}*{color:red"', ("rgb(14, 74, 86)", "rgb(255, 255, 255)"), "take #rrggbb", id="no colour"
        ),
    ],
)
def test_colours_that_cannot_be_read_are_refused(
    opened: Opened, attributes: str, colours: tuple[str, str], warning: str | None
) -> None:
    """A contrast under 4.5:1 gets the default colours, and a warning for whoever wrote the line."""
    page = opened(attributes)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.reload()
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    assert tuple(_button(page).evaluate(style)) == colours
    assert [text for text in told if warning is None or warning not in text] == []
    assert len(told) == (0 if warning is None else 1)


@browser_test
@pytest.mark.parametrize(
    ("attributes", "lang", "label"),
    [
        ("", "sv", "Fråga om jobbet"),
        ("", "nb-NO", "Fråga om jobbet"),
        ("", "en-GB", "Ask about the job"),
        ('data-lang="en"', "sv", "Ask about the job"),
        ('data-label="Undrar du?"', "en", "Undrar du?"),
    ],
    ids=["page", "Norwegian page", "English page", "attribute", "own words"],
)
def test_it_speaks_the_pages_language(opened: Opened, attributes: str, lang: str, label: str) -> None:
    """Or that of data-lang; the chat inside, too."""
    page = opened(attributes, changes={"lang": lang})
    expect(_button(page)).to_have_text(label)
    frame = _open(page)
    expect(frame.locator("html")).to_have_attribute("lang", "en" if "Ask" in label or lang == "en" else "sv")


# ---- in the page itself ----


@browser_test
def test_inline_it_stands_in_its_place_and_neither_moves_nor_takes_the_focus(opened: Opened, chat: Site) -> None:
    """At the line or in the target, as high as asked; an answer scrolls inside it."""
    target = '<div id="chatt"></div>'
    line = f'<script src="{chat.url}/widget.js" data-mode="inline" data-height="500"'
    page = opened(changes={"body": f'{line}></script>{target}{line} data-target="#chatt"></script>'})
    places = page.locator("socialtjansten-roster")
    expect(places).to_have_count(2)
    expect(page.locator("script + socialtjansten-roster")).to_have_count(1)
    expect(page.locator("#chatt > socialtjansten-roster")).to_have_count(1)
    places.first.scroll_into_view_if_needed()
    frame = page.frame_locator("script + socialtjansten-roster iframe")
    expect(frame.locator("#question textarea")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    box, before = places.first.bounding_box(), page.evaluate("scrollY")
    assert box is not None
    assert box["height"] == 500
    _ask(frame, "Visa alla slag")
    assert page.evaluate("scrollY") == before


# ---- the chat in its frame ----


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ("flen", "Svaren kommer från Flen."),
        ("Örebro", "Ingen intervju från Örebro finns här ännu. Svaren kommer från andra kommuner."),
        ("Exempelby", "Det finns ingen kommun som heter ”Exempelby”. Svaren kommer från alla kommuner."),
    ],
    ids=["quoted", "silent", "unknown"],
)
def test_a_municipality_without_voices_narrows_nothing_and_is_told(site: Site, asked: str, note: str) -> None:
    """Only one that somebody is quoted from is sent along with the questions."""
    page = httpx.get(site.url, params={"municipality": asked, "lang": "sv"}).text
    assert f'<p class="preset">{note}</p>' in page
    assert ('data-label="Flen" selected' in page) == (asked == "flen")


@browser_test
def test_links_in_the_frame_open_in_a_new_tab(opened: Opened) -> None:
    """Every one, with a word about it, and without handing the new page a way back."""
    page = opened('data-municipality="Flen"')
    frame = _open(page)
    expect(frame.locator("header.site, footer.site")).to_have_count(0)
    _ask(frame, "Visa alla slag")
    links = frame.locator("a:not(.skip)").all()
    assert len(links) > 2
    for link in links:
        assert link.get_attribute("target") == "_blank"
        assert "noopener" in (link.get_attribute("rel") or "")
        assert "ny flik" in (link.text_content() or "")
    own = frame.get_by_role("link", name="Öppna i ny flik")
    expect(own).to_have_attribute("href", "/?municipality=Flen&lang=sv")


@pytest.mark.slow
@browser_test
@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_in_the_hosts_page(opened: Opened, scheme: str) -> None:
    """Closed, open, with an answer: no violation in button, panel and frame, and nothing sideways."""
    page = opened(color_scheme=scheme, reduced_motion="reduce")
    audit(page, "Annan webbplats", "knapp")
    page.set_viewport_size(DESKTOP)
    frame = _open(page)
    audit(page, "Annan webbplats", "öppen ruta")
    page.set_viewport_size(DESKTOP)
    _ask(frame, "Visa alla slag")
    audit(page, "Annan webbplats", "svar")


@browser_test
def test_the_smallest_frame_shows_all(opened: Opened) -> None:
    """At 320 by 400 pixels nothing scrolls sideways, and what can be pressed is large enough."""
    page = opened(viewport={"width": 320, "height": 400})
    frame = _open(page)
    _ask(frame, "Visa alla slag")
    assert frame.locator("html").evaluate("e => e.scrollWidth") <= 320
    heights = frame.locator("body").evaluate(
        "e => [...e.querySelectorAll('.slim a, #composer button')].map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


# ---- the page that tells how to ----


@browser_test
@pytest.mark.parametrize(("lang", "label"), [("sv", "Fråga om jobbet"), ("en", "Ask about the job")])
def test_the_demonstration_shows_both_ways(browser: Browser, site: Site, lang: str, label: str) -> None:
    """The program's own page has the lines to copy and the chat at work, without any setting; axe finds nothing."""
    context = browser.new_context(viewport=DESKTOP, locale="sv-SE")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site.url}/?lang={lang}")
    page.locator("footer").get_by_role("link", name="webbplats" if lang == "sv" else "your site").click()
    expect(page.locator("pre").first).to_have_text(
        f'<script src="{site.url}/widget.js" data-municipality="Flen" async></script>'
    )
    expect(page.get_by_role("button", name=label)).to_be_visible()
    inline = page.frame_locator("#embedded-example iframe")
    page.locator("#embedded-example").scroll_into_view_if_needed()
    _ask(inline, "Hur samarbetar ni med polisen?")
    assert complaints == []
    audit(page, "Visa på er webbplats", {"sv": "på svenska", "en": "på engelska"}[lang], THEMES)
    context.close()
