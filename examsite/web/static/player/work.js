// Uploading with a figure that moves. Without this module the form is sent as any other.

for (const form of document.querySelectorAll("form[data-upload]")) {
  form.querySelector("[data-without-script]").hidden = true;
  const figure = form.querySelector("[data-progress]");
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (input.files.length) send(form, figure, input);
  });
}

function send(form, figure, input) {
  const say = (name, facts = {}) => {
    figure.textContent = form.dataset[name].replace(/%\((\w+)\)s/g, (_all, fact) => facts[fact]);
  };
  const body = new FormData(form);
  const request = new XMLHttpRequest();
  input.disabled = true;
  request.upload.onprogress = ({ loaded, total }) => say("sending", { percent: Math.floor((loaded / total) * 100) });
  request.upload.onload = () => say("storing");
  request.onload = () => {
    if (request.status < 400 && request.responseURL) { window.location.reload(); return; }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const reason = page.querySelector("[data-refused]")?.textContent.trim();
    figure.dataset.tone = "bad";
    figure.textContent = reason || form.dataset.failed;
    input.disabled = false;
    input.value = "";
  };
  request.onerror = () => { say("failed"); figure.dataset.tone = "bad"; input.disabled = false; input.value = ""; };
  figure.dataset.tone = "";
  request.open("POST", form.action);
  request.send(body);
}
