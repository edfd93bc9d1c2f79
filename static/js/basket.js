/* Puts a product into the basket without a new page. Without this, the form simply posts.

   <form data-add-to-basket …> … </form>: the answer is shown in the form's [data-added], which is made where it is missing;
   an error is shown beside its field. The basket in the header is the link in [data-basket-corner], or its next of kin. */

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-add-to-basket]") || event.defaultPrevented) return;
  event.preventDefault();
  const button = form.querySelector("button:not([type=button])");
  if (button?.getAttribute("aria-disabled") === "true") return;
  button?.setAttribute("aria-disabled", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    show(form, await response.json());
  } catch {
    form.submit();
  } finally {
    button?.removeAttribute("aria-disabled");
  }
});

function show(form, answer) {
  const status = form.querySelector("[data-added]") || form.appendChild(make("p"));
  for (const old of form.querySelectorAll("[data-error]")) old.remove();
  for (const field of form.elements) field.removeAttribute("aria-invalid");
  status.textContent = answer.message || "";
  status.className = answer.message ? "notice good" : "";
  if (answer.link) status.insertAdjacentHTML("beforeend", ` ${answer.link}`);
  if (answer.corner) document.querySelector("[data-basket-corner]")?.replaceWith(document.createRange().createContextualFragment(answer.corner));
  for (const [name, text] of Object.entries(answer.errors || {})) complain(form, form.elements[name], text);
}

function make(tag) {
  const element = document.createElement(tag);
  element.dataset.added = "";
  element.setAttribute("role", "status");
  return element;
}

function complain(form, field, text) {
  const error = document.createElement("span");
  error.className = "error";
  error.dataset.error = "";
  error.setAttribute("role", "alert");
  error.textContent = text;
  if (!field) return form.append(error);
  const first = field.after ? field : field[0]; // a group of radio buttons is a list
  if (field.after) field.after(error);
  else first.closest("fieldset").append(error);
  first.setAttribute("aria-invalid", "true");
  first.focus();
}
