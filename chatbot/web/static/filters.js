"use strict";

// Filters: chosen in a panel, shown as chips beside the question box, sent along with each question.
window.chatFilters = (() => {
  const NAMES = ["municipality", "role", "area", "year_from", "year_to"];
  const panel = document.querySelector("#filters");
  if (!panel) return { chosen: () => ({}), remove() {}, show() {} };
  const texts = JSON.parse(document.getElementById("filter-texts").textContent);
  const select = (name) => panel.querySelector(`[name=${name}]`);
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (text) => window.chatPage.say(text);
  let before = "";

  function chosen() {
    const given = NAMES.map((name) => [name, select(name).value]).filter(([, value]) => value);
    return Object.fromEntries(given);
  }

  function label(name) {
    const words = select(name).selectedOptions[0].dataset.label;
    return { year_from: `${texts.yearFrom} ${words}`, year_to: `${texts.yearTo} ${words}` }[name] ?? words;
  }

  function make(tag, text, attributes) {
    const made = document.createElement(tag);
    made.textContent = text;
    Object.assign(made, attributes);
    return made;
  }

  // ---- the chips ----

  function opener() {
    const open = make("button", texts.heading, { type: "button", id: "filter-open" });
    open.dataset.open = "filters";
    open.setAttribute("aria-haspopup", "dialog");
    return open;
  }

  function show() {
    const bar = document.querySelector("#filter-bar");
    if (!bar) return;
    const open = bar.querySelector("#filter-open") ?? opener();
    const chips = document.createElement("ul");
    chips.setAttribute("aria-label", texts.chosen);
    for (const name of Object.keys(chosen())) {
      const chip = make("button", label(name), { type: "button", className: "chip" });
      chip.dataset.unfilter = name;
      chip.setAttribute("aria-label", fill(texts.remove, { label: label(name) }));
      const item = document.createElement("li");
      item.append(chip);
      chips.append(item);
    }
    // The button stays, so that focus may come back to it.
    for (const other of [...bar.children]) if (other !== open) other.remove();
    bar.append(...(open.parentElement ? [] : [open]), ...(chips.childElementCount ? [chips] : []));
  }

  // After an answer the same question may be asked again, under the new choice.
  function offer() {
    const last = window.chatPage.lastTurn();
    if (!last?.dataset.again) return;
    const again = make("button", texts.askAgain, { type: "button", id: "ask-again" });
    again.dataset[last.dataset.compared ? "compare" : "ask"] = last.dataset.again;
    document.querySelector("#filter-bar").append(again);
  }

  // ---- the panel ----

  async function count() {
    const given = JSON.stringify(chosen());
    const query = new URLSearchParams({ ...chosen(), language: document.documentElement.lang });
    try {
      const response = await fetch(`/api/v1/filters?${query}`);
      if (!response.ok || given !== JSON.stringify(chosen())) return;
      write(await response.json());
    } catch {
      // The numbers stay as they were; what is chosen applies all the same.
    }
  }

  function write(counts) {
    for (const name of NAMES) {
      const field = select(name);
      const offered = new Map(counts[name.startsWith("year") ? "year" : name].map((one) => [one.value, one]));
      const kept = field.selectedOptions[0];
      if (kept.value && !offered.has(kept.value)) {
        offered.set(kept.value, { value: kept.value, label: kept.dataset.label, quotes: 0 });
      }
      const options = [...offered.values()].map((one) => {
        const text = fill(texts.counted, { label: one.label, count: one.quotes });
        const option = make("option", text, { value: one.value, selected: one.value === kept.value });
        option.dataset.label = one.label;
        return option;
      });
      field.replaceChildren(make("option", texts.any, { value: "", selected: !kept.value }), ...options);
    }
    const left = fill(texts.left, { count: counts.quotes });
    const line = panel.querySelector(".left");
    if (line.textContent !== left) line.textContent = left;
  }

  function change(event) {
    if (event.target === select("municipality")) document.querySelector(".preset")?.remove();
    const [from, to] = [select("year_from"), select("year_to")];
    if (from.value && to.value && from.value > to.value) {
      if (event.target === from) to.value = from.value;
      else from.value = to.value;
    }
    show();
    count();
  }

  function clear(names) {
    if (names.includes("municipality")) document.querySelector(".preset")?.remove();
    for (const name of names) select(name).value = "";
    show();
    count();
  }

  function remove(facet) {
    clear(NAMES.filter((name) => facet === "all" || name.split("_")[0] === facet || name === facet));
  }

  panel.addEventListener("change", change);
  panel.addEventListener("close", () => {
    if (JSON.stringify(chosen()) === before) return;
    offer();
    say(Object.keys(chosen()).length ? texts.changed : texts.cleared);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.open === "filters") {
      before = JSON.stringify(chosen());
      count();
    } else if (button.dataset.clear === "filters") {
      clear(NAMES);
    } else if (button.dataset.unfilter) {
      const words = label(button.dataset.unfilter);
      remove(button.dataset.unfilter);
      offer();
      document.querySelector("#filter-open").focus();
      say(fill(texts.removed, { label: words }));
    }
  });

  return { chosen, remove, show };
})();
