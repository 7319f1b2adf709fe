import { describe, expect, it } from "vitest";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { setFileCapability } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { CAPABILITIES, capabilitySet } from "../../../../src/core/kernel/credentials/capability.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { unshareUserNamespace } from "../../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { runNewgidmap, runNewuidmap } from "../../../../src/core/userland/run-newuidmap.ts";
import { type Answer, matrixOf } from "../../../support/edits/matrix.ts";

type Line = readonly [container: number, host: number, size: number];

const user = createProcess({ uid: 1000, gid: 1001 });
const pod = createUserNamespace(initialNamespace(), { id: "pod", maps: podIdMap({ start: 65536, size: 65536 }) });

const CALLERS: Readonly<Record<string, Process>> = {
  user,
  "without capabilities": { ...user, bounding: capabilitySet(CAPABILITIES.filter((each) => each !== "CAP_SYS_ADMIN")) },
  "with no new privileges": { ...user, noNewPrivs: true },
  root: createProcess(),
  "of a pod": createProcess({ userNamespace: pod, uid: 1000, gid: 1001 }),
};

function childOf(caller: Process): Process {
  const made = unshareUserNamespace(caller, "new");
  if (!made.allowed) throw new Error(made.errno);
  return made.value.process;
}

/** The processes whose map is written. */
const TARGETS: Readonly<Record<string, (caller: Process) => Process>> = {
  child: childOf,
  "child of another group": (caller) => ({ ...childOf(caller), egid: 5 }),
  "child of another user": (caller) => ({ ...childOf(caller), euid: 5 }),
  "child that is not dumpable": (caller) => ({ ...childOf(caller), dumpable: false }),
  "child without setgroups": (caller) => {
    const child = childOf(caller);
    return { ...child, userNamespace: { ...child.userNamespace, setgroups: "deny" } };
  },
  itself: (caller) => caller,
};

function capable(): Inode {
  const set = setFileCapability(createProcess(), existingFile({ mode: 0o755 }), {
    permitted: capabilitySet(["CAP_SETUID", "CAP_SETGID"]),
  });
  if (!set.allowed) throw new Error(set.errno);
  return set.value;
}

const PROGRAMS: Readonly<Record<string, Inode | undefined>> = {
  installed: undefined,
  plain: existingFile({ mode: 0o755 }),
  capable: capable(),
  "not executable": existingFile({ mode: 0o4644 }),
};

const MAPS: readonly (readonly Line[])[] = [
  [[0, 1000, 1]],
  [[0, 1001, 1]],
  [[0, 100000, 10]],
  [
    [0, 1001, 1],
    [1, 100000, 10],
  ],
  [[0, 99999, 2]],
  [[0, 100009, 2]],
  [[0, 100000, 11]],
  [[0, 100000, 0]],
  [
    [0, 100000, 1],
    [0, 100001, 1],
  ],
  [[4294967294, 100000, 1]],
  [[4294967295, 100000, 1]],
  [
    [0, 4294967294, 1],
    [1, 5, 1],
  ],
  [],
];
const GRANTS = [
  { owner: "u", start: 100005, count: 5 },
  { owner: "u", start: 100000, count: 6 },
];

describe("a run of newuidmap or newgidmap", () => {
  it.each([
    ["newuidmap", runNewuidmap],
    ["newgidmap", runNewgidmap],
  ])("of %s ends as in the golden file", async (name, run) => {
    const answer = (caller: Process, target: Process, program: Inode | undefined, lines: readonly Line[]): Answer => {
      const mappings = lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }));
      const ran = run({ caller, target, mappings, grants: GRANTS, ...(program && { program }) });
      const { allowed, errno, call, says, decidedBy, value, steps, decidedAt } = ran;
      expect(steps[decidedAt]?.rule).toBe(decidedBy);
      const { uidMap, gidMap, setgroups } = value ?? {};
      const made = [uidMap, gidMap].map((map) => map?.mappings.map((line) => Object.values(line).join(":")).join(" "));
      return {
        says: allowed ? `${made.join(" / ")} ${setgroups}` : `${errno} at ${call} by ${decidedBy}`,
        ...(says && { said: says }),
      };
    };
    const rows = Object.entries(CALLERS).flatMap(([who, caller]) =>
      Object.entries(TARGETS).flatMap(([whom, target]) =>
        Object.entries(PROGRAMS).map(([what, program]) => ({
          name: `${who}, ${whom}, ${what};`,
          at: (column: number) => answer(caller, target(caller), program, MAPS[column] ?? []),
        })),
      ),
    );
    const title = MAPS.map((lines) => lines.map((line) => line.join(":")).join(" ") || "nothing").join(", ");
    const picture = matrixOf({ title, own: { says: "" }, columns: MAPS.length, rows });
    await expect(picture).toMatchFileSnapshot(`golden/${name}.golden.txt`);
  });
});
