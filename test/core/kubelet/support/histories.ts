import * as fc from "fast-check";
import {
  type DefectName,
  type Kubelet,
  type KubeletEvent,
  type KubeletSettings,
  type KubeletStep,
  kubeletUser,
  leakedSlots,
  overlappingPods,
  type Release,
  step,
} from "../../../../src/kubelet.ts";

/** Settings among which histories change: small pools, so that pods meet, and every kind of mistake. */
export function settingsOf(release: Release): readonly KubeletSettings[] {
  const base: KubeletSettings = {
    release,
    maxPods: 2,
    featureGates:
      release < "1.28"
        ? { UserNamespacesStatelessPodsSupport: true }
        : release < "1.36"
          ? { UserNamespacesSupport: true }
          : {},
  };
  return [
    { ...base, kubeletUser: kubeletUser(65536, 262144) },
    { ...base, kubeletUser: kubeletUser(131072, 196608) },
    { ...base, kubeletUser: kubeletUser(131072, 524288), idsPerPod: 131072 },
    base,
    { ...base, kubeletUser: kubeletUser(4294901760, 131072) },
    { ...base, kubeletUser: kubeletUser(4294705152, 262144) },
    { ...base, kubeletUser: { kind: "no-getsubids" } },
    ...(release < "1.36" ? [{ ...base, featureGates: {} }] : []),
  ];
}

/** What is to happen, with numbers for the pods and draws that fit any pool. */
export interface Plan {
  readonly type: KubeletEvent["type"];
  readonly pod: number;
  readonly number: number;
  readonly flag: boolean;
}

const PODS = ["a", "b", "c", "d"];

/** The releases between which a history moves, up and down. */
export const UPGRADES: readonly Release[] = ["1.36", "1.31", "1.28", "1.25"];

/** Plans of histories. Restarts and what others do to the disk are among them. */
export function plans(maxLength: number): fc.Arbitrary<readonly Plan[]> {
  const type = fc.oneof(
    { weight: 8, arbitrary: fc.constant<Plan["type"]>("create") },
    { weight: 3, arbitrary: fc.constant<Plan["type"]>("start") },
    { weight: 3, arbitrary: fc.constant<Plan["type"]>("cleanup") },
    {
      weight: 8,
      arbitrary: fc.constantFrom<Plan["type"]>(
        "release",
        "write-file",
        "delete-file",
        "make-directory",
        "remove-directory",
        "file-becomes-directory",
        "directory-becomes-file",
        "remove-pods-directory",
      ),
    },
  );
  const plan = fc.record({ type, pod: fc.nat(3), number: fc.nat(63), flag: fc.boolean() });
  return fc.array(plan, { minLength: 1, maxLength });
}

/** Makes an event of a plan, for the kubelet as it is then. */
export function eventOf({ type, pod, number, flag }: Plan, kubelet: Kubelet): KubeletEvent {
  const podUid = String(PODS[pod]);
  switch (type) {
    case "start": {
      const choices = UPGRADES.flatMap(settingsOf);
      const settings = choices[number % choices.length];
      return flag && settings !== undefined ? { type, settings } : { type };
    }
    case "create": {
      // The top slots are where pools go wrong, so draws count from both ends.
      const slots = kubelet.manager?.slots ?? 1;
      const draw = (flag ? number : slots * 64 - 1 - number) % slots;
      return { type, podUid, draw, ...(number % 16 === 13 ? { writeError: "no space left on device" } : {}) };
    }
    case "cleanup":
      return { type, known: PODS.filter((_, index) => (number >> index) % 2 === 1) };
    case "write-file":
      return { type, podUid, raw: rawOf(number % 16, flag) };
    case "remove-pods-directory":
      return { type };
    default:
      return { type, podUid };
  }
}

function rawOf(number: number, flag: boolean): string {
  if (number < 2) return ["", "{"][number] ?? "";
  const length = flag ? 65536 : 131072;
  const hostId = number === 2 ? 0 : number === 3 ? 4294901760 : (number - 3) * 65536;
  const mappings = JSON.stringify([{ hostId, containerId: 0, length }]);
  return `{"uidMappings":${mappings},"gidMappings":${mappings}}`;
}

/** The properties of a sound kubelet, each under the defect that breaks it. */
export const LAWS: {
  readonly [Name in DefectName]: (before: Kubelet, event: KubeletEvent, after: KubeletStep) => boolean;
} = {
  "lost-file-leak": (_, __, { kubelet }) => leakedSlots(kubelet).length === 0,
  "last-slot": (_, __, after) => {
    const range = given(after);
    return range === undefined || range.hostId + range.size <= 4294967295;
  },
  "pool-wraps": (_, event, after) => {
    const range = given(after);
    const { manager } = after.kubelet;
    if (range === undefined || manager === null || !("podUid" in event)) return true;
    if (manager.adopted.some(({ podUid }) => podUid === event.podUid)) return true;
    const start = manager.off * manager.idsPerPod;
    return range.hostId >= start && range.hostId + range.size <= start + manager.slots * manager.idsPerPod;
  },
  "running-range-given-away": (_, __, { kubelet }) => overlappingPods(kubelet).length === 0,
  "start-refused": (_, __, { outcome }) => outcome.ok || outcome.error.code !== "pod-not-recorded",
  "release-panics": (_, __, { outcome }) => outcome.ok || outcome.error.code !== "panic",
  "missing-getsubids": (_, __, { outcome }) => outcome.ok || outcome.error.code !== "getsubids-missing",
};

function given({ outcome }: KubeletStep): { readonly hostId: number; readonly size: number } | undefined {
  if (!outcome.ok || outcome.value === null || !("mode" in outcome.value)) return undefined;
  return outcome.value.mode === "POD" ? outcome.value.mapping : undefined;
}

/** Plays a history and gives the laws that it breaks, by the defects that break them. */
export function brokenLaws(kubelet: Kubelet, events: readonly KubeletEvent[]): readonly DefectName[] {
  const broken = new Set<DefectName>();
  let before = kubelet;
  for (const event of events) {
    const after = step(before, event);
    for (const name of Object.keys(LAWS) as DefectName[]) if (!LAWS[name](before, event, after)) broken.add(name);
    before = after.kubelet;
  }
  return [...broken];
}

/** Makes the events of plans, one after the other, as the kubelet is when each of them happens. */
export function eventsOf(kubelet: Kubelet, steps: readonly Plan[]): readonly KubeletEvent[] {
  let now = kubelet;
  return steps.map((plan) => {
    const event = eventOf(plan, now);
    now = step(now, event).kubelet;
    return event;
  });
}
