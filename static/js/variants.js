/* The price, the stock and the picture at the top follow the chosen variant; so does the address, for a reload or a link. */

for (const buy of document.querySelectorAll("[data-variants]")) {
  const follow = (radio) => {
    const offer = radio.closest(".choice").querySelector(".variant-offer");
    const price = offer.querySelector(".number");
    const top = buy.querySelector("[data-price]");
    if (price && top) {
      top.textContent = price.textContent;
      top.parentElement.replaceChildren(top); // without "from"
    }
    buy.querySelector("[data-stock]").replaceChildren(offer.querySelector(".badge").cloneNode(true));
    const picture = document.getElementById(radio.dataset.picture);
    const strip = picture?.parentElement;
    strip?.scrollTo({ left: picture.offsetLeft - strip.offsetLeft });
  };
  buy.addEventListener("change", (event) => {
    if (event.target.name !== "child_id") return;
    follow(event.target);
    const address = new URL(location.href);
    address.searchParams.set("variant", event.target.value);
    history.replaceState(null, "", address);
  });
  const chosen = buy.querySelector('[name="child_id"]:checked'); // also what the browser remembers of a page gone back to
  if (chosen) follow(chosen);
}
