import type { KubeletPodRange } from "../../core/kubelet/settings/pod-ranges.ts";
import { type Holder, overlapsAmong, sharedBy } from "../../core/node/audit/overlaps.ts";
import type { NodePool } from "../../core/node/check/pool.ts";
import { nameText } from "../base/names.ts";
import { count, rangeText } from "../base/words.ts";
import type { RunningNamespace, RunningNamespaces } from "../inputs/proc.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import type { NamespaceFacts } from "./json.ts";

export interface NamespacesVerdict {
  readonly namespaces: readonly NamespaceFacts[];
  readonly findings: readonly FindingFacts[];
}

/** Compares the user namespaces that run with each other, and with the files of the pods. */
export function namespacesVerdict(
  { namespaces, seenFromHost }: RunningNamespaces,
  files: readonly KubeletPodRange[],
  pool: NodePool | null,
): NamespacesVerdict {
  const byStart = new Map(files.map((file) => [`${file.hostId}:${file.length}`, file.podUid]));
  const shown = namespaces.map((namespace) => ({ namespace, podUid: podOf(namespace, byStart) }));
  const ranges = shown.flatMap(({ namespace }) =>
    namespace.mappings
      .filter(({ hostId, size }) => hostId >= HOST_USERS && hostId + size <= NO_ID)
      .map(({ hostId, size }) => ({ start: hostId, size, namespace })),
  );
  return {
    namespaces: shown.map(({ namespace, podUid }) => facts(namespace, podUid)),
    findings: [
      ...overlapFindings(ranges),
      ...shown.flatMap(({ namespace, podUid }) => (podUid === undefined ? unheld(namespace, pool) : [])),
      ...(seenFromHost ? [] : [seenFromInside()]),
    ],
  };
}

/** A sandbox of a host user maps the user's own IDs, which no pod has. */
const HOST_USERS = 65536;
const NO_ID = 4294967295;
/** As many are told. */
const MAX_PAIRS = 1000;
/** So many are looked at: a pod may nest namespaces in each other, all of which have the same IDs. */
export const MAX_LOOKED_AT = 100_000;

interface RangeOfNamespace extends Holder {
  readonly namespace: RunningNamespace;
}

function podOf({ mappings }: RunningNamespace, byStart: ReadonlyMap<string, string>): string | undefined {
  const [only, ...more] = mappings;
  if (only === undefined || more.length > 0 || only.containerId !== 0) return undefined;
  return byStart.get(`${only.hostId}:${only.size}`);
}

function overlapFindings(ranges: readonly RangeOfNamespace[]): readonly FindingFacts[] {
  const found: FindingFacts[] = [];
  let lookedAt = 0;
  for (const pair of overlapsAmong(ranges)) {
    if (found.length === MAX_PAIRS || lookedAt === MAX_LOOKED_AT) return [...found, moreOverlaps(lookedAt)];
    lookedAt++;
    const [a, b] = pair;
    if (!areRelated(a.namespace, b.namespace)) found.push(overlap(pair));
  }
  return found;
}

/** A namespace has IDs of the one it was made in, and two that were made in the same one may share some. */
function areRelated(a: RunningNamespace, b: RunningNamespace): boolean {
  return [a.key, ...a.ancestors].some((key) => key === b.key || b.ancestors.has(key));
}

function moreOverlaps(lookedAt: number): FindingFacts {
  return finding("undecided", "more-namespaces-overlap", "the user namespaces of this machine", {
    why: `There are more pairs that map the same host IDs than the ${lookedAt} that were looked at, the lowest IDs first: made in each other, or not.`,
    fix: "End what was found, or what nests so many namespaces, and run this again.",
  });
}

function overlap([a, b]: readonly [RangeOfNamespace, RangeOfNamespace]): FindingFacts {
  return finding("unsound", "namespaces-overlap", `${nameOf(a.namespace)} and ${nameOf(b.namespace)}`, {
    why: `Both map the host IDs ${rangeText(sharedBy(a, b))}, and neither was made in the other: the processes of the one own the files and processes of the other.`,
    fix: "Find out who handed out the second range; end one of the two.",
  });
}

function unheld(namespace: RunningNamespace, pool: NodePool | null): readonly FindingFacts[] {
  const [only, ...more] = namespace.mappings;
  // Within a pod, containers of its own have smaller maps; those of others have other sizes, or lie elsewhere.
  if (pool === null || only === undefined || more.length > 0 || namespace.ancestors.size > 0) return [];
  const { hostId, size, containerId } = only;
  const isInPool = hostId >= pool.start && hostId + size <= pool.start + pool.size;
  if (containerId !== 0 || size !== pool.idsPerPod || hostId % size !== 0 || !isInPool) return [];
  return [
    finding("unsound", "range-without-file", nameOf(namespace), {
      why: `It runs with the range ${rangeText({ start: hostId, size })} of the pool, and no file of a pod names that: after its next start the kubelet may give the range to another pod.`,
      fix: "Delete that pod before the kubelet is restarted.",
      source: "MakeUserNsManager, pkg/kubelet/userns/userns_manager.go",
    }),
  ];
}

function seenFromInside(): FindingFacts {
  return finding("undecided", "seen-from-inside", "the user namespaces of this machine", {
    why: "This command runs in a user namespace itself, so /proc shows its IDs, not those of the host.",
    fix: "Run it on the host.",
  });
}

function nameOf({ id, processes }: RunningNamespace): string {
  const [first] = processes;
  return `process ${first?.pid} (${first?.command})${id === undefined ? "" : ` in ${id}`}`;
}

function facts(namespace: RunningNamespace, podUid: string | undefined): NamespaceFacts {
  const { id, mappings, processes } = namespace;
  const [{ pid, command } = { pid: 0, command: "" }] = processes;
  return {
    id: id ?? null,
    mappings,
    processes: processes.length,
    example: { pid, command },
    podUid: podUid === undefined ? null : nameText(podUid),
  };
}

/** For example `2 user namespaces, 1 of them of pods in the directory`. */
export function namespacesText(namespaces: readonly NamespaceFacts[]): string {
  const ofPods = namespaces.filter(({ podUid }) => podUid !== null).length;
  return `${count(namespaces.length, "user namespace")}, ${ofPods} of them of pods in the directory`;
}
