// The page of one answer: keys for everything, and nothing that was typed is lost.

(() => {
  const form = document.getElementById("case");
  if (!form) return;
  const data = JSON.parse(document.getElementById("case-data").textContent);
  const panel = document.getElementById("keys");
  const heading = document.querySelector("main h1");
  const items = () => [...form.querySelectorAll("[data-item]")].filter((item) => !item.closest("details:not([open])"));
  const at = () => document.activeElement.closest("[data-item]") ?? form.querySelector("[data-at]");
  let dirty = false;
  let hasKeys = data.hasKeys;

  // ---- what is unsaved ----

  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("change", () => (dirty = true));
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  function fields() {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      if (name in values) values[name] = [values[name], value].flat();
      else values[name] = value;
    }
    return values;
  }

  async function save() {
    const button = form.querySelector("button.primary");
    if (!button || button.disabled) return;
    button.disabled = true;
    const answer = await desk.send(form.getAttribute("action"), fields());
    button.disabled = false;
    if (!answer) return;
    dirty = false;
    if (answer.status === 409) form.submit(); // the page that comes shows both, with everything that was typed
    else location.assign(answer.next);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });

  // ---- keys ----

  function go(to) {
    if (!to) return;
    form.querySelector("[data-at]")?.removeAttribute("data-at");
    to.setAttribute("data-at", "");
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = items();
    const now = all.indexOf(at());
    go(now < 0 ? all[by > 0 ? 0 : all.length - 1] : all[now + by]);
  }

  function choose(radio) {
    if (!radio || radio.disabled || radio.matches(":disabled")) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    desk.tell(`${radio.closest("fieldset").querySelector("legend").textContent} ${radio.nextElementSibling.textContent}`);
  }

  function label(key) {
    const item = at() ?? items()[0];
    if (item?.dataset.item === "quote") {
      go(item);
      choose(item.querySelectorAll(".labels input")[Number(key)]);
    } else if (key === "1") tick();
  }

  function tick() {
    const box = at()?.querySelector("input[type=checkbox]");
    if (!box || box.disabled) return;
    box.click();
    desk.tell(`${box.checked ? "☑" : "☐"} ${box.nextElementSibling.textContent}`);
  }

  function kind(value) {
    choose(form.querySelector(`[name=kind][value=${value}]`));
  }

  function toggle(details, focus) {
    if (!details) return;
    const held = details.contains(document.activeElement);
    details.open = !details.open;
    if (details.open || held) details.querySelector((details.open && focus) || "summary")?.focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: tick,
    a: () => toggle((at() ?? items()[0])?.querySelector("[data-place]")),
    o: () => toggle(document.getElementById("candidates"), "[data-item]"),
    r: () => kind("right"),
    v: () => kind("should_refuse"),
    b: () => kind("should_answer"),
    c: () => document.getElementById("comment").focus(),
    s: save,
    h: () => document.getElementById("skip").click(),
    "?": () => toggle(panel),
  };
  for (const digit of "0123456") keys[digit] = () => label(digit);

  const writes = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
      return;
    }
    if (event.key === "Escape" && event.target.id === "comment") {
      go(at() ?? items()[0]);
      return;
    }
    if (!hasKeys || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writes(event.target)) return;
    const does = keys[event.key.toLowerCase()];
    if (!does) return;
    event.preventDefault();
    does();
  });

  // ---- the keys can be switched off; the address remembers it, and gives it to the pages that come ----

  const button = document.getElementById("switch-keys");

  function withKeys(address) {
    const changed = new URL(address, location.href);
    if (hasKeys) changed.searchParams.delete("keys");
    else changed.searchParams.set("keys", "off");
    return changed.pathname + changed.search;
  }

  function showKeys() {
    button.textContent = hasKeys ? data.off : data.on;
    document.body.classList.toggle("no-keys", !hasKeys);
  }

  button.addEventListener("click", () => {
    hasKeys = !hasKeys;
    showKeys();
    history.replaceState(null, "", withKeys(location.href));
    form.setAttribute("action", withKeys(form.getAttribute("action")));
    for (const link of document.querySelectorAll("#skip, a[data-keep]")) link.href = withKeys(link.href);
  });

  panel.hidden = false;
  showKeys();

  // ---- where one is after a save ----

  heading.tabIndex = -1;
  const told = [...document.querySelectorAll("#told > .message")].map((said) => said.textContent).join(" ");
  if (told && !document.querySelector("#told > .fault")) desk.tell(told); // said by the server before anybody listened
  if (told || new URLSearchParams(location.search).has("said")) heading.focus();
})();
