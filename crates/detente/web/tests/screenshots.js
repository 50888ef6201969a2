// Writes the screenshots of docs/: DETENTE=… node screenshots.js
import { spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const program = resolve(process.env.DETENTE ?? join(root, "target/release/detente"));
const server = spawn(program, ["serve", join(root, "cases/london-2025"), "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((found) => server.stderr.on("data", (text) => found(/http:\S+/.exec(String(text))[0])));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
for (const [width, height, colorScheme] of [[320, 1400, "light"], [1280, 1000, "light"], [2560, 1700, "dark"]]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: "en-GB" });
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("[data-test=verdict]") && !document.querySelector(".waiting"));
  await page.screenshot({ path: join(root, `docs/page-${width}.png`) });
  await page.close();
}
await browser.close();
server.kill();
