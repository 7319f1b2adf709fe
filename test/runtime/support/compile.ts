import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program in a temporary folder of its own. */
export interface Program {
  /** Where it is. */
  readonly path: string;
  /** Removes it with its folder. */
  remove(): void;
}

/** Compiles what runs in the containers: statically, so that their root file system needs no libraries. */
export function compileProbe(): Program {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-probe-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const path = join(folder, "probe");
  const source = fileURLToPath(new URL("probe.c", import.meta.url));
  const { error, status, stderr } = spawnSync("gcc", ["-static", "-O1", "-Wall", "-Werror", "-o", path, source], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder, LC_ALL: "C" },
  });
  if (status === 0) return { path, remove };
  remove();
  throw error ?? new Error(`gcc failed: ${stderr}`);
}
