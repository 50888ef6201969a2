// What somebody typed, as the file has it. Whether it may stand there, the program says.

const NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** Text in quotes. */
export const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
const bare = (key) => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key));

/** `40`, or `30 to 45`; what is neither goes to the program in quotes, which says why not. */
export function number(text) {
  const ends = Array.isArray(text) ? text : String(text).trim().split(/\s*(?:to|–|,|;)\s*/);
  const one = (end) => (NUMBER.test(end) ? end.replace(/^\+/, "").replace(/^(-?)0+(?=\d)/, "$1") : quoted(end));
  return ends.length === 2 ? `[${one(ends[0])}, ${one(ends[1])}]` : one(ends.join(" "));
}

/** What may be written where a number is asked for, unless that is what was written. */
export function wrongNumber(holds, text) {
  if (text == null || text === "" || (typeof text === "string" && !text.trim())) return "";
  const ends = Array.isArray(text) ? text.map(String) : String(text).trim().split(/\s*(?:to|–|,|;)\s*/);
  const { low = -Infinity, high = Infinity } = holds;
  const fits = (end) => NUMBER.test(end) && Number(end) >= low && Number(end) <= high;
  if (ends.length <= 2 && ends.every(fits) && (ends.length < 2 || Number(ends[0]) <= Number(ends[1]))) return "";
  const within = holds.low == null || holds.high == null ? "a number" : `a number from ${holds.low} to ${holds.high}`;
  const pair = holds.high > 1 || holds.high == null ? "40, 60" : "0.4, 0.6";
  return `Write ${within}, or two numbers such as ${pair}, the smaller one first.`;
}

/** What may be written in a field, unless that is what was written; nothing where the program says it. */
export function wrong(holds, value) {
  if (isEmpty(value)) return "";
  switch (holds.is) {
    case "number":
      return wrongNumber(holds, value);
    case "weight":
      return holds.words.includes(value) || !wrongNumber(holds, value) ? "" : `Write a number, or one of these words: ${holds.words.join(", ")}.`;
    case "count":
      return /^\d+$/.test(String(value).trim()) ? "" : "Write a whole number, such as 4.";
    case "grade":
      return /^[A-F][1-6]$/.test(value) ? "" : "Write a letter from A to F and a digit from 1 to 6, such as C2.";
    default:
      return "";
  }
}

/** Whether anything in a value is not what may be written there. */
export function wrongIn(holds, value) {
  if (isEmpty(value)) return false;
  if (holds.is === "map" && typeof value === "object") return Object.values(value).some((one) => wrongIn(holds.to, one));
  if (holds.is === "list" && Array.isArray(value)) return value.some((one) => wrongIn(holds.of, one));
  if (holds.is === "table" && typeof value === "object") return holds.keys.some((key) => wrongIn(key.holds, value[key.key]));
  return wrong(holds, value) !== "";
}

/** How an interval is shown in a field. */
export const range = (value) => (Array.isArray(value) ? value.join(" to ") : (value ?? ""));

const isEmpty = (value) =>
  value == null || value === "" || value === false || (Array.isArray(value) ? value.length === 0 : typeof value === "object" && Object.values(value).every(isEmpty));

/** The value of a key as TOML, or nothing where nothing was given. */
export function toml(holds, value) {
  if (isEmpty(value)) return null;
  switch (holds.is) {
    case "number":
    case "count":
      return number(value);
    case "weight":
      return holds.words.includes(value) ? quoted(value) : number(value);
    case "flag":
      return "true";
    case "date":
      return String(value);
    case "when":
      if (typeof value === "string") return value;
      return value.to || value.words ? `{ from = ${value.from}, to = ${value.to || value.from}${value.words ? `, words = ${quoted(value.words)}` : ""} }` : value.from;
    case "list":
      return Array.isArray(value) ? `[${value.map((one) => toml(holds.of, one)).filter(Boolean).join(", ")}]` : toml(holds.of, value);
    case "map":
      return `{ ${Object.entries(value).filter(([, one]) => !isEmpty(one)).map(([key, one]) => `${bare(key)} = ${toml(holds.to, one)}`).join(", ")} }`;
    case "table":
      return `{ ${holds.keys.flatMap((key) => { const one = toml(key.holds, value[key.key]); return one ? [`${key.key} = ${one}`] : []; }).join(", ")} }`;
    default:
      return Array.isArray(value) ? `[${value.map((one) => quoted(String(one))).join(", ")}]` : quoted(String(value));
  }
}

/** A name as the format has it, and none of those that are taken. */
export function slug(words, taken) {
  const stem = words.normalize("NFD").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-").slice(0, 40) || "new";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
