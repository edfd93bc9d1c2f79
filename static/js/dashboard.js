// The dashboard's rich text fields use TinyMCE under its free licence; it wants to be told so.
const initialise = oscar.dashboard.init;
oscar.dashboard.init = (options) => initialise($.extend(true, { tinyConfig: { license_key: "gpl" } }, options));

// Oscar's order page calls what its script no longer has.
oscar.dashboard.orders.initTable ??= () => {};

// Rows with boxes: one in the head chooses all of them, and beside what is done with them stands how many are chosen.
for (const form of document.querySelectorAll("form[data-choose-all]")) {
  const boxes = [...form.querySelectorAll("tbody input[name^='selected_']")];
  const told = form.querySelector("[data-chosen]");
  if (!boxes.length || !told) continue;
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", form.dataset.chooseAll);
  form.querySelector("thead th").replaceChildren(all);
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && !all.checked;
    told.hidden = !chosen;
    told.querySelector("strong").textContent = chosen;
  };
  form.addEventListener("change", ({ target }) => {
    if (target === all) for (const box of boxes) box.checked = all.checked;
    count();
  });
  window.addEventListener("pageshow", count);
  count();
}

// Oscar's box of that kind is for lists with Oscar's own counter.
const initialiseBulk = oscar.dashboard.bulk_actions.init;
oscar.dashboard.bulk_actions.init = () => document.querySelector(".bulk-actions") && initialiseBulk();

// A product's page has sections, and an error may be in one that is not shown: count the errors of each, open the first.
$(() => {
  const label = document.getElementById("errors-label")?.textContent;
  let first;
  for (const pane of document.querySelectorAll("[data-behaviour='tab-nav-errors'] .tab-pane")) {
    const errors = [...pane.querySelectorAll(".error-block, .alert-danger")].filter((error) => error.textContent.trim());
    const link = document.querySelector(`.tab-nav a[href="#${pane.id}"]`);
    if (!errors.length || !link) continue;
    const badge = document.createElement("span");
    badge.className = "badge badge-danger";
    badge.title = `${errors.length} ${label}`;
    badge.textContent = errors.length;
    link.append(" ", badge);
    first ??= link;
  }
  if (first) $(first).tab("show");
});
