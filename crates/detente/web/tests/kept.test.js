// Nothing that a person typed is lost: not by somebody else who writes, nor by another tab, Escape or Back. Run as
// page.test.js is.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launched, served } from "./started.js";

const folder = mkdtempSync(join(tmpdir(), "detente-kept-"));
const CASE = `[case]
title = "A quay"
as_of = 2031-01-01

[case.instrument]
class = "contract"
consent = ["port", "line"]

[parties.port]
name = "Port"
role = "principal"

[parties.line]
name = "Line"
role = "principal"

[issues.rent]
name = "Rent"
options = [{ id = "low", name = "low" }, { id = "high", name = "high" }]
`;
let browser, server, address;
const lost = [];

before(async () => {
  for (const name of ["quay", "gone"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "case.toml"), CASE);
  }
  browser = await launched();
  [server, address] = await served(["--folder", folder, "--edit", "--reader", "Jo Doe"]);
});
after(async () => {
  await browser?.close();
  server?.kill();
});

const text = () => readFileSync(join(folder, "quay", "case.toml"), "utf8");
async function open(name = "quay") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("response", (response) => response.status() === 404 && lost.push(response.url()));
  await page.goto(name ? `${address}&case=${name}` : address);
  await page.waitForSelector(name ? "[data-test=map]" : "[data-test=start]");
  return page;
}
const dialog = (page) => page.locator("dialog[open]");
const closed = (page) => page.waitForFunction(() => !document.querySelector("dialog[open]"));
const save = (page) => dialog(page).getByRole("button", { name: "save", exact: true }).click();
async function until(is) {
  for (let left = 100; left > 0 && !is(); left -= 1) await new Promise((later) => setTimeout(later, 100));
  assert.ok(is(), text());
}

test("a cell that somebody else changes under an open form is not overwritten: both are shown", async () => {
  const [one, other] = [await open(), await open()];
  await other.locator('[data-at="0-0"]').focus();
  await other.keyboard.press("4");
  await one.locator('[data-at="0-0"]').focus();
  await one.keyboard.press("2");
  await one.keyboard.press("Enter");
  await until(() => text().includes('accept = ["low"]'));
  const clash = dialog(other).locator("[data-test=clash]");
  await clash.waitFor();
  assert.match(await clash.innerText(), /there now\s+accept[\s\S]*you wrote\s+oppose/);
  assert.ok(await dialog(other).getByRole("button", { name: "save", exact: true }).isDisabled());
  await other.keyboard.press("Enter");
  assert.ok(text().includes('accept = ["low"]'));
  await clash.getByRole("button", { name: "mine takes its place" }).click();
  await save(other);
  await until(() => text().includes('oppose = ["low"]') && !text().includes('accept = ["low"]'));
  for (const page of [one, other]) await page.context().close();
});

test("a name that somebody else changes under an open form is not overwritten", async () => {
  const [one, other] = [await open(), await open()];
  for (const [page, name] of [[other, "Harbour"], [one, "Quayside"]]) {
    await page.locator("[data-test=map] thead button").first().click();
    await page.locator("#row-name").fill(name);
  }
  // The other page does not hear of it before it saves, and looks again once it is refused.
  let hears = false;
  other.on("request", (request) => (hears ||= request.method() === "PATCH"));
  await other.route("**/api/cases/*/drafts", (route) => (hears ? route.continue() : route.abort()));
  await save(one);
  await until(() => text().includes('name = "Quayside"'));
  const answered = other.waitForResponse((response) => response.request().method() === "PATCH");
  await save(other);
  assert.equal((await answered).status(), 412);
  const clash = dialog(other).locator("[data-test=clash]");
  await clash.waitFor();
  assert.match(await clash.innerText(), /Quayside[\s\S]*Harbour/);
  assert.ok(text().includes('name = "Quayside"'));
  assert.equal(await other.locator("#row-name").inputValue(), "Harbour");
  await clash.getByRole("button", { name: "leave what is there" }).click();
  await closed(other);
  // A party without a short name of its own is called by its name: a rename shows.
  await one.waitForFunction(() => document.querySelector("[data-test=map] thead button").textContent.includes("Quayside"));
  for (const page of [one, other]) await page.context().close();
});

test("text typed into case.toml stays when another tab is looked at, and Back leads from tab to tab", async () => {
  const page = await open();
  await page.getByRole("tab", { name: "case.toml" }).click();
  await page.locator("#case-text").fill(`# mine\n${text()}`);
  await page.getByRole("tab", { name: "Position map" }).click();
  assert.ok((await page.getByRole("tab", { name: "case.toml" }).innerText()).includes("not saved"));
  await page.goBack();
  assert.match(await page.locator("#case-text").inputValue(), /^# mine/);
  await page.goBack();
  await page.waitForSelector("[data-test=map]");
  await page.goForward();
  assert.match(await page.locator("#case-text").inputValue(), /^# mine/);
  await page.context().close();
});

test("Escape and Back ask before they leave a form in which something was typed", async () => {
  const page = await open();
  await page.locator("[data-test=map] thead button").first().click();
  await page.keyboard.press("Escape");
  await closed(page);
  await page.locator("[data-test=map] thead button").first().click();
  await page.locator("#row-name").fill("Pier");
  for (const leaves of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
    await leaves();
    await page.waitForSelector("[data-test=asks-leave]");
    await page.getByRole("button", { name: "go on writing" }).click();
    assert.equal(await page.locator("#row-name").inputValue(), "Pier");
  }
  await page.goBack();
  await page.getByRole("button", { name: "leave it" }).click();
  await closed(page);
  assert.ok(!text().includes("Pier"));
  await page.context().close();
});

test("digits typed into a cell of the map land in its form as a number", async () => {
  const page = await open();
  for (const [digits, row] of [["55", 0], ["70", 1], ["07", 0]]) {
    await page.locator(`[data-at="${row}-1"]`).focus();
    await page.keyboard.type(digits, { delay: 20 });
    assert.equal(await page.locator("#cell-value").inputValue(), String(Number(digits)));
    assert.ok(!(await dialog(page).getByRole("radio", { name: /red line/ }).isChecked()));
    await page.keyboard.press("Enter");
    await closed(page);
    await until(() => new RegExp(`${row ? "high" : "low"} = ${Number(digits)}\\b`).test(text()));
  }
  await page.context().close();
});

test("a wrong value is told of in words that say what may be written", async () => {
  const page = await open();
  await page.locator('[data-at="0-1"]').click();
  for (const wrong of ["abc", "120", "60, 40"]) {
    await page.locator("#cell-value").fill(wrong);
    assert.match(await dialog(page).locator("[data-test=wrong]").innerText(), /^Write a number from 0 to 100, or two numbers such as 40, 60/);
    assert.ok(await dialog(page).getByRole("button", { name: "save", exact: true }).isDisabled());
  }
  await page.locator("#cell-value").fill("40, 60");
  assert.equal(await dialog(page).locator("[data-test=wrong]").count(), 0);
  await page.context().close();
});

test("an empty case says what is missing, and answers nothing", async () => {
  const page = await open(null);
  await page.locator("#begin-title").fill("Nothing yet");
  await page.getByRole("button", { name: "begin", exact: true }).click();
  await page.waitForSelector("[data-test=lacks]");
  assert.match(await page.innerText("[data-test=lacks]"), /an issue/);
  assert.match(await page.innerText("[data-test=verdict]"), /^No answer yet: the case has no issues/);
  assert.equal(await page.locator("[data-test=answers], #why").count(), 0);
  assert.equal(await page.getByRole("button", { name: "+ how much issues matter" }).count(), 0);
  await page.context().close();
});

test("a case that is deleted outside is told of once, and shows again when it is back", async () => {
  const page = await open("gone");
  await page.waitForFunction(() => document.body.dataset.waiting === "false");
  lost.length = 0;
  renameSync(join(folder, "gone"), join(folder, ".away"));
  await page.waitForSelector("[data-test=gone]");
  await page.waitForTimeout(1500);
  assert.ok(lost.length <= 2, lost.join("\n"));
  renameSync(join(folder, ".away"), join(folder, "gone"));
  await page.waitForSelector("[data-test=map]");
  await page.context().close();
});
