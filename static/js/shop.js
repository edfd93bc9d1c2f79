/* Small additions to pages that already work without them. */

document.documentElement.classList.add("scripted");

const all = document.querySelector(".menu .all");
if (all) {
  document.addEventListener("click", (event) => all.contains(event.target) || (all.open = false));
  all.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !all.open) return;
    all.open = false;
    all.querySelector("summary").focus();
  });
}

const errors = document.querySelector("[data-errors]");
if (errors) errors.focus();

for (const [selector, module] of Object.entries({
  "[data-submits-itself], [data-submits]": "./filters.js",
  "[data-gallery]": "./gallery.js",
  "[data-suggest]": "./suggest.js",
  "[data-variants]": "./variants.js",
  "main form[method=post]": "./typed.js",
})) {
  if (document.querySelector(selector)) import(module);
}
