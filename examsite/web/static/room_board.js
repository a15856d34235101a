// The room board: every ten seconds the seats are fetched and shown again. Losing the server is said aloud,
// with the moment at which the picture stopped; the links work without this file.

const EVERY_MS = 10_000;
const board = document.getElementById("board");
const lost = document.getElementById("board-lost");
const time = document.getElementById("board-time");

function show(picture) {
  for (const [standing, number] of Object.entries(picture.counts)) {
    const cell = board.querySelector(`[data-count="${standing}"]`);
    cell.textContent = number;
    if (number) cell.parentElement.hidden = false;
  }
  for (const [id, seat] of Object.entries(picture.seats)) {
    const cell = document.getElementById(`seat-${id}`);
    if (!cell) continue;
    cell.className = `seat is-${seat.standing}${seat.quiet ? " is-quiet" : ""}`;
    cell.querySelector(".seat-word").textContent = seat.word;
    const saved = seat.saved ? `${board.dataset.saved} ${seat.saved}` : "";
    cell.querySelector(".seat-saved").textContent = seat.quiet ? board.dataset.quiet : saved;
  }
  time.textContent = picture.now;
  lost.hidden = true;
}

async function refresh() {
  try {
    const answer = await fetch(board.dataset.address, { headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    lost.textContent = board.dataset.lost.replace("{time}", time.textContent);
    lost.hidden = false;
  }
  window.setTimeout(refresh, EVERY_MS);
}

window.setTimeout(refresh, EVERY_MS);
