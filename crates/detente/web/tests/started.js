// The program that is tested, a server of it and a browser: every test of the page starts them here.
import { spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
export const program = resolve(process.env.DETENTE ?? join(root, "target/release/detente"));

/** `detente serve` with these words, and the address that it prints. */
export async function served(words, options = {}) {
  const server = spawn(program, ["serve", ...words, "--port", "0"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((found, failed) => {
    server.stderr.on("data", (said) => {
      const match = /http:\S+/.exec(String(said));
      if (match) found(match[0]);
    });
    server.on("exit", () => failed(new Error("the server ended")));
  });
  return [server, address];
}

/** A browser that asks nobody but the server. */
export const launched = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
