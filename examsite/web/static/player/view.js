// The view: puts the paper on the page and says what happens. It decides nothing.

import { beijing } from "./clock.js";

const $ = (id) => document.getElementById(id);
const LETTERS = "ABCDEFGH";

export class View {
  constructor(words) {
    this.words = words;
    this.place = 0;
  }

  say(name, facts = {}) {
    return this.words[name].replace(/%\((\w+)\)s/g, (_all, fact) => facts[fact]);
  }

  begin(paper) {
    this.paper = paper;
    $("waiting").hidden = true;
    $("stage").hidden = $("turn").hidden = false;
    this.makeCard();
    this.show(0);
  }

  // One question at a time.
  show(place, focus = false) {
    this.place = Math.max(0, Math.min(place, this.paper.items.length - 1));
    const item = this.item();
    const facts = { number: this.place + 1, total: this.paper.items.length };
    $("place").textContent = `${this.say("place", facts)} · ${this.say(item.type)} · ${this.say("mark", { mark: item.mark })}`;
    $("hint").hidden = item.type !== "multiple";
    $("hint").textContent = this.say("multiple_hint");
    $("stem").textContent = item.stem;
    $("options").className = item.type === "judgement" ? "options pair" : "options";
    $("options").replaceChildren(...item.options.map((option, index) => this.option(item, option, index)));
    $("previous").disabled = this.place === 0;
    $("next").disabled = this.place === this.paper.items.length - 1;
    this.refresh();
    if (focus) $("sheet").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  item() { return this.paper.items[this.place]; }

  option(item, option, index) {
    const label = element("label", "option");
    const input = element("input");
    input.type = item.type === "multiple" ? "checkbox" : "radio";
    input.name = "answer";
    input.value = option.id;
    const letter = element("span", "letter", LETTERS[index]);
    letter.setAttribute("aria-hidden", "true");
    label.append(input, letter, element("span", "option-text", option.text));
    return label;
  }

  // Bring every sign of state on the page up to date.
  refresh() {
    const item = this.item();
    const held = this.paper.answer(item.id);
    for (const input of $("options").querySelectorAll("input")) {
      input.checked = held.options.includes(input.value);
      input.disabled = this.frozen === true;
    }
    $("state").textContent = this.stateOf(held);
    $("state").dataset.state = held.options.length || held.state !== "server" ? held.state : "none";
    $("clear").disabled = this.frozen === true || !held.options.length;
    const flagged = this.paper.marked.has(item.id);
    $("flag").setAttribute("aria-pressed", String(flagged));
    $("flag").querySelector("span").textContent = this.say(flagged ? "flagged" : "flag");
    this.refreshCard();
  }

  stateOf(held) {
    if (held.state === "server" && !held.options.length) return this.say("none");
    return this.say(held.state, { time: held.at ? beijing(held.at) : "" });
  }

  makeCard() {
    this.cells = [];
    this.heads = [];
    $("sections").replaceChildren(...this.paper.sections().map(([type, entries]) => {
      const section = element("section", "card-section");
      const head = element("h3");
      const cells = element("div", "cells");
      for (const { place } of entries) {
        const cell = element("button", "cell", String(place + 1));
        cell.type = "button";
        cell.dataset.place = place;
        this.cells[place] = cell;
        cells.append(cell);
      }
      this.heads.push({ head, type, entries });
      section.append(head, cells);
      return section;
    }));
  }

  refreshCard() {
    const counts = this.paper.counts();
    $("counts").textContent = this.say("counts", counts);
    $("card-open").textContent = this.say("progress", { done: counts.all - counts.none, all: counts.all });
    this.paper.items.forEach((item, place) => this.refreshCell(item, place));
    for (const { head, type, entries } of this.heads) {
      const done = entries.filter(({ item }) => this.paper.isAnswered(item)).length;
      head.textContent = this.say("section", { type: this.say(type), done, all: entries.length });
    }
  }

  refreshCell(item, place) {
    const cell = this.cells[place];
    const local = this.paper.isLocal(item);
    const state = local ? "local" : this.paper.isAnswered(item) ? "server" : "none";
    const flagged = this.paper.marked.has(item.id);
    cell.className = `cell ${state}${flagged ? " flagged" : ""}`;
    cell.setAttribute("aria-current", place === this.place ? "true" : "false");
    const parts = [this.say("cell", { number: place + 1 }), this.stateOf(this.paper.answer(item.id))];
    cell.setAttribute("aria-label", (flagged ? [...parts, this.say("flagged")] : parts).join("，"));
  }

  saved(state, sentence) {
    $("saved").dataset.state = state;
    if ($("saved").textContent !== sentence) $("saved").textContent = sentence;
  }

  time(sentence, tone) {
    if ($("time").textContent !== sentence) $("time").textContent = sentence;
    $("timer").dataset.tone = tone;
  }

  announce(sentence) { $("announce").textContent = sentence; }

  banner(sentence, tone = "bad") {
    const banner = $("banner");
    banner.dataset.tone = tone;
    if (banner.textContent !== (sentence ?? "")) banner.textContent = sentence ?? "";
    banner.hidden = !sentence;
  }

  freeze() {
    this.frozen = true;
    $("finish").disabled = true;
    if (this.paper) this.refresh();
  }

  // The list before handing in: what is open, what is only here, what is marked.
  review() {
    const counts = this.paper.counts();
    $("review-counts").textContent = this.say("counts", counts);
    const groups = [
      ["review_none", (item) => !this.paper.isAnswered(item)],
      ["review_local", (item) => this.paper.isLocal(item)],
      ["review_marked", (item) => this.paper.marked.has(item.id)],
    ];
    const lists = groups.map(([name, belongs]) => this.reviewList(name, belongs)).filter(Boolean);
    $("review-lists").replaceChildren(...(lists.length ? lists : [element("p", "clean", this.say("review_clean"))]));
  }

  reviewList(name, belongs) {
    const places = this.paper.items.map((item, place) => (belongs(item) ? place : -1)).filter((place) => place >= 0);
    if (!places.length) return null;
    const section = element("section", "card-section");
    const cells = element("div", "cells");
    for (const place of places) {
      const cell = this.cells[place].cloneNode(true);
      cell.setAttribute("aria-current", "false");
      cells.append(cell);
    }
    section.append(element("h3", "", `${this.say(name)}（${places.length}）`), cells);
    return section;
  }

  over(closed, note) {
    for (const id of ["stage", "turn", "waiting", "timer", "saved"]) $(id).hidden = true;
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    document.querySelector(".tools").hidden = true;
    $("over-title").textContent = this.say(closed.closed_by === "candidate" ? "closed_candidate" : "closed_system");
    $("receipt").textContent = closed.receipt;
    $("over-note").textContent = note ?? "";
    $("over").hidden = false;
    $("over").focus();
  }
}

function element(name, css = "", words = "") {
  const made = document.createElement(name);
  if (css) made.className = css;
  if (words) made.textContent = words;
  return made;
}
