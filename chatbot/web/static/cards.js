"use strict";

// What a visitor does with a quote: copy it, its address, have it read out, see its receipt.
(() => {
  const VOICES = 2000;
  const { say, texts } = window.chatPage;
  const words = texts.actions;
  const speech = window.speechSynthesis;
  let reading = null;

  if (!speech) document.documentElement.classList.add("mute");

  // What was done stays to be read, and is announced once.
  function tell(card, text) {
    const line = card.querySelector(".done");
    line.textContent = text;
    line.hidden = false;
    say(text);
  }

  function fold(button, isOpen) {
    button.setAttribute("aria-expanded", String(isOpen));
    return isOpen;
  }

  const isFolded = (button) => button.getAttribute("aria-expanded") === "false";

  // ---- is it still there? ----

  async function published(card) {
    try {
      const response = await fetch(`/api/v1/quotes/${encodeURIComponent(card.dataset.quote)}`);
      const cards = cardsOf(card.dataset.quote);
      if (response.status === 404) cards.forEach((one) => withdraw(one, words.gone));
      else if (response.ok) {
        const quote = await response.json();
        if (saidBy(quote) === JSON.stringify(JSON.parse(card.dataset.saidBy))) {
          return quote.text === card.querySelector(".words").textContent;
        }
        cards.forEach((one) => withdraw(one, words.corrected));
      }
    } catch {
      // Without a connection it is not known.
    }
    return null;
  }

  const saidBy = ({ speakers, municipality }) =>
    JSON.stringify([speakers.map(({ name, role }) => [name, role]), municipality]);

  const cardsOf = (quote) => document.querySelectorAll(`figure[data-quote="${CSS.escape(quote)}"]`);

  // Words under a name that has turned out wrong are as little to be shown as those of somebody who withdrew.
  function withdraw(card, why) {
    if (card.classList.contains("gone")) return;
    if (reading && card.contains(reading)) stop();
    const hadFocus = card.contains(document.activeElement);
    const line = document.createElement("p");
    line.textContent = why;
    line.tabIndex = -1;
    card.replaceChildren(line);
    card.classList.add("gone");
    if (hadFocus) line.focus();
    say(why);
  }

  // ---- the clipboard ----

  async function put(text, html) {
    const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
    if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
    try {
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
      return true;
    } catch {
      byHand(text);
      return false;
    }
  }

  function byHand(text) {
    const dialog = document.getElementById("by-hand");
    const area = dialog.querySelector("textarea");
    area.value = text;
    if (!dialog.open) dialog.showModal();
    area.focus();
    area.select();
  }

  function addressOf(card) {
    const { origin, pathname } = new URL(card.querySelector("[data-do=context]").href);
    return origin + pathname;
  }

  // With the quote's own address, which leads back to it where the article has none.
  async function copy(card) {
    const { content, innerHTML } = card.querySelector(".reference");
    const link = document.createElement("a");
    link.href = link.textContent = addressOf(card);
    if (await put(`${content.textContent} ${link.href}`, `${innerHTML} <p>${link.outerHTML}</p>`)) tell(card, words.copied);
  }

  async function copyLink(card) {
    if (await put(addressOf(card))) tell(card, words.link_copied);
  }

  // ---- reading aloud ----

  // Only a voice of the device: any other sends the words to another host.
  const swedish = () => speech.getVoices().find((voice) => voice.localService && /^sv([-_]|$)/i.test(voice.lang));

  async function findVoice() {
    if (speech.getVoices().length > 0) return swedish();
    await new Promise((resolve) => {
      speech.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, VOICES);
    });
    return swedish();
  }

  function stop() {
    if (!reading) return;
    reading.textContent = reading.dataset.name;
    reading.classList.remove("reading");
    reading = null;
    speech.cancel();
  }

  // A sentence at a time: some browsers stop in the middle of what is long.
  function sentences(text) {
    if (!Intl.Segmenter) return [text];
    return [...new Intl.Segmenter("sv", { granularity: "sentence" }).segment(text)].map((part) => part.segment);
  }

  async function listen(card, button) {
    const again = reading === button;
    stop();
    if (again) return;
    button.dataset.name = button.textContent;
    reading = button;
    const voice = await findVoice();
    if (reading !== button) return;
    if (!voice) {
      reading = null;
      tell(card, words.no_voice);
      return;
    }
    button.textContent = words.stop;
    button.classList.add("reading");
    const said = [...sentences(card.querySelector(".words").textContent), button.dataset.saidBy].map((text) =>
      Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }));
    const end = () => { if (reading === button) stop(); };
    said.at(-1).onend = end;
    for (const utterance of said) {
      utterance.onerror = end;
      speech.speak(utterance);
    }
  }

  addEventListener("pagehide", stop);

  // ---- the receipt ----

  async function receipt(card, button) {
    const panel = card.querySelector(".proof");
    panel.hidden = !fold(button, isFolded(button));
    if (panel.hidden) return;
    const now = panel.querySelector(".now");
    now.textContent = words.checking;
    const isSame = await published(card);
    if (!panel.isConnected) return;
    now.textContent = isSame ? words.checked : words.not_checked;
    say(now.textContent);
  }

  // ---- which of them ----

  const actions = {
    copy,
    listen,
    receipt,
    link: copyLink,
    more: (_, button) => fold(button, isFolded(button)),
    rate: (card, button) => { card.querySelector(".rating").hidden = !fold(button, isFolded(button)); },
    context: () => {},
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-do], #restart");
    if (!pressed) return;
    if (pressed.id === "restart") { stop(); return; }
    if (event.detail > 1) { event.preventDefault(); return; } // the second press of a double click
    const card = pressed.closest("figure");
    actions[pressed.dataset.do](card, pressed);
    if (["copy", "link", "listen", "context", "rate"].includes(pressed.dataset.do)) published(card);
  });
})();
