/* Lists follow their filters at once; on a phone, where the filters cover the list, with the button. */

const wide = matchMedia("(min-width: 56rem)");

function submit(form) {
  for (const field of form.elements) {
    if (!field.value && field.name) field.disabled = true; // keeps the address short
  }
  form.requestSubmit();
}

for (const form of document.querySelectorAll("[data-submits-itself]")) {
  form.addEventListener("change", (event) => {
    if (wide.matches || event.target.matches("[data-submits]")) submit(form);
  });
}
const panel = document.getElementById("filters");
panel?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || wide.matches) return;
  panel.querySelector("[href='#results']").click();
  document.querySelector(".open-filters").focus();
});
for (const field of document.querySelectorAll("[data-submits]")) {
  field.addEventListener("change", () => submit(field.form));
}
