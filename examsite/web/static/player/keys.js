// Buttons, keys and the browser's own events, each tied to one deed of the player.

const $ = (id) => document.getElementById(id);
const SIZES = ["", "large", "larger", "largest"];

export function listen(player) {
  const { view } = player;
  on("options", "change", ({ target }) => player.press(target.value));
  on("clear", "click", () => player.change(view.item().id, []));
  on("flag", "click", () => player.mark());
  on("previous", "click", () => view.show(view.place - 1, true));
  on("next", "click", () => view.show(view.place + 1, true));
  on("sections", "click", (event) => jump(event, view));
  on("card-open", "click", () => { $("card").classList.add("open"); $("card-close").focus(); });
  on("card-close", "click", () => { $("card").classList.remove("open"); $("card-open").focus(); });
  listenHandingIn(player);
  listenComfort();
  document.addEventListener("keydown", (event) => key(event, player));
  document.addEventListener("visibilitychange", () => { player.flush(); if (!document.hidden) player.ask(); });
  window.addEventListener("pagehide", () => player.flush());
  window.addEventListener("online", () => player.ask());
  window.addEventListener("beforeunload", (event) => { if (player.queue.length && !player.ended) event.preventDefault(); });
}

// Asks over the live paper; resolves when the person says so or comes back to this window.
export function askSignIn() {
  const dialog = $("signin");
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    const again = () => {
      window.removeEventListener("focus", again);
      $("signin-again").removeEventListener("click", again);
      dialog.close();
      resolve();
    };
    window.addEventListener("focus", again);
    $("signin-again").addEventListener("click", again);
  });
}

function listenHandingIn(player) {
  const { view } = player;
  const note = (sentence) => { $("review-note").textContent = sentence; };
  on("finish", "click", () => { view.review(); note(""); $("review").showModal(); });
  on("review-back", "click", () => $("review").close());
  on("review-lists", "click", (event) => { if (jump(event, view)) $("review").close(); });
  on("review-submit", "click", () => $("confirm").showModal());
  on("confirm-back", "click", () => $("confirm").close());
  on("confirm-submit", "click", async () => {
    $("confirm").close();
    $("review-submit").disabled = true;
    await player.submit(note);
    $("review-submit").disabled = false;
  });
}

function listenComfort() {
  const root = document.documentElement;
  const resize = (step) => {
    const place = Math.max(0, Math.min(SIZES.indexOf(root.dataset.size ?? "") + step, SIZES.length - 1));
    root.dataset.size = SIZES[place];
    try { localStorage.setItem("examsite-size", SIZES[place]); } catch { /* a wish, not an answer */ }
  };
  try { root.dataset.size = localStorage.getItem("examsite-size") ?? ""; } catch { root.dataset.size = ""; }
  on("smaller", "click", () => resize(-1));
  on("larger", "click", () => resize(1));
  on("keys", "click", () => toggle("keys"));
  on("timer", "click", () => toggle("timer"));
}

function jump(event, view) {
  const cell = event.target.closest(".cell");
  if (!cell) return false;
  view.show(Number(cell.dataset.place), true);
  $("card").classList.remove("open");
  return true;
}

// Left and right turn the page even inside a group of radio buttons; up and down stay the browser's.
function key(event, player) {
  const { view } = player;
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") $("card").classList.remove("open");
  if ($("keys").getAttribute("aria-pressed") !== "true" || player.ended) return;
  const turns = { ArrowLeft: -1, ArrowRight: 1 };
  const sign = event.key.toLowerCase();
  const place = "12345678".includes(sign) ? Number(sign) - 1 : "abcdefgh".indexOf(sign);
  if (event.key in turns) view.show(view.place + turns[event.key], true);
  else if (sign === "m") player.mark();
  else if (sign.length === 1 && view.item().options[place]) player.press(view.item().options[place].id);
  else return;
  event.preventDefault();
}

function toggle(id) {
  const pressed = $(id).getAttribute("aria-pressed") === "true";
  $(id).setAttribute("aria-pressed", String(!pressed));
}

function on(id, kind, deed) { $(id).addEventListener(kind, deed); }
