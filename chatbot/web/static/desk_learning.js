// The progress of a trial, kept up to date while it runs; then the page's content is exchanged for what has come of it.

(() => {
  const SECONDS = 3;
  const TOLD_EACH = 0.25; // of the questions: whoever listens is not to hear every number
  let told = 0;

  async function look() {
    const place = document.querySelector("[data-progress]");
    let state;
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      state = await answer.json();
    } catch {
      setTimeout(look, SECONDS * 1000);
      return;
    }
    if (!state.running) {
      await desk.renew([document.querySelector("main").id], place.querySelector("a").href); // not what somebody writes in; there the link does it
      desk.tell(state.told);
      return;
    }
    place.querySelector(".told").textContent = state.told;
    const bar = place.querySelector("progress");
    bar.max = state.of || 1;
    bar.value = state.done;
    if (bar.position >= told + TOLD_EACH) {
      told = bar.position - (bar.position % TOLD_EACH);
      place.querySelector("[role=status]").textContent = state.told;
    }
    setTimeout(look, SECONDS * 1000);
  }

  if (document.querySelector("[data-progress]")) setTimeout(look, SECONDS * 1000);
})();
