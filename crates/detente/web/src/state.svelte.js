// What is looked at, from where, and the answers to it. Nothing is computed here: answers come from the program.
import { followed, renamed, stepped } from "./write/leaving.svelte.js";

const SINGLE = ["as-of", "min-grade", "believed-by"];
const MANY = ["assume", "use", "without", "waive", "set"];
const FLAGS = ["sources-only"];
// These name lines, and the address says of which version of the case they are.
const BY_LINE = ["without", "waive", "set"];

// In the order in which they are wanted: the verdict and the reasons first.
const WANTED = [
  ["why", "why"],
  ["list", "list"],
  ["openers", "openers"],
  ["ground", "ground"],
  ["levers", "levers"],
  ["efficient", "frontier", { "without-floors": "" }],
  ["frontier", "frontier"],
  ["compare", "compare"],
  ["talks", "talks"],
  ["path", "path"],
  ["outlook", "outlook"],
  ["stability", "stability"],
  ["together", "stability", { coalitions: "" }],
  ["deadline", "deadline"],
  ["roles", "roles"],
  ["brief", "brief"],
];

export const page = $state({
  cases: [],
  edit: false,
  // What a new case can begin with, where the page makes some.
  templates: null,
  // The case that is gone from the disk, and the tab of the case that is looked at.
  gone: "",
  tab: "",
  // The revision of the case that is shown, its number, and of which revision each answer is.
  revision: "",
  number: 0,
  of: {},
  numbers: {},
  name: null,
  view: plainView(),
  linesOf: "",
  room: "",
  days: { from: "", to: "" },
  answers: {},
  errors: {},
  opened: null,
  offline: false,
  waiting: 0,
  milliseconds: null,
  asked: 0,
});

function plainView() {
  const view = {};
  for (const key of SINGLE) view[key] = "";
  for (const key of MANY) view[key] = [];
  for (const key of FLAGS) view[key] = false;
  return view;
}

const report = JSON.parse(document.getElementById("report").textContent);

/** The answer of a command, or nothing yet. */
export function answer(name) {
  return page.answers[name]?.answer;
}

/** What the view supposes, as the words of a query. */
function words(view) {
  const query = [];
  for (const key of SINGLE) if (view[key]) query.push([key, view[key]]);
  for (const key of MANY) for (const value of view[key]) query.push([key, value]);
  for (const key of FLAGS) if (view[key]) query.push([key, ""]);
  return query;
}

const namesLines = (view) => BY_LINE.some((key) => view[key].length > 0);

/** The same, and of which version of the case its lines are. */
function asked(view) {
  return page.linesOf && namesLines(view) ? [...words(view), ["lines-of", page.linesOf]] : words(view);
}

/** The lines are those of the case as it is now. */
export function linesAreRight() {
  page.linesOf = answer("list").file_hash.slice(0, 16);
  remember();
  return load();
}

/** The view as the second side of `diff`. */
function secondSide(view, asOf) {
  const renamed = { "as-of": "to", "min-grade": "to-min-grade", "believed-by": "to-believed-by", assume: "to-assume", "sources-only": "to-sources-only" };
  const query = asked(view).map(([key, value]) => [renamed[key] ?? key, value]);
  if (!view["as-of"]) query.push(["to", asOf]);
  return [["from", asOf], ...query];
}

export function isChanged() {
  return words(page.view).length > 0;
}

/** What to type for the same view. */
export function typed() {
  const shown = ([key, value]) => (value === "" ? `--${key}` : `--${key} ${/[\s"]/.test(value) ? `"${value}"` : value}`);
  return words(page.view).map(shown).join(" ");
}

/** Why there is no answer, and how to mend it, in the lines of a terminal. */
export function refusalOf({ refusal }) {
  if (!refusal) return undefined;
  const problems = refusal.problems.map(({ message, places }) => {
    const [place] = places;
    return place ? `${place.file}:${place.line}: ${message}` : message;
  });
  return [refusal.message, ...refusal.help, ...problems].join("\n");
}

let controller = new AbortController();

async function ask(path, query, signal) {
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${path}${search ? `?${search}` : ""}`, { signal });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(refusalOf(body) ?? response.statusText), { refused: response.status === 422, gone: response.status === 404 });
  return body;
}

async function keep(name, command, query, signal) {
  const { revision, number } = page;
  try {
    page.answers[name] = await ask(`/api/cases/${page.name}/${command}`, query, signal);
    // What was asked before the first look at the case is of what that look saw.
    page.of[name] = revision || page.revision;
    page.numbers[name] = number || page.number;
    delete page.errors[name];
  } catch (error) {
    if (signal.aborted) return;
    page.errors[name] = error.message;
    // What the case said before it had errors is no answer to what it says now; what did not arrive is only late.
    if (error.refused) delete page.answers[name];
    // What is asked next would not be there either.
    if (error.gone && name === "why") page.gone = page.name;
  }
}

/** Whether an answer is of another revision than the case that is shown. */
export const isOld = (name) => page.answers[name] !== undefined && page.of[name] !== undefined && page.of[name] !== page.revision;

/** Asks everything anew; what is shown stays until its answer comes. */
export async function load() {
  if (page.offline || !page.name || page.gone === page.name) return;
  controller.abort();
  controller = new AbortController();
  const { signal } = controller;
  const began = performance.now();
  const view = asked(page.view);
  const rooms = page.room ? [["room", page.room]] : [];
  page.waiting += 1;
  try {
    const asking = (name, command, query) => ({ name, ask: () => keep(name, command, query, signal) });
    let queue = WANTED.map(([name, command, extra]) => asking(name, command, [...view, ...Object.entries(extra ?? {}), ...(command === "ground" ? rooms : [])]));
    await queue.shift().ask();
    if (page.gone === page.name) return;
    if (!signal.aborted) {
      page.milliseconds = Math.round(performance.now() - began);
      page.asked += 1;
    }
    await queue.shift().ask();
    const list = answer("list");
    if (list) {
      // Where nothing was put forward there is nothing to compare.
      if (list.proposals.length === 0) {
        queue = queue.filter(({ name }) => name !== "compare");
        delete page.answers.compare;
      }
      if (isChanged()) queue.unshift(asking("flips", "diff", secondSide(page.view, list.as_of)));
      else delete page.answers.flips;
      page.days.from ||= list.snapshots[0];
      page.days.to ||= list.snapshots.at(-1);
      queue.push({ name: "diff", ask: () => loadDays(signal) });
    }
    // Two at a time, as many as the program makes at once on a small machine.
    const lane = async () => {
      for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) await next.ask();
    };
    await Promise.all([lane(), lane()]);
  } finally {
    page.waiting -= 1;
  }
}

/** What changed between the two days chosen. */
export async function loadDays(signal = controller.signal) {
  const { from, to } = page.days;
  if (page.offline || !from || !to) return;
  const rest = words(page.view).filter(([key]) => !["as-of", "use", ...BY_LINE].includes(key));
  await keep("diff", "diff", [["from", from], ["to", to], ...rest], signal);
}

/** Changes the view, the address with it, and asks anew. */
export function change(edit) {
  const named = namesLines(page.view);
  edit(page.view);
  // Lines named first are lines of the case as it is now; others keep theirs.
  if (!named) page.linesOf = answer("list")?.file_hash.slice(0, 16) ?? "";
  remember();
  return load();
}

/** Puts a value into a list of the view, or takes it out. */
export function toggle(key, value) {
  return change((view) => {
    view[key] = view[key].includes(value) ? view[key].filter((one) => one !== value) : [...view[key], value];
  });
}

export function reset() {
  return change((view) => Object.assign(view, plainView()));
}

function address() {
  const query = new URLSearchParams([["case", page.name], ...asked(page.view)]);
  if (page.room) query.set("room", page.room);
  if (page.days.from) query.set("from", page.days.from);
  if (page.days.to) query.set("to", page.days.to);
  if (page.tab) query.set("tab", page.tab);
  return `?${query}${location.hash}`;
}

export function remember() {
  if (!page.offline) renamed(address());
}

/** Another tab of the case: a step of the page. */
export function show(tab) {
  page.tab = tab;
  if (!page.offline) stepped(address());
}

function recall() {
  const query = new URLSearchParams(location.search);
  // Where a folder of cases is served, somebody chooses one first.
  const first = page.templates ? null : page.cases[0];
  page.name = page.cases.includes(query.get("case")) ? query.get("case") : (first ?? null);
  for (const key of SINGLE) page.view[key] = query.get(key) ?? "";
  for (const key of MANY) page.view[key] = query.getAll(key);
  for (const key of FLAGS) page.view[key] = query.has(key);
  page.linesOf = query.get("lines-of") ?? "";
  page.room = query.get("room") ?? "";
  page.tab = query.get("tab") ?? "";
  page.days.from = query.get("from") ?? "";
  page.days.to = query.get("to") ?? "";
}

/** Another case, seen plainly. */
export function open(name) {
  Object.assign(page, { name, gone: "", tab: "" });
  stepped(`?${new URLSearchParams({ case: name })}`);
  Object.assign(page, { answers: {}, errors: {}, of: {}, numbers: {}, number: 0, revision: page.edit ? "" : "as served" });
  page.days = { from: "", to: "" };
  page.room = "";
  return reset();
}

/** Back to the list of cases. */
export function leave() {
  controller.abort();
  Object.assign(page, { name: null, answers: {}, errors: {}, gone: "" });
  stepped(location.pathname);
}

/** Makes a case and opens it; why not, where it is refused. */
export async function make(wanted) {
  const response = await fetch("/api/cases", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wanted) });
  const body = await response.json();
  if (!response.ok) return refusalOf(body);
  page.cases = [...page.cases, body.case];
  await open(body.case);
  return "";
}

export async function begin() {
  if (report) {
    page.offline = true;
    const { cases, ...answers } = report;
    page.cases = cases.cases;
    page.name = page.cases[0];
    // What could not be answered says why.
    for (const [name, one] of Object.entries(answers)) {
      if (one.error) page.errors[name] = one.error;
      else page.answers[name] = one;
    }
    const list = answer("list");
    page.days = { from: list.snapshots[0], to: list.snapshots.at(-1) };
    return;
  }
  const { cases, edit, templates } = await ask("/api/cases", [], undefined);
  Object.assign(page, { cases, edit, templates, revision: edit ? "" : "as served" });
  recall();
  followed(() => {
    const before = [page.name, JSON.stringify(words(page.view)), page.room].join();
    const name = page.name;
    recall();
    if (page.name !== name) Object.assign(page, { answers: {}, errors: {}, of: {}, numbers: {}, number: 0, gone: "", revision: page.edit ? "" : "as served" });
    if ([page.name, JSON.stringify(words(page.view)), page.room].join() !== before) load();
  });
  // From before the first answer: what is saved meanwhile is not missed.
  follow();
  await load();
}

/** Who else wants to know that the files of the case changed. */
const followers = [];
export const whenChanged = (tell) => followers.push(tell);

/** Asks anew when the files of the case change on disk. */
function follow() {
  const events = new EventSource("/api/events");
  // After the server was away, what did not arrive is asked for again.
  events.addEventListener("open", () => {
    if (Object.keys(page.errors).length) load();
  });
  events.addEventListener("changed", ({ data }) => {
    if (data !== page.name && data !== "") return;
    // Without a log to look at, each change is another revision.
    if (!page.edit) page.revision += "+";
    page.gone = "";
    Promise.all(followers.map((tell) => tell())).then(() => load());
  });
}

/** The what-if as a file for `--what-if`. */
export async function whatIf() {
  const response = await fetch(`/api/cases/${page.name}/what-if.toml?${new URLSearchParams(asked(page.view))}`);
  return response.text();
}

export async function writeWhatIf(name) {
  const path = `/api/cases/${page.name}/what-ifs/${encodeURIComponent(name)}`;
  const response = await fetch(`${path}?${new URLSearchParams(asked(page.view))}`, { method: "POST" });
  const body = await response.json();
  return response.ok ? `written: ${body.written}` : refusalOf(body);
}

/** Opens the drawer on a statement: by its line, or by the byte at which it begins. */
export function openStatement(where) {
  page.opened = where;
}
