import { podLimitText } from "../../kubelet/manager/record.ts";
import type { Capacity } from "./capacity.ts";
import { asksForUserns } from "./check-group.ts";
import { type CheckedPods, judged, notJudged } from "./checked-pods.ts";
import { type NodeFinding, nodeFinding } from "./node-finding.ts";

/** The pods of a node after those were told apart for which there is no room. */
export interface Crowding {
  readonly pods: readonly CheckedPods[];
  /** Why there is no room; none where there is. */
  readonly findings: readonly NodeFinding[];
}

/**
 * Lets the pods come one after another, until the node takes no more, or has no slot left. Which of them come last is not
 * known of a real node; here it is those that stand last.
 */
export function crowd(pods: readonly CheckedPods[], maxPods: number, capacity: Capacity | null): Crowding {
  const all = countOf(pods);
  const most = Math.max(maxPods, 0);
  const taken = takeFirst(pods, most, () => true);
  const overMax = nodeFinding("more-pods-than-max-pods", { over: all - most, pods: all, maxPods });
  if (capacity === null) return told(taken, overMax);
  const { usableSlots, podLimit } = capacity;
  // The kubelet looks at the limit before it looks for a slot.
  const isLimited = podLimit !== null && podLimit <= usableSlots;
  const slots = isLimited ? podLimit : usableSlots;
  const wanting = countOf(taken.first.filter(wantsSlot));
  const given = takeFirst(taken.first, Math.max(slots, 0), wantsSlot);
  const overSlots = nodeFinding(
    "more-pods-than-slots",
    { over: wanting - slots, pods: wanting, slots },
    isLimited ? podLimitText(slots, slots) : "could not find an empty slot to allocate a user namespace",
  );
  const inSlots = told(given, overSlots);
  const inNode = told({ first: [], rest: taken.rest }, overMax);
  return { pods: [...inSlots.pods, ...inNode.pods], findings: [...inSlots.findings, ...inNode.findings] };
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

function told({ first, rest }: Split, found: NodeFinding): Crowding {
  if (rest.length === 0) return { pods: first, findings: [] };
  const without = rest.map(({ group, count, findings }) =>
    asksForUserns(group) ? judged(group, count, [...findings, found]) : notJudged(group, count),
  );
  return { pods: [...first, ...without], findings: [found] };
}

export function countOf(pods: readonly CheckedPods[]): number {
  return pods.reduce((sum, { count }) => sum + count, 0);
}
