import { expectOneOf, misuse } from "../misuse/misuse.ts";
/** The releases that are modelled, the oldest first. */
export const RELEASES = [
  "1.25",
  "1.26",
  "1.27",
  "1.28",
  "1.29",
  "1.30",
  "1.31",
  "1.32",
  "1.33",
  "1.34",
  "1.35",
  "1.36",
  "1.37",
  "1.38",
] as const;

/** A minor release of Kubernetes whose kubelet is modelled. */
export type Release = (typeof RELEASES)[number];

/** Of each release, the version whose source was read; `null` where nobody read it, and the release before stands in. */
export const RELEASE_SOURCES: Readonly<Record<Release, string | null>> = {
  "1.25": "v1.25.10",
  "1.26": "v1.26.5",
  "1.27": "v1.27.7",
  "1.28": "v1.28.3",
  "1.29": "v1.29.1",
  "1.30": "v1.30.1",
  "1.31": "v1.31.14",
  "1.32": "v1.32.13",
  "1.33": "v1.33.13",
  "1.34": "v1.34.9",
  "1.35": "v1.35.6",
  "1.36": "v1.36.3",
  "1.37": null,
  "1.38": null,
};

/** The release that is meant where none is named: the newest whose source was read. */
export const DEFAULT_RELEASE: Release = "1.36";

/** The release of a version as kubelets and `kubectl` print them, such as `v1.35.2+k3s1`; `undefined` where it is not modelled. */
export function releaseOf(version: string): Release | undefined {
  const [, minor] = VERSION.exec(version) ?? [];
  return RELEASES.find((known) => known === minor);
}

const VERSION = /^v?(1\.\d{2})(?:\.\d[\w.+-]{0,100})?$/;

export function releaseRange(): string {
  return `${RELEASES[0]} to ${newestRelease()}`;
}

/** The last of {@link RELEASES}. */
export function newestRelease(): Release {
  return RELEASES.reduce((_, newer: Release) => newer, RELEASES[0]);
}

/**
 * What is known about a cell of a table of releases: the release's own code was run to learn it, or it was read in the
 * source, or nobody looked.
 */
export type Evidence = "run" | "read" | "not read";

/**
 * One trait of the kubelet through the releases.
 *
 * @typeParam T - what the trait can be
 */
export interface TraitRow<T> {
  /** The releases in which the real code was run to learn this. In the others it was read in the source, if at all. */
  readonly run: readonly Release[];
  /** What it is from a release on, until the next one that is named. */
  readonly since: Readonly<Record<(typeof RELEASES)[0], T>> & Readonly<Partial<Record<Release, T>>>;
}

/** Everything in which the kubelets of the modelled releases differ, as far as user namespaces and groups matter. */
export interface ReleaseTable {
  /** The name of the feature gate. */
  readonly gate: TraitRow<"UserNamespacesStatelessPodsSupport" | "UserNamespacesSupport">;
  /** How mature the feature is. */
  readonly gateStage: TraitRow<"alpha" | "beta" | "ga">;
  /** Whether the gate is on when nobody says anything. */
  readonly gateDefault: TraitRow<boolean>;
  /** Whether the gate can no longer be set to the other value. */
  readonly gateLocked: TraitRow<boolean>;
  /** What happens to `hostUsers` of a pod while the gate is off. */
  readonly gateOff: TraitRow<"ignored" | "refused">;
  /** How a free slot is looked for: the lowest, or the first at or after a random one. */
  readonly scan: TraitRow<"first-fit" | "random-scan">;
  /** Where the pool comes from: all 65536 slots from ID 0, or the subordinate IDs of the account `kubelet`. */
  readonly pool: TraitRow<"whole" | "subordinate">;
  /** How many slots from the lowest on are never given out. */
  readonly reservedSlots: TraitRow<number>;
  /** How many slots may be in use besides those; `null` for no limit. */
  readonly podLimit: TraitRow<number | null>;
  /** What becomes of the setting `userNamespaces.idsPerPod`: unknown, checked but not used, or used. */
  readonly idsPerPod: TraitRow<"unknown" | "ignored" | "honoured">;
  /** Whether a pod is refused when its runtime handler does not support user namespaces. */
  readonly handlerCheck: TraitRow<boolean>;
  /** Whether the runtime is asked to map the mounts of a pod to its IDs; before, the owners of files were changed. */
  readonly mappedMounts: TraitRow<boolean>;
  /** What happens to a pod with `supplementalGroupsPolicy: Strict` when its runtime does not support it. */
  readonly groupsPolicy: TraitRow<"ignored" | "refused">;
  /** How the message about a failing `getsubids` begins, and whether it ends with the cause. */
  readonly getsubidsError: TraitRow<"additional ids" | "additional uids, with the cause">;
  /** What stands before the reason why a pods' file stops the start; `%q` is the pod. */
  readonly startPrefix: TraitRow<string>;
  /** What stands before the reason why the directory of a pod cannot be made. */
  readonly storePrefix: TraitRow<string>;
  /** What stands before the reason why a file is no JSON of the right shape. */
  readonly filePrefix: TraitRow<string>;
  /** What stands before the reason why an existing file is refused while the kubelet runs. */
  readonly recordPrefix: TraitRow<string>;
  /** What stands before the reason why no range was found or written. */
  readonly createPrefix: TraitRow<string>;
  /** What stands before the reason why the cleanup cannot list the pods. */
  readonly cleanupPrefix: TraitRow<string>;
  /** Whom the account `kubelet` is looked up with: the name service, or the program `getent`, without which there is none. */
  readonly accountLookup: TraitRow<"name service" | "getent">;
  /** The known defects that the kubelet no longer has, as `fixes` of `createKubelet` names them. */
  readonly fixes: TraitRow<readonly ReleasedFix[]>;
  /** The known defects of which nobody knows whether it has them; the model has them, a verdict leaves them open. */
  readonly fixesNotKnown: TraitRow<readonly ReleasedFix[]>;
  /** How the gate `KubeletInUserNamespace` stands, for a kubelet that is in a user namespace itself. */
  readonly rootlessGate: TraitRow<"alpha, off" | "beta, on">;
}

/** A defect of the kubelet that a release has fixed. */
export type ReleasedFix = "last-slot" | "pool-wraps" | "missing-getsubids";

/**
 * The differences between the releases, at a glance: each row names only the releases in which something changed.
 *
 * The real code was run for 1.25, 1.28 and 1.36, in the versions of {@link RELEASE_SOURCES}. A row lists those of them
 * that its traces exercise; {@link evidenceAt} tells a cell that was run from one that was read.
 *
 * Sources: `pkg/kubelet/userns_manager.go` (1.25, 1.26), `pkg/kubelet/userns/userns_manager.go` (from 1.27),
 * `pkg/kubelet/kubelet_pods.go`, `pkg/features/kube_features.go`. Rewording of 1.30: kubernetes/kubernetes PR 131623 and
 * before, of 1.35: PR 133051; `idsPerPod`: PR 130028, honoured by PR 133373; general availability: PR 136792. What is
 * said of 1.37 and 1.38 comes from their changelogs and from PRs 135870 and 141345, and nobody read it in the source:
 * {@link UNREAD_RELEASES}.
 */
export const RELEASE_TABLE: ReleaseTable = {
  gate: {
    run: [],
    since: { "1.25": "UserNamespacesStatelessPodsSupport", "1.28": "UserNamespacesSupport" },
  },
  gateStage: { run: [], since: { "1.25": "alpha", "1.30": "beta", "1.36": "ga" } },
  gateDefault: { run: [], since: { "1.25": false, "1.33": true } },
  gateLocked: { run: [], since: { "1.25": false, "1.36": true } },
  gateOff: { run: ["1.36"], since: { "1.25": "ignored", "1.30": "refused" } },
  scan: { run: ["1.25", "1.28", "1.36"], since: { "1.25": "first-fit", "1.26": "random-scan" } },
  pool: { run: ["1.25", "1.28", "1.36"], since: { "1.25": "whole", "1.30": "subordinate" } },
  reservedSlots: { run: ["1.25", "1.28", "1.36"], since: { "1.25": 2, "1.27": 1, "1.30": 0 } },
  podLimit: { run: ["1.25", "1.28", "1.36"], since: { "1.25": 1024, "1.30": null } },
  idsPerPod: { run: ["1.36"], since: { "1.25": "unknown", "1.33": "ignored", "1.35": "honoured" } },
  handlerCheck: { run: ["1.25", "1.28", "1.36"], since: { "1.25": false, "1.30": true } },
  mappedMounts: { run: [], since: { "1.25": false, "1.27": true } },
  groupsPolicy: { run: [], since: { "1.25": "ignored", "1.33": "refused" } },
  getsubidsError: { run: [], since: { "1.25": "additional ids", "1.32": "additional uids, with the cause" } },
  startPrefix: {
    run: ["1.25", "1.28", "1.36"],
    since: { "1.25": "", "1.30": "record pod mappings: ", "1.35": "record pod mappings for existing pod %q: " },
  },
  storePrefix: { run: ["1.36"], since: { "1.25": "", "1.30": "create user namespace store: " } },
  filePrefix: {
    run: ["1.25", "1.28", "1.36"],
    since: { "1.25": "can't parse file: ", "1.30": "invalid user namespace mappings file: " },
  },
  recordPrefix: { run: ["1.25", "1.28", "1.36"], since: { "1.25": "", "1.30": "user namespace: " } },
  createPrefix: { run: ["1.25", "1.28", "1.36"], since: { "1.25": "", "1.30": "create user namespace: " } },
  cleanupPrefix: { run: ["1.36"], since: { "1.25": "", "1.30": "user namespace: read pods from disk: " } },
  accountLookup: { run: [], since: { "1.25": "name service", "1.38": "getent" } },
  fixes: { run: [], since: { "1.25": [], "1.38": ["last-slot", "pool-wraps", "missing-getsubids"] } },
  fixesNotKnown: {
    run: [],
    since: { "1.25": [], "1.37": ["last-slot", "pool-wraps", "missing-getsubids"], "1.38": [] },
  },
  rootlessGate: { run: [], since: { "1.25": "alpha, off", "1.37": "beta, on" } },
};

/**
 * Tells what a trait is in a release.
 *
 * @typeParam T - what the trait can be
 * @param row - a row of {@link RELEASE_TABLE}
 * @param release - one of {@link RELEASES}
 * @returns the trait
 * @example
 * ```ts
 * import { RELEASE_TABLE, traitAt } from "userns-sim/kubelet";
 *
 * traitAt(RELEASE_TABLE.scan, "1.25"); // => "first-fit"
 * traitAt(RELEASE_TABLE.scan, "1.36"); // => "random-scan"
 * traitAt(RELEASE_TABLE.reservedSlots, "1.28"); // => 1
 * ```
 */
export function traitAt<T>(row: TraitRow<T>, release: Release): T {
  expectRow("traitAt", row, release);
  let trait: T = row.since[RELEASES[0]];
  for (const candidate of RELEASES) {
    const changed = row.since[candidate];
    if (changed !== undefined) trait = changed;
    if (candidate === release) break;
  }
  return trait;
}

/**
 * Tells how it is known what a trait is in a release.
 *
 * @param row - a row of {@link RELEASE_TABLE}
 * @param release - one of {@link RELEASES}
 * @returns `"run"` when the release's own code was run to learn it, `"read"` when it was read in the source, `"not read"`
 * when nobody has: then the trait is what it was before
 * @example
 * ```ts
 * import { evidenceAt, RELEASE_TABLE } from "userns-sim/kubelet";
 *
 * evidenceAt(RELEASE_TABLE.scan, "1.28"); // => "run"
 * evidenceAt(RELEASE_TABLE.scan, "1.27"); // => "read"
 * ```
 */
export function evidenceAt(row: TraitRow<unknown>, release: Release): Evidence {
  expectRow("evidenceAt", row, release);
  if (row.run.includes(release)) return "run";
  return typeof RELEASE_SOURCES[release] === "string" ? "read" : "not read";
}

function expectRow(caller: string, row: TraitRow<unknown>, release: Release): void {
  if (!Array.isArray(row?.run)) throw misuse(caller, "row", "a row of RELEASE_TABLE", row);
  expectOneOf(caller, "release", release, RELEASES);
}
