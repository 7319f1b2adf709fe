import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { obstacle, warnSkipped } from "../runtime/support/tools.ts";
import { main } from "./main.ts";
import { programs } from "./programs/programs.ts";
import { tryWorld, WORLD_NEEDS } from "./world.ts";

const RUN = fileURLToPath(new URL("run.mjs", import.meta.url));

/** A row that every program agrees with, and the same with a number that is wrong by one. */
const RIGHT: Readonly<Record<string, object>> = {
  newuidmap: {
    form: "newuidmap",
    text: "0 1000 1 1 100000 65536",
    expect: {
      mappings: [
        [0, 1000, 1],
        [1, 100000, 65536],
      ],
    },
  },
  getsubids: {
    form: "subid",
    options: { owner: "alice" },
    text: "alice:5000:10\nbob:1:1\nalice:100000:65536\n",
    expect: {
      mappings: [
        [0, 5000, 10],
        [10, 100000, 65536],
      ],
    },
  },
  "lxc-usernsexec": {
    form: "lxc",
    text: "u 0 100000 65536\nu 65536 1000 1",
    expect: {
      mappings: [
        [0, 100000, 65536],
        [65536, 1000, 1],
      ],
    },
  },
  podman: {
    form: "podman",
    text: "0:100000:65536 65536:1000:1",
    expect: {
      mappings: [
        [0, 100000, 65536],
        [65536, 1000, 1],
      ],
    },
  },
  unshare: {
    form: "unshare",
    options: { owner: "alice", subuid: "alice:100000:65536\n" },
    text: "auto",
    expect: { mappings: [[0, 100000, 65536]] },
  },
};

const WRONG: Readonly<Record<string, object>> = {
  "a size": {
    ...RIGHT["newuidmap"],
    expect: {
      mappings: [
        [0, 1000, 1],
        [1, 100000, 65535],
      ],
    },
  },
  "a host ID": {
    ...RIGHT["getsubids"],
    expect: {
      mappings: [
        [0, 5000, 10],
        [10, 100001, 65536],
      ],
    },
  },
  "a container ID": {
    ...RIGHT["lxc-usernsexec"],
    expect: {
      mappings: [
        [0, 100000, 65536],
        [65537, 1000, 1],
      ],
    },
  },
  "no map": { ...RIGHT["podman"], expect: { none: true } },
  "a refusal": { ...RIGHT["unshare"], expect: { refused: true } },
  "other words of newuidmap": { form: "newuidmap", text: "0 1 2 3", expect: { refused: "not allowed" } },
  "a range in a message": {
    form: "newuidmap",
    text: "newuidmap: uid range [1-70001) -> [100000-170000) not allowed",
    expect: { mappings: [[1, 100000, 70001]] },
  },
  "a message that newuidmap does not print": {
    form: "newuidmap",
    text: "newuidmap: uid range [1-70001) -> [100000-170001) not allowed",
    expect: { mappings: [[1, 100000, 70000]] },
  },
  "words of LXC": { form: "lxc", text: "x 0 1 1", expect: { refused: "no such letter" } },
  "words of podman": { form: "podman", text: "0:1:1:1", expect: { refused: "out of range" } },
  "a map that the kernel refuses": {
    form: "lxc",
    text: "u 0 100000 65536\nu 0 200000 1",
    expect: { mappings: [[0, 100000, 65536]] },
  },
};

describe("the programs of this machine", () => {
  const missing = programs.flatMap(({ needs }) => needs);
  const reason = obstacle(...WORLD_NEEDS, ...missing) ?? tryWorld();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "userns-sim-rows-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("agree with what is right, and with nothing of what is wrong, one by one", ({ skip }) => {
    if (reason !== undefined) warnSkipped("the test that asks programs", reason);
    skip(reason !== undefined, reason);
    write({ ...RIGHT, ...WRONG });
    const { code, lines } = run();
    expect(lines.at(-1)).toBe(`${Object.keys(RIGHT).length} passed, ${Object.keys(WRONG).length} failed, 0 skipped`);
    expect(
      lines
        .filter((line) => line.startsWith("  "))
        .map((line) => /^ {2}([^:]*):/.exec(line)?.[1])
        .sort(),
    ).toEqual(Object.keys(WRONG).sort());
    expect(code).toBe(1);
  });

  it("are not asked about what they do not read, and the rows are counted with the reason", ({ skip }) => {
    skip(reason !== undefined, reason);
    const nspawn = { form: "nspawn", text: "100000", expect: { mappings: [[0, 100000, 65536]] } };
    const later = { ...RIGHT["podman"], since: "999" };
    const undecided = { form: "triple", text: "1000:0:1", expect: { undecided: ["triple", "subid"] } };
    write({ "another program": nspawn, "a later version": later, "several forms": undecided });
    const { code, lines } = run();
    expect(lines.filter((line) => line.startsWith("SKIPPED"))).toEqual([
      "SKIPPED 1 of no program: not asked, none of these reads nspawn",
      expect.stringMatching(/^SKIPPED 1 of podman: not asked, \S+ is installed, the row holds since 999$/),
      "SKIPPED 1 of podman: not asked, no program decides between forms",
    ]);
    expect(lines.at(-1)).toBe("0 passed, 0 failed, 3 skipped");
    expect(code).toBe(0);
  });

  it.each([
    ["an unknown field", { a: { ...RIGHT["podman"], expects: 1 } }],
    ["a version that is none", { a: { ...RIGHT["podman"], since: "4.x" } }],
    ["no row", {}],
  ])("are not asked for %s: a failure", (_what, rows) => {
    write(rows);
    expect(run()).toMatchObject({ code: 1, lines: [expect.stringMatching(/^the rows cannot be read|^no rows/)] });
  });

  it("that are missing are a failure where CI is set, and skip everything loudly elsewhere", ({ skip }) => {
    skip(existsSync("/usr/sbin/newuidmap"), "newuidmap is found here whatever PATH says");
    write(RIGHT);
    const without = (ci: string): { status: number | null; lines: readonly string[] } => {
      const { status, stdout } = spawnSync(process.execPath, [RUN, folder], {
        encoding: "utf8",
        env: { ...process.env, PATH: "/nowhere", CI: ci },
      });
      return { status, lines: stdout.trimEnd().split("\n") };
    };
    expect(without("true")).toEqual({
      status: 1,
      lines: [expect.stringMatching(/^not installed: newuidmap, .*: a failure, because CI is true$/)],
    });
    expect(without("")).toEqual({
      status: 0,
      lines: [expect.stringMatching(/^SKIPPED all 5 rows: no program is asked, \S/), "0 passed, 0 failed, 5 skipped"],
    });
  });

  function write(rows: Readonly<Record<string, object>>): void {
    const cases = Object.entries(rows).map(([name, row]) => ({ name, source: "made up", ran: false, ...row }));
    writeFileSync(join(folder, "rows.json"), JSON.stringify({ schema: "userns-forms/cases/1", cases }));
  }

  function run(): { code: number; lines: readonly string[] } {
    const lines: string[] = [];
    const code = main([folder], { ci: false, print: (line) => lines.push(line) });
    return { code, lines };
  }
});
