// The progress of a trial, kept up to date while it runs; then the page is read anew.

(() => {
  const SECONDS = 3;
  const place = document.querySelector("[data-progress]");
  if (!place) return;

  async function look() {
    let state;
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      state = await answer.json();
    } catch {
      setTimeout(look, SECONDS * 1000);
      return;
    }
    const status = place.querySelector("[role=status]");
    if (status.textContent !== state.told) status.textContent = state.told;
    if (!state.running) {
      // Nothing is written on the page but the admin's number; whoever is at it goes on, and follows the link later.
      if (!document.activeElement?.matches("input")) location.replace(place.querySelector("a").href);
      return;
    }
    const bar = place.querySelector("progress");
    bar.max = state.of || 1;
    bar.value = state.done;
    setTimeout(look, SECONDS * 1000);
  }

  setTimeout(look, SECONDS * 1000);
})();
