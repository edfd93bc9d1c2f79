/* Small additions to pages that already work without them. */

document.documentElement.classList.add("scripted");

const errors = document.querySelector("[data-errors]");
if (errors) errors.focus();

for (const [selector, module] of Object.entries({
  "[data-submits-itself], [data-submits]": "./filters.js",
  "[data-gallery]": "./gallery.js",
  "[data-suggest]": "./suggest.js",
  "[data-variants]": "./variants.js",
})) {
  if (document.querySelector(selector)) import(module);
}
