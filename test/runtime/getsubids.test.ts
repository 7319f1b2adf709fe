import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatGetsubids, formatSubid, parseGetsubids, parseSubid, type SubordinateIds } from "../../src/index.ts";
import { createKubelet, kubeletUser, type ProgramRun, readGetsubids, step } from "../../src/kubelet.ts";
import { obstacle, warnSkipped } from "./support/tools.ts";

// Accounts that every Linux has, so that the test needs no /etc/passwd of its own.
const OWN: SubordinateIds = { owner: "root", start: 65536, count: 7208960 };
const OTHERS: SubordinateIds = { owner: "daemon", start: 8388608, count: 65536 };

describe("what getsubids prints", () => {
  let folder: string | undefined;
  let reason: string | undefined;

  beforeAll(() => {
    reason = obstacle("getsubids", "unshare", "mount", "sh") ?? tryMounting();
    if (reason !== undefined) warnSkipped("the tests that run getsubids", reason);
  });

  beforeEach(({ skip }) => {
    skip(reason !== undefined, reason);
    folder = mkdtempSync(join(tmpdir(), "userns-sim-getsubids-"));
  });

  afterEach(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  });

  it("is what the model prints and reads, for users and for groups", () => {
    const users = [OWN, { ...OWN, start: 16777216, count: 1 }];
    const groups = [{ ...OWN, start: 33554432, count: 131072 }];
    const files = { subuid: formatSubid([OTHERS, ...users]), subgid: formatSubid([...groups, OTHERS]) };
    const uids = getsubids(files, "root");
    const gids = getsubids(files, "-g", "root");
    expect(uids).toEqual({ output: formatGetsubids(users) });
    expect(gids).toEqual({ output: formatGetsubids(groups) });
    expect(entriesOf(uids)).toEqual(users);
    expect(entriesOf(gids)).toEqual(groups);
    expect(entriesOf(getsubids(files, "daemon"))).toEqual([OTHERS]);
  });

  it("leaves out the lines that the model calls malformed", () => {
    const subuid = "# pods\nroot:65536\nroot:65536:7208960\nroot:1:x\n\nroot:0x100000:010\n";
    const uids = getsubids({ subuid, subgid: "" }, "root");
    expect(entriesOf(uids)).toEqual(parseSubid(subuid).entries);
    expect(entriesOf(uids)).toEqual([OWN, { owner: "root", start: 1048576, count: 8 }]);
  });

  it("is what the kubelet makes its pool of", () => {
    const files = { subuid: formatSubid([OWN]), subgid: formatSubid([OWN]) };
    const uids = getsubids(files, "root");
    const gids = getsubids(files, "-g", "root");
    if (!("output" in uids)) throw new Error(uids.failure);
    expect(readGetsubids(uids.output)).toEqual({ ok: true, value: { firstId: OWN.start, length: OWN.count } });
    // The real program prints the name it was asked for, and the kubelet does not look at it.
    const settings = { release: "1.36", kubeletUser: { kind: "getsubids", uids, gids } } as const;
    const alike = { release: "1.36", kubeletUser: kubeletUser(OWN.start, OWN.count) } as const;
    const started = step(createKubelet(settings), { type: "start" });
    expect(started.outcome).toEqual({ ok: true, value: { off: 1, slots: 110, idsPerPod: 65536 } });
    expect(started.outcome).toEqual(step(createKubelet(alike), { type: "start" }).outcome);
  });

  it("is nothing but a failure for an account without subordinate IDs, and the kubelet does not start", () => {
    const files = { subuid: formatSubid([OTHERS]), subgid: formatSubid([OTHERS]) };
    const uids = getsubids(files, "root");
    expect(uids).toEqual({ failure: "exit status 1" });
    const settings = { release: "1.36", kubeletUser: { kind: "getsubids", uids, gids: uids } } as const;
    expect(step(createKubelet(settings), { type: "start" }).outcome.ok).toBe(false);
  });

  /** Runs getsubids where the files are these, in a mount namespace that ends with it. */
  function getsubids(files: { readonly subuid: string; readonly subgid: string }, ...args: string[]): ProgramRun {
    const [subuid, subgid] = Object.entries(files).map(([name, text]) => {
      const path = join(String(folder), name);
      writeFileSync(path, text);
      return path;
    });
    const script = `${MOUNT} && shift 2 && exec getsubids "$@"`;
    const { status, stdout } = inMounts(script, String(subuid), String(subgid), ...args);
    return status === 0 ? { output: stdout } : { failure: `exit status ${status}` };
  }
});

/** Lays two files over those of the host; nobody else sees it, for the mounts are private. */
const MOUNT = 'mount --bind "$1" /etc/subuid && mount --bind "$2" /etc/subgid';

function inMounts(
  script: string,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const { error, status, stdout, stderr } = spawnSync(
    "unshare",
    ["--mount", "--propagation", "private", "sh", "-c", script, "sh", ...args],
    { encoding: "utf8", env: { ...process.env, LC_ALL: "C" }, timeout: 20_000 },
  );
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** What keeps a file from being laid over another one here; `undefined` for nothing. */
function tryMounting(): string | undefined {
  const { status, stderr } = inMounts(MOUNT, "/etc/passwd", "/etc/passwd");
  return status === 0 ? undefined : `no private /etc/subuid here: ${stderr.trim()}`;
}

function entriesOf(run: ProgramRun): readonly SubordinateIds[] {
  if (!("output" in run)) throw new Error(run.failure);
  const { entries, problems } = parseGetsubids(run.output);
  expect(problems).toEqual([]);
  return entries;
}
