/* What is typed and not sent yet stands in the form again after the language is switched. Passwords and files do not.

   It waits in this window alone, under the address of the page in the other language, and is read once. */

const PREFIX = "typed:";
const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button"]);
const address = (url) => PREFIX + url.pathname + url.search;

function fields() {
  const found = [];
  for (const form of document.querySelectorAll("main form[method=post]")) {
    for (const field of form.elements) if (field.name && !LEFT_OUT.has(field.type)) found.push(field);
  }
  return found;
}

const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
const said = (field) => (isChoice(field) ? field.checked : field.value);
const shown = new Map(fields().map((field) => [field, said(field)]));

function keep(event) {
  const link = event.target.closest("a[hreflang][rel=alternate]");
  if (!link) return;
  const all = fields();
  const isRefused = document.querySelector("main [data-errors]") !== null; // then what is shown was typed before
  const typed = all.map((field, place) => [place, field.name, said(field)]).filter(([place]) => isRefused || said(all[place]) !== shown.get(all[place]));
  if (typed.length) sessionStorage.setItem(address(new URL(link.href)), JSON.stringify(typed));
}

function fill() {
  const key = address(location);
  const typed = JSON.parse(sessionStorage.getItem(key) || "[]");
  sessionStorage.removeItem(key);
  const all = fields();
  for (const [place, name, value] of typed) {
    const field = all[place];
    if (field?.name !== name) continue;
    if (isChoice(field)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.addEventListener("click", keep);
fill();
