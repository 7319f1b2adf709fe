import { podLimitText } from "../../kubelet/manager/record.ts";
import { sandboxError } from "../../kubelet/runtime/sandbox-errors.ts";
import { DEFAULT_MAX_PODS, type KubeletSettings } from "../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { asksForUserns } from "./check-group.ts";
import { type CheckedPods, judged, notJudged } from "./checked-pods.ts";
import { type NodeFinding, nodeFinding } from "./node-finding.ts";
import { type NodePool, reachesLastId } from "./pool.ts";

/** The pods of a node after those were told apart for which there is no room. */
export interface Crowding {
  readonly pods: readonly CheckedPods[];
  /** Why there is no room; none where there is. */
  readonly findings: readonly NodeFinding[];
}

/**
 * Lets the pods come one after another, until the node takes no more. Which of them come last is not known of a real node;
 * here it is those that stand last.
 */
export function crowd(pods: readonly CheckedPods[], settings: KubeletSettings, pool: NodePool | null): Crowding {
  const { release, maxPods = DEFAULT_MAX_PODS } = settings;
  const all = countOf(pods);
  const taken = takeFirst(pods, Math.max(maxPods, 0), () => true);
  const inSlots = pool === null ? [told(taken.first)] : giveSlots(taken.first, pool, release);
  const overMax = nodeFinding("more-pods-than-max-pods", { over: all - Math.max(maxPods, 0), pods: all, maxPods });
  const parts = [...inSlots, told([], taken.rest, overMax)];
  return { pods: parts.flatMap((part) => part.pods), findings: parts.flatMap((part) => part.findings) };
}

/**
 * Before 1.30 a kubelet has a limit; since, none starts whose pool has fewer slots than `maxPods`, so that it never runs out of
 * them. It knows nothing of what the kernel accepts.
 */
function giveSlots(pods: readonly CheckedPods[], pool: NodePool, release: Release): readonly Crowding[] {
  const wanting = countOf(pods.filter(wantsSlot));
  const limit = traitAt(RELEASE_TABLE.podLimit, release);
  if (limit !== null) {
    const { first, rest } = takeFirst(pods, limit, wantsSlot);
    const facts = { over: wanting - limit, pods: wanting, limit };
    return [told(first, rest, nodeFinding("more-pods-than-limit", facts, podLimitText(limit, limit)))];
  }
  if (wanting < pool.slots || !reachesLastId(pool)) return [told(pods)];
  const { first, rest } = takeFirst(pods, wanting - 1, wantsSlot);
  return [told(first, rest, nodeFinding("last-slot-drawn", { pool }, sandboxError("last-slot")))];
}

interface Split {
  readonly first: readonly CheckedPods[];
  readonly rest: readonly CheckedPods[];
}

/** A pod that is refused takes no slot, nor does one whose `hostUsers` is dropped. */
function wantsSlot({ verdict, findings }: CheckedPods): boolean {
  return verdict !== null && verdict !== "refused" && findings.every(({ code }) => code !== "host-users-dropped");
}

/** Splits pods after the first so many that count, in the middle of a group where need be. */
function takeFirst(pods: readonly CheckedPods[], most: number, counts: (pod: CheckedPods) => boolean): Split {
  const first: CheckedPods[] = [];
  const rest: CheckedPods[] = [];
  let room = most;
  for (const pod of pods) {
    const fits = counts(pod) ? Math.min(pod.count, room) : pod.count;
    if (fits > 0) first.push({ ...pod, count: fits });
    if (fits < pod.count) rest.push({ ...pod, count: pod.count - fits });
    if (counts(pod)) room -= fits;
  }
  return { first, rest };
}

function told(first: readonly CheckedPods[], rest: readonly CheckedPods[] = [], found?: NodeFinding): Crowding {
  if (found === undefined || rest.length === 0) return { pods: first, findings: [] };
  const without = rest.map(({ group, count, findings }) =>
    asksForUserns(group) ? judged(group, count, [...findings, found]) : notJudged(group, count),
  );
  return { pods: [...first, ...without], findings: [found] };
}

export function countOf(pods: readonly CheckedPods[]): number {
  return pods.reduce((sum, { count }) => sum + count, 0);
}
