import type { Decider, FindingVerdict, HowKnown } from "../../findings/condition.ts";
import type { StartError } from "../../kubelet/settings/errors.ts";
import type { Release } from "../../releases/releases.ts";
import { NODE_CONDITIONS, START_CONDITIONS } from "./node-conditions.ts";
import type { NodePool } from "./pool.ts";

/** What each finding about a node is about, by its code. */
export interface NodeFindingFacts {
  /** The kubelet does not start. */
  readonly "kubelet-does-not-start": { readonly error: StartError };
  /** Nobody said whether the node has an account `kubelet`. */
  readonly "account-not-given": Readonly<Record<never, never>>;
  /** The files of subordinate IDs have no entry of `kubelet`, which may mean that there is no such account. */
  readonly "entry-not-given": { readonly files: readonly string[] };
  /** Subordinate IDs stand under numbers, one of which may be the UID of the account `kubelet`. */
  readonly "owner-not-known": { readonly owners: readonly string[]; readonly hasEntry: boolean };
  /** Nobody said which subordinate IDs the account has, without which there is no pool. */
  readonly "subordinate-ids-not-given": Readonly<Record<never, never>>;
  /** Nobody said which subordinate group IDs the account has. */
  readonly "groups-not-given": Readonly<Record<never, never>>;
  /** Nobody named the release. */
  readonly "release-not-given": { readonly release: Release };
  /** Nobody read the source of the release. */
  readonly "release-not-read": { readonly release: Release };
  /** It depends on fixes whether the kubelet starts, and nobody knows whether the release has them; what would stop it. */
  readonly "fixes-not-known": { readonly release: Release; readonly error: StartError };
  /** Nobody gave the kubelet's configuration. */
  readonly "config-not-given": { readonly isMaxPodsKnown: boolean; readonly hasIdsPerPod: boolean };
  /** The pool reaches past the last ID, so that some slots become the host IDs from 0 on. */
  readonly "pool-wraps": { readonly pool: NodePool; readonly slotsPast: number };
  /** The last slot holds 4294967295, which is no ID. */
  readonly "last-slot": { readonly pool: NodePool };
  /** The kubelet runs in a user namespace, or the gate is set by which it may, and nobody said its map. */
  readonly "kubelet-map-not-given": { readonly isReported: boolean };
  /** The kubelet runs in a user namespace, whose map has no slot of the pool as a whole. */
  readonly "pool-outside-kubelet-map": { readonly pool: NodePool };
  /** The kubelet runs in a user namespace, whose map lacks some slots of the pool. */
  readonly "slots-outside-kubelet-map": { readonly pool: NodePool; readonly outside: number };
  /** `userNamespaces.idsPerPod` is set, and this release does not heed it. */
  readonly "ids-per-pod-ignored": { readonly release: Release; readonly use: "ignored" | "unknown" };
  /** Somebody else may hand out host IDs of the pool. */
  readonly "subordinate-ids-collide": {
    readonly owner: string;
    readonly pool: NodePool;
    readonly entries: readonly CollidingEntry[];
  };
  /** Lines of a file of subordinate IDs are none. */
  readonly "subordinate-ids-malformed": {
    readonly name: string;
    readonly lines: number;
    readonly line: number;
    readonly column: number;
  };
  /** More pods ask for user namespaces than a kubelet before 1.30 gives one. */
  readonly "more-pods-than-limit": { readonly over: number; readonly pods: number; readonly limit: number };
  /** As many pods ask for user namespaces as there are slots, so that one gets the last, which holds 4294967295. */
  readonly "last-slot-drawn": { readonly pool: NodePool };
  /** There are more pods than the node takes. */
  readonly "more-pods-than-max-pods": { readonly over: number; readonly pods: number; readonly maxPods: number };
}

/** An entry of subordinate IDs that somebody else has in the pool. */
export interface CollidingEntry {
  /** The name of the file. */
  readonly name: string;
  /** The first host ID. */
  readonly start: number;
  /** How many there are. */
  readonly size: number;
}

/** The codes of all findings about a node. */
export type NodeFindingCode = keyof NodeFindingFacts;

/** One thing that a check of a node found, about all of its pods or some of them. */
export type NodeFinding = { readonly [Code in NodeFindingCode]: NodeFindingOf<Code> }[NodeFindingCode];

/**
 * A finding about a node with a certain code.
 *
 * @typeParam Code - the code
 */
export interface NodeFindingOf<Code extends NodeFindingCode> {
  /** Names what was found. */
  readonly code: Code;
  /** What it means for the pods. */
  readonly verdict: FindingVerdict;
  /** Who decides; null where nothing is decided by it. */
  readonly by: Decider | null;
  /** The setting that it is about, such as `maxPods` or `/etc/subuid`. */
  readonly path: string;
  /** What the real system says, verbatim; absent where it says nothing, or where its words are not known. */
  readonly text?: string;
  /** The facts behind it. */
  readonly facts: NodeFindingFacts[Code];
  /** Where it can be read. */
  readonly source: string;
  /** Whether it was run, read or inferred. */
  readonly evidence: HowKnown;
  /** What would help. */
  readonly fix: NodeFixCode;
}

/** What would help a node. */
export type NodeFixCode =
  | "spell-gate"
  | "leave-gate-out"
  | "correct-configuration"
  | "repair-name-service"
  | "install-getsubids"
  | "give-subordinate-ids"
  | "drain"
  | "say-account"
  | "say-entry"
  | "say-uid"
  | "say-subordinate-ids"
  | "say-groups"
  | "say-release"
  | "say-configuration"
  | "say-kubelet-map"
  | "pool-in-kubelet-map"
  | "read-release-notes"
  | "look-for-fixes"
  | "end-pool-lower"
  | "leave-ids-per-pod-out"
  | "separate-subordinate-ids"
  | "write-entries"
  | "upgrade-kubelet"
  | "fewer-pods";

/** Makes a finding about a node; `text` is what the real system says, if it says something. */
export function nodeFinding<Code extends keyof typeof NODE_CONDITIONS>(
  code: Code,
  facts: NodeFindingFacts[Code],
  text?: string,
): NodeFinding {
  const { verdict, by, path, source, evidence, fix } = NODE_CONDITIONS[code];
  const said = text === undefined ? {} : { text };
  const found: NodeFindingOf<Code> = { code, verdict, by, path, ...said, facts, source, evidence, fix };
  // Code and facts belong together, which the compiler checked above and cannot follow into the union.
  return found as unknown as NodeFinding;
}

/** Makes the finding that a kubelet does not start; `text` is what it says, if that is known. */
export function startFinding(error: StartError, text: string | null = error.text): NodeFinding {
  const { path, source, evidence, fix } = START_CONDITIONS[error.code];
  const said = text === null ? {} : { text };
  const facts = { error };
  return {
    code: "kubelet-does-not-start",
    verdict: "fails",
    by: "kubelet",
    path,
    ...said,
    facts,
    source,
    evidence,
    fix,
  };
}
