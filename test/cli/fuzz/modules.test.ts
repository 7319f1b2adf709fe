import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtBin } from "../built-bin.ts";

/** Declares `proxy`, which throws whatever is done with it. */
const REVOKED = "const { proxy, revoke } = Proxy.revocable({}, {}); revoke();";
const REFUSING = 'export default { name: "x", initial: null, promises: [], propose: () => ({ refuse: "no" }) };';

function proposing(body: string, mark = ""): string {
  return `export default { name: "x", initial: null, promises: [], ${mark} propose() { ${body} } };`;
}

const LOAD = "it cannot be loaded: ";
const READ = "its strategy throws when it is read: ";
const MAKE = "the function that makes the strategy throws: ";
const STRAY = "it threw where nothing waits for it: ";
const LATE = "the strategy comes as a promise; the function that makes it answers at once";
const NO_INITIAL =
  "its strategy has no `initial`: plain data that it remembers before it is asked first, null for nothing";

/** Modules that are no strategy, and what is said of them. The exit code is 2. */
const WRONG: readonly (readonly [what: string, module: string, said: string])[] = [
  ["waits for ever", "await new Promise(() => {});", "the module waits at its top level for what never comes"],
  ["throws undefined", "throw undefined;", `${LOAD}undefined`],
  ["throws null", "throw null;", `${LOAD}null`],
  ["throws a symbol", 'throw Symbol("x");', `${LOAD}Symbol(x)`],
  ["throws what is no text", "throw { toString() { throw 1; } };", `${LOAD}something that cannot be shown`],
  ["does not parse", "export default {", `${LOAD}SyntaxError: Unexpected end of input`],
  ["has a name that throws", "export default { get name() { throw 1; } };", `${READ}1`],
  [
    "has a name that throws in the end",
    'let n = 0; export default { get name() { if (n++ > 3) throw undefined; return "x"; }, initial: null, propose() {} };',
    `${READ}undefined`,
  ],
  [
    "exports a revoked proxy",
    `${REVOKED} export default proxy;`,
    `${READ}TypeError: Cannot perform 'get' on a proxy that has been revoked`,
  ],
  ["is made by a function that throws", "export default () => { throw null; };", `${MAKE}null`],
  [
    "is made by a function that throws what throws",
    `export default () => { ${REVOKED} throw proxy; };`,
    `${MAKE}something that cannot be shown`,
  ],
  ["is made by an async function", 'export default async () => { throw new Error("x"); };', LATE],
  ["is made by a function that never answers", "export default () => new Promise(() => {});", LATE],
  ["has a strategy that remembers nothing", 'export default { name: "x", propose() {} };', NO_INITIAL],
  [
    "has a strategy that remembers a function",
    'export default () => ({ name: "x", initial: () => 1, propose() {} });',
    NO_INITIAL,
  ],
  [
    "has promises that are no list",
    'export default { name: "x", initial: null, promises: 5, propose() {} };',
    "the `promises` of its strategy are no list: expected an array of names, or none",
  ],
  ["throws later", `setTimeout(() => { throw new Error("x\u001b[31m"); }); ${REFUSING}`, `${STRAY}Error: x\\u001b[31m`],
  ["rejects later", `setTimeout(() => { Promise.reject(undefined); }); ${REFUSING}`, `${STRAY}undefined`],
];

/** Strategies that break a law. The exit code is 1. */
const BROKEN: readonly (readonly [what: string, module: string, says: RegExp])[] = [
  [
    "async",
    proposing('throw new Error("late");', "async"),
    /returned a promise from propose; a strategy answers at once/,
  ],
  ["a generator", proposing("", "*"), /returned neither/],
  ["throwing undefined", proposing("throw undefined;"), /threw in propose: undefined/],
  ["throwing a proxy", proposing(`${REVOKED} throw proxy;`), /threw in propose: something that cannot be shown/],
  ["returning a proxy", proposing(`${REVOKED} return proxy;`), /threw in propose: TypeError/],
];

describe("fuzz --strategy FILE", () => {
  const state = builtBin();

  function fuzz(name: string): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
    const argv = [state.bin, "fuzz", "--strategy", name, "--runs", "20"];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
      cwd: state.folder,
      encoding: "utf8",
      timeout: 60000,
    });
    return { code: status, stdout, stderr };
  }

  it.each(WRONG)("says so in a sentence where the module %s", (_what, module, said) => {
    writeFileSync(join(state.folder, "mine.mjs"), module);
    expect(fuzz("mine.mjs")).toEqual({ code: 2, stdout: "", stderr: `userns-sim: mine.mjs: ${said}\n` });
  });

  it.each(BROKEN)("finds what is wrong with a strategy that is %s", (_what, module, says) => {
    writeFileSync(join(state.folder, "mine.mjs"), module);
    const { code, stdout, stderr } = fuzz("mine.mjs");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout.replace(/\s+/g, " ")).toMatch(says);
  });

  it("ends when its work is done, whatever the module goes on with", () => {
    writeFileSync(join(state.folder, "mine.mjs"), `setInterval(() => {}, 1000); ${REFUSING}`);
    const { code, stdout, stderr } = fuzz("mine.mjs");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Nothing was found.");
  });

  const others: readonly (readonly [what: string, make: (path: string) => void])[] = [
    ["no such file", () => undefined],
    ["a directory, not a file", (path) => mkdirSync(path)],
    ["a named pipe, not a file", (path) => void spawnSync("mkfifo", [path])],
    ["a character device, not a file", (path) => symlinkSync("/dev/zero", path)],
    ["symbolic links that lead in a circle", (path) => symlinkSync(path, path)],
  ];

  it.each(others)("opens only files: %s", (said, make) => {
    rmSync(join(state.folder, "other.mjs"), { recursive: true, force: true });
    make(join(state.folder, "other.mjs"));
    expect(fuzz("other.mjs")).toEqual({ code: 2, stdout: "", stderr: `userns-sim: other.mjs: ${said}\n` });
  });
});
