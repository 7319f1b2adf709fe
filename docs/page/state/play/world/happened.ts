import type { IdRange } from "userns-sim";
import { type DefectName, defectsMet, leakedSlots } from "userns-sim/kubelet";
import type { Words } from "userns-sim/lessons";
import { createNode, type Node, type NodePod, type PodOnDisk } from "userns-sim/node";
import { inBoth, sayNode } from "../in-both.ts";
import { targetsIn } from "../manifest/manifest.ts";
import { LIMITS, type NewPodEvent, type Play, type PlayEvent, type World } from "../play.ts";
import type { Fault, PlayedPod } from "../shown.ts";
import { usernsFile } from "../userns-file.ts";
import { reservedSlots } from "./kubelet-runner.ts";
import { type Came, faultyField, openRunner, type Past, type Runner } from "./runner.ts";
import { placeIn } from "./slots-of-pool.ts";

/** The node at the position of a play, and how it came to that. */
export interface Happened extends Pick<Play, "events" | "position" | "strategy"> {
  /** How many pods there were in the beginning. */
  readonly first: number;
  readonly faults: readonly Fault[];
  readonly pool: ReturnType<Runner["pool"]>;
  readonly pods: readonly PlayedPod[];
  /** The node with all pods that run; null where there is none. */
  readonly node: Node | null;
  /** What a node is made with after all that, for whoever writes it down. */
  readonly past: Past | null;
  /** What came to pass: at 0 the beginning, then the events. */
  readonly moments: readonly Moment[];
  readonly leaked: readonly number[];
  /** What a kubelet would have written of the pods that run: who has which IDs. */
  readonly files: readonly PodOnDisk[];
  readonly labelOf: (uid: string) => string;
}

export interface Moment {
  readonly ok: boolean;
  readonly says: readonly Words[];
  readonly defects: readonly DefectName[];
}

interface Member {
  readonly pod: NodePod;
  readonly state: "here" | "refused" | "gone";
  readonly says: Words | null;
  readonly isNamed: boolean;
}

/** Lets the pods of the manifests come, and then what the play says, up to its position. */
export function happen(play: World, manifest: readonly NodePod[]): Happened {
  const { events, position, strategy } = play;
  const history = { events, position, strategy, first: manifest.length };
  const opened = openRunner(play);
  const labels = new Map<string, string>();
  const labelOf = (uid: string): string => labels.get(uid) ?? uid;
  const members = new Map<string, Member>();
  for (const { pod, label, refused } of usable(manifest)) {
    labels.set(pod.uid, label);
    members.set(pod.uid, {
      pod,
      state: refused === null ? "here" : "refused",
      says: refused,
      isNamed: refused === null,
    });
  }
  if (!opened.ok) {
    const says = opened.error;
    const pods = [...members.values()].map(
      (member): Member => ({ ...member, state: "refused", says: member.says ?? says }),
    );
    return {
      ...history,
      faults: [{ place: faultyField(play), says }],
      pool: null,
      pods: pods.map((member) => shownPod(member, labelOf(member.pod.uid), null, null, [])),
      node: null,
      past: null,
      moments: Array.from({ length: position + 1 }, () => ({ ok: false, says: [says], defects: [] })),
      leaked: [],
      files: [],
      labelOf,
    };
  }
  const runner = opened.value;
  const stepsAt: number[] = [];
  const moments: Came[] = [];
  const note = (came: Came): void => {
    moments.push(came);
    stepsAt.push(stepsOf(runner.past));
  };

  const refusals: Words[] = [];
  for (const { pod, state } of [...members.values()]) {
    if (state === "refused") continue;
    const came = create(pod);
    if (!came.ok) refusals.push(...came.says.map((says) => prefixed(labelOf(pod.uid), says)));
  }
  note({ ok: runner.began.ok && refusals.length === 0, says: [...runner.began.says, ...refusals] });
  for (const event of events.slice(0, position)) note(apply(event));

  const here = [...members.values()].filter(({ state }) => state === "here").map(({ pod }) => pod);
  const { node, refused } = nodeOf(here, runner);
  for (const [uid, says] of refused) {
    const member = members.get(uid);
    if (member !== undefined) members.set(uid, { ...member, state: "refused", says });
  }
  const placed = new Map(node?.pods.map((each) => [each.pod.uid, each]));
  for (const { pod, label } of placed.values()) labels.set(pod.uid, label);
  const lies = runner.pool();
  const sharing = shares(node);
  const defects = defectsIn(runner.past, stepsAt);
  return {
    ...history,
    faults: runner.began.ok ? [] : runner.began.says.map((says) => ({ place: faultyField(play), says })),
    pool: lies,
    pods: [...members.values()].map((member) => {
      const { uid } = member.pod;
      const range = placed.get(uid)?.range ?? null;
      return shownPod(member, labelOf(uid), range, placeIn(lies, range?.start ?? null).slot, sharing.get(uid) ?? []);
    }),
    node,
    past: runner.past,
    moments: moments.map(({ ok, says }, at) => ({ ok, says, defects: defects[at] ?? [] })),
    leaked: leakedIn(runner),
    files: node === null ? [] : filesOf(node),
    labelOf,
  };

  function create(pod: NodePod): Came {
    const { uid } = pod;
    const came = runner.create(pod);
    members.set(uid, { pod, state: came.ok ? "here" : "refused", says: came.says[0] ?? null, isNamed: true });
    const label = labelOf(uid);
    const { range } = came;
    if (!came.ok) return came;
    if (range === undefined)
      return isOwn(pod) && runner.past.kind === "baseline" && play.strategy !== "host-users"
        ? came
        : { ok: true, says: [inBoth((words) => words.onHost(label))] };
    const { start, size } = range;
    const { slot } = placeIn(runner.pool(), start);
    const says = inBoth((words) =>
      slot === null ? words.gotRange(label, start, size) : words.gotSlot(label, slot, start, size),
    );
    return { ...came, says: [says] };
  }

  function apply(event: PlayEvent): Came {
    if (event.type === "create") {
      const pod = castFor(event);
      return "en" in pod ? { ok: false, says: [pod] } : create(pod);
    }
    if (event.type === "release") {
      const member = members.get(event.pod);
      if (member === undefined) return { ok: false, says: [inBoth((words) => words.noSuchPod(event.pod))] };
      const came = runner.release(member.pod);
      members.set(event.pod, { ...member, state: "gone", says: null });
      return came.ok ? { ok: true, says: [inBoth((words) => words.ended(labelOf(event.pod)))] } : came;
    }
    const known = [...members.values()].filter(({ state }) => state !== "gone").map(({ pod }) => pod.uid);
    return runner.happen(event, known);
  }

  /** The pod of an event that creates one: one that is known, or a new one. */
  function castFor({ pod: uid, like }: NewPodEvent): NodePod | Words {
    const known = members.get(uid)?.pod;
    if (known !== undefined) return known;
    const template = like === undefined ? undefined : members.get(like)?.pod;
    if (template === undefined) return inBoth((words) => words.noSuchPod(like ?? uid));
    const targets = [...members.values(), { pod: template }].reduce((sum, { pod }) => sum + targetsIn(pod), 0);
    if (targets > LIMITS.targets) return inBoth((words) => words.tooManyTargets(LIMITS.targets));
    if (members.size >= LIMITS.pods) return inBoth((words) => words.tooManyPods(LIMITS.pods));
    const [{ pod, refused } = { pod: template, refused: null }] = usable([{ ...template, uid, name: uid }]);
    return refused ?? pod;
  }
}

/** Pods, what they are called, and whose UID can name no directory, which no kubelet has ever been given. */
function usable(pods: readonly NodePod[]): readonly { pod: NodePod; label: string; refused: Words | null }[] {
  // What is in them does not matter for that, and takes most of the time.
  const bare = (pod: NodePod): NodePod => ({ ...pod, containers: [], volumes: [] });
  const all = createNode({ pods: pods.map(bare), strategy: "host-users" });
  return pods.map((pod, at) => {
    if (pod.uid.length > LIMITS.text)
      return { pod, label: pod.name, refused: inBoth((words) => words.expected(words.uid)) };
    if (all.ok) return { pod, label: all.value.pods[at]?.label ?? pod.name, refused: null };
    const alone = createNode({ pods: [bare(pod)], strategy: "host-users" });
    return { pod, label: pod.name, refused: alone.ok ? null : sayNode(alone.error) };
  });
}

/** The pods that run; and why others do not, whose range the runtime or the kernel refuses. */
function nodeOf(
  here: readonly NodePod[],
  runner: Runner,
): { readonly node: Node | null; readonly refused: ReadonlyMap<string, Words> } {
  const refused = new Map<string, Words>();
  const options = runner.nodeOptions();
  const pods = asTheyRun(here, runner);
  const all = createNode({ ...options, pods });
  if (all.ok) return { node: all.value, refused };
  const running: NodePod[] = [];
  for (const pod of pods) {
    // The baselines go by the number of pods before.
    const alone = createNode({ ...options, pods: runner.past.kind === "baseline" ? [...running, pod] : [pod] });
    if (alone.ok) running.push(pod);
    else refused.set(pod.uid, sayNode(alone.error));
  }
  const node = createNode({ ...options, pods: running });
  return { node: node.ok ? node.value : null, refused };
}

/** A pod without a sandbox of its own runs in the host's namespace, and the kubelet is not asked for it once more. */
function asTheyRun(pods: readonly NodePod[], { past }: Runner): readonly NodePod[] {
  if (past.kind !== "kubelet") return pods;
  const inSandbox = new Set(past.now().sandboxes.map(({ podUid }) => podUid));
  return pods.map((pod) => (inSandbox.has(pod.uid) || !isOwn(pod) ? pod : { ...pod, hostUsers: true }));
}

function isOwn({ hostUsers }: NodePod): boolean {
  return hostUsers === false;
}

function leakedIn({ past }: Runner): readonly number[] {
  if (past.kind !== "kubelet") return [];
  const kubelet = past.now();
  const reserved = reservedSlots(kubelet.settings);
  return leakedSlots(kubelet).map((slot) => slot - reserved);
}

function shownPod(
  { pod, state, says, isNamed }: Member,
  label: string,
  range: IdRange | null,
  slot: number | null,
  sharing: readonly string[],
): PlayedPod {
  return {
    uid: pod.uid,
    label,
    state: state !== "here" ? state : range === null ? "host" : "runs",
    range,
    slot,
    isNamed,
    containers: pod.containers.filter(({ runsOn }) => runsOn).map(({ name }) => name),
    says: state === "refused" ? says : null,
    shares: sharing,
  };
}

/** For each pod those with which it shares IDs. In the order of their ranges, those that overlap stand together. */
function shares(node: Node | null): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (uid: string, other: string): void => {
    const others = found.get(uid);
    if (others === undefined) found.set(uid, [other]);
    else others.push(other);
  };
  const ranges = (node?.pods ?? []).flatMap(({ pod, range }) => (range === undefined ? [] : [{ uid: pod.uid, range }]));
  ranges.sort((a, b) => a.range.start - b.range.start);
  ranges.forEach(({ uid, range }, at) => {
    for (const other of ranges.slice(at + 1)) {
      if (other.range.start >= range.start + range.size) break;
      add(uid, other.uid);
      add(other.uid, uid);
    }
  });
  return found;
}

/** For each moment the known defects that showed. */
function defectsIn(past: Past, stepsAt: readonly number[]): readonly (readonly DefectName[])[] {
  if (past.kind !== "kubelet") return [];
  let before = 0;
  const met = past.lives.flatMap(({ kubelet, events }) => {
    const first = before;
    before += events.length;
    return defectsMet(kubelet, events).map(({ defect, at }) => ({ defect, at: first + at }));
  });
  return stepsAt.map((end, at) => [
    ...new Set(met.filter((each) => each.at >= (stepsAt[at - 1] ?? 0) && each.at < end).map(({ defect }) => defect)),
  ]);
}

function stepsOf(past: Past): number {
  return past.kind === "kubelet" ? past.lives.reduce((sum, { events }) => sum + events.length, 0) : 0;
}

function filesOf(node: Node): readonly PodOnDisk[] {
  return node.pods.flatMap(({ pod, range }) => {
    if (range === undefined) return [];
    return [{ podUid: pod.uid, found: { kind: "file", raw: usernsFile(range) } as const }];
  });
}

function prefixed(label: string, says: Words): Words {
  return { en: `${label}: ${says.en}`, de: `${label}: ${says.de}` };
}
