// Marking: a chosen level fills the points, points choose their level, the total runs along, Ctrl+S saves.
// The page works without it: the server takes the chosen level where no points are typed, and sums by itself.

const form = document.querySelector("form[data-marking]");
const total = form.querySelector("[data-total]");
let changed = false;

// Halves are counted as whole numbers, so that the sum is exact.
function showTotal() {
  const halves = [...form.querySelectorAll("input[name^='points-']")].map((field) => Number(field.value) * 2);
  const sum = halves.reduce((a, b) => a + b, 0);
  total.textContent = halves.every(Number.isFinite) ? String(sum / 2) : "—";
}

form.addEventListener("input", (event) => {
  changed = true;
  const [kind, place] = event.target.name.split("-");
  if (kind === "level") form.elements[`points-${place}`].value = event.target.value;
  if (kind === "points") {
    for (const level of form.querySelectorAll(`input[name='level-${place}']`)) {
      level.checked = event.target.value !== "" && Number(level.value) === Number(event.target.value);
    }
  }
  showTotal();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value='save']"));
  }
});
form.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
showTotal();
