// A text read on the page: drafts beside its words, a key each for yes, no and edit, the verdict old and new, undo, two
// writers. Run as page.test.js is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { launched, program, served } from "./started.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DISPATCH = `OSLO, May 3, 2031 (Example Wire) — Norway and Sweden opened talks on a ceasefire between Norway and Sweden in Oslo on Saturday.
Norwegian Foreign Minister Anna Berg will lead her delegation.
Norway said that it would never accept foreign inspectors in its harbours.
Sweden wants a joint patrol of the strait.
`;

let browser, server, address, folder;
const problems = [];
const text = (name) => readFileSync(join(folder, "strait", name), "utf8");
const run = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8" });

before(async () => {
  browser = await launched();
});
after(async () => {
  await browser?.close();
  assert.deepEqual(problems, [], "the console stays silent");
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "detente-reading-"));
  writeFileSync(join(folder, "dispatch.txt"), DISPATCH);
  run("read", "dispatch.txt", "--new", "strait");
  [server, address] = await served(["strait", "--edit", "--reader", "Jo Doe"], { cwd: folder });
});
afterEach(() => server.kill());

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  // That a case has no answer yet is an answer of 400 or 422, which the browser writes into its console.
  page.on("console", (message) => message.type() === "error" && !/status of 4(00|12|22)/.test(message.text()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.stack));
  await page.goto(address);
  await page.waitForSelector("[role=option]");
  return page;
}

const waiting = (page) => page.locator("[role=option]").count();
const at = (page) => page.locator("[role=option][aria-selected=true]");
/** Until what was asked for is done. */
const told = (page, words) => page.waitForFunction((words) => document.querySelector("[data-test=told]").textContent.includes(words), words);
/** Moves to a draft of which the line says this, by keys alone. */
async function go(page, words) {
  await page.locator("[role=listbox]").focus();
  await page.keyboard.press("Home");
  for (let left = await waiting(page); left > 0; left -= 1) {
    if ((await at(page).textContent()).includes(words)) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`no draft says ${words}`);
}

test("every draft that waits is underlined in the text with the words it rests on", async () => {
  const page = await open();
  const inbox = JSON.parse(run("inbox", "strait", "--json")).waiting;
  assert.equal(await waiting(page), inbox.length);
  for (const draft of inbox) {
    const words = await page.locator(`mark[data-drafts~="${draft.id}"]`).allTextContents();
    assert.equal(words.join(""), draft.evidence[0].text, draft.id);
  }
  const some = page.locator("mark").last();
  const ids = (await some.getAttribute("data-drafts")).split(" ");
  await some.click();
  assert.ok(ids.includes((await at(page).getAttribute("id")).replace("draft-", "")));
  await page.context().close();
});

test("yes, no, edit and undo by keys alone, the verdict old and new", async () => {
  const page = await open();
  const plain = text("case.toml");
  await go(page, "never accept foreign inspectors");
  const before = await waiting(page);
  await page.keyboard.press("n");
  await told(page, "is left out");
  assert.equal(await waiting(page), before - 1);
  assert.equal(text("case.toml"), plain);
  await go(page, "Sweden: a joint patrol");
  await page.waitForFunction(() => /leads to/.test(document.querySelector("[data-test=effect]").textContent));
  const effect = await page.textContent("[data-test=effect] strong");
  await page.keyboard.press("y");
  await told(page, "is in the case");
  assert.ok(text("case.toml").includes("accepted by Jo Doe"));
  const why = JSON.parse(run("why", "strait", "--json")).answer;
  assert.equal(effect, why.verdict.sentence, "a yes led to what was told before");
  await told(page, why.verdict.sentence);
  await page.waitForFunction((sentence) => document.querySelector("[data-test=verdict]")?.textContent === sentence, why.verdict.sentence);
  const one = text("case.toml");
  await go(page, "Norway: foreign inspectors");
  await page.keyboard.press("e");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("foreign ships in its harbours");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-test=history]").textContent.includes("reworded"));
  assert.ok(text("case.toml").includes("foreign ships in its harbours"));
  await page.locator("[role=listbox]").focus();
  await page.keyboard.press("u");
  await told(page, "undid change");
  assert.equal(text("case.toml"), one);
  await page.keyboard.press("r");
  await told(page, "again");
  assert.ok(text("case.toml").includes("foreign ships in its harbours"));
  await page.context().close();
});

test("a text is pasted and read against the case", async () => {
  const page = await open();
  const before = await waiting(page);
  await page.getByText("Read a text against this case").click();
  await page.getByLabel(/Paste a text here/).fill("BERGEN, May 9, 2031 (Other Wire) — Denmark and Iceland met in Bergen on Friday. Norway and Sweden met again.\n");
  await page.getByRole("button", { name: "read it" }).click();
  await told(page, "new");
  assert.ok((await waiting(page)) > before);
  assert.ok((await page.textContent("#read .sentences")).includes("Denmark and Iceland met"));
  await page.context().close();
});

test("two who write at once: the second is told, and sees what is there", async () => {
  const [one, other] = [await open(), await open()];
  await go(one, "Norway");
  const request = one.waitForResponse((response) => response.request().method() === "PATCH");
  // The other one has not looked since.
  const stale = await other.evaluate(async () => {
    const { revision } = await (await fetch("/api/cases/strait/drafts")).json();
    return revision;
  });
  await one.keyboard.press("y");
  assert.equal((await request).status(), 200);
  await told(one, "is in the case");
  const late = await other.evaluate(async (revision) => {
    const body = JSON.stringify({ operations: [{ op: "reject-draft", drafts: ["d4"] }] });
    const response = await fetch("/api/cases/strait", { method: "PATCH", headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` }, body });
    return { status: response.status, body: await response.json() };
  }, stale);
  assert.equal(late.status, 412);
  assert.equal(late.body.changed[0].who, "Jo Doe");
  await other.waitForFunction((left) => document.querySelectorAll("[role=option]").length === left, await waiting(one));
  for (const page of [one, other]) await page.context().close();
});

test("nothing serious for assistive technology, light and dark, and no page wider than the screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ colorScheme, bypassCSP: true });
    await page.evaluate(axe);
    await page.evaluate(() => document.querySelectorAll("#read details").forEach((one) => (one.open = true)));
    const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector("#read"), { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`), []);
    await page.context().close();
  }
  for (const width of [320, 390, 820, 1280, 1920, 3840]) {
    const page = await open({ viewport: { width, height: 900 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `at ${width} pixels ${wide} too many`);
    if (process.env.SHOTS) await page.locator("#read").screenshot({ path: join(process.env.SHOTS, `reading-${width}.png`) });
    await page.context().close();
  }
});

test("a server that may not write has no such part, nor has paper", async () => {
  const page = await open();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#read").isVisible(), false);
  await page.context().close();
  server.kill();
  let reads;
  [server, reads] = await served(["strait"], { cwd: folder });
  const context = await browser.newContext();
  const plain = await context.newPage();
  await plain.goto(reads);
  await plain.waitForSelector("h1");
  assert.equal(await plain.locator("#read").count(), 0);
  await context.close();
});
