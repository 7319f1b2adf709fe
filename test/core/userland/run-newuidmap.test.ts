import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import { setFileCapability } from "../../../src/core/kernel/attributes/file-capability.ts";
import { CAPABILITIES, type Capability, capabilitySet } from "../../../src/core/kernel/credentials/capability.ts";
import { createProcess, type Process } from "../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/kernel/decision/kernel-settings.ts";
import { existingFile, type Inode } from "../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../src/core/kernel/inode/mount.ts";
import { unshareUserNamespace } from "../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { unwrap } from "../../../src/core/result.ts";
import type { HelperAsked } from "../../../src/core/userland/helper-asked.ts";
import { runNewgidmap, runNewuidmap } from "../../../src/core/userland/run-newuidmap.ts";

const user = createProcess({ uid: 1000, gid: 1000 });
const setuid = existingFile({ mode: 0o4755 });
const plain = existingFile({ mode: 0o755 });

function withCapabilities(...capabilities: readonly Capability[]): Inode {
  const set = setFileCapability(createProcess(), plain, { permitted: capabilitySet(capabilities) });
  if (!set.allowed) throw new Error(set.errno);
  return set.value;
}

function without(...capabilities: readonly Capability[]): Process {
  return { ...user, bounding: capabilitySet(CAPABILITIES.filter((each) => !capabilities.includes(each))) };
}

function targetOf(caller: Process): Process {
  const made = unshareUserNamespace(caller, "new");
  if (!made.allowed) throw new Error(made.errno);
  return made.value.process;
}

const grants = [
  { owner: "u", start: 100000, count: 65536 },
  { owner: "u", start: 0, count: 1 },
];
const mapping = (containerId: number, hostId: number, size: number) => ({ containerId, hostId, size });
const MAPS = {
  "0 1000 1 1 100000 65536": [mapping(0, 1000, 1), mapping(1, 100000, 65536)],
  "0 1000 1": [mapping(0, 1000, 1)],
  "0 100000 1": [mapping(0, 100000, 1)],
  "0 0 1": [mapping(0, 0, 1)],
};
type MapName = keyof typeof MAPS;

const PERM = "write to uid_map failed: Operation not permitted";
const ACCES = "open of uid_map failed: Permission denied";
const NOT_STARTED = "";
const all = (says: string | undefined): Readonly<Record<MapName, string | undefined>> => ({
  "0 1000 1 1 100000 65536": says,
  "0 1000 1": says,
  "0 100000 1": says,
  "0 0 1": says,
});

/** Run: newuidmap 4.13 of Debian 12 on Linux 6.18, with these two lines of /etc/subuid. */
const RUN: readonly (readonly [
  about: string,
  caller: Process,
  program: Inode,
  said: Readonly<Record<MapName, string | undefined>>,
])[] = [
  ["with its set-user-ID bit", user, setuid, all(undefined)],
  ["that lost its bit", user, plain, { ...all(PERM), "0 1000 1": undefined }],
  ["with a file capability", user, withCapabilities("CAP_SETUID"), { ...all(undefined), "0 0 1": PERM }],
  ["with two file capabilities", user, withCapabilities("CAP_SETUID", "CAP_SETFCAP"), all(undefined)],
  ["under no_new_privs", { ...user, noNewPrivs: true }, setuid, { ...all(PERM), "0 1000 1": undefined }],
  ["without CAP_SETUID in the bounding set", without("CAP_SETUID"), setuid, all(PERM)],
  ["without CAP_SETFCAP there", without("CAP_SETFCAP"), setuid, { ...all(undefined), "0 0 1": PERM }],
  ["without CAP_SYS_ADMIN there", without("CAP_SYS_ADMIN"), setuid, all(PERM)],
  ["without any there", without(...CAPABILITIES), setuid, all(ACCES)],
  [
    "with file capabilities that the bounding set lacks",
    without("CAP_SETUID"),
    withCapabilities("CAP_SETUID", "CAP_SETFCAP"),
    all(NOT_STARTED),
  ],
  [
    "with file capabilities, without CAP_SYS_ADMIN",
    without("CAP_SYS_ADMIN"),
    withCapabilities("CAP_SETUID", "CAP_SETFCAP"),
    all(undefined),
  ],
];

describe("runNewuidmap", () => {
  it.each(RUN)("says what newuidmap %s said", (_about, caller, program, said) => {
    const target = targetOf(caller);
    const answers = Object.entries(MAPS).map(([name, mappings]) => {
      const { allowed, says, call } = runNewuidmap({ caller, target, mappings, grants, program });
      return [name, call === "exec" ? NOT_STARTED : allowed ? undefined : says?.replace("newuidmap: ", "")];
    });
    expect(Object.fromEntries(answers)).toEqual(said);
  });

  const asked = (mappings: HelperAsked["mappings"], more: Partial<HelperAsked> = {}): HelperAsked => ({
    caller: user,
    target: targetOf(user),
    mappings,
    grants: grants.slice(0, 1),
    ...more,
  });

  it.each([
    [[mapping(0, 100000, 1), mapping(1, 100000, 65536)], "write", "write to uid_map failed: Invalid argument"],
    [[mapping(0, 100000, 65536), mapping(0, 100000, 1)], "write", "write to uid_map failed: Invalid argument"],
    [[mapping(0, 1000, 1), mapping(1, 100000, 70000)], "grant", "uid range [1-70001) -> [100000-170000) not allowed"],
    [[mapping(0, 1000, 2)], "grant", "uid range [0-2) -> [1000-1002) not allowed"],
    [[mapping(0, 5, 0)], "grant", "uid range [0-0) -> [5-5) not allowed"],
    [[mapping(0, 200000, 1), mapping(0, 100000, 1)], "grant", "uid range [0-1) -> [200000-200001) not allowed"],
    [[mapping(0, 4294901760, 65536)], "arguments", "subuid overflow detected."],
    [[mapping(4294967295, 1000, 1)], "arguments", "subuid overflow detected."],
    [[mapping(0, 7, 1), mapping(1, 4294967295, 1)], "arguments", "subuid overflow detected."],
    [[mapping(1, 4294967294, 1)], "grant", "uid range [1-2) -> [4294967294-4294967295) not allowed"],
  ] as const)("refuses %j at %s, as newuidmap does", (mappings, call, says) => {
    expect(runNewuidmap(asked(mappings))).toMatchObject({ allowed: false, call, says: `newuidmap: ${says}` });
  });

  it("gives the namespace with its map, and all that was asked", () => {
    const { value, call, says, steps, decidedAt, decidedBy } = runNewuidmap(asked(MAPS["0 1000 1 1 100000 65536"]));
    expect(steps[decidedAt]?.rule).toBe(decidedBy);
    expect(value?.uidMap.mappings).toEqual([
      { containerId: 0, hostId: 1000, size: 1 },
      { containerId: 1, hostId: 100000, size: 65536 },
    ]);
    expect({ call, says }).toEqual({ call: "write", says: undefined });
    const rules = steps.map(({ rule }) => rule);
    const inOrder = ["exec-credentials", "helper-target", "helper-grant", "map-file", "map-text", "map-inside-parent"];
    expect(rules.filter((rule) => inOrder.includes(rule))).toEqual(inOrder);
  });

  it.each([mapping(0, 5, 1), mapping(0, 4294967295, 5)])(
    "asks the target's owner before the numbers and the grants of %j",
    (one) => {
      expect(runNewuidmap(asked([one], { target: createProcess() }))).toMatchObject({
        call: "target",
        decidedBy: "helper-target",
        says: "newuidmap: Target process PID is owned by a different user: uid:1000 pw_uid:1000 st_uid:0, gid:1000 pw_gid:1000 st_gid:0",
      });
    },
  );

  it("is the caller's own program where the mount ignores set-ID bits", () => {
    const program = existingFile({ mode: 0o4755, mount: createMount({ nosuid: true }) });
    expect(runNewuidmap(asked([mapping(0, 100000, 1)], { program })).says).toBe(`newuidmap: ${PERM}`);
  });

  it("sees IDs as the caller does, and takes the program of the container's root", () => {
    const parent = createUserNamespace(initialNamespace(), {
      id: "pod",
      maps: podIdMap({ start: 65536, size: 65536 }),
    });
    const caller = createProcess({ userNamespace: parent, uid: 1000, gid: 1000 });
    const inPod = { caller, target: targetOf(caller), grants: [{ owner: "u", start: 2000, count: 10 }] };
    const { value } = runNewuidmap(asked([mapping(0, 1000, 1), mapping(1, 2000, 10)], inPod));
    expect(value?.uidMap.mappings.map(({ hostId }) => hostId)).toEqual([66536, 67536]);
    const target = { ...inPod.target, euid: 0, egid: 0 };
    expect(runNewuidmap(asked([mapping(0, 1000, 1)], { ...inPod, target })).says).toContain(
      "uid:1000 pw_uid:1000 st_uid:65534, gid:1000 pw_gid:1000 st_gid:65534",
    );
    expect(runNewuidmap(asked([mapping(0, 9, 1)], inPod)).says).toBe(
      "newuidmap: uid range [0-1) -> [9-10) not allowed",
    );
  });

  it("is nobody's where the caller's namespace has no root", () => {
    const maps = podIdMap({ start: 65536, size: 65536 });
    const parent = createUserNamespace(initialNamespace(), {
      id: "odd",
      maps: { ...maps, uid: unwrap(createIdMap([mapping(1000, 66536, 1), mapping(2000, 67536, 1)])) },
    });
    const caller = createProcess({ userNamespace: parent, uid: 1000, gid: 0 });
    const grants = [{ owner: "u", start: 2000, count: 1 }];
    expect(runNewuidmap(asked([mapping(0, 2000, 1)], { caller, target: targetOf(caller), grants })).says).toBe(
      `newuidmap: ${PERM}`,
    );
  });

  it("goes by the release of the kernel", () => {
    const map = asked([mapping(0, 0, 1)], { grants, program: withCapabilities("CAP_SETUID") });
    expect(runNewuidmap(map).allowed).toBe(false);
    expect(runNewuidmap({ ...map, settings: { ...DEFAULT_SETTINGS, version: [5, 11] } }).allowed).toBe(true);
  });
});

describe("runNewgidmap", () => {
  const run = (caller: Process, map: MapName, program = setuid, target = targetOf(caller)) =>
    runNewgidmap({ caller, target, mappings: MAPS[map], grants: grants.slice(0, 1), program });

  it("denies setgroups where nothing is granted, and leaves it otherwise", () => {
    expect(run(user, "0 1000 1").value?.setgroups).toBe("deny");
    expect(run(user, "0 1000 1 1 100000 65536").value?.setgroups).toBe("allow");
  });

  it("needs no capability for the own group, and one for others", () => {
    expect(run(user, "0 1000 1", plain).value?.setgroups).toBe("deny");
    expect(run(user, "0 1000 1 1 100000 65536", plain).says).toBe(
      "newgidmap: write to gid_map failed: Operation not permitted",
    );
  });

  it("cannot deny what is mapped", () => {
    const { value } = run(user, "0 1000 1 1 100000 65536");
    if (value === undefined) throw new Error("refused");
    const target = { ...targetOf(user), userNamespace: value };
    expect(run(user, "0 1000 1", setuid, target)).toMatchObject({
      call: "setgroups",
      says: "newgidmap: failed to setgroups deny\n policy: Operation not permitted",
    });
    const denied = { ...target, userNamespace: { ...value, setgroups: "deny" as const } };
    expect(run(user, "0 1000 1", setuid, denied)).toMatchObject({
      call: "write",
      says: "newgidmap: write to gid_map failed: Operation not permitted",
    });
  });

  it("cannot open setgroups of what its caller does not own", () => {
    const target = { ...targetOf(user), dumpable: false };
    expect(run(user, "0 1000 1", plain, target)).toMatchObject({
      call: "setgroups",
      says: "newgidmap: couldn't open process setgroups: Permission denied",
    });
  });
});
