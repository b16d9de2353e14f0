"use strict";

// What the server keeps of a visit: ratings, which can be changed and taken back, and how all of it is deleted.
(() => {
  const { clear, fill, forget: askToForget, length, say, texts } = window.chatPage;
  const words = texts.keeping;
  const busy = new WeakSet();
  const WAITING = 202; // taken, but the database cannot be written to

  // Returns the status; 0 without a connection.
  async function post(rating) {
    try {
      const headers = { "Content-Type": "application/json" };
      return (await fetch("/api/v1/ratings", { method: "POST", headers, body: JSON.stringify(rating) })).status;
    } catch {
      return 0;
    }
  }

  // ---- ratings ----

  const chosen = (panel) => panel.querySelector('.kind[aria-pressed="true"]');
  const box = (panel) => panel.querySelector("textarea");

  function tell(panel, text, isFault) {
    const line = panel.querySelector(".said");
    line.textContent = text;
    line.hidden = false;
    line.classList.toggle("notice", isFault);
    say(text);
  }

  const done = (status, text) => (status === WAITING ? words.waiting : text);
  const explain = (status) => ({ 404: words.unknown, 429: words.many })[status] ?? words.failed;

  async function send(panel, kind, comment) {
    if (busy.has(panel)) return 0;
    busy.add(panel);
    const { answer, about } = panel.dataset;
    const rating = { answer, kind: kind || null, ...(about && { quote: about }), ...(comment && { comment }) };
    const status = await post(rating);
    busy.delete(panel);
    if (status === 200 || status === WAITING) return status;
    tell(panel, explain(status), true);
    return 0;
  }

  async function rate(panel, button) {
    const kind = button.dataset.rate;
    const before = chosen(panel);
    const isBack = !kind || button === before;
    const status = await send(panel, isBack ? null : kind, isBack ? "" : panel.dataset.comment);
    if (!status) return;
    before?.setAttribute("aria-pressed", "false");
    panel.querySelector("form").hidden = isBack;
    if (isBack) {
      box(panel).value = "";
      delete panel.dataset.comment;
      if (!kind) before?.focus();
    } else {
      button.setAttribute("aria-pressed", "true");
    }
    tell(panel, done(status, isBack ? words.taken_back : words.thanks), false);
  }

  async function comment(panel) {
    const text = box(panel).value.trim();
    if (length(text) > words.limit) {
      tell(panel, fill(words.long, { length: length(text), limit: words.limit }), true);
      box(panel).focus();
      return;
    }
    const status = await send(panel, chosen(panel).dataset.rate, text);
    if (!status) return;
    panel.dataset.comment = text;
    tell(panel, done(status, text ? words.thanks_for_comment : words.thanks), false);
  }

  // ---- deletion ----

  async function forget(dialog) {
    if (busy.has(dialog)) return;
    busy.add(dialog);
    const notice = dialog.querySelector(".notice");
    notice.textContent = "";
    try {
      await askToForget();
      dialog.close();
      clear(words.forgotten);
    } catch {
      notice.textContent = words.not_forgotten;
    }
    busy.delete(dialog);
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-rate], [data-forget], #forget");
    if (!pressed || event.detail > 1) return;
    const dialog = document.getElementById("forget-dialog");
    if (pressed.id === "forget") {
      if (document.body.classList.contains("busy")) return; // what is being answered now would be kept
      dialog.querySelector(".notice").textContent = "";
      dialog.showModal();
    } else if ("forget" in pressed.dataset) {
      forget(dialog);
    } else {
      rate(pressed.closest(".rating"), pressed);
    }
  });

  document.addEventListener("submit", (event) => {
    const panel = event.target.closest(".rating");
    if (!panel) return;
    event.preventDefault();
    comment(panel);
  });
})();
