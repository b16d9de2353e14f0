// Articles as they were read, and their drafts: the index is followed while it builds, what waits is reached by keys.

(() => {
  document.documentElement.classList.add("scripted");

  // ---- the index while it builds ----

  const state = document.querySelector(".index-state[data-follow]");
  async function follow() {
    let now;
    try {
      const answer = await fetch(state.dataset.follow, { headers: { Accept: "application/json" } });
      now = answer.ok ? await answer.json() : null;
    } catch {
      now = null; // the server is gone for a moment: asked again
    }
    const told = state.querySelector("[role=status]");
    if (now && told.textContent !== now.text) told.textContent = now.text;
    if (now && now.phase !== "building") {
      state.dataset.phase = now.phase;
      state.classList.toggle("fault", now.phase === "failed");
      return;
    }
    setTimeout(follow, 1000);
  }
  if (state) setTimeout(follow, 500);

  // ---- a page of something that is going on: its content is renewed until it is done ----

  async function renew() {
    try {
      const answer = await fetch(location.href);
      const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      const main = document.querySelector("main");
      if (answer.ok && now && now.innerHTML !== main.innerHTML) main.replaceChildren(...now.childNodes);
    } catch {
      // The server is gone for a moment: asked again.
    }
    if (document.querySelector("[data-reload]")) setTimeout(renew, 2000);
  }
  if (document.querySelector("[data-reload]")) setTimeout(renew, 1000);

  // ---- a file that is too large is told before it is sent ----

  const file = document.querySelector("input[type=file][data-limit]");
  file?.addEventListener("change", () => {
    const isTooLarge = [...file.files].some((each) => each.size > Number(file.dataset.limit));
    file.setCustomValidity(isTooLarge ? file.dataset.tooLarge : "");
    file.reportValidity();
  });

  // ---- which words: by the mouse, by buttons, by numbers ----

  const form = document.querySelector(".correction");
  const shown = form?.querySelector(".choose-words");
  const first = form?.querySelector("#first");
  const last = form?.querySelector("#last");

  function mark() {
    for (const word of shown.children) {
      const number = Number(word.dataset.word);
      word.classList.toggle("chosen", Number(first.value) <= number && number <= Number(last.value));
    }
  }

  function step(input, by) {
    input.value = Math.min(Number(input.max), Math.max(1, Number(input.value) + by));
    mark();
  }

  function wordAt(node) {
    return (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-word]");
  }

  if (shown) {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (button) step(form.elements[button.dataset.of], Number(button.dataset.step));
    });
    form.addEventListener("input", mark);
    shown.addEventListener("mouseup", () => {
      const chosen = getSelection();
      if (chosen.isCollapsed || !shown.contains(chosen.anchorNode) || !shown.contains(chosen.focusNode)) return;
      const range = chosen.getRangeAt(0);
      const from = wordAt(range.startContainer);
      const to = wordAt(range.endContainer);
      if (!from || !to) return;
      // A selection may end right before the first letter of the word after it.
      const ends = to !== from && range.endOffset === 0 ? to.previousElementSibling : to;
      first.value = from.dataset.word;
      last.value = ends.dataset.word;
      mark();
    });
    if (location.hash === "#ratta" || form.querySelector("[role=alert], [role=status]")) form.querySelector("h4").focus();
    form.querySelector("#new_name").addEventListener("input", (event) => {
      if (event.target.value) form.querySelector("[name=speaker][value='+']").checked = true;
    });
  }

  // ---- what was chosen is not left without a question ----

  let isDirty = false;
  for (const each of document.querySelectorAll(".correction, [data-keeps]")) {
    each.addEventListener("input", () => { isDirty = true; });
    each.addEventListener("submit", () => { isDirty = false; });
  }
  addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });

  // ---- keys: N next that waits, P previous, E correct ----

  const notes = [...document.querySelectorAll(".note")];
  const waits = notes.filter((note) => note.dataset.waits !== undefined);

  function go(step) {
    const from = notes.indexOf(document.activeElement.closest?.(".note") ?? document.querySelector(".note:target"));
    const place = (note) => notes.indexOf(note);
    const next = step > 0 ? waits.find((note) => place(note) > from) ?? waits[0] : waits.findLast((note) => place(note) < from) ?? waits.at(-1);
    next?.focus();
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "n") go(1);
    else if (key === "p") go(-1);
    else if (key === "e") (event.target.closest(".note") ?? document.querySelector(".note:target"))?.querySelector("a.correct")?.click();
  });
})();
