import type { FixCode } from "../../../findings/finding.ts";
import type { NodeFixCode } from "../node-finding.ts";

/** What would help against a finding on the node on which it was found. */
export type Fix = PlainFix | ComputedFix;

/** What every fix says. */
export interface FixPlan {
  /** What to change, all of it; empty where that takes somebody who knows the pod or the node. */
  readonly changes: readonly FixChange[];
  /** What must happen before; absent where nothing must. */
  readonly first?: readonly FixStep[];
}

/** Something that must happen before a change: all pods leave the node, and their directories with them. */
export type FixStep = "drain";

/** A fix whose words are the same everywhere. */
export interface PlainFix extends FixPlan {
  /** Names what would help. */
  readonly code: FixCode | NodeFixCode;
}

/** A fix whose words depend on the node. */
export type ComputedFix = { readonly [Code in keyof FixFacts]: ComputedFixOf<Code> }[keyof FixFacts];

/**
 * A fix with a certain code.
 *
 * @typeParam Code - the code
 */
export interface ComputedFixOf<Code extends keyof FixFacts> extends FixPlan {
  /** Names what would help. */
  readonly code: Code;
  /** The facts behind it. */
  readonly facts: FixFacts[Code];
}

/** What each computed fix is about, by its code. */
export interface FixFacts {
  /** The account `kubelet` needs this line in both files of subordinate IDs. */
  readonly "give-line": LineFacts;
  /** The account needs the program `getsubids`, and then this line. */
  readonly "install-getsubids-and-give-line": LineFacts;
  /** The account needs a line that ends below the last ID. */
  readonly "give-lower-line": LineFacts;
  /** The account needs a line that nobody else has IDs of. */
  readonly "give-line-apart": LineFacts;
  /** No line is long enough for so many IDs for so many pods. */
  readonly "lower-ids-or-pods": {
    readonly idsPerPod: number;
    readonly maxPods: number;
    /** How many IDs each of so many pods can have; absent where there are too many pods. */
    readonly mostIds?: number;
    /** How many pods can have so many IDs. */
    readonly mostPods: number;
  };
  /** The release has no setting by which the pool ends lower. */
  readonly "make-pod-anew": { readonly release: string };
  /** The node may take more pods. */
  readonly "raise-max-pods": { readonly maxPods: number; readonly line?: string };
  /** The setting of the IDs that a pod gets is not heeded. */
  readonly "leave-ids-per-pod-out-or-upgrade": { readonly idsPerPod: number };
  /** The pod's ID must be smaller, or every pod must get more. */
  readonly "smaller-id-or-more-ids": { readonly idsPerPod: number; readonly needed: number; readonly line?: string };
  /** The pod's ID must be smaller: pods cannot get so many. */
  readonly "smaller-id": { readonly idsPerPod: number; readonly needed: number; readonly reason: NoMoreIds };
  /** The files of the image must have other owners, or every pod more IDs. */
  readonly "rebuild-image-or-more-ids": { readonly idsPerPod: number; readonly needed: number; readonly line?: string };
  /** The files of the image must have other owners: pods cannot get more IDs. */
  readonly "rebuild-image-for-fewer-ids": {
    readonly idsPerPod: number;
    readonly needed: number;
    readonly reason: NoMoreIds;
  };
  /** Another version of the policy lets the pod pass. */
  readonly "newer-policy": { readonly policy: string };
  /** A feature gate of the API server lets the pod pass, and a later release by the policy alone. */
  readonly "relaxing-gate": { readonly gate: string; readonly policy: string };
  /** A later release lets the pod pass, by the policy. */
  readonly "policy-of-later-release": { readonly policy: string };
  /** Nothing is known about the runtime. */
  readonly "know-runtime": { readonly runtime: string };
  /** Newer runtimes are needed. */
  readonly "use-runtimes": { readonly runtimes: readonly string[] };
  /** No version of the runtime will do. */
  readonly "replace-runtime": { readonly runtime: string; readonly runtimes: readonly string[] };
  /** A newer kernel maps the filesystem. */
  readonly "kernel-for-filesystem": { readonly filesystem: string; readonly kernel: string };
  /** No kernel maps the filesystem. */
  readonly "leave-filesystem": { readonly filesystem: string };
}

/** The line of subordinate IDs, `owner:start:count`, and whether the node has the account `kubelet`. */
export interface LineFacts {
  /** The line. */
  readonly line: string;
  /** Whether there is an account. */
  readonly account: "there" | "missing" | "not-known";
}

/** Why pods cannot get more IDs: the release does not let anybody choose, or there are not enough for so many pods. */
export type NoMoreIds =
  | { readonly kind: "release"; readonly release: string }
  | { readonly kind: "too-many"; readonly maxPods: number };

/** One thing to change about a node, about what is known of it, or about a pod. */
export type FixChange = FactChange | LineChange | SettingChange | FieldChange;

/** What is so from now on, or what nobody said yet, in the place of what was known before. */
export interface FactChange {
  /** What it is about. */
  readonly fact: ChangedFact;
  /**
   * A possible value: for a runtime `NAME@VERSION`, in the place of the one that does that work; for a filesystem
   * `PLACE=TYPE`, a path or the name of a volume; for what can be mapped types with commas between; for a sysctl `NAME=NUMBER`;
   * for what else a runtime maps `cdi=yes`; for an image JSON, an object with what is known by the image's name; for the
   * account `missing`; for the kubelet's own map `CONTAINER:HOST:SIZE`; for groups and the configuration the path of the file to give.
   */
  readonly value: string;
}

/** What of a node or its cluster can be told or changed. */
export type ChangedFact =
  | "release"
  | "policy"
  | "runtime"
  | "kernel"
  | "filesystem"
  | "idmappable"
  | "sysctl"
  | "runtime-maps"
  | "image"
  | "account"
  | "groups"
  | "configuration"
  | "kubelet-map";

/** The one line of the account `kubelet` in a file of subordinate IDs, in the place of what it has there. */
export interface LineChange {
  /** The file. */
  readonly file: "/etc/subuid" | "/etc/subgid";
  /** The line, `owner:start:count`. */
  readonly value: string;
}

/** A field of the `KubeletConfiguration`. For the gates of the API server, see there, too. */
export interface SettingChange {
  /** The path of the field, such as `maxPods` or `featureGates.UserNamespacesSupport`. */
  readonly setting: string;
  /** Its value; null where it is left out. */
  readonly value: number | boolean | null;
}

/** A field of the pod's object. */
export interface FieldChange {
  /** Its path, as a finding names it. */
  readonly field: string;
  /** Its value; null where it is left out. */
  readonly value: number | boolean | null;
}
