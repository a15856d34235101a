// The wire: the four calls of the protocol (docs/delivery.md). A call never throws: status 0 means no answer.

const PATIENCE_MS = 6000;

export class Wire {
  constructor(attempt) {
    this.base = `/api/attempts/${attempt}`;
    this.token = "";
  }

  lease(held) { return this.call("lease", held ? { held } : {}); }
  events(body) { return this.call("events", body); }
  submit(body) { return this.call("submit", body); }
  clock() { return this.call("clock"); }

  // { status, body, sent, received }: the last two are performance.now() around the call.
  async call(name, body) {
    const sent = performance.now();
    const giveUp = new AbortController();
    const patience = setTimeout(() => giveUp.abort(), PATIENCE_MS);
    try {
      const reply = await fetch(`${this.base}/${name}`, {
        method: body ? "POST" : "GET",
        body: body && JSON.stringify(body),
        headers: { "X-Attempt-Token": this.token, ...(body && { "Content-Type": "application/json" }) },
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        keepalive: name === "events",
        signal: giveUp.signal,
      });
      const answer = await reply.json();
      if (answer.token) this.token = answer.token;
      return { status: reply.status, body: answer, sent, received: performance.now() };
    } catch {
      return { status: 0, body: {}, sent, received: performance.now() };
    } finally {
      clearTimeout(patience);
    }
  }
}
