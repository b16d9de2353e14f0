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

  // ---- a file that is too large is told before it is sent ----

  const file = document.querySelector("input[type=file][data-limit]");
  file?.addEventListener("change", () => {
    const isTooLarge = [...file.files].some((each) => each.size > Number(file.dataset.limit));
    file.setCustomValidity(isTooLarge ? file.dataset.tooLarge : "");
    file.reportValidity();
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
