import { isBlind } from "../../../kubelet/settings/mappings.ts";
import { DEFAULT_IDS_PER_POD, DEFAULT_MAX_PODS } from "../../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, traitAt } from "../../../releases/releases.ts";
import type { NodeFindingOf } from "../node-finding.ts";
import { idsPerPodOf } from "../pool.ts";
import type { Fix, FixChange, LineFacts } from "./fix.ts";
import { endOfSlots, type NodeToFix } from "./free-range.ts";
import { lineChange, type PoolChange, poolChange } from "./pool-change.ts";

type DoesNotStart = NodeFindingOf<"kubelet-does-not-start">;

/** Turned off, a gate is better left out: pods that ask for a user namespace would run without. */
export function spellGate({ facts: { error } }: DoesNotStart, { kubelet }: NodeToFix): Fix {
  const { release, featureGates = {} } = kubelet;
  if (error.code !== "gate-unrecognized") return { code: "spell-gate", changes: [] };
  const wrong = error.gate;
  const right = traitAt(RELEASE_TABLE.gate, release);
  const isLocked = traitAt(RELEASE_TABLE.gateLocked, release);
  return {
    code: "spell-gate",
    changes: [
      leftOut(wrong),
      ...(featureGates[wrong] !== true || isLocked || Object.hasOwn(featureGates, right)
        ? []
        : [{ setting: `featureGates.${right}`, value: true }]),
    ],
  };
}

export function leaveGateOut({ facts: { error } }: DoesNotStart): Fix {
  return { code: "leave-gate-out", changes: error.code === "gate-locked" ? [leftOut(error.gate)] : [] };
}

function leftOut(gate: string): FixChange {
  return { setting: `featureGates.${gate}`, value: null };
}

/** The next number of IDs that will do, or none, where the release does not heed it or so many are not there. */
export function correctConfiguration(_found: DoesNotStart, node: NodeToFix): Fix {
  const { release, maxPods = DEFAULT_MAX_PODS, idsPerPod } = node.kubelet;
  const most = maxPods < 0 ? { maxPods: DEFAULT_MAX_PODS } : {};
  const plain = { code: "correct-configuration" } as const;
  if (idsPerPod === undefined) return { ...plain, changes: [], ...poolChange(node, most) };
  const next = Math.max(Math.ceil(idsPerPod / DEFAULT_IDS_PER_POD), 1) * DEFAULT_IDS_PER_POD;
  const isHonoured = traitAt(RELEASE_TABLE.idsPerPod, release) === "honoured";
  const change =
    (isHonoured ? poolChange(node, { ...most, idsPerPod: next }) : undefined) ??
    poolChange(node, { ...most, idsPerPod: null });
  return { ...plain, changes: [], ...change };
}

export function giveSubordinateIds(_found: DoesNotStart, node: NodeToFix): Fix {
  return giveLine("give-line", node, lineChange(node));
}

export function installGetsubids(_found: DoesNotStart, node: NodeToFix): Fix {
  return giveLine("install-getsubids-and-give-line", node, lineChange(node));
}

type LineCode = "give-line" | "install-getsubids-and-give-line" | "give-lower-line" | "give-line-apart";

/** The fix that gives a line, or where there is none, other settings. */
export function giveLine(code: LineCode, node: NodeToFix, change: PoolChange | undefined): Fix {
  if (change?.line === undefined) return lowerSettings(code, node);
  const { line, ...plan } = change;
  return { code, facts: { line, account: accountOf(node) }, ...plan };
}

function accountOf({ kubelet: { kubeletUser }, assumed = [] }: NodeToFix): LineFacts["account"] {
  if (assumed.includes("account") || assumed.includes("entry")) return "not-known";
  if (kubeletUser !== undefined && kubeletUser.kind !== "no-account") return "there";
  // Who stands in the files as a number may be the account.
  return assumed.includes("owners") ? "not-known" : "missing";
}

function lowerSettings(code: LineCode, node: NodeToFix): Fix {
  const { maxPods = DEFAULT_MAX_PODS } = node.kubelet;
  const idsPerPod = idsPerPodOf(node.kubelet);
  const mostPods = endOfSlots(idsPerPod) / idsPerPod - 1;
  if (maxPods <= mostPods) return withoutLine(code, node);
  const mostIds = mostIdsFor(maxPods);
  const change = lineChange(node, { idsPerPod: mostIds }) ?? lineChange(node, { maxPods: mostPods });
  return {
    code: "lower-ids-or-pods",
    facts: { idsPerPod, maxPods, mostPods, ...(mostIds >= DEFAULT_IDS_PER_POD ? { mostIds } : {}) },
    changes: [],
    ...change,
  };
}

/** There is room for a line, but the kubelet sees none, or not within its own map. */
function withoutLine(code: LineCode, node: NodeToFix): Fix {
  if (isBlind(node.kubelet))
    return { code: "correct-configuration", changes: [], ...poolChange(node, { idsPerPod: null }) };
  const isMissing = code === "install-getsubids-and-give-line";
  return { code: isMissing ? "install-getsubids" : "pool-in-kubelet-map", changes: [] };
}

/** Beside the slots of the pods there is the first, which is the host's. */
function mostIdsFor(maxPods: number): number {
  return Math.floor(4294967295 / (maxPods + 1) / DEFAULT_IDS_PER_POD) * DEFAULT_IDS_PER_POD;
}
