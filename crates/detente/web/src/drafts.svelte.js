// The drafts of a case that the page may write, and what is done with them. The program reads, writes and decides.
import { load, page, refusalOf, whenChanged } from "./state.svelte.js";

export const desk = $state({
  // The case that these are of, and whether its texts stand before the questions: where it has some.
  of: "",
  first: null,
  revision: "",
  texts: [],
  drafts: [],
  changes: [],
  undo: null,
  redo: null,
  // The case as it is written: tables as forms and rows, the position map, the text; what is wrong with it; who writes.
  board: null,
  diagnostics: [],
  who: "",
  // The changes that stand and can be undone, by number.
  standing: [],
  // The draft that is looked at, and what a yes to it would do.
  at: "",
  effect: null,
  // Whose yes the agreement takes, where no text says so and whoever accepts does.
  consent: [],
  asksConsent: false,
  said: "",
  failed: "",
  verdict: null,
  busy: false,
  // Whether the last refusal was since somebody else had written.
  stale: false,
});

const path = (what) => `/api/cases/${page.name}${what}`;

export async function call(method, what, body, signal, revision = desk.revision) {
  const headers = { "Content-Type": "application/json", "If-Match": `"${revision}"` };
  const sent = method === "GET" ? { signal } : { method, headers, body: JSON.stringify(body ?? {}), signal };
  const response = await fetch(path(what), sent);
  return { status: response.status, body: await response.json() };
}

/** How often the three parts of one look are asked for again, where somebody wrote between them. */
const LOOKS = 5;

let looked = Promise.resolve();

/** Looks at what waits, one look after another: none that began earlier puts what it saw over what is newer. */
export function look() {
  const own = looked.then(lookOnce);
  looked = own.catch(() => {});
  return own;
}

/** What waits, as it is on disk: all of one revision, so that no step is worked out on another text than it is sent for. */
async function lookOnce() {
  if (!page.edit || page.offline || !page.name) return;
  const of = page.name;
  let seen;
  for (let looks = 0; looks < LOOKS; looks += 1) {
    // Whether the case is there at all is asked once, and not three times.
    const first = await call("GET", "/drafts");
    if (page.name !== of) return;
    page.gone = first.status === 404 ? of : "";
    if (first.status !== 200) {
      desk.failed = page.gone ? "" : refusalOf(first.body);
      return;
    }
    seen = [first, ...(await Promise.all([call("GET", "/log"), call("GET", "/board")]))];
    if (page.name !== of) return;
    if (seen.every((one) => one.status !== 200 || one.body.revision === first.body.revision)) break;
  }
  const [{ body }, log, board] = seen;
  const { revision, number, texts, drafts, undo, redo } = body;
  if (desk.of !== page.name) Object.assign(desk, { of: page.name, first: texts.length > 0, said: "", failed: "", verdict: null, consent: [] });
  Object.assign(desk, { revision, texts, drafts, undo, redo });
  for (const name of Object.keys(page.of)) page.of[name] ||= revision;
  Object.assign(page, { revision, number });
  if (log.status === 200) desk.changes = log.body.changes;
  desk.standing = standing(desk.changes);
  if (board.status === 200) Object.assign(desk, { board: board.body.board, diagnostics: board.body.diagnostics, who: board.body.who });
  const open = waiting();
  if (!open.some((one) => one.id === desk.at)) desk.at = open[0]?.id ?? "";
}

/** Which changes stand: what was undone does not, unless it was done again. */
function standing(changes) {
  const numbers = new Set();
  for (const { number, deed } of changes) {
    if (deed.did === "undo") numbers.delete(deed.of);
    else if (deed.did === "redo") numbers.add(deed.of);
    else if (deed.did === "do" || deed.did === "read") numbers.add(number);
  }
  return [...numbers];
}

whenChanged(() => (desk.busy ? undefined : look()));

export const waiting = () => desk.drafts.filter((one) => one.answer.is === "waiting");

/** Whether drafts still wait for somebody to say whose yes the agreement takes, as the program says. */
const lacksConsent = (body) => (body.left ?? []).length > 0;

// What this page itself wrote, from which revision to which: no change of somebody else's.
const mine = new Map();

/** The revision to which this page's own steps led from another. */
export function ownFrom(revision) {
  const passed = new Set();
  let at = revision;
  while (mine.has(at) && !passed.has(at)) {
    passed.add(at);
    at = mine.get(at);
  }
  return at;
}

/** What was written, or why nothing was: then what is there is looked at again. */
export async function written(work) {
  if (desk.busy) return false;
  desk.busy = true;
  desk.failed = "";
  try {
    const before = desk.revision;
    const { status, body } = await work();
    if (status < 300) {
      if (body.revision) mine.set(before, body.revision);
      desk.verdict = body.verdict ?? null;
      desk.asksConsent = lacksConsent(body);
      await look();
      load();
      return body;
    }
    desk.failed = refusalOf(body);
    desk.stale = status === 412;
    if (desk.stale) await look();
    else desk.asksConsent = lacksConsent(body);
    return false;
  } catch (error) {
    desk.failed = error.message;
    return false;
  } finally {
    desk.busy = false;
  }
}

const steps = (operations) => written(() => call("PATCH", "", { operations }));

/** The drafts to look at next, the nearest one first: those after this one, then those before it. */
function next(id) {
  const open = waiting().map((one) => one.id);
  const place = open.indexOf(id);
  return [...open.slice(place + 1), ...open.slice(0, Math.max(place, 0)).reverse()];
}

const accepting = (id) => ({ op: "accept-draft", drafts: [id], ...(desk.consent.length ? { consent: $state.snapshot(desk.consent) } : {}) });

export async function yes(id, what) {
  const after = next(id);
  const reworded = what === undefined ? [] : [{ op: "reword-draft", draft: id, what }];
  const done = await steps([...reworded, accepting(id)]);
  if (!done) return false;
  // The case says it now.
  desk.consent = [];
  const brought = done.brought.length ? `, with ${done.brought.join(", ")}` : "";
  desk.said = `${id} is in the case${brought}.`;
  move(...after);
  return true;
}

export async function no(id) {
  const after = next(id);
  if (!(await steps([{ op: "reject-draft", drafts: [id] }]))) return;
  desk.said = `${id} is left out, and will not be asked about again.`;
  move(...after);
}

/** Until no step is being written: what is asked meanwhile is meant for what stands then. */
export async function idle() {
  while (desk.busy) await new Promise((later) => setTimeout(later, 20));
}

export async function step(which) {
  await idle();
  const done = await written(() => call("POST", `/${which}`));
  if (done) desk.said = done.change ? `${done.change.in_words}.` : "";
}

/** Undoes change after change until this one is undone too. */
export async function stepTo(number) {
  while (desk.standing.includes(number)) {
    const left = desk.standing.length;
    await step("undo");
    if (desk.failed || desk.standing.length >= left) return;
  }
}

export async function readText(text, name, date) {
  const given = { text, ...(name ? { name } : {}), ...(date ? { date } : {}) };
  const done = await written(() => call("POST", "/texts", given));
  if (!done) return false;
  const { met, notes } = done;
  const news = met.new.length === 1 ? "1 draft is new" : `${met.new.length} drafts are new`;
  const old = met.repeated.length ? ` ${met.repeated.length} ${met.repeated.length === 1 ? "says" : "say"} what an earlier text says.` : "";
  const copied = met.derived_from ? ` It repeats ${met.derived_from}, so it is no second witness.` : "";
  const against = met.against.map((one) => ` ${one.new} stands against ${one.earlier}: “${one.words}”.`).join("");
  desk.said = [`${news}.${old}${copied}${against}`, ...notes].join(" ");
  if (met.new.length) move(met.new[0]);
  return true;
}

let looking = new AbortController();

/** Looks at a draft, the first of these that waits: others may have been brought along. */
export function move(...ids) {
  const open = new Set(waiting().map((one) => one.id));
  desk.at = ids.find((id) => open.has(id)) ?? desk.at;
}

/** What a yes to the draft that is looked at would do to the verdict. */
export async function weigh(id) {
  looking.abort();
  looking = new AbortController();
  const { signal } = looking;
  desk.effect = null;
  if (!id) return;
  try {
    await new Promise((later) => setTimeout(later, 250));
    if (signal.aborted) return;
    const { status, body } = await call("POST", "/check", { operations: [accepting(id)] }, signal);
    if (signal.aborted) return;
    desk.effect = status === 200 ? { verdict: body.verdict, brought: body.brought } : { why: refusalOf(body) };
    if (!desk.consent.length) desk.asksConsent = lacksConsent(body);
  } catch (error) {
    if (!signal.aborted) desk.effect = { why: error.message };
  }
}
