// Many readers at once on loopback: DETENTE=… node load.js [READERS] [SECONDS]. Fails on any error.
import { readFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { root, served } from "./started.js";

const readers = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 60);
const [server, printed] = await served([join(root, "cases/london-2025")]);
const { origin: address, searchParams } = new URL(printed);
const headers = { Authorization: `Bearer ${searchParams.get("token")}` };
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;
const most = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;

// What a page asks, and every reader now and then a view of its own.
// The line of the first no-deal value.
const noDeal = readFileSync(join(root, "cases/london-2025/case.toml"), "utf8").split("\n").indexOf("[[no_deal]]") + 1;
const commands = ["why", "list", "openers", "ground", "levers", "frontier", "talks", "path", "outlook", "stability", "deadline", "roles", "brief"];
const ends = Date.now() + seconds * 1000;
const times = [];
const errors = [];

function get(path, agent) {
  return new Promise((done) => {
    const began = performance.now();
    const request = http.get(address + path, { agent, headers }, (response) => {
      let size = 0;
      response.on("data", (part) => (size += part.length));
      response.on("end", () => {
        times.push(performance.now() - began);
        if (response.statusCode !== 200 || size === 0) errors.push(`${response.statusCode} ${path}`);
        done();
      });
    });
    request.on("error", (error) => {
      errors.push(`${error.code} ${path}`);
      done();
    });
  });
}

async function read(reader) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; Date.now() < ends; turn += 1) {
    if (turn % 40 === 0) await get("/", agent);
    else if (turn % 25 === 7) await get(`/api/cases/london-2025/why?set=${noDeal}+value+%3D+%5B${(reader * 7 + turn) % 50}%2C+55%5D`, agent);
    else await get(`/api/cases/london-2025/${commands[(reader + turn) % commands.length]}`, agent);
    // A reader looks at what came.
    await new Promise((later) => setTimeout(later, 150));
  }
  agent.destroy();
}

const before = memory();
await Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
times.sort((one, other) => one - other);
const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
console.log(`${readers} readers, ${seconds} s: ${times.length} answers, ${errors.length} errors; median ${at(0.5)} ms, 99 % within ${at(0.99)} ms; memory ${before.toFixed(0)} MB before, at most ${most().toFixed(0)} MB`);
server.kill();
if (errors.length) {
  console.log([...new Set(errors)].slice(0, 10).join("\n"));
  process.exit(1);
}
