// The paper: its questions, what is chosen, and where each answer is: none, memory, local (this device), server.

const NOTHING = { options: [], state: "none", epoch: 0, seq: 0, at: null };

export class Paper {
  constructor(paper) {
    this.items = paper.items;
    this.seal = paper.seal;
    this.answers = new Map();
    this.marked = new Set();
  }

  answer(item) { return this.answers.get(item) ?? NOTHING; }

  // What the server holds, at the start or after signing in again; never replaces something newer.
  restore(answers) {
    for (const one of answers) {
      if (newer(one, this.answer(one.item))) {
        this.answers.set(one.item, { options: one.options, state: "server", epoch: one.epoch, seq: one.seq, at: Date.parse(one.at) });
      }
    }
  }

  put(event, state) {
    if (newer(event, this.answer(event.item))) {
      this.answers.set(event.item, { options: event.response, state, epoch: event.epoch, seq: event.seq, at: null });
    }
  }

  // Moves an answer on, if it is still the one meant.
  settle(event, state, at = null) {
    const held = this.answer(event.item);
    if (held.epoch === event.epoch && held.seq === event.seq) this.answers.set(event.item, { ...held, state, at });
  }

  // The choice after pressing an option: another one for single, added or taken away for multiple.
  pressed(item, option) {
    const chosen = this.answer(item.id).options;
    if (item.type !== "multiple") return [option];
    return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort();
  }

  isAnswered(item) { return this.answer(item.id).options.length > 0; }

  isLocal(item) { return ["memory", "local"].includes(this.answer(item.id).state); }

  counts() {
    const local = this.items.filter((item) => this.isLocal(item)).length;
    const server = this.items.filter((item) => this.isAnswered(item) && !this.isLocal(item)).length;
    const none = this.items.filter((item) => !this.isAnswered(item) && !this.isLocal(item)).length;
    return { server, local, none, all: this.items.length };
  }

  sections() {
    const found = new Map();
    this.items.forEach((item, place) => {
      found.set(item.type, [...(found.get(item.type) ?? []), { item, place }]);
    });
    return [...found];
  }
}

function newer(one, held) {
  return one.epoch > held.epoch || (one.epoch === held.epoch && one.seq > held.seq);
}
