// What the legs share: a temporary folder, child processes that cannot outlive the run, and the count at the end.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const temporary = realpathSync(mkdtempSync(join(tmpdir(), "userns-sim-package-")));
const stopped = new AbortController();
const reported = new Set();
const tally = { passed: 0, failed: 0, skipped: 0 };

process.once("exit", () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => {
    stopped.abort();
    process.exit(130);
  });
}

/** A leg that cannot be run on this machine throws it. */
export class Skip extends Error {}

/** Runs one check and prints how it went. */
export async function leg(name, check) {
  const start = performance.now();
  const took = () => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
  try {
    const facts = await check();
    tally.passed++;
    console.log(`ok       ${name}${facts ? `: ${facts}` : ""} ${took()}`);
  } catch (error) {
    // A machine of somebody else may lack a browser; continuous integration has everything.
    const skipped = error instanceof Skip && process.env.CI !== "true";
    tally[skipped ? "skipped" : "failed"]++;
    // Several legs may need what failed once; its output is shown once.
    const message = reported.has(error) ? `as above, ${error.message.split("\n", 1)[0]}` : error.message;
    reported.add(error);
    console.log(`${skipped ? "skipped " : "FAILED  "} ${name}: ${message} ${took()}`);
  }
}

/** Prints the count, in the plain form that tools read, and sets the exit code. */
export function finish() {
  console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

/** A new empty folder, removed at the end. */
export function folder(name) {
  const path = join(temporary, name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** Runs a program to its end and gives what it printed; anything but exit 0 is an error that shows it. */
export function run(file, args, { cwd = root, seconds = 180, env = {} } = {}) {
  const options = {
    cwd,
    timeout: seconds * 1000,
    signal: stopped.signal,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, HOME: folder("home"), NO_COLOR: "1", FORCE_COLOR: "0", ...env },
  };
  return new Promise((resolve, reject) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const why = error.killed ? `no end after ${seconds} s` : `exit ${error.code}`;
      reject(new Error(`${[file, ...args].join(" ")}: ${why}\n${stdout}${stderr}`.trim()));
    });
  });
}

/** Runs a program of this package's own development dependencies. */
export function tool(name, args, options) {
  return run(join(root, "node_modules/.bin", name), args, options);
}

/** Runs npm with the settings of whoever runs this. */
export function npm(args, options = {}) {
  return run("npm", args, { ...options, env: { HOME: process.env.HOME, ...options.env } });
}

/** Does something once, however many legs need it; when it failed, it fails for each of them. */
export function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

/** Throws unless two values have the same JSON. */
export function same(what, actual, expected) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}
