/* What is found while one is still typing, below the search field. Arrow keys walk through it, Escape closes it. */

const WAIT_MS = 180;

for (const form of document.querySelectorAll("[data-suggest]")) {
  const field = form.querySelector('input[type="search"]');
  const box = document.createElement("div");
  box.className = "suggestions";
  box.hidden = true;
  form.append(box);
  let timer;
  let request;

  const links = () => [...box.querySelectorAll("a")];
  const close = () => (box.hidden = true);

  async function ask() {
    request?.abort();
    request = new AbortController();
    const words = field.value.trim();
    if (words.length < 2) return close();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: request.signal });
      if (!answer.ok) return close();
      box.innerHTML = await answer.text();
      box.hidden = !box.firstElementChild;
    } catch {
      /* typed on, or offline: the form still works */
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault(); // keeps what was typed
      field.focus(); // first: its focus would open the box again
      close();
    }
    if (box.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const stops = [field, ...links()];
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  field.addEventListener("focus", () => {
    if (box.firstElementChild && field.value.trim().length > 1) box.hidden = false;
  });
}
