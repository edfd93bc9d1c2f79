// A link to an answer opens it, also in browsers that do not open a closed <details> for a fragment by themselves.
function open() {
  const answer = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const question = answer?.closest("details.question");
  if (question && !question.open) {
    question.open = true;
    question.scrollIntoView();
  }
}

addEventListener("hashchange", open);
open();
