import { describe, expect, it } from "vitest";
import { waysOut } from "./ways-out.ts";

/** The files of the command that hold what writes: the process's streams, the one writer, and the one that saves files. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  "bin.ts": ["Output", "WriteStream"],
  // It asks the system what it says of writing nothing.
  "base/standard-stream.ts": ["writeSync"],
  "base/stream-output.ts": ["WriteStream", "writeSync"],
  "index.ts": ["Output"],
  "base/writer.ts": ["Output"],
  "base/io.ts": ["Output"],
  "output/save-file.ts": ["FileHandle", "open", "rename", "rm"],
};

/** Files that print around the writer, and by what. */
const PLANTED: Readonly<Record<string, readonly [text: string, way: string]>> = {
  "a.ts": ['console.log("x");', "Console"],
  "b.ts": ['process.stdout.write("x");', "WriteStream"],
  "c.ts": ['const { stderr } = process; stderr.write("x");', "WriteStream"],
  "d.ts": ['const all = process; all["stderr"].write("x"); const out = all["stdout"];', "WriteStream"],
  "e.ts": ['import { writeFileSync as read } from "node:fs"; read("x", "y");', "writeFileSync"],
  "f.ts": ['import * as fs from "node:fs/promises"; export const read = fs.readFile;', "node:fs/promises"],
  "g.ts": ['import { spawn } from "node:child_process"; spawn("x", { stdio: "inherit" });', 'stdio: "inherit"'],
  "h.ts": ['import type { World } from "./base/io.ts"; export const f = (w: World) => w.stdout.write("x");', "Output"],
};

describe("the command", () => {
  it("has one way out: nothing else in it holds what writes", () => {
    const found = waysOut("cli", Object.fromEntries(Object.entries(PLANTED).map(([name, [text]]) => [name, text])));
    const planted = Object.fromEntries(Object.entries(PLANTED).map(([name, [, way]]) => [name, [way]]));
    expect(found).toEqual({ ...HOLDERS, ...planted });
  });
});
