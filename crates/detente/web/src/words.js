// How numbers and names are shown: in the reader's locale, parties by their short names.
import { answer } from "./state.svelte.js";

const locale = navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 0 });
const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });

export const count = (number) => whole.format(number);
export const points = (number) => tenth.format(number);
/** How many rows of what the answer hangs on stand in the banner; the others stand where the answer is explained. */
export const IN_BANNER = 4;
/** A row of what the answer hangs on, in words. */
export const hangs = (row) =>
  `${row.what === "set" ? `set: ${row.name.replaceAll(/[-_]/g, " ")}` : row.name}: ${row.shares.map((one) => `${one.when} ${percent(one.holds / one.draws)}`.trim()).join(", ")}`;
export const percent = (share) => percents.format(share);
export const date = (text) => (text ? day.format(new Date(`${text}T00:00:00Z`)) : "");
export const range = (interval) =>
  !interval ? "not stated" : interval.low === interval.high ? points(interval.low) : `${points(interval.low)} to ${points(interval.high)}`;
export const signed = (number) => `${number > 0 ? "+" : ""}${points(number)}`;
export const signedRange = (interval) => (interval ? `${signed(interval.low)} to ${signed(interval.high)}` : "not stated");
// A few draws are not none.
const inWords = (share) => (share > 0 && share < 0.005 ? `under ${percent(0.01)}` : percent(share));
export const share = (share) => (share ? `${inWords(share.share)} of ${count(share.draws)} draws` : "");

export function short(party) {
  return answer("list")?.parties.find((one) => one.id === party)?.short ?? party;
}
export function fullName(party) {
  return answer("list")?.parties.find((one) => one.id === party || one.short === party)?.name ?? party;
}
/** A player of the conflict by its short name: a party, or a bloc that acts as one. */
export function player(id) {
  return answer("stability")?.rests_on.players.find((one) => one.player === id)?.name ?? short(id);
}
/** The place of a party in the case, which is its colour. */
export function tint(party) {
  const place = answer("list")?.parties.findIndex((one) => one.id === party || one.short === party) ?? -1;
  return `p${place < 0 ? 7 : place % 8}`;
}
export function issueName(issue) {
  return answer("list")?.issues.find((one) => one.id === issue)?.name ?? issue;
}
export function optionName(issue, option) {
  const options = answer("list")?.issues.find((one) => one.id === issue)?.options;
  return options?.find((one) => one.id === option)?.name ?? option;
}
export function leverName(lever) {
  return answer("list")?.levers.find((one) => one.id === lever)?.name ?? lever;
}
export function proposalName(proposal) {
  return answer("list")?.proposals.find((one) => one.id === proposal)?.name ?? proposal;
}
export const plain = (word) => String(word ?? "").replaceAll(/[-_]/g, " ");
/** The answer to a question that can flip: words, a number, or parties. */
export const fact = (value) => (value == null ? "no" : Array.isArray(value) ? value.join(", ") || "nobody" : value);
const settled = (option) => [option].flat().join(" | ");
/** A package in words: `issue = option, issue = option | option`. */
export const terms = (all) => Object.entries(all).map(([issue, option]) => `${issue} = ${settled(option)}`).join(", ");
/** What a package is of, to be lit up together: `option-issue-option`. */
export const marks = (all) => Object.entries(all).flatMap(([issue, options]) => [options].flat().map((option) => `option-${issue}-${option}`)).join(" ");
