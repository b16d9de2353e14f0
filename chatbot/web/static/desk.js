// What every page of the desk has.
//
//   desk.send(address, data, {method})   sends data as JSON (method POST) and returns what came back as JSON, or null: then what
//                                        went wrong has been told at the top of the page, and nothing on it is lost.
//                                        A conflict (409) is returned too, as {status: 409, ...}, for the caller to show.
//   desk.tell(text, {fault, link})       shows a message at the top of the page and has it read out; link: {href, text}
//   desk.clear()                         takes it away

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

  return { send, tell, clear };
})();
