import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Which folder of core may import which others; `id`, `result.ts` and `explanations.ts` are open to all. */
const arrows: Record<string, readonly string[]> = {
  id: [],
  random: [],
  manifest: [],
  range: [],
  idmap: ["range"],
  forms: ["idmap", "range"],
  allocate: ["range", "random"],
  kernel: ["idmap", "forms"],
  kubelet: ["forms", "random", "allocate", "manifest"],
  compare: ["range", "random", "allocate"],
  node: ["idmap", "range", "kubelet", "kernel", "allocate", "manifest"],
};

/** These have folders of their own inside. */
const nested = ["allocate", "kernel", "kubelet"];

const packages = ["yaml", "commander", "fast-check", "node:fs", "fs", "userns-sim"];
const globals = ["process", "Buffer", "console", "Date", "performance", "crypto", "globalThis", "setTimeout", "fetch"];

/** What a folder of core must not import, spelt as seen from its own files, honestly and in disguise. */
function forbidden(from: string, up: string): string[] {
  const open = [from, "id", ...(arrows[from] ?? [])];
  const closed = Object.keys(arrows).filter((folder) => !open.includes(folder));
  return [
    ...closed.flatMap((folder) => [`${up}${folder}/probe.ts`, `./${up}${folder}/probe.ts`]),
    `${up}explain.ts`,
    `./${up}explain.ts`,
    `${up}../testing/index.ts`,
    `${up}../cli/index.ts`,
    `${up}../index.ts`,
    ...packages,
  ];
}

/** What it may import. */
function allowed(from: string, up: string): string[] {
  const open = ["id", ...(arrows[from] ?? [])].filter((folder) => folder !== from);
  const upper = nested.includes(from) ? ["./inner/other.ts"] : [];
  const inner = up === "../" ? upper : ["../other.ts", "../sibling/other.ts"];
  return [
    "./other.ts",
    ...inner,
    `${up}result.ts`,
    `${up}explanations.ts`,
    ...open.map((folder) => `${up}${folder}/probe.ts`),
  ];
}

/** Lints files that exist only for this test, and tells which line of which file broke which rule. */
function lint(files: Readonly<Record<string, readonly string[]>>): string[] {
  const directory = mkdtempSync(join(tmpdir(), "userns-sim-lint-"));
  try {
    copyFileSync(join(root, "biome.json"), join(directory, "biome.json"));
    symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
    for (const [file, lines] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), `${lines.join("\n")}\n`);
    }
    const only = ["--only=style/noRestrictedImports", "--only=style/noRestrictedGlobals"];
    const args = ["lint", ...only, "--reporter=json", "--max-diagnostics=none", "src"];
    const { stdout } = spawnSync(join(root, "node_modules/.bin/biome"), args, { cwd: directory, encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { location: { path: string; start: { line: number } } }[];
    };
    return diagnostics.map(({ location: { path, start } }) => `${path}: ${files[path]?.[start.line - 1]}`).sort();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const importOf = (specifier: string) => `export * from "${specifier}";`;

describe("the linter", () => {
  it("lets each folder of core import what the table allows, and nothing else", () => {
    const files: Record<string, string[]> = {};
    const expected: string[] = [];
    const places = Object.keys(arrows).map((from) => ({ from, path: `src/core/${from}/probe.ts`, up: "../" }));
    for (const from of nested) {
      places.push({ from, path: `src/core/${from}/inner/probe.ts`, up: "../../" });
    }
    for (const { from, path, up } of places) {
      files[path] = [...allowed(from, up), ...forbidden(from, up)].map(importOf);
      expected.push(...forbidden(from, up).map((specifier) => `${path}: ${importOf(specifier)}`));
    }
    expect(lint(files)).toEqual(expected.sort());
  });

  it("keeps the entry points to core, and the test kit to its own", () => {
    expect(
      lint({
        "src/index.ts": ["./core/id/id.ts", "./cli/index.ts", "./testing/index.ts", "yaml"].map(importOf),
        "src/testing.ts": ["./core/id/id.ts", "./testing/laws.ts", "./cli/index.ts"].map(importOf),
        "src/testing/probe.ts": ["../core/id/id.ts", "fast-check", "../cli/index.ts", "yaml", "commander"].map(
          importOf,
        ),
        "src/cli/probe.ts": ["../core/id/id.ts", "../testing/index.ts", "yaml", "commander", "node:fs"].map(importOf),
      }),
    ).toEqual([
      'src/index.ts: export * from "./cli/index.ts";',
      'src/index.ts: export * from "./testing/index.ts";',
      'src/index.ts: export * from "yaml";',
      'src/testing.ts: export * from "./cli/index.ts";',
      'src/testing/probe.ts: export * from "../cli/index.ts";',
      'src/testing/probe.ts: export * from "commander";',
      'src/testing/probe.ts: export * from "yaml";',
    ]);
  });

  it("keeps core off the clock, the console and the platform", () => {
    const lines = globals.map((name) => `export const of_${name} = ${name};`);
    const expected = lines.map((line) => `src/core/range/probe.ts: ${line}`).sort();
    expect(lint({ "src/core/range/probe.ts": lines })).toEqual(expected);
  });
});

describe("core", () => {
  it("uses Math for arithmetic only, and imports in one way only", () => {
    // What the linter has no rule for: Math.random, a Math that is handed on, and types imported within an expression.
    const banned = /\bMath\b(?!\.(?!random\b)\w)|\bimport\s*\(/;
    const files = readdirSync(join(root, "src/core"), { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const codeOf = (file: string) =>
      readFileSync(join(root, "src/core", file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    const found = files.filter((file) => banned.test(codeOf(file)));
    expect(files).toContain("result.ts");
    expect(found).toEqual([]);
  });
});
