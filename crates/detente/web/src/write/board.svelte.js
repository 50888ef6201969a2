// What is written of the case, and how it is changed: steps that the program takes or refuses.
import { call, desk, idle, written } from "../drafts.svelte.js";
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

/** Takes steps; false where they are refused, and why stands in the desk. */
export async function take(operations, said = "") {
  await idle();
  const done = await written(() => call("PATCH", "", { operations }));
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
