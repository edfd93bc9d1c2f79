// The dashboard's rich text fields use TinyMCE under its free licence; it wants to be told so.
const initialise = oscar.dashboard.init;
oscar.dashboard.init = (options) => initialise($.extend(true, { tinyConfig: { license_key: "gpl" } }, options));

// Oscar's order page calls what its script no longer has.
oscar.dashboard.orders.initTable ??= () => {};

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
