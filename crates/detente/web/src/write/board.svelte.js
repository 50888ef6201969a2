// What is written of the case, and how it is changed: steps that the program takes or refuses.
import { call, desk, idle, ownFrom, written } from "../drafts.svelte.js";
import { refusalOf } from "../state.svelte.js";

export const board = () => desk.board;
export const rows = (table) => desk.board?.rows[table] ?? [];
export const form = (table) => desk.board?.forms.find((one) => one.table === table);
/** The names of the rows of a table. */
export const names = (table) => rows(table).map((row) => row.table[1]);
/** What a row is called. */
export const called = (row) => row.keys.name ?? row.keys.title ?? row.table[1];
/** The name of something by its table and its name in the file. */
export const nameOf = (table, id) => called(rows(table).find((row) => row.table[1] === id) ?? { keys: {}, table: [table, id] });
export const optionsOf = (issue) => rows("issues").find((row) => row.table[1] === issue)?.keys.options ?? [];

/** What a form begins with: the revision, and what it is about as it stands there. */
export const beginning = (what) => ({ revision: desk.revision, was: JSON.stringify(what ?? null) });

/** Whether somebody else has changed what a form is about since it was opened. */
export const clashes = (began, what) => ownFrom(began.revision) !== desk.revision && JSON.stringify(what ?? null) !== began.was;

/** How often a step is sent again, where others write elsewhere in the case meanwhile. */
const TRIES = 4;

/**
 * Takes steps; false where they are refused, and why stands in the desk. Steps of a form are of the revision at which it
 * was opened: where somebody else has changed the same thing since, the program refuses them.
 */
export async function take(operations, said = "", began = null, what = () => null) {
  let done = false;
  for (let tries = 0; tries < TRIES; tries += 1) {
    await idle();
    const revision = began && clashes(began, what()) ? began.revision : desk.revision;
    done = await written(() => call("PATCH", "", { operations }, undefined, revision));
    // Elsewhere in the case: the step is as right as it was.
    if (done || !began || !desk.stale || clashes(began, what())) break;
  }
  if (done) desk.said = said || (done.change ? `${done.change.in_words}.` : "nothing changed.");
  return done;
}

/** What steps would do: the verdict before and after, or why they are refused. */
export async function weighed(operations, signal) {
  const { status, body } = await call("POST", "/check", { operations }, signal);
  return status === 200 ? { verdict: body.verdict, diagnostics: body.diagnostics } : { why: refusalOf(body), refused: body.refusal?.problems ?? [] };
}

/** The answer of a question if steps were taken. */
export async function tried(operations, question, signal) {
  const { status, body } = await call("POST", "/try", { operations, question }, signal);
  return status === 200 ? { answer: body.answer } : { why: refusalOf(body) };
}

/** The cell of the position map as it stands. */
export const cellOf = (party, issue, option) =>
  desk.board?.map.issues.find((one) => one.id === issue)?.options.find((one) => one.id === option)?.cells[party] ?? null;
/** The line of the file is no part of what a cell says: a remark above moves it. */
export const cellSays = (cell) => (cell ? { ...cell, line: undefined } : null);

/** The keys by which a table rests on something. */
export const GROUND_KEYS = ["cite", "basis", "owner", "expires", "effects_owner", "effects_expires"];

/** What is known of the ground of a row. */
export function groundOf(row, owner) {
  const cite = [row?.keys.cite ?? []].flat()[0];
  if (cite) {
    const [, key, words] = /^([^' ]+)(?: *'([^']*)')?$/.exec(cite) ?? [null, cite, ""];
    return { rests: "cited", cite: key, words: words ?? "", owner, expires: "" };
  }
  return { rests: "assumed", cite: "", words: "", owner: row?.keys.effects_owner ?? (row?.keys.basis ? row?.keys.owner : null) ?? owner, expires: row?.keys.expires ?? "" };
}

/** The ground as a step has it. */
export const groundStep = (ground) =>
  ground.rests === "cited"
    ? { cited: { cite: ground.cite, ...(ground.words ? { words: ground.words } : {}) } }
    : { assumed: { owner: ground.owner, ...(ground.expires ? { expires: ground.expires } : {}) } };

/** What each party thinks of an option: name in the file, glyph, word and key, in the order of the keys 1 to 5. */
export const LEVELS = [
  { level: "propose", glyph: "★", word: "propose", key: "1" },
  { level: "accept", glyph: "✓", word: "accept", key: "2" },
  { level: "tolerate", glyph: "≈", word: "tolerate", key: "3" },
  { level: "oppose", glyph: "✗", word: "oppose", key: "4" },
  { level: "red_line", glyph: "⊘", word: "red line", key: "5" },
];
export const levelOf = (cell) => LEVELS.find((one) => one.level === cell?.level);

// The text of each case as it is typed, and the one that it began from: it stays while something else is looked at.
const texts = $state({});
/** The text of the case that is open, as somebody types it. */
export function typedOf() {
  const name = desk.of;
  return {
    get text() { return texts[name]?.text ?? desk.board.text; },
    set text(text) { texts[name] = { base: this.base, text }; },
    get base() { return texts[name]?.base ?? desk.board.text; },
    set base(base) { texts[name] = { base, text: this.text }; },
    get touched() { return this.text !== this.base; },
  };
}
