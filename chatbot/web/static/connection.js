"use strict";

// Once its connection breaks, Gradio takes no more questions, and loads the page anew as soon as it can: the
// conversation would be lost. Told of a failure instead, it goes on, and the visitor may ask again.
window.chatConnection = (() => {
  const SILENCE = 40000; // the server gives a sign of life every 15 s
  const OVERLOADED = new Set([502, 503, 504]);
  const FAILURE = [{ msg: "unexpected_error", message: "lost", success: false }, { msg: "close_stream" }];
  const throughTheNetwork = window.fetch;
  let fault = "noConnection";

  // Rejects where nothing comes, and as soon as the browser says that there is no connection.
  function heard(promise) {
    return new Promise((resolve, reject) => {
      const lost = () => reject(new Error("no connection"));
      const timer = setTimeout(lost, SILENCE);
      addEventListener("offline", lost);
      promise.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        removeEventListener("offline", lost);
      });
    });
  }

  async function ask(resource, options) {
    fault = "noConnection";
    try {
      const response = await heard(throughTheNetwork(resource, options));
      if (response.ok) return response;
      if (response.status === 429) fault = "tooFast";
      else if (!OVERLOADED.has(response.status)) fault = "notAnswered";
    } catch {
      // Told below.
    }
    return new Response('{"detail": "unreachable"}', { status: 503, headers: { "Content-Type": "application/json" } });
  }

  // Returns whether the answer came to its end.
  async function pass(reader, send) {
    let rest = "";
    for (;;) {
      const { done, value } = await heard(reader.read());
      if (done) return false;
      const messages = (rest + value).split("\n\n");
      rest = messages.pop();
      for (const message of messages.map((text) => JSON.parse(text.slice("data:".length)))) {
        if (message.session_not_found) return false; // the server was started anew since the question was sent
        if (message.success === false) fault = "notAnswered";
        send(message);
        if (message.msg === "close_stream") return true;
      }
    }
  }

  async function listen(resource, options) {
    const response = await throughTheNetwork(resource, options).catch(() => null);
    const reader = response?.ok ? response.body.pipeThrough(new TextDecoderStream()).getReader() : null;
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      async start(controller) {
        const send = (message) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(message)}\n\n`));
        const isWhole = reader !== null && await pass(reader, send).catch(() => false);
        try {
          if (!isWhole) FAILURE.forEach(send);
          controller.close();
        } catch {
          // Nobody listens any more.
        }
        reader?.cancel().catch(() => {});
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  }

  window.fetch = (resource, options) => {
    const address = String(resource.url ?? resource);
    if (address.includes("/gradio_api/queue/join")) return ask(resource, options);
    return address.includes("/gradio_api/queue/data") ? listen(resource, options) : throughTheNetwork(resource, options);
  };

  return { fault: () => fault };
})();
