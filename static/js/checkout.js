/* The checkout works without this. With it: the long list of cities is asked in two steps, and an order is sent once. */

const regencies = document.querySelector("[data-regencies]");
if (regencies) splitByProvince(regencies);

function splitByProvince(select) {
  const groups = [...select.querySelectorAll("optgroup")];
  const label = document.createElement("label");
  const provinces = document.createElement("select");
  const field = document.createElement("div");
  const province = document.documentElement.lang === "en" ? "Province" : "Provinsi";
  field.className = "field";
  label.htmlFor = provinces.id = "province";
  label.textContent = province;
  provinces.append(new Option("–", ""), ...groups.map((group) => new Option(group.label, group.label)));
  field.append(label, provinces);
  select.closest(".field").before(field);
  const first = select.options[0];
  const chosen = select.selectedOptions[0]?.parentElement;
  if (chosen instanceof HTMLOptGroupElement) provinces.value = chosen.label;
  const show = () => {
    const value = select.value;
    select.replaceChildren(first, ...groups.filter((group) => !provinces.value || group.label === provinces.value));
    select.value = value;
    if (select.selectedIndex < 0) select.value = "";
  };
  provinces.addEventListener("change", show);
  show();
}

for (const form of document.querySelectorAll("[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelector("button:not([name])")?.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
  });
}
