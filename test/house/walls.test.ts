import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf } from "./imports.ts";
import { ROOMS } from "./rooms.ts";
import { ownSources } from "./sources.ts";
import { breaches, fileCircles, folderCircles, roomOf } from "./walls.ts";

const sources = ownSources();

describe("the table of rooms", () => {
  it("has no arrow that leads upward", () => {
    const names = Object.keys(ROOMS);
    const upward = Object.entries(ROOMS).flatMap(([from, { rooms }]) =>
      rooms.filter((to) => !names.slice(0, names.indexOf(from)).includes(to)).map((to) => `${from} -> ${to}`),
    );
    expect(upward).toEqual([]);
  });

  it("has only rooms that are there", () => {
    const rooms = new Set(Object.keys(sources).map(roomOf));
    expect(Object.keys(ROOMS).filter((room) => !rooms.has(room))).toEqual([]);
  });

  it("opens no door that nobody uses", () => {
    const used = new Set(
      Object.entries(sources).flatMap(([path, text]) =>
        importsOf(text).map(({ specifier }) => `${roomOf(path)} -> ${roomOf(resolved(path, specifier))}`),
      ),
    );
    const doors = Object.entries(ROOMS).flatMap(([from, { rooms }]) => rooms.map((to) => `${from} -> ${to}`));
    expect(doors.filter((door) => !used.has(door))).toEqual([]);
  });
});

describe("the sources", () => {
  it("import what the table of rooms allows, and nothing else", () => {
    expect(breaches(sources)).toEqual([]);
  });

  it("have no circle of files, but for types within one folder", () => {
    expect(fileCircles(sources)).toEqual([]);
  });

  it("have no circle of folders", () => {
    expect(folderCircles(sources)).toEqual([]);
  });

  it("have at most 15 files in a folder", () => {
    const counts = new Map<string, number>();
    for (const path of Object.keys(sources)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
    expect([...counts].filter(([, files]) => files > 15).map(([folder, files]) => `${folder}: ${files}`)).toEqual([]);
  });
});

describe("the walls", () => {
  const nothing = { "src/core/id/id.ts": "", "src/core/kernel/probe.ts": "", "src/cli/probe.ts": "" };
  const found = (path: string, text: string) => breaches({ ...nothing, [path]: text });

  it.each([
    ['import { a } from "../kernel/probe.ts";', "../kernel/probe.ts"],
    ['import type { A } from "./../kernel/probe.ts";', "./../kernel/probe.ts"],
    ['export * from "../../cli/probe.ts";', "../../cli/probe.ts"],
    ['export type A = import("../kernel/probe.ts").A;', "../kernel/probe.ts"],
    ['export const a = () => import("../kernel/probe.ts");', "../kernel/probe.ts"],
    ['export const a = require("yaml");', "yaml"],
    ["export const a = (name: string) => import(name);", "(computed)"],
    ['import { readFileSync } from "node:fs";', "node:fs"],
    ['import { readFileSync } from "fs";', "fs"],
    ['import { allocate } from "userns-sim";', "userns-sim"],
    ['import { a } from "../id/none.ts";', "../id/none.ts"],
  ])("stop %s in a lower room", (text, specifier) => {
    expect(found("src/core/range/probe.ts", text)).toEqual([`src/core/range/probe.ts:1: ${specifier}`]);
  });

  it("stop a file that stands in no room", () => {
    expect(found("src/attic/probe.ts", 'import "../core/id/id.ts";')).toEqual([
      "src/attic/probe.ts:1: ../core/id/id.ts",
    ]);
  });

  it.each([
    ["src/core/range/probe.ts", 'import { isId } from "../id/id.ts";'],
    ["src/core/kernel/fs/probe.ts", 'import { a } from "../probe.ts";'],
    ["src/testing/probe.ts", 'import fc from "fast-check";'],
    ["src/cli/place/probe.ts", 'import { stat } from "node:fs/promises";'],
    ["src/index.ts", 'export { isId } from "./core/id/id.ts";'],
  ])("let %s through with %s", (path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  it("see a circle of folders, and one of files", () => {
    const circle = {
      "src/core/kernel/a/one.ts": 'import type { Two } from "../b/two.ts";',
      "src/core/kernel/b/two.ts": 'import type { One } from "../a/one.ts";',
    };
    expect(folderCircles(circle)).toEqual(["src/core/kernel/a <> src/core/kernel/b"]);
    expect(fileCircles(circle)).toEqual(["src/core/kernel/a/one.ts <> src/core/kernel/b/two.ts"]);
  });

  it("allow a circle of types within one folder, and none of values", () => {
    const circle = (kind: string) => ({
      "src/core/id/one.ts": `import ${kind} { Two } from "./two.ts";`,
      "src/core/id/two.ts": `import ${kind} { One } from "./one.ts";`,
    });
    expect(fileCircles(circle("type"))).toEqual([]);
    expect(fileCircles(circle(""))).toEqual(["src/core/id/one.ts <> src/core/id/two.ts"]);
  });
});

function resolved(path: string, specifier: string): string {
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}
