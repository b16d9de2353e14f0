"use strict";

// The chat inside another site's page (widget.js): it says that it is there, takes the focus when the panel is opened,
// and asks to be closed on Escape. Nothing else leaves this frame.
(() => {
  const MESSAGE = "socialtjanstenRoster";
  const { hosts, newTab } = JSON.parse(document.getElementById("page-texts").textContent);
  const isAllowed = (origin) => origin === location.origin || hosts.includes(origin) || hosts.includes("*");
  const find = (selector) => document.querySelector(selector);
  let host = null;

  const tell = (type) => { if (host) window.parent.postMessage({ [MESSAGE]: type }, host); };

  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || source === window || !isAllowed(origin)) return;
    if (data?.[MESSAGE] === "hello") { host = origin; tell("ready"); }
    if (data?.[MESSAGE] === "focus") focusQuestion();
  });

  // A phone's keyboard would cover what the chat is; the box waits until it is pressed.
  function focusQuestion() {
    if (matchMedia("(pointer: coarse)").matches) { find("h1").focus({ preventScroll: true }); return; }
    const focusBox = () => {
      const box = find("#question textarea");
      box?.focus({ preventScroll: true });
      return Boolean(box);
    };
    if (focusBox()) return;
    const coming = new MutationObserver(() => { if (focusBox()) coming.disconnect(); });
    coming.observe(find("gradio-app"), { childList: true, subtree: true });
  }

  // Escape closes what is open inside first: a dialog, a word that is being composed.
  let wasOpen = false;
  const isOpen = () => Boolean(find("dialog[open], :popover-open"));
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") wasOpen = isOpen(); }, true);
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !wasOpen && !event.isComposing && !event.defaultPrevented) tell("close");
  });

  // No link may put another page into the frame.
  function openOutside(link) {
    Object.assign(link, { target: "_blank", rel: "noopener noreferrer" });
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.textContent = ` (${newTab})`;
    link.append(said);
  }
  const openAll = () => document.querySelectorAll('a[href]:not([href^="#"], [target])').forEach(openOutside);
  new MutationObserver(openAll).observe(document.body, { childList: true, subtree: true });
  openAll();
})();
