// The waiting page: counts down to the start by the server's clock, and looks whether the door is open.

import { spoken } from "./clock.js";

const page = document.getElementById("waiting-room");
const left = document.getElementById("until-start");
const offset = Number(page.dataset.now) - performance.now();
const looks = 5000;

if (left) {
  setInterval(() => {
    const ms = Number(page.dataset.starts) - performance.now() - offset;
    left.textContent = spoken(ms);
  }, 250);
}

if (page.dataset.problem) {
  setInterval(async () => {
    try {
      const reply = await fetch(window.location.href, { credentials: "same-origin", cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("waiting-room");
      if (fresh && fresh.dataset.problem !== page.dataset.problem) window.location.reload();
    } catch { /* looks again */ }
  }, looks);
}
