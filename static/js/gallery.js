/* Product pictures: a thumbnail scrolls to its picture, a picture opens large. */

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const strip = gallery.querySelector(".gallery-pictures");
  const thumbs = [...gallery.querySelectorAll(".gallery-thumbs a")];
  const dialog = gallery.querySelector("dialog");

  thumbs.forEach((thumb) => {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      const picture = gallery.querySelector(thumb.hash);
      strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft });
    });
  });
  if (strip && thumbs.length) {
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const thumb = thumbs.find((link) => link.hash === `#${entry.target.id}`);
          if (thumb && entry.isIntersecting) {
            thumbs.forEach((link) => link.removeAttribute("aria-current"));
            thumb.setAttribute("aria-current", "true");
          }
        }
      },
      { root: strip, threshold: 0.6 },
    );
    strip.querySelectorAll("li").forEach((picture) => seen.observe(picture));
  }

  if (!dialog) continue;
  const large = dialog.querySelector("img");
  gallery.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    large.src = link.href;
    large.alt = link.querySelector("img").alt;
    large.classList.remove("close-up");
    dialog.showModal();
  });
  large.addEventListener("click", () => large.classList.toggle("close-up"));
}
