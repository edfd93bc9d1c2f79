/* Small additions to pages that already work without them. */

const errors = document.querySelector("[data-errors]");
if (errors) errors.focus();
