// Writes the screenshots of docs/: DETENTE=… node screenshots.js
import { join } from "node:path";
import { launched, root, served } from "./started.js";

const [server, address] = await served([join(root, "cases/london-2025")]);
const browser = await launched();
for (const [width, height, colorScheme] of [[320, 1400, "light"], [1280, 1000, "light"], [2560, 1700, "dark"]]) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: "en-GB" });
  await page.goto(address);
  await page.waitForFunction(() => document.querySelector("[data-test=verdict]") && !document.querySelector(".waiting"));
  await page.screenshot({ path: join(root, `docs/page-${width}.png`) });
  await page.close();
}
await browser.close();
server.kill();
