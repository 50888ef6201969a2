// Marks the same thing in every picture: whatever bears one of the marks of what is pointed at.
let marked = [];

export function highlight({ target }) {
  const bearer = target instanceof Element ? target.closest("[data-mark]") : null;
  for (const element of marked) element.classList.remove("hot");
  marked = [];
  if (!bearer) return;
  const tokens = bearer.getAttribute("data-mark").split(" ");
  for (const token of tokens) {
    for (const element of document.querySelectorAll(`[data-mark~="${CSS.escape(token)}"]`)) {
      element.classList.add("hot");
      marked.push(element);
    }
  }
}
