/* The form for claims works without this. With it: files go at once, with progress; what is typed survives a reload or
   a lost connection; matching help is offered while one writes. */

const form = document.querySelector("[data-claim-form]");
const words = form.dataset;
const memory = `claim:${location.pathname}${location.search}`;
const waiting = [];
const SEND_AGAIN_AFTER_MS = 10_000;
let isChanged = false;
let isSending = false;
let timeToSend = null;
let current = null;

/* --- What is typed ------------------------------------------------------------------------------------------------ */

const isTicked = (e) => ["radio", "checkbox"].includes(e.type);
const typed = () => [...form.elements].filter((e) => e.name && !["file", "hidden", "submit"].includes(e.type) && !e.closest(".trap"));

function remember() {
  isChanged = true;
  const values = typed().map((e) => [e.name, e.value, isTicked(e) ? e.checked : null]);
  try {
    sessionStorage.setItem(memory, JSON.stringify({ round: words.round, values }));
  } catch {
    /* no storage, or full: the server keeps what is sent */
  }
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(memory) ?? "null");
  if (kept?.round !== words.round) return sessionStorage.removeItem(memory);
  for (const [name, value, checked] of kept.values) {
    for (const e of typed().filter((e) => e.name === name)) {
      if (!isTicked(e)) e.value = value;
      else if (e.value === value) e.checked = checked;
    }
  }
}

try {
  restore();
} catch {
  /* no storage, or not ours */
}
form.addEventListener("input", remember);
form.addEventListener("change", remember);
addEventListener("beforeunload", (event) => {
  if ((isChanged && !isSending) || current) event.preventDefault();
});
addEventListener("pageshow", () => (isSending = false));

/* --- Files -------------------------------------------------------------------------------------------------------- */

function element(tag, values = {}, ...children) {
  const made = Object.assign(document.createElement(tag), values);
  made.append(...children);
  return made;
}

function post(url, values, progress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    const all = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, ...values };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    if (progress) request.upload.onprogress = (event) => event.lengthComputable && (progress.value = event.loaded / event.total);
    request.onloadend = () => done({ ok: request.status >= 200 && request.status < 300, answer: request.response });
    request.open("POST", url);
    request.responseType = "json";
    request.send(body);
  });
}

function show(row, file) {
  const mark = file.preview
    ? element("img", { src: file.preview, alt: "", width: 64, height: 64 })
    : element("span", { className: "file-mark", textContent: "▤", ariaHidden: "true" });
  const size = element("span", { className: "muted small", textContent: file.size });
  const link = element("a", { href: file.address, textContent: file.name });
  const button = element("button", { className: "button quiet", name: "remove", value: file.key, textContent: "×", ariaLabel: `${words.remove} ${file.name}` });
  button.dataset.address = file.remove;
  const same = row.parentElement.querySelector(`[data-key="${file.key}"]`);
  if (same) same.remove();
  row.dataset.key = file.key;
  row.replaceChildren(mark, element("span", {}, link, element("br"), size), button);
}

function refuse(row, name, errors) {
  isSending = false; // what was refused is looked at first
  row.className += " refused";
  const button = element("button", { type: "button", className: "button quiet", textContent: "×", ariaLabel: `${words.remove} ${name}` });
  button.addEventListener("click", () => row.remove());
  row.replaceChildren(element("span", { className: "error", role: "alert", textContent: `${name}: ${errors.join(" ")}` }), button);
}

async function work() {
  while ((current = waiting.shift())) {
    const { row, file, question, progress } = current;
    const { ok, answer } = await post(words.upload, { draft: form.elements.draft.value, question, file }, progress);
    if (ok) show(row, answer);
    else refuse(row, file.name, answer?.errors ?? [words.unsent]);
  }
  if (isSending) form.requestSubmit();
}

for (const box of form.querySelectorAll("[data-files]")) {
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  const take = () => {
    for (const file of input.files) {
      const progress = element("progress", { max: 1, value: 0, ariaLabel: `${words.sending} ${file.name}` });
      const row = element("li", { className: "card" }, element("span", { className: "file-mark" }), element("span", {}, file.name, progress));
      list.append(row);
      waiting.push({ row, file, question: box.dataset.files, progress });
    }
    input.value = "";
    if (!current) work();
  };
  input.addEventListener("change", take);
  if (input.files.length) take(); // chosen before this was here
  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[name=remove]");
    if (!button) return;
    event.preventDefault();
    const { ok } = await post(button.dataset.address, {});
    if (!ok) return;
    button.closest("li").remove();
    input.focus();
  });
}

form.addEventListener("submit", (event) => {
  const isSecond = isSending && !current && form.dataset.sent;
  isSending = true;
  if (current || isSecond) return event.preventDefault(); // sent as soon as the files are there, and once
  form.dataset.sent = "yes";
  clearTimeout(timeToSend);
  timeToSend = setTimeout(allowSending, SEND_AGAIN_AFTER_MS);
});

function allowSending() {
  if (form.dataset.sent) isSending = false; // the browser does not tell when sending was stopped
  delete form.dataset.sent;
}

form.addEventListener("input", allowSending);
form.addEventListener("change", allowSending);
addEventListener("pageshow", allowSending);

/* --- Help --------------------------------------------------------------------------------------------------------- */

const help = document.querySelector("[data-offers]");
const list = help.querySelector("[data-offers-list]");
let timer;
let lastAsked = "";

async function offer(text) {
  const asked = (text.match(/\p{L}{4,}/gu) ?? []).slice(-12).join(" ").slice(-100); // words alone: no numbers of anybody
  if (!asked || asked === lastAsked) return;
  lastAsked = asked;
  try {
    const answer = await fetch(`${help.dataset.offers}&q=${encodeURIComponent(asked)}`);
    const html = answer.ok ? await answer.text() : "";
    if (!html.trim()) return;
    list.innerHTML = html;
    help.hidden = false;
  } catch {
    /* offline: what was offered stays */
  }
}

form.elements.description?.addEventListener("input", (event) => {
  clearTimeout(timer);
  timer = setTimeout(offer, 600, event.target.value);
});
document.querySelector("#helped").addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(event.target, event.submitter);
  const answer = await fetch(event.target.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) list.replaceChildren(element("p", { className: "notice good", textContent: help.dataset.thanks }));
});
