import { came } from "../../misuse/came.ts";
import { expectObject } from "../../misuse/misuse.ts";
import {
  RELEASE_TABLE,
  RELEASES,
  type Release,
  releaseRange,
  type TraitRow,
  traitAt,
} from "../../releases/releases.ts";

/** How a feature gate stands in a release when nobody sets it. `locked` is on and cannot be turned off. */
export type GateState = "absent" | "off" | "on" | "locked";

/** The feature gates that decide about the fields and checks below, besides that of user namespaces itself. */
export const API_GATES = [
  "ImageVolume",
  "ProcMountType",
  "SELinuxChangePolicy",
  "SupplementalGroupsPolicy",
  "UserNamespacesHostNetworkSupport",
  "UserNamespacesPodSecurityStandards",
] as const;

/** The name of such a gate. */
export type ApiGate = (typeof API_GATES)[number];

/** Everything in which the API servers of the modelled releases differ about pods in user namespaces. */
export interface AdmissionTable {
  /** The state of each gate. */
  readonly gates: Readonly<Record<ApiGate, TraitRow<GateState>>>;
  /** The only volume sources that a pod with `hostUsers: false` may have; `null` for all. */
  readonly volumeSources: TraitRow<readonly string[] | null>;
  /** What is said about a field that does not go with `hostUsers: false`. */
  readonly hostUsersDetail: TraitRow<string>;
  /** Whether block devices are forbidden with `hostUsers: false`. */
  readonly volumeDevicesForbidden: TraitRow<boolean>;
  /** Whether an unmasked `/proc` needs `hostUsers: false`. */
  readonly procMountNeedsUserns: TraitRow<boolean>;
  /** Whether Pod Security looks at AppArmor fields; before, only at annotations. */
  readonly appArmorFields: TraitRow<boolean>;
  /** Whether the level `restricted` takes image volumes. */
  readonly imageVolumes: TraitRow<boolean>;
  /** Whether Pod Security relaxes `procMount` too, where the gate lets it relax. */
  readonly gateRelaxesProcMount: TraitRow<boolean>;
  /** What lets Pod Security relax for a pod in a user namespace: the gate, or the version of the policy. */
  readonly relaxedBy: TraitRow<"gate" | "policy-version">;
}

/**
 * The differences between the releases, at a glance: each row names only the releases in which something changed.
 *
 * All cells were read, none was run. `validateHostUsers` and `ValidateSecurityContext` of `pkg/apis/core/validation/validation.go` (1.36; the other releases as noted in the
 * facts of their vendored trees); `pkg/features/kube_features.go`; `pod-security-admission/policy/check_*.go`: AppArmor
 * fields PR 123435 (1.30), image volumes PR 130394 (1.33), the gate `UserNamespacesPodSecurityStandards` dropped by PR
 * 132157 (1.35); `UserNamespacesHostNetworkSupport` KEP-5607.
 */
export const ADMISSION_TABLE: AdmissionTable = {
  gates: {
    ImageVolume: { run: [], since: { "1.25": "absent", "1.31": "off", "1.35": "on", "1.36": "locked" } },
    ProcMountType: { run: [], since: { "1.25": "off", "1.33": "on", "1.36": "locked" } },
    SELinuxChangePolicy: { run: [], since: { "1.25": "absent", "1.32": "off", "1.33": "on" } },
    SupplementalGroupsPolicy: { run: [], since: { "1.25": "absent", "1.31": "off", "1.33": "on", "1.35": "locked" } },
    UserNamespacesHostNetworkSupport: { run: [], since: { "1.25": "absent", "1.35": "off" } },
    UserNamespacesPodSecurityStandards: { run: [], since: { "1.25": "absent", "1.29": "off", "1.35": "absent" } },
  },
  volumeSources: {
    run: [],
    since: { "1.25": ["emptyDir", "secret", "downwardAPI", "configMap", "projected"], "1.28": null },
  },
  hostUsersDetail: {
    run: [],
    since: { "1.25": "when `pod.Spec.HostUsers` is false", "1.34": "when `hostUsers` is false" },
  },
  volumeDevicesForbidden: { run: [], since: { "1.25": false, "1.34": true } },
  procMountNeedsUserns: { run: [], since: { "1.25": false, "1.30": true } },
  appArmorFields: { run: [], since: { "1.25": false, "1.30": true } },
  imageVolumes: { run: [], since: { "1.25": false, "1.33": true } },
  gateRelaxesProcMount: { run: [], since: { "1.25": false, "1.31": true } },
  relaxedBy: { run: [], since: { "1.25": "gate", "1.35": "policy-version" } },
};

/** What is known about the API server, or about the kubelet as far as it shares the gates. */
export interface ReleaseOptions {
  /** The release. */
  readonly release: Release;
  /** Feature gates that were set, by name; those not named are as the release has them. */
  readonly featureGates?: Readonly<Record<string, boolean>>;
}

/** A gate that the release does not have is off, one that is locked is on. */
export function isGateOn(options: ReleaseOptions, gate: ApiGate): boolean {
  const state = traitAt(ADMISSION_TABLE.gates[gate], checkRelease("isGateOn", options.release));
  if (state === "absent" || state === "locked") return state === "locked";
  return setting(options, gate) ?? state === "on";
}

/** Whether a release has a gate, and with it the fields that the gate is of. */
export function isGateThere({ release }: ReleaseOptions, gate: ApiGate): boolean {
  return traitAt(ADMISSION_TABLE.gates[gate], checkRelease("isGateThere", release)) !== "absent";
}

/** The gate of user namespaces, under the name that it has in the release. */
export function isUsernsGateOn(options: ReleaseOptions): boolean {
  const release = checkRelease("isUsernsGateOn", options.release);
  const standing = traitAt(RELEASE_TABLE.gateDefault, release);
  if (traitAt(RELEASE_TABLE.gateLocked, release)) return standing;
  return setting(options, traitAt(RELEASE_TABLE.gate, release)) ?? standing;
}

/** The number after the dot. */
export function minorOf(release: Release): number {
  return Number(release.slice("1.".length));
}

export function checkRelease(caller: string, release: Release): Release {
  if (!RELEASES.includes(release))
    throw new RangeError(`${caller}: expected a release from ${releaseRange()}, got ${came(release)}`);
  return release;
}

/** Options of which only the release is due. */
export function checkReleaseOptions(caller: string, options: ReleaseOptions): void {
  expectObject(caller, "options", options, 'an object such as { release: "1.36" }');
  checkRelease(caller, options.release);
  if (options.featureGates !== undefined)
    expectObject(caller, "featureGates", options.featureGates, "an object such as { UserNamespacesSupport: true }");
}

function setting({ featureGates = {} }: ReleaseOptions, gate: string): boolean | undefined {
  return Object.hasOwn(featureGates, gate) ? featureGates[gate] : undefined;
}
