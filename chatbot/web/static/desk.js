// What every page of the desk has.
//
//   desk.send(address, data, {method})   sends data as JSON (method POST) and returns what came back as JSON, or null: then what
//                                        went wrong has been told at the top of the page, and nothing on it is lost.
//                                        A conflict (409) is returned too, as {status: 409, ...}, for the caller to show.
//   desk.tell(text, {fault, link})       shows a message at the top of the page and has it read out; link: {href, text}
//   desk.clear()                         takes it away
//   desk.renew(ids, address)             reads the page again and exchanges these elements, but for those that are still being
//                                        made and those in which somebody writes; returns the ids of what was exchanged, or
//                                        null where the page could not be read. The focus stays; each new element is told of
//                                        by the event desk:renewed.
//
// An element with data-making names by it the element that is being made, and with data-made says that it is there.

const desk = (() => {
  const swedish = document.documentElement.lang === "sv";
  const texts = swedish
    ? {
        lost: "Servern svarar inte. Ingenting är sparat än, och det du har skrivit står kvar. Försök igen om en stund.",
        signIn: "Logga in i en ny flik",
      }
    : {
        lost: "The server does not answer. Nothing is saved yet, and what you have written is still here. Try again in a while.",
        signIn: "Sign in in a new tab",
      };

  function clear() {
    document.getElementById("told")?.replaceChildren();
  }

  function tell(text, { fault = false, link = null } = {}) {
    let place = document.getElementById("told");
    if (!place) {
      place = document.createElement("div");
      place.id = "told";
      document.querySelector("main").prepend(place);
    }
    const said = document.createElement("p");
    said.className = fault ? "message fault" : "message";
    said.setAttribute("role", fault ? "alert" : "status");
    place.replaceChildren(said);
    said.append(text);
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link.href, target: "_blank", rel: "noopener", textContent: link.text });
      said.append(" ", anchor);
    }
    if (fault) place.scrollIntoView({ block: "nearest" });
  }

  async function send(address, data, { method = "POST" } = {}) {
    let answer, body;
    try {
      answer = await fetch(address, {
        method,
        headers: { Accept: "application/json", "Content-Type": "application/json" },
        body: data === undefined ? undefined : JSON.stringify(data),
      });
      body = await answer.json();
    } catch {
      tell(texts.lost, { fault: true });
      return null;
    }
    if (answer.ok) {
      clear();
      return body;
    }
    if (answer.status === 409) return { ...body, status: 409 };
    const signIn = { href: `/granska/logga-in?lang=${document.documentElement.lang}`, text: texts.signIn };
    tell(body?.error?.message ?? texts.lost, { fault: true, link: answer.status === 401 ? signIn : null });
    return null;
  }

  async function renew(ids, address) {
    let made;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return null;
      made = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return null;
    }
    return ids.filter((id) => {
      const [old, now] = [document, made].map((page) => page.getElementById(id));
      if (!old || !now || now.querySelector(`[data-making="${id}"]`) || isWritten(old)) return false;
      exchange(old, document.adoptNode(now));
      return true;
    });
  }

  function isWritten(element) {
    const fields = [...element.querySelectorAll("input, textarea, select")];
    return fields.some((field) => field === document.activeElement || (field.defaultValue ?? field.value) !== field.value);
  }

  function exchange(old, now) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const told = old.querySelector("#told");
    old.replaceWith(now);
    if (told) now.prepend(told);
    if (focused) {
      const target = (focused.id && document.getElementById(focused.id)) || now.querySelector("h1, h2, h3");
      if (target && target.tabIndex < 0) target.tabIndex = -1;
      target?.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("desk:renewed", { detail: now }));
  }

  return { send, tell, clear, renew };
})();

(() => {
  const SECONDS = 3;
  const inMaking = () => [...document.querySelectorAll("[data-making]")];

  async function look() {
    const words = new Map(inMaking().map((place) => [place.dataset.making, place.dataset.made]));
    const made = await desk.renew([...words.keys()], inMaking()[0].querySelector("a").href);
    if (made?.length) desk.tell(made.map((id) => words.get(id)).join(" "));
    if (made && inMaking().length) setTimeout(look, SECONDS * 1000);
  }

  if (inMaking().length) setTimeout(look, SECONDS * 1000);
})();
