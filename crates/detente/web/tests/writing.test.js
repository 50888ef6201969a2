// A case written on the page from nothing, beside its answers: cells by keys, steps undone, two writers, a file changed
// outside. Run as page.test.js is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launched, program, root, served } from "./started.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "detente-writing-"));
const CASE = "wage-round";
const file = (name = "case.toml", of = CASE) => join(folder, of, name);
const text = (...of) => readFileSync(file(...of), "utf8");
const json = (...words) => JSON.parse(execFileSync(program, [...words, "--json"], { cwd: folder, encoding: "utf8" })).answer;

let browser, server, address;
const problems = [];

before(async () => {
  browser = await launched();
  [server, address] = await served(["--folder", folder, "--edit", "--reader", "Jo Doe"]);
});
after(async () => {
  await browser?.close();
  server?.kill();
  assert.deepEqual(problems, [], "the console stays silent");
});

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // That a case has no answer yet is an answer of 400 or 422, which the browser writes into its console.
  page.on("console", (message) => message.type() === "error" && !/status of 4(00|12|22)/.test(message.text()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.stack));
  await page.goto(name ? `${address}&case=${name}` : address);
  await page.waitForSelector(name ? "[data-test=workbench]" : "[data-test=start]");
  return page;
}

/** Until the page shows the verdict of the case as it is on disk. */
async function settled(page) {
  const { sentence } = json("why", CASE).verdict;
  await page.waitForFunction((sentence) => document.querySelector("[data-test=verdict]")?.textContent === sentence && !document.querySelector("[data-test=old]"), sentence, { timeout: 30_000 });
  return sentence;
}
const dialog = (page) => page.locator("dialog[open]");
async function save(page) {
  await dialog(page).getByRole("button", { name: "save", exact: true }).click();
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
}
async function issue(page, name, options) {
  await page.getByRole("button", { name: "+ issue", exact: true }).click();
  await page.locator("#row-name").fill(name);
  for (const [place, option] of options.entries()) {
    await dialog(page).getByRole("button", { name: "one more" }).click();
    await page.locator(`#row-options-${place}-name`).fill(option);
  }
  await save(page);
}
/** Writes a number into a cell, by keys alone. */
async function worth(page, row, column, value) {
  await page.locator(`[data-at="${row}-${column}"]`).focus();
  await page.keyboard.press("0");
  await dialog(page).locator("[placeholder^='0 to 100']").focus();
  await page.keyboard.type(String(value));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
}

test("the wage round of the docs is written from nothing, and the page has its verdict", async () => {
  const page = await open();
  assert.ok((await page.textContent("[data-test=start]")).includes("none yet"));
  await page.locator("#begin-title").fill("Wage round");
  await page.locator("#begin-parties").fill("Union\nCompany");
  await page.getByRole("button", { name: "begin", exact: true }).click();
  await page.waitForSelector("[data-test=workbench]");
  // The table of docs/wage-talks.csv.
  const lines = readFileSync(join(root, "docs/wage-talks.csv"), "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
  const rows = lines.filter(([, what]) => what.startsWith("option:"));
  const issues = new Map([...new Set(rows.map(([name]) => name))].map((name) => [name, rows.filter(([of]) => of === name)]));
  for (const [name, options] of issues) await issue(page, name, options.map(([, what]) => what.replace("option:", "")));
  const values = [...issues.values()].flat();
  for (const [row, [, , ...numbers]] of values.entries()) for (const [column, value] of numbers.entries()) await worth(page, row, column, value);
  for (const [place, party] of ["union", "company"].entries()) {
    await page.getByRole("button", { name: "+ how much issues matter" }).click();
    await page.locator("#row-party").selectOption(party);
    for (const [name, , ...weights] of lines.filter(([, what]) => what === "weight")) await page.locator(`#row-issues-${name.toLowerCase()}`).fill(String(Math.round(weights[place] * 100)));
    await save(page);
    await page.getByRole("button", { name: "+ what no deal is worth" }).click();
    await page.locator("#row-party").selectOption(party);
    await page.locator("#row-value").fill(lines.find(([, what]) => what === "reservation")[2 + place]);
    await save(page);
  }
  const sentence = await settled(page);
  assert.match(sentence, /deal/i);
  // The program finds in it what it finds in the table.
  const [written, table] = [json("frontier", CASE), json("frontier", join(root, "docs/wage-talks.csv"))];
  assert.equal(written.size, table.size);
  assert.deepEqual(written.efficient.map((one) => Object.values(one.values)).sort(), table.efficient.map((one) => Object.values(one.values)).sort());
  assert.equal(execFileSync(program, ["check", CASE], { cwd: folder, encoding: "utf8" }).includes("error"), false);
  assert.ok(text().includes('owner = "Jo Doe"'));
  await page.context().close();
});

test("a cell by keys: what it would do, the new verdict, undone and done again", async () => {
  const page = await open(CASE);
  const plain = await settled(page);
  const bytes = text();
  await page.locator('[data-at="0-0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), "1-1");
  await page.keyboard.press("5");
  await page.waitForFunction(() => /then|stays/.test(document.querySelector("[data-test=would]")?.textContent ?? ""));
  const would = (await page.textContent("[data-test=would]")).replaceAll(/\s+/g, " ");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog[open]") && document.querySelectorAll("[data-test=map] td.red-line").length === 1);
  const now = await settled(page);
  assert.ok(would.includes(now), `${now} is not in ${would}`);
  assert.equal(await page.locator("[data-test=map] td.red-line").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.at), "1-1", "the cell has the focus again");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelectorAll("[data-test=map] td.red-line").length === 0);
  assert.equal(text(), bytes);
  assert.equal(await settled(page), plain);
  await page.keyboard.press("Control+y");
  await page.waitForFunction(() => document.querySelectorAll("[data-test=map] td.red-line").length === 1);
  await page.keyboard.press("Escape");
  await page.context().close();
});

test("keys that follow at once are meant for the map: each cell gets its own", async () => {
  const page = await open(CASE);
  const bytes = text();
  await page.locator('[data-at="0-0"]').focus();
  for (const key of ["2", "Enter", "ArrowDown", "3", "Enter", "ArrowDown", "4", "Enter"]) await page.keyboard.press(key, { delay: 5 });
  await page.waitForFunction(() => [0, 1, 2].every((row) => /tolerate|accept|oppose/.test(document.querySelector(`[data-at="${row}-0"]`).ariaLabel)));
  const said = await page.evaluate(() => [0, 1, 2].map((row) => document.querySelector(`[data-at="${row}-0"]`).ariaLabel.split(": ").at(-1).split(",")[0]));
  assert.deepEqual(said, ["accept", "tolerate", "oppose"]);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !/accept|tolerate|oppose/.test(document.querySelector('[data-at="1-0"]').ariaLabel));
  for (let left = 60; left > 0 && text() !== bytes; left -= 1) await page.waitForTimeout(100);
  assert.equal(text(), bytes);
  await page.context().close();
});

test("many steps are undone from one of them, and done again, byte for byte", async () => {
  const page = await open(CASE);
  const before = text();
  const states = [];
  for (let step = 1; step <= 8; step += 1) {
    await page.locator(`[data-at="${step % 7}-${step % 2}"]`).focus();
    await page.keyboard.press(String((step % 5) + 1));
    await page.keyboard.press("Enter");
    // The form closes before the program has written.
    for (let left = 100; left > 0 && text() === (states.at(-1) ?? before); left -= 1) await page.waitForTimeout(100);
    assert.notEqual(text(), states.at(-1) ?? before);
    states.push(text());
  }
  const first = page.locator("[data-test=history] li").nth(0);
  await page.getByRole("button", { name: /^all \d+$/ }).click();
  assert.ok(await first.isVisible());
  await page.locator("[data-test=history] li").nth(7).getByRole("button", { name: "undo from here" }).click();
  await page.waitForFunction(() => document.querySelectorAll("[data-test=history] li > strong").length > 0 && !document.querySelector("[data-test=history] button[disabled]"), null, { timeout: 60_000 }).catch(() => {});
  for (let left = 60; left > 0 && text() !== before; left -= 1) await page.waitForTimeout(250);
  assert.equal(text(), before);
  for (const state of states) {
    await page.getByRole("button", { name: /^redo: / }).click();
    for (let left = 60; left > 0 && text() !== state; left -= 1) await page.waitForTimeout(100);
    assert.equal(text(), state);
    await page.waitForFunction(() => ![...document.querySelectorAll("[data-test=history] .acts button")].every((one) => one.disabled));
  }
  await page.context().close();
});

test("two who write at once in two cells: both are written", async () => {
  const [one, other] = [await open(CASE), await open(CASE)];
  // The other one does not hear of it, and has not looked since.
  await other.route("**/api/cases/*/drafts", (route) => route.abort());
  await other.locator('[data-at="0-1"]').focus();
  await other.keyboard.press("4");
  await one.locator('[data-at="0-0"]').focus();
  await one.keyboard.press("2");
  await one.keyboard.press("Enter");
  await one.waitForFunction(() => !document.querySelector("dialog[open]"));
  await other.unroute("**/api/cases/*/drafts");
  await dialog(other).getByRole("button", { name: "save", exact: true }).click();
  await other.waitForFunction(() => !document.querySelector("dialog[open]"));
  for (let left = 50; left > 0 && !/oppose = \[.*"2"/.test(text()); left -= 1) await other.waitForTimeout(100);
  assert.match(text(), /accept = \[.*"2"/);
  assert.match(text(), /oppose = \[.*"2"/);
  problems.splice(0, problems.length, ...problems.filter((words) => !/Failed to (load|fetch)/.test(words)));
  for (const page of [one, other]) await page.context().close();
});

test("a file changed outside shows at once, and the next step is written beside it", async () => {
  const page = await open(CASE);
  writeFileSync(file(), text().replace('name = "Union"', 'name = "Union of miners"'));
  await page.waitForFunction(() => document.querySelector("[data-test=map]").innerHTML.includes("Union of miners"));
  await page.locator('[data-at="1-0"]').focus();
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /tolerate/.test(document.querySelector('[data-at="1-0"]').ariaLabel));
  assert.ok(text().includes('name = "Union of miners"'));
  await page.waitForFunction(() => document.querySelector("[data-test=history]").textContent.includes("changed in the file itself"));
  assert.ok((await page.textContent("[data-test=history]")).includes("changed in the file itself"));
  await settled(page);
  await page.context().close();
});

test("a party is renamed, the text of the case says what is wrong while it is typed", async () => {
  const page = await open(CASE);
  await page.locator("[data-test=map] thead button").first().click();
  await page.locator("#row-name").fill("Miners");
  await save(page);
  assert.ok(text().includes('[parties.union]\nname = "Miners"'));
  await page.getByRole("tab", { name: "case.toml" }).click();
  const field = page.locator("#case-text");
  assert.equal(await field.inputValue(), text());
  const before = text();
  await field.fill(before.replace('consent = ["union", "company"]', 'consent = ["union", "compny"]'));
  await page.waitForFunction(() => document.querySelector("[data-test=problems]").textContent.includes("compny"));
  assert.ok((await page.textContent("[data-test=problems]")).includes("line 4"));
  await field.fill(before.replace("[case]", "# Größe: a remark\n[case]"));
  await page.waitForFunction(() => !document.querySelector("[data-test=problems]").textContent.includes("compny"));
  await page.locator("[data-test=case-text]").getByRole("button", { name: "save" }).click();
  for (let left = 50; left > 0 && !text().startsWith("# Größe"); left -= 1) await page.waitForTimeout(100);
  assert.equal(text(), before.replace("[case]", "# Größe: a remark\n[case]"));
  await page.context().close();
});

test("a text is built by choosing options, and is worth what the program says", async () => {
  const page = await open(CASE);
  await page.getByRole("tab", { name: "Single text" }).click();
  for (const name of ["3%", "38 hours", "3 years"]) await page.getByRole("radio", { name }).check();
  await page.waitForFunction(() => document.querySelectorAll("[data-test=worth]").length === 2);
  await page.getByRole("button", { name: "keep it as draft 1" }).click();
  await page.getByRole("button", { name: "keep it as draft 2" }).waitFor();
  const [draft] = json("compare", CASE).texts;
  assert.equal(Object.keys(draft.terms).length, 3);
  // What it is worth is asked anew once the draft is kept.
  const worths = Object.values(draft.worth).map((worth) => String(Math.round(worth.central.low * 10) / 10));
  assert.equal(worths.length, 2);
  await page.waitForFunction((worths) => {
    const shown = [...document.querySelectorAll("[data-test=worth]")].map((one) => one.textContent).join(" ");
    return worths.every((worth) => shown.includes(worth));
  }, worths);
  await page.context().close();
});

test("templates begin cases that have no errors", async () => {
  const page = await open();
  const templates = await page.locator("#begin-from option").evaluateAll((all) => all.map((one) => one.value));
  for (const name of templates.filter((name) => !["empty", "text", "table"].includes(name))) {
    await page.locator("#begin-title").fill(`Try ${name}`);
    await page.locator("#begin-from").selectOption(name);
    await page.getByRole("button", { name: "begin", exact: true }).click();
    await page.waitForSelector("[data-test=map]");
    execFileSync(program, ["check", `try-${name}`], { cwd: folder });
    await page.getByRole("button", { name: "all cases" }).click();
  }
  await page.locator("#begin-title").fill("From a table");
  await page.locator("#begin-from").selectOption("table");
  await page.locator("#begin-given").fill(readFileSync(join(root, "docs/wage-talks.csv"), "utf8"));
  await page.getByRole("button", { name: "begin", exact: true }).click();
  await page.waitForSelector("[data-test=map]");
  assert.equal(json("frontier", "from-a-table").size, json("frontier", join(root, "docs/wage-talks.csv")).size);
  await page.context().close();
});

test("nothing serious for assistive technology, light and dark, and no page wider than the screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(CASE, { colorScheme, bypassCSP: true });
    await page.waitForSelector("[data-test=map]");
    await page.evaluate(axe);
    const faults = async () => {
      const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector(".bench"), { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`), []);
    };
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await faults();
    }
    await page.getByRole("tab").first().click();
    await page.locator('[data-at="0-0"]').click();
    await page.waitForSelector("dialog[open]");
    await faults();
    await page.context().close();
  }
  for (const width of [320, 390, 820, 1280, 1920, 2560]) {
    const page = await open(CASE, { viewport: { width, height: 900 } });
    await page.waitForSelector("[data-test=map]");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `at ${width} pixels ${wide} too many`);
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `writing-${width}.png`) });
    await page.context().close();
  }
});
