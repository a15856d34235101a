// The player: an answer goes to the journal, then to the wire, and counts as saved when the server says so.

import { Clock, spoken } from "./clock.js";
import { Journal, genesis, link } from "./journal.js";
import { Paper } from "./paper.js";
import { askSignIn as asked, listen } from "./keys.js";
import { View } from "./view.js";
import { Wire } from "./wire.js";

const BATCH = 100;
const LOUD_MS = 3500; // a trouble is loud this long after it began, so within 5 s
const RETRY_MS = [400, 800, 1600, 3200, 5000];
const WARN_MIN = [30, 10, 5, 1];

class Player {
  constructor() {
    const { attempt, words, exam } = document.body.dataset;
    this.attempt = Number(attempt);
    this.exam = exam;
    this.view = new View(JSON.parse(words));
    this.journal = new Journal(this.attempt);
    this.wire = new Wire(this.attempt);
    this.clock = new Clock();
    this.channel = new BroadcastChannel(`examsite-attempt-${attempt}`);
    this.queue = []; // not acknowledged, in order of (epoch, seq)
    this.epoch = 0;
    this.seq = 0;
    this.tail = Promise.resolve(); // the chain is made and the journal written one after another
    this.failures = 0;
    this.troubledAt = null;
    this.heardAt = performance.now();
    this.beatMs = 4000;
    this.warned = new Set();
    this.began = performance.now();
  }

  async start() {
    this.channel.onmessage = ({ data }) => { if (data.epoch > this.epoch && this.epoch) this.lose(); };
    for (let tries = 0; ; tries += 1) {
      const reply = await this.wire.lease();
      if (reply.status === 200) return this.begin(reply);
      if (reply.status === 410) return window.location.replace(this.exam);
      if (reply.status === 401) await this.askSignIn();
      if (reply.status === 403) return this.view.banner(this.view.say("not_yours"));
      this.view.banner(reply.status ? null : this.view.say("offline_nothing"));
      await pause(RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    }
  }

  async begin(reply) {
    const lease = reply.body;
    this.paper = new Paper(lease.paper);
    this.paper.restore(lease.answers);
    await this.journal.open(lease.journal_key);
    await this.takeLease(reply);
    await this.takeLeftovers(lease.acks);
    this.paper.marked = new Set(await this.journal.marks());
    this.view.banner(null);
    this.view.begin(this.paper);
    this.refresh();
    listen(this);
    this.tick();
    setInterval(() => this.tick(), 250);
    this.beat();
    this.flush();
  }

  async takeLease(reply) {
    const raised = reply.body.epoch !== this.epoch;
    this.epoch = reply.body.epoch;
    this.heard(reply);
    if (raised) {
      this.seq = 0;
      this.head = await genesis(this.attempt, this.paper.seal, this.epoch);
      this.channel.postMessage({ epoch: this.epoch });
    }
  }

  // After a crash: what this device kept is sent under its own epoch; what no longer fits there, as new answers.
  async takeLeftovers(acks) {
    const expected = {};
    for (const event of await this.journal.leftovers()) {
      const stored = acks[event.epoch] ?? 0;
      if (event.seq <= stored) { await this.journal.prune(event.epoch, event.seq); continue; }
      const next = expected[event.epoch] ?? stored + 1;
      if (event.seq === next && event.epoch < this.epoch) {
        expected[event.epoch] = next + 1;
        this.queue.push(event);
        this.paper.put(event, "local");
      } else if (event.epoch < this.epoch) {
        if (this.paper.answer(event.item).epoch <= event.epoch) this.record(event.item, event.response);
        await this.journal.prune(event.epoch, event.seq);
      }
    }
    this.queue.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq);
  }

  // ---- answering

  press(option) {
    const item = this.view.item();
    this.change(item.id, this.paper.pressed(item, option));
  }

  change(item, options) {
    const held = this.paper.answer(item).options;
    if (this.stopped || (held.length === options.length && options.every((one) => held.includes(one)))) return;
    this.record(item, options);
  }

  record(item, options) {
    this.seq += 1;
    const event = {
      epoch: this.epoch, seq: this.seq, item, response: [...options].sort(),
      client_ms: Math.round(performance.now() - this.began),
    };
    this.paper.put(event, "memory");
    this.refresh();
    this.tail = this.tail.then(() => this.keep(event));
  }

  async keep(event) {
    event.head = this.head = await link(this.head, event);
    event.since = performance.now();
    try {
      await this.journal.add(event);
      this.paper.settle(event, "local");
    } catch {
      this.unkept = true; // stays `memory`: it is only on this page until the server has it
    }
    this.queue.push(event);
    this.refresh();
    this.flush();
  }

  mark() {
    const { id } = this.view.item();
    if (!this.paper.marked.delete(id)) this.paper.marked.add(id);
    this.journal.keepMarks([...this.paper.marked]).catch(() => {});
    this.refresh();
  }

  refresh() {
    if (this.view.paper) this.view.refresh();
    const { local, all, none } = this.paper.counts();
    if (this.readOnly) this.view.saved("bad", this.view.say("read_only"));
    else if (!local) this.view.saved("ok", this.view.say(none === all ? "nothing_yet" : "all_saved"));
    else if (this.troubledAt === null) this.view.saved("busy", this.view.say("saving"));
    else this.view.saved("bad", this.view.say("local_count", { number: local }));
  }

  // ---- sending

  async flush() {
    if (this.flushing || this.halted) return;
    this.flushing = true;
    clearTimeout(this.retry);
    try {
      while (this.queue.length && await this.send());
    } finally {
      this.flushing = false;
    }
  }

  // Sends one batch; whether to go on with the next.
  async send() {
    const { epoch, seq } = this.queue[0];
    const batch = this.queue.filter((event) => event.epoch === epoch).slice(0, BATCH);
    const events = batch.map(({ item, response, client_ms }) => ({ item, response, client_ms }));
    const reply = await this.wire.events({ epoch, from_seq: seq, events, head: batch.at(-1).head });
    if (reply.status === 200) return this.acknowledged(reply);
    return this.refused(reply, batch);
  }

  async acknowledged(reply) {
    this.heard(reply);
    const { epoch, seq } = reply.body.ack;
    const stored = this.queue.filter((event) => event.epoch === epoch && event.seq <= seq);
    this.queue = this.queue.filter((event) => event.epoch !== epoch || event.seq > seq);
    for (const event of stored) this.paper.settle(event, "server", reply.body.now);
    this.refresh();
    await this.journal.prune(epoch, seq).catch(() => {});
    if (this.lost && !this.queue.length) this.lose();
    return true;
  }

  async refused(reply, batch) {
    const error = reply.body.error;
    if (reply.status === 410) return this.close(reply.body, batch);
    if (reply.status === 401) return this.signInAgain();
    if (reply.status === 403) { this.halt("not_yours"); return false; }
    if (error === "conflict" || error === "gap") return this.recover();
    if (error === "lease_lost") { this.lose(); return false; }
    if (reply.status === 422 || reply.status === 413) { this.halt("unreadable"); return false; }
    this.full = error === "storage_full";
    this.failed();
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] * (0.75 + Math.random() / 2);
    this.retry = setTimeout(() => this.flush(), wait);
    return false;
  }

  // The server and this device disagree about an epoch: begin a new one and say again what is not stored.
  async recover() {
    if (this.lost) return this.takeOverQueue();
    const reply = await this.wire.lease();
    if (reply.status !== 200) { this.failed(); this.retry = setTimeout(() => this.flush(), 2000); return false; }
    const unsent = new Map(this.queue.map((event) => [event.item, event]));
    const old = this.queue;
    this.queue = [];
    await this.takeLease(reply);
    this.paper.restore(reply.body.answers);
    for (const event of unsent.values()) this.record(event.item, event.response);
    await this.tail;
    for (const event of old) await this.journal.prune(event.epoch, event.seq).catch(() => {});
    return true;
  }

  // ---- hearing from the server

  heard(reply) {
    this.failures = 0;
    this.heardAt = performance.now();
    this.full = false;
    const { now, deadline, beat_ms, epoch } = reply.body;
    if (beat_ms) this.beatMs = beat_ms;
    if (now && this.clock.sync(now, deadline, reply.sent, reply.received)) {
      this.warned.clear();
      this.view.announce(this.view.say("deadline_moved"));
    }
    this.troubledAt = null;
    if (epoch > this.epoch && !this.lost) this.lose();
  }

  failed() {
    this.failures += 1;
    this.troubledAt ??= performance.now();
    this.refresh();
  }

  async beat() {
    for (;;) {
      await pause(this.beatMs * (0.85 + Math.random() * 0.3));
      if (this.ended) return;
      if (performance.now() - this.heardAt >= this.beatMs * 0.8 && !this.halted) await this.ask();
    }
  }

  async ask() {
    if (this.ended || this.halted) return;
    const reply = await this.wire.clock();
    if (reply.status === 200) this.heard(reply);
    else if (reply.status === 410) await this.close(reply.body, this.queue);
    else if (reply.status === 401) await this.signInAgain();
    else if (reply.status === 403) this.halt("not_yours");
    else this.failed();
    if (reply.status === 200 && this.queue.length) this.flush();
  }

  // A tab that is not the newest any more: it hands over what it has and then only shows.
  lose() {
    this.lost = true;
    this.stopped = true;
    this.view.freeze();
    if (this.queue.length) return this.flush();
    this.readOnly = true;
    this.view.banner(this.view.say("lease_lost"));
    this.refresh();
  }

  halt(name) {
    this.halted = true;
    this.view.banner(this.view.say(name));
  }

  async signInAgain() {
    const reply = await this.wire.lease(this.epoch);
    if (reply.status === 200) { this.heard(reply); return true; }
    if (reply.status === 401) { await this.askSignIn(); return this.signInAgain(); }
    if (reply.status === 409) { this.lost = true; return this.takeOverQueue(); }
    if (reply.status === 403) { this.halt("not_yours"); return false; }
    if (reply.status === 410) return this.close(reply.body, this.queue);
    this.failed();
    this.retry = setTimeout(() => this.flush(), 2000);
    return false;
  }

  // Another tab holds the lease and this one has no token left: the journal keeps what is here for that tab.
  takeOverQueue() {
    this.stopped = this.readOnly = this.halted = true;
    this.view.freeze();
    this.view.banner(this.view.say("lease_lost"));
    return false;
  }

  askSignIn() {
    this.asking ??= asked().finally(() => { this.asking = null; });
    return this.asking;
  }

  // ---- time

  tick() {
    if (this.ended) return;
    const left = this.clock.left();
    this.view.time(spoken(left), left <= 60000 ? "last" : left <= 300000 ? "soon" : "calm");
    for (const minutes of WARN_MIN) {
      if (left <= minutes * 60000 && !this.warned.has(minutes)) {
        for (const passed of WARN_MIN) if (passed >= minutes) this.warned.add(passed);
        if (left > (minutes - 1) * 60000) this.view.announce(this.view.say("minutes_left", { minutes }));
      }
    }
    if (left <= 0 && !this.stopped) this.timeUp();
    if (left > 0 && this.timedOut) this.timeAgain();
    this.showTrouble();
  }

  timeUp() {
    this.stopped = this.timedOut = true;
    this.view.freeze();
    this.view.announce(this.view.say("time_up"));
    this.view.banner(this.view.say("time_up"), "calm");
    this.beatMs = 2000;
    this.tail.then(() => this.flush());
  }

  timeAgain() {
    this.timedOut = false;
    this.stopped = this.lost === true;
    this.view.frozen = this.stopped;
    document.getElementById("finish").disabled = this.stopped;
    this.view.banner(null);
    this.refresh();
  }

  showTrouble() {
    if (this.readOnly || this.halted) return;
    const now = performance.now();
    const waiting = this.queue.length && now - (this.queue[0].since ?? this.began) > LOUD_MS;
    if (waiting || (this.troubledAt !== null && now - this.troubledAt > LOUD_MS) || !navigator.onLine) {
      this.troubledAt ??= now;
      this.loud = true;
      const number = new Set(this.queue.map((event) => event.item)).size;
      const name = this.full ? "storage_full" : this.unkept && number ? "no_journal" : number ? "offline" : "offline_nothing";
      this.view.banner(this.view.say(name, { number }));
      this.refresh();
    } else if (this.loud && this.troubledAt === null) {
      this.loud = false;
      this.view.banner(this.timedOut ? this.view.say("time_up") : null, "calm");
      this.refresh();
    }
  }

  // ---- handing in

  async submit(note) {
    await this.tail;
    const until = performance.now() + 8000;
    while (this.queue.length && performance.now() < until) {
      note(this.view.say("submit_waiting"));
      this.flush();
      await pause(300);
    }
    if (this.queue.length) { note(this.view.say("submit_failed")); return; }
    const reply = await this.wire.submit({ epoch: this.epoch, seq: this.seq, head: this.head });
    if (reply.status === 200) await this.close(reply.body, []);
    else if (reply.status === 401) await this.signInAgain();
    else if (reply.body.error === "lease_lost") this.lose();
    else if (reply.body.error === "behind") { await this.recover(); note(this.view.say("submit_waiting")); }
    else note(this.view.say("submit_failed"));
  }

  // Closed, or too late: what is not stored stays in the journal and is named.
  async close(body, unsent) {
    const items = new Set(unsent.map((event) => event.item)).size;
    const note = items ? this.view.say("late", { number: items }) : null;
    this.stopped = true;
    this.view.freeze();
    if (body.error === "late") {
      this.halted = true;
      if (note) this.view.banner(note);
      this.beatOn();
      return false;
    }
    this.ended = this.halted = true;
    this.view.banner(note);
    this.view.over(body, note);
    if (!items) await this.journal.forget().catch(() => {});
    return false;
  }

  // After a late answer: go on asking only for the receipt.
  async beatOn() {
    while (!this.ended) {
      const reply = await this.wire.clock();
      if (reply.status === 410) return this.close(reply.body, this.queue);
      await pause(2000);
    }
  }
}

function pause(ms) { return new Promise((resolve) => setTimeout(resolve, ms)); }

new Player().start();
