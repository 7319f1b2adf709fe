import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { probed } from "./probed.ts";
import { hearReached, tellReached } from "./reached-in-process.ts";

const TEXT = `
function ran() {}
function spared() {}
ran();
ran();
process.kill(process.pid, "SIGKILL");
`;

describe("a process of probed sources", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    rmSync(folder, { recursive: true });
  });

  function reachedBy(text: string): readonly string[] {
    const reached = new Set<string>();
    vi.stubGlobal("__reached", reached);
    const file = join(folder, "program.cjs");
    writeFileSync(file, `${tellReached(folder)}\n${text}`);
    spawnSync(process.execPath, [file]);
    hearReached(folder);
    return [...reached];
  }

  it("tells each function that it begins, also when a signal ends it", () => {
    expect(reachedBy(probed("f.ts", TEXT))).toEqual(["f.ts#1"]);
  });

  it("tells nothing where it reaches nothing", () => {
    expect(reachedBy("")).toEqual([]);
  });

  it("is as it is where nobody asks", () => {
    expect(tellReached(folder)).toBe("");
    expect(() => hearReached(folder)).not.toThrow();
  });
});
