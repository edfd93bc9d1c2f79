// The dashboard's rich text fields use TinyMCE under its free licence; it wants to be told so.
const initialise = oscar.dashboard.init;
oscar.dashboard.init = (options) => initialise($.extend(true, { tinyConfig: { license_key: "gpl" } }, options));

// Oscar's order page calls what its script no longer has.
oscar.dashboard.orders.initTable ??= () => {};

// A product's page has sections, and an error may be in one that is not shown: count the errors of each, open the first.
$(() => {
  const label = document.getElementById("errors-label")?.textContent ?? "";
  const refused = [...document.querySelectorAll("[data-behaviour='tab-nav-errors'] .tab-pane")]
    .map((pane) => [pane, [...pane.querySelectorAll(".error-block, .alert-danger")].filter((e) => e.textContent.trim())])
    .filter(([, errors]) => errors.length);
  const links = refused.map(([pane, errors]) => {
    const link = document.querySelector(`.tab-nav a[href="#${pane.id}"]`);
    link?.querySelector("i")?.remove();
    link?.insertAdjacentHTML("beforeend", ` <span class="badge badge-danger"></span>`);
    const badge = link?.querySelector(".badge");
    badge?.append(String(errors.length));
    badge?.setAttribute("title", `${errors.length} ${label}`);
    return link;
  });
  $(links.find(Boolean)).tab("show");
});
