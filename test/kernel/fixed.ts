import type { CredentialRow, NamespaceRow } from "../core/kernel/support/world.ts";
import type { Case } from "./group.ts";
import { budgetScene } from "./groups/budgets.ts";
import { type Scene, sceneOf } from "./scene.ts";

/** A case that is always asked, because somebody wondered: the name of its group, and what it shows. */
export interface FixedCase extends Case {
  /** The group. */
  readonly group: string;
  /** What one learns from it. */
  readonly about: string;
}

/** Two pods, and a third one that was given the range of the first. */
export function fixedScene(): Scene {
  const pod = (id: number, start: number): NamespaceRow => ({
    id,
    parent: 0,
    owner: 0,
    group: 0,
    setgroups: "allow",
    uid_map: `0 ${start} 65536`,
    gid_map: `0 ${start} 65536`,
  });
  return sceneOf([pod(POD_A, A), pod(POD_B, B), pod(TWIN, A)], [POD_A]);
}

/** The cases, for the scene of {@link fixedScene}. */
export function fixedCases(): readonly FixedCase[] {
  const bare = person(0, 0, "0");
  const admin = person(0, 1001, "200000");
  const hostUser = person(0, 1000, "0");
  const rootA = person(POD_A, A, "1ffffffffff");
  const userA = person(POD_A, A + 1000, "0");
  const rootB = person(POD_B, B, "1ffffffffff");
  const rootTwin = person(TWIN, A, "1ffffffffff");
  const one = (
    about: string,
    group: string,
    creds: readonly CredentialRow[],
    ...input: readonly unknown[]
  ): FixedCase => ({
    about,
    group,
    creds,
    input: [...creds.keys(), ...input],
  });
  const controls = ["limits", "affinity", "priority", "io-priority", "oom-score"];
  return [
    ...[64, 65, 100, -1].map((signal) => one(`signal ${signal}`, "signal", [hostUser, hostUser], 0, signal)),
    // A container of the host with user 0 and no capability owns every pod's namespace.
    one("host root without capabilities signals a pod", "signal", [bare, userA], 0, 15),
    one("host root without capabilities signals a pod's root", "signal", [bare, rootA], 0, 15),
    one("host root without capabilities enters a pod", "join", [bare], POD_A, "descriptor"),
    one("a user of the host does not signal a pod", "signal", [hostUser, userA], 0, 15),
    one("a user of the host does not enter a pod", "join", [hostUser], POD_A, "descriptor"),
    ...["descriptor", "link", "pidfd"].map((way) =>
      one(`CAP_SYS_ADMIN alone enters a pod by a ${way}`, "join", [admin], POD_A, way),
    ),
    one("CAP_SYS_ADMIN alone opens setgroups of a pod", "setgroups", [admin], POD_A),
    one("a pod's root does not enter another pod", "join", [rootA], POD_B, "descriptor"),
    one("a pod's root does not enter the host", "join", [rootA], 0, "descriptor"),
    one(
      "who has entered opens the pod's files",
      "files",
      [person(POD_A, 0, "1ffffffffff")],
      0,
      [A, A, 0o600],
      null,
      [A, A, 0o700],
      [A, A],
      0,
      0,
      0o600,
      0o600,
    ),
    // What a new filesystem shows has an owner.
    ...["tmpfs", "proc", "sysfs", "mqueue", "cgroup2"].flatMap((type) => [
      one(`${type}, with no namespace but that of mounts`, "mount", [rootA], 0, type),
      one(`${type}, with all of its own`, "mount", [rootA], 15, type),
    ]),
    ...["fuse", "asking-fuse"].map((kind) =>
      one(`the maps of a pod for ${kind}`, "idmap", [person(0, 0, "1fffeffffff")], kind, POD_A, 0),
    ),
    // The reader's view of who is at the other end.
    ...[0, POD_A, POD_B, TWIN].map((reader) =>
      one(`namespace ${reader} sees a user of pod A at a socket`, "peer", [userA], 1000, 1000, reader),
    ),
    one("the host's user is 65534 to a pod", "peer", [hostUser], 1000, 1000, POD_A),
    one("an ID without a mapping is not sent", "peer", [rootA], 70_000, 0, 0),
    one("somebody else's ID is not sent", "peer", [userA], 0, 1000, 0),
    // The opener decides, not the reader.
    one("/proc/PID/status opened on the host, read in the pod", "status", [userA], 0, POD_A),
    one("/proc/PID/status opened in the pod, read on the host", "status", [userA], POD_A, 0),
    one("/proc/PID/status opened in another pod", "status", [userA], POD_B, 0),
    one("uid_map read on the host", "map-read", [], POD_A, 0),
    one("uid_map read in the pod", "map-read", [], POD_A, POD_A),
    one("uid_map read in another pod", "map-read", [], POD_A, POD_B),
    // The same kernel ID in another namespace: controlled, but not traced.
    ...controls.map((control) =>
      one(`${control} across pods with the same range`, "control", [rootA, rootTwin], control, 0),
    ),
    ...controls.map((control) => one(`${control} across pods`, "control", [rootA, rootB], control, 0)),
    ...controls.map((control) => one(`${control} of the host's root by a pod's`, "control", [rootA, bare], control, 0)),
    // What is raised asks the host, whoever it is raised for.
    ...controls.map((control) => one(`${control} raised in a pod`, "control", [rootA, userA], control, 1)),
    one("a set-user-ID program without capabilities, and itself", "oneself", [
      [0, [1000, 0, 0, 0], [1000, 1000, 1000, 1000], [], "0", "0", ""],
    ]),
    one("a process that is not dumpable, and itself", "oneself", [
      [0, [1000, 1000, 1000, 1000], [1000, 1000, 1000, 1000], [], "0", "0", "n"],
    ]),
    one(
      "CAP_SYS_PTRACE alone, and the descriptors of somebody else",
      "ptrace",
      [person(0, 1001, "80000"), hostUser],
      1,
      0,
    ),
    one("ptrace across pods with the same range", "ptrace", [rootA, rootTwin], 1, TWIN),
    one("a signal across pods with the same range", "signal", [rootA, rootTwin], 0, 15),
    // hostNetwork, and the pod's own.
    ...[0, POD_A].flatMap((owner) => [
      one(`port 80 in the network of ${owner}`, "network", [rootA], owner, "port", 80, 0),
      one(`a raw socket in the network of ${owner}`, "network", [rootA], owner, "raw", 0, 0),
    ]),
    one("ping groups within the map", "network", [rootA], POD_A, "ping", 0, 65535),
    one("ping groups that end before they begin", "network", [person(0, 0, "1fffeffffff")], POD_A, "ping", 100, 50),
    one("ping groups past the map", "network", [rootA], POD_A, "ping", 0, 2147483647),
    // The root filesystem of a container, and an image with an ID past the pod's range.
    ...(
      [
        ["a file of the image's root", rootA, 0, 0o600],
        ["a file of the image's root, for a user", userA, 0, 0o644],
        ["a file of an ID past the range", rootA, 70_000, 0o644],
        ["a private file of an ID past the range", rootA, 70_000, 0o600],
        ["a program of an ID past the range that may be executed but not read", rootA, 70_000, 0o711],
        ["a file of an ID past the range, for the host's root", person(0, 0, "1fffeffffff"), 70_000, 0o600],
      ] as const
    ).map(([about, who, owner, mode]) =>
      one(
        about,
        "overlay",
        [who],
        POD_A,
        [owner, owner, mode],
        null,
        [owner, owner, 0o777],
        [0, 0],
        0,
        0,
        0o600,
        0o644,
      ),
    ),
  ];
}

const POD_A = 1;
const POD_B = 2;
const TWIN = 3;
const A = 65536;
const B = 131072;

/** Four users below one owner: what a limit of the outer namespace leaves to each. */
export function fixedBudgetScene(): Scene {
  return budgetScene(OWNER);
}

/** The cases, for the scene of {@link fixedBudgetScene}. */
export function fixedBudgets(): readonly FixedCase[] {
  const root = OWNER + 1000;
  const creds = [
    person(POD_A + 1, root + A, "0"),
    person(POD_B + 1, root + B, "0"),
    person(1, root, "0"),
    person(1, root + 1000, "0"),
  ];
  // A pod takes six of eight, its neighbour gets two, the owner of both none; another user is not concerned.
  const takers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3];
  return ["inotifyInstances", "inotifyWatches"].map((what) => ({
    group: "budget",
    about: `a pod takes the ${what} of its neighbour and of the owner`,
    creds,
    input: [what, [[1, 8]], takers],
  }));
}

const OWNER = 3_000_000_000;

function person(namespace: number, id: number, capabilities: string): CredentialRow {
  return [namespace, [id, id, id, id], [id, id, id, id], [], capabilities, capabilities, ""];
}
