// Where the browser's Back leads, and what must not be lost on the way: a form in which something was typed.

// The form that is open, and how it is asked to close; it says no while somebody has typed into it and was not asked.
let form = null;
// Texts that were changed and not saved, by name.
const unsaved = new Set();

/** A form is open until the function that comes back is called. */
export function opened(one) {
  form = one;
  // The browser's Back leads from here to where the form was opened.
  if (!history.state?.form) push(location.href, { form: true });
  return () => {
    if (form === one) form = null;
  };
}

/** Whether a text has changes that are not saved. */
export function keeps(name, is) {
  if (is) unsaved.add(name);
  else unsaved.delete(name);
}

let at = history.state?.at ?? 0;

function push(address, more = {}) {
  at += 1;
  history.pushState({ at, ...more }, "", address);
}

/** A step of the page, to which the browser's Back leads again. */
export function stepped(address) {
  const same = new URL(address, location.href).href === location.href;
  if (!same) push(address);
}

/** The address of the step that is shown. */
export const renamed = (address) => history.replaceState({ ...history.state, at }, "", address);

/** Follows the browser's Back and Forward. */
export function followed(recall) {
  renamed(location.href);
  addEventListener("popstate", (event) => {
    // A link within the page makes a step without a number.
    const to = event.state?.at ?? at;
    const back = to < at;
    at = to;
    if (form) {
      if (back && !form.close()) push(location.href, { form: true });
      return;
    }
    // The place where a form stood is no step of its own.
    if (event.state?.form) history.go(back ? -1 : 1);
    else recall();
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved.size || form?.dirty()) event.preventDefault();
  });
}
