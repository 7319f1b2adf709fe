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

const globals = ["process", "Buffer", "console", "Date", "performance", "crypto", "globalThis", "setTimeout", "fetch"];

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
    const args = ["lint", "--only=style/noRestrictedGlobals", "--reporter=json", "--max-diagnostics=none", "src"];
    const { stdout } = spawnSync(join(root, "node_modules/.bin/biome"), args, { cwd: directory, encoding: "utf8" });
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { location: { path: string; start: { line: number } } }[];
    };
    return diagnostics.map(({ location: { path, start } }) => `${path}: ${files[path]?.[start.line - 1]}`).sort();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("the linter", () => {
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
