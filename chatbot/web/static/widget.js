"use strict";
// Shows the chat in another site's page: a button that opens a panel, or in the page itself. Sets no cookie, stores
// nothing, and hears nothing of what is asked: the chat is a frame of its own origin, loaded when it is first shown.
(() => {
  const TEXTS = "$texts";
  const TAG = "socialtjansten-roster";
  const MESSAGE = "socialtjanstenRoster";
  const WAIT = 12000; // ms until a frame that says nothing counts as blocked
  const FULL = "(max-width: 30em), (max-height: 30em)";
  const DEFAULTS = ["#0e4a56", "#ffffff"];
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
  const warn = (words) => console.warn(`widget.js: ${words}`);

  // ---- what the attributes ask for ----

  function language(data) {
    const tag = (data.lang || document.documentElement.lang || "sv").toLowerCase().split("-")[0];
    return ["sv", "da", "nb", "nn", "no"].includes(tag) ? "sv" : "en";
  }

  function luminance(hex) {
    const digits = hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex;
    const [r, g, b] = [1, 3, 5].map((start) => {
      const part = parseInt(digits.slice(start, start + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  // Also what keeps an attribute's words out of the style sheet: only hexadecimal colours go on.
  function colours({ color, textColor }) {
    if (!color && !textColor) return DEFAULTS;
    const ground = color ?? DEFAULTS[0];
    const isHex = (value) => /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value);
    if (![ground, textColor ?? "#000"].every(isHex)) {
      warn("data-color and data-text-color take #rrggbb; the default colours are used.");
      return DEFAULTS;
    }
    const text = textColor ?? (contrast(ground, "#ffffff") >= 4.5 ? "#ffffff" : "#000000");
    const found = contrast(ground, text);
    if (found >= 4.5) return [ground, text];
    warn(`${text} on ${ground} has a contrast of ${found.toFixed(2)}:1, under 4.5:1; the default colours are used.`);
    return DEFAULTS;
  }

  function height(data) {
    const asked = Number(data.height ?? 640);
    if (asked >= 320 && asked <= 4000) return asked;
    warn("data-height takes 320 to 4000 (pixels); 640 is used.");
    return 640;
  }

  function address({ municipality, ...data }, isFrame) {
    const url = new URL("./", script.src);
    const wanted = { embed: isFrame && "1", lang: language(data), municipality };
    for (const [name, value] of Object.entries(wanted)) if (value) url.searchParams.set(name, value);
    return url;
  }

  // ---- looks: a constructed sheet needs no permission in the host's policy; !important outdoes the host's own rules ----

  function style(data, isInline) {
    const [ground, text] = colours(data);
    const side = data.position === "left" ? "left" : "right";
    const theme = ["light", "dark"].includes(data.theme) ? data.theme : "light dark";
    const place = isInline
      ? `display: block !important; height: ${height(data)}px !important;`
      : `display: block !important; position: fixed !important; z-index: 2147483647 !important;
         inset: auto !important; bottom: 1em !important; ${side}: 1em !important; overflow: visible !important;`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host { all: initial !important; color-scheme: ${theme} !important; font: medium/1.4 system-ui, sans-serif !important; ${place} }
      [hidden] { display: none !important; }
      button { box-sizing: border-box; min-height: 3em; padding: 0.5em 1.25em; border: 2px solid ${text}; border-radius: 1.5em;
        font: inherit; font-weight: 600; color: ${text}; background: ${ground}; cursor: pointer; }
      #open { box-shadow: 0 2px 12px rgb(0 0 0 / 30%); max-width: calc(100vw - 2em); }
      button:hover { text-decoration: underline; }
      :focus-visible { outline: 3px solid ${text}; outline-offset: -5px; }
      #panel:focus { outline: none; }
      #panel { box-sizing: border-box; display: flex; flex-direction: column; overflow: hidden; color: CanvasText; background: Canvas; }
      .over { position: fixed; ${side}: 1em; bottom: 5em; width: min(26em, 100vw - 2em); height: min(44em, 100dvh - 6em);
        border: 1px solid GrayText; border-radius: 1em; box-shadow: 0 8px 40px rgb(0 0 0 / 35%); }
      .inline { height: 100%; border: 1px solid GrayText; border-radius: 0.5em; }
      #bar { display: flex; align-items: center; justify-content: space-between; gap: 1em; padding: 0.25em 0.25em 0.25em 1em;
        font-weight: 600; color: ${text}; background: ${ground}; }
      #bar button { border-color: transparent; text-decoration: underline; }
      iframe { flex: 1; width: 100%; min-height: 0; border: 0; color-scheme: ${theme}; }
      #fault { margin: 1em; }
      #fault a { color: LinkText; }
      @media ${FULL} { .over { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; } .over:not([hidden]) ~ #open { visibility: hidden; } }
      @media print { :host { display: none !important; } }`);
    return sheet;
  }

  function make(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  class Roster extends HTMLElement {
    connectedCallback() {
      // A copy that the host's own script made of the element knows nothing; the script tag beside it makes another.
      if (!this.data) { this.remove(); return; }
      if (!this.shadowRoot) this.build();
      this.listening = new AbortController();
      const { signal } = this.listening;
      window.addEventListener("message", (event) => this.hear(event), { signal });
      if (this.isInline) return this.load();
      if (this.showPopover) { this.popover = "manual"; this.showPopover(); } // over everything, whatever holds it
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.defaultPrevented) this.close();
      }, { signal });
      // Over the whole of a small window nothing else is seen, so whoever goes on to the page behind sees it again.
      document.addEventListener("focusin", ({ target }) => {
        if (target !== this && matchMedia(FULL).matches) this.close();
      }, { signal });
    }

    disconnectedCallback() {
      this.listening?.abort();
      if (!this.shadowRoot) return;
      this.close();
      this.frame?.remove();
      this.frame = null;
    }

    build() {
      const { data, isInline } = this;
      const lang = language(data);
      const texts = TEXTS[lang];
      const label = data.label || texts.label;
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style(data, isInline)];
      const link = make("a", { href: address(data, false), target: "_blank", rel: "noopener" }, texts.instead);
      this.fault = make("p", { id: "fault", hidden: true }, `${texts.fault} `, link);
      const kind = isInline
        ? { className: "inline" }
        : { className: "over", role: "dialog", tabIndex: -1, hidden: true, "aria-labelledby": "title" };
      this.panel = make("div", { id: "panel", lang, ...kind }, this.fault);
      root.append(this.panel);
      if (isInline) return;
      const close = make("button", { type: "button", onclick: () => this.close() }, texts.close);
      this.panel.prepend(make("div", { id: "bar" }, make("span", { id: "title" }, label), close));
      const onclick = () => (this.panel.hidden ? this.open() : this.close());
      const state = { "aria-expanded": "false", "aria-controls": "panel" };
      this.button = make("button", { id: "open", type: "button", lang, onclick, ...state }, label);
      root.append(this.button);
    }

    load() {
      const url = address(this.data, true);
      this.origin = url.origin;
      this.isReady = false;
      this.frame = make("iframe", { title: TEXTS[language(this.data)].title, referrerPolicy: "no-referrer", allow: "clipboard-write" });
      if (this.isInline) this.frame.loading = "lazy";
      this.frame.onload = () => { this.tell("hello"); this.expect(); };
      if (!this.isInline) this.expect();
      this.frame.src = url.href;
      this.panel.append(this.frame);
    }

    expect() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.show(this.isReady), WAIT);
    }

    show(isWell) {
      this.fault.hidden = isWell;
      if (this.frame) this.frame.hidden = !isWell;
    }

    tell(type) {
      this.frame.contentWindow?.postMessage({ [MESSAGE]: type }, this.origin);
    }

    hear({ source, origin, data }) {
      if (!this.frame || source !== this.frame.contentWindow || origin !== this.origin) return;
      const type = data?.[MESSAGE];
      if (type === "close" && !this.isInline) this.close();
      if (type !== "ready") return;
      this.isReady = true;
      this.show(true);
      this.enter();
    }

    // From the panel, which has the focus while the chat loads, on into the chat; not if the visitor went elsewhere.
    enter() {
      if (this.isInline || !this.isReady || this.shadowRoot.activeElement !== this.panel) return;
      this.frame.focus({ preventScroll: true });
      this.tell("focus");
    }

    open() {
      if (!this.isConnected) document.body.append(this);
      if (this.isInline || !this.panel.hidden) return;
      this.panel.hidden = false;
      this.button.setAttribute("aria-expanded", "true");
      this.panel.focus({ preventScroll: true });
      if (!this.frame) this.load();
      this.enter();
    }

    close() {
      if (this.isInline || this.panel.hidden) return;
      const hadFocus = this.panel.contains(this.shadowRoot.activeElement);
      this.panel.hidden = true;
      this.button.setAttribute("aria-expanded", "false");
      if (hadFocus) this.button.focus({ preventScroll: true });
    }
  }

  // ---- where it stands ----

  function place() {
    const data = { ...script.dataset };
    const isInline = data.mode === "inline";
    const element = Object.assign(document.createElement(TAG), { data, isInline });
    if (!isInline) {
      if (roster.element?.isConnected) return;
      roster.element = element;
      document.body.append(element);
      return;
    }
    const target = data.target && document.querySelector(data.target);
    if (data.target && !target) warn(`there is no ${data.target}; the chat stands where its script does.`);
    if (target) { if (!target.querySelector(`:scope > ${TAG}`)) target.append(element); }
    else if (script.nextElementSibling?.localName !== TAG) script.after(element);
  }

  if (!customElements.get(TAG)) customElements.define(TAG, Roster);
  const roster = (window.SocialtjanstenRoster ??= {
    element: null,
    open() { this.element?.open(); },
    close() { this.element?.close(); },
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place, { once: true });
  else place();
})();
