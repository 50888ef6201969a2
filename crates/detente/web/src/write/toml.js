// What somebody typed, as the file has it. Whether it may stand there, the program says.

const NUMBER = /^[-+]?\d+(\.\d+)?$/;

/** Text in quotes. */
export const quoted = (text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f");
const bare = (key) => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key));

/** `40`, or `30 to 45`; what is neither goes to the program in quotes, which says why not. */
export function number(text) {
  const ends = Array.isArray(text) ? text : String(text).trim().split(/\s*(?:to|–|,|;)\s*/);
  const one = (end) => (NUMBER.test(end) ? end.replace(/^\+/, "") : quoted(end));
  return ends.length === 2 ? `[${one(ends[0])}, ${one(ends[1])}]` : one(ends.join(" "));
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
