"use strict";

// Gradio takes its language from the browser and writes it on <html>; the page's own language decides.
const pageLanguage = document.documentElement.lang;
Object.defineProperty(navigator, "language", { get: () => pageLanguage });

// What Gradio does not do: put each new turn after the earlier ones, tell a screen reader about it once,
// check a question before it is sent, keep focus and scroll where the visitor expects them.
window.chatPage = (() => {
  const SLOW = 10000;
  const texts = JSON.parse(document.getElementById("page-texts").textContent);
  const find = (selector) => document.querySelector(selector);
  const box = () => find("#question textarea");
  const topics = () => find("#topics");
  let ask = null;
  let turns = null;
  let pending = null;
  let wanted = null;
  let isCarried = false;
  let parting = null;

  const fill = (template, values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(pageLanguage));
  // Characters, not code units; without a list of them, which takes seconds of a text of megabytes.
  const length = (text) => text.trim().replace(/[\uD800-\uDBFF](?=[\uDC00-\uDFFF])/g, "").length;

  // Takes text, or nodes whose parts tell their language.
  function say(words) {
    const announcer = find("#announcer");
    announcer.replaceChildren();
    // A region that gets the same words again stays silent; emptied first, it speaks.
    requestAnimationFrame(() => announcer.replaceChildren(words));
  }

  function notice(text) {
    const line = find("#notice");
    if (line && line.textContent !== text) line.textContent = text;
  }

  // ---- the question box ----

  function write(text) {
    const area = box();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function problem(text) {
    const characters = length(text);
    if (characters === 0) return texts.empty;
    return characters > texts.limit ? fill(texts.long, { length: characters, limit: texts.limit }) : "";
  }

  function count() {
    const area = box();
    const characters = length(area.value);
    const long = characters > texts.limit;
    find("#counter").textContent =
      characters > texts.limit * 0.8 ? fill(texts.characters, { length: characters, limit: texts.limit }) : "";
    area.setAttribute("aria-invalid", String(long));
    notice(long ? problem(area.value) : "");
  }

  // Says what to write, and what becomes of it.
  function explain(hint) {
    const link = document.createElement("a");
    link.href = texts.privacyPage;
    link.textContent = texts.privacy;
    hint.replaceChildren([texts.hint, texts.kept].filter(Boolean).join(" "), " ", link);
  }

  function prepare() {
    const area = box();
    if (!area || area.dataset.ready) return;
    area.dataset.ready = "true";
    area.setAttribute("aria-describedby", "hint counter notice");
    area.addEventListener("input", count);
    explain(find("#hint"));
    window.chatFilters.show();
    find("#loading")?.remove();
    takeOver();
  }

  // The same page in the other language gets what is typed, or else what was asked last, to be asked there. It goes in
  // the fragment, which no server sees.
  const CARRIED = "#fraga=";

  function carry(link) {
    const question = box()?.value.trim() || turns?.lastElementChild?.querySelector(".asked")?.textContent;
    if (!question) return;
    link.hash = CARRIED + encodeURIComponent(question);
    isCarried = true;
  }

  function takeOver() {
    if (!location.hash.startsWith(CARRIED)) return;
    const question = new URLSearchParams(location.hash.slice(1)).get(CARRIED.slice(1, -1));
    history.replaceState(null, "", location.pathname + location.search);
    write(question);
  }

  // The browser asks before it leaves a question that was not sent; not for the page round an embedded chat.
  addEventListener("beforeunload", (event) => {
    if (!isCarried && box()?.value.trim() && window.parent === window) event.preventDefault();
  });

  // Runs before Gradio's own listeners, so that a question with a problem is never sent.
  function guard(event) {
    const area = box();
    const fault = pending ? null : problem(area.value);
    if (pending || fault) {
      event.preventDefault();
      event.stopPropagation();
      if (fault) {
        notice(fault);
        area.focus();
      }
      return;
    }
    begin(area.value.trim(), false);
  }

  document.addEventListener("keydown", (event) => {
    if (event.target !== box() || event.key !== "Enter" || event.shiftKey) return;
    if (event.isComposing) event.stopPropagation();
    else guard(event);
  }, true);

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button, a");
    if (!button) return;
    if (button.id === "send") guard(event);
    else if (button.id === "restart") restart(event);
    else if (button.classList.contains("language")) carry(button);
    else if (button.dataset.ask) {
      topics()?.close();
      if (button.dataset.without && !pending) window.chatFilters.remove(button.dataset.without);
      askFor({ question: button.dataset.ask });
    }
    else if (button.dataset.alone) askFor({ question: button.dataset.alone, alone: true });
    else if (button.dataset.compare) askFor({ question: button.dataset.compare, compare: true });
    else if (button.dataset.open) find(`#${button.dataset.open}`).showModal();
    else if ("close" in button.dataset) button.closest("dialog").close();
    else if (button.dataset.edit) { write(button.dataset.edit); box().focus(); }
    else if (button.dataset.skip) { event.preventDefault(); skip(button.dataset.skip); }
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.tagName !== "DIALOG") return;
    const { left, right, top, bottom } = event.target.getBoundingClientRect();
    const isBeside = event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
    if (isBeside) event.target.close();
  });

  function askFor(wish) {
    if (pending) return;
    if (!ask) { wanted = wish; return; }
    begin(wish.question, true, wish.compare ? texts.youCompared : texts.youAsked);
    ask(wish);
  }

  function skip(where) {
    const target = where === "answer" ? turns?.lastElementChild?.querySelector("h2") : box();
    target?.focus();
  }

  // ---- the conversation ----

  function begin(question, clicked, asker = texts.youAsked) {
    notice("");
    window.chatFilters.show();
    turns.querySelector(".parting")?.remove();
    const section = document.createElement("section");
    section.className = "turn pending";
    const heading = document.createElement("h2");
    const label = document.createElement("span");
    const asked = document.createElement("span");
    label.className = "label";
    label.textContent = asker + " ";
    asked.className = "asked";
    asked.textContent = question;
    heading.append(label, asked);
    const message = document.createElement("p");
    message.className = "message";
    message.textContent = texts.sending;
    section.append(heading, message);
    turns.append(section);
    pending = { question, clicked, section, slow: setTimeout(() => notice(texts.noAnswerYet), SLOW) };
    document.body.classList.add("busy", "talking");
    show(section);
  }

  function end() {
    clearTimeout(pending.slow);
    pending.section.remove();
    document.body.classList.remove("busy");
    const { question, clicked } = pending;
    pending = null;
    return { question, clicked };
  }

  // Not scrollIntoView, which scrolls the page round an embedded chat, too.
  function show(section) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const margin = parseFloat(getComputedStyle(section).scrollMarginTop);
    const top = section.getBoundingClientRect().top + window.scrollY - margin;
    window.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  }

  function receive(html) {
    if (!html) return;
    const { question, clicked } = pending ? end() : { question: "", clicked: false };
    turns.insertAdjacentHTML("beforeend", html);
    const turn = turns.lastElementChild;
    document.body.classList.add("talking");
    find("[data-skip=answer]").hidden = false;
    notice("");
    const area = box();
    if (!clicked && area.value.trim() === question && turn.dataset.status !== "failed") write("");
    // Whoever pressed a button goes on reading; whoever typed goes on typing, unless a phone's keyboard covers the answer.
    if (clicked) turn.querySelector("h2").focus({ preventScroll: true });
    else if (matchMedia("(pointer: coarse)").matches) turn.querySelector("h2").focus({ preventScroll: true });
    show(turn);
    say(turn.querySelector(".announcement").content.cloneNode(true));
  }

  function failed() {
    if (!pending) return;
    const { question } = end();
    document.body.classList.toggle("talking", turns.querySelector(".turn") !== null);
    if (!box().value.trim()) write(question);
    notice(texts[window.chatConnection.fault()]);
  }

  function restart(event) {
    if (pending) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const line = document.createElement("p");
    line.className = "parting";
    line.textContent = parting ?? texts.restarted;
    turns.replaceChildren(line);
    conversation = newToken();
    document.body.classList.remove("talking");
    find("[data-skip=answer]").hidden = true;
    write("");
    notice("");
    box().focus();
    say(line.textContent);
    parting = null;
  }

  // Starts over with other words than usual; the button is pressed, so that Gradio forgets the questions, too.
  function clear(words) {
    parting = words;
    find("#restart").click();
  }

  function mount({ element, trigger, props, watch }) {
    turns = element.querySelector(".turns");
    ask = (data) => trigger("click", data);
    watch("value", () => receive(props.value));
    const ready = new MutationObserver(prepare);
    ready.observe(find("gradio-app"), { childList: true, subtree: true });
    prepare();
    if (wanted) { askFor(wanted); wanted = null; }
  }

  // Known to this page alone: with it, and without it nobody, what was asked here can be deleted.
  const newToken = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  let conversation = newToken();

  // Resolves to how many questions the server has deleted; rejects where it could not.
  async function forget() {
    const response = await fetch("/api/v1/conversations/delete", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ conversation }),
    });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()).questions;
  }

  // What the server must know of this page with each question.
  const state = () => JSON.stringify({
    language: pageLanguage,
    chosen: new URLSearchParams(location.search).has("lang"),
    filters: window.chatFilters.chosen(),
    conversation,
    channel: new URLSearchParams(location.search).get("embed") === "1" ? "widget" : "page",
  });

  const lastTurn = () => turns?.querySelector(".turn:last-child");

  return { mount, failed, state, forget, clear, fill, length, say, lastTurn, texts };
})();
