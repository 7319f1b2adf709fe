import { expect, it } from "vitest";
import {
  createKubelet,
  DEFECT_NAMES,
  defectsMet,
  type Kubelet,
  type KubeletEvent,
  leakedSlots,
  overlappingPods,
  type Release,
  replay,
} from "../../../../src/kubelet.ts";
import { byAnswer } from "../../../support/by-answer.ts";
import { small, written } from "../support/kubelets.ts";

/** Two pods come, the kubelet starts anew, one of them goes and another one comes. */
const HISTORY: readonly KubeletEvent[] = [
  { type: "start" },
  { type: "create", podUid: "a", draw: 1 },
  { type: "create", podUid: "b", draw: 1 },
  { type: "start" },
  { type: "create", podUid: "a", draw: 0 },
  { type: "release", podUid: "b" },
  { type: "remove-directory", podUid: "b" },
  { type: "cleanup", known: ["a"] },
  { type: "create", podUid: "c", draw: 2 },
];

/** Contents of a file, with a name. */
const FILES: ReadonlyMap<string, string> = new Map([
  [written(131072), "its own range"],
  [written(196608), "another range"],
  [written(65536, 131072), "two ranges"],
  [written(65537), "half a range"],
  [written(0), "the range of the host"],
  [written(4294901760), "the last range"],
  ["", "nothing"],
  ["{", "no JSON"],
]);

const INSERTED: readonly KubeletEvent[] = [
  { type: "start" },
  { type: "start", settings: { ...small(), kubeletUser: { kind: "no-getsubids" } } },
  { type: "create", podUid: "a", draw: 3 },
  { type: "create", podUid: "d", draw: 1 },
  { type: "create", podUid: "d", draw: 3, writeError: "no space left on device" },
  { type: "create", podUid: "d", hostUsers: true },
  { type: "create", podUid: "d", draw: 1, handler: "kata" },
  { type: "release", podUid: "a" },
  { type: "release", podUid: "d" },
  { type: "cleanup", known: [] },
  { type: "cleanup", known: ["a"], running: ["b"] },
  { type: "cleanup", known: ["a", "b", "c"] },
  ...[...FILES.keys()].map((raw) => ({ type: "write-file", podUid: "a", raw }) as const),
  { type: "delete-file", podUid: "a" },
  { type: "make-directory", podUid: "d" },
  { type: "remove-directory", podUid: "a" },
  { type: "file-becomes-directory", podUid: "a" },
  { type: "directory-becomes-file", podUid: "a" },
  { type: "remove-pods-directory" },
];

const GROUPS = {
  as: { releases: ["1.25", "1.36", "1.38"], fixes: [] },
  fixed: { releases: ["1.36"], fixes: DEFECT_NAMES },
} as const;

type Group = keyof typeof GROUPS;

function shown(event: KubeletEvent): string {
  const { type, podUid, ...rest } = { podUid: "", ...event };
  const more = Object.entries({ ...rest, settings: undefined }).flatMap(([key, value]) =>
    value === undefined ? [] : [key === "raw" ? `of ${FILES.get(String(value))}` : `${key} ${JSON.stringify(value)}`],
  );
  return [`${type}${"settings" in event ? " without getsubids" : ""}`, podUid, ...more]
    .filter((text) => text !== "")
    .join(" ");
}

/** Played as each release plays it. */
function play(events: readonly KubeletEvent[], release: Release, fixes: readonly (typeof DEFECT_NAMES)[number][]) {
  const own = events.map((event) =>
    event.type === "start" && event.settings !== undefined
      ? { ...event, settings: { ...event.settings, release, featureGates: small(release).featureGates ?? {} } }
      : event,
  );
  const begin = createKubelet(small(release), { fixes });
  const { kubelet, outcomes } = replay(begin, own);
  return { kubelet, outcomes: outcomes.map((outcome) => saidOf(outcome)), defects: defectsMet(begin, own) };
}

function saidOf(outcome: { readonly ok: boolean; readonly value?: unknown; readonly error?: object }): string {
  const { mapping } = Object(outcome.value) as {
    readonly mapping?: { readonly hostId: number; readonly size: number };
  };
  if (mapping !== undefined) return `${mapping.hostId}+${mapping.size}`;
  if (outcome.ok) return `ok ${JSON.stringify(outcome.value)}`;
  const { code, text, cause } = { text: "", cause: undefined, ...outcome.error } as Record<string, unknown>;
  return `${code}: ${text}${cause === undefined ? "" : ` ${JSON.stringify(cause)}`}`;
}

/** All that a kubelet is, in one line. */
function stateOf(kubelet: Kubelet): string {
  const { manager, pods, sandboxes } = kubelet;
  const ranges = (list: readonly { readonly podUid: string; readonly hostId: number; readonly length: number }[]) =>
    list.map(({ podUid, hostId, length }) => `${podUid} ${hostId}+${length}`).join(", ");
  return [
    manager === null ? "no manager" : `slots ${manager.used} of ${manager.slots}: ${ranges(manager.usedBy)}`,
    ...(manager?.adopted.length ? [`adopted ${ranges(manager.adopted)}`] : []),
    `running ${ranges(sandboxes)}`,
    pods === null ? "no pods directory" : `disk ${pods.map(({ podUid, kind }) => `${podUid} ${kind}`).join(", ")}`,
    ...(leakedSlots(kubelet).length > 0 ? [`leaked ${leakedSlots(kubelet)}`] : []),
    ...overlappingPods(kubelet).map(([a, b]) => `${a.podUid} and ${b.podUid} overlap`),
  ].join("; ");
}

/** A history with one event more, and what the event was put at. */
const EDITS = INSERTED.flatMap((event) =>
  Array.from({ length: HISTORY.length + 1 }, (_, at) => ({
    at,
    edit: { name: String(at), path: [shown(event)], value: [...HISTORY.slice(0, at), event, ...HISTORY.slice(at)] },
  })),
);

type Played = ReturnType<typeof play>;

function answer(events: readonly KubeletEvent[], at: number, group: Group, release: Release, base: Played): string {
  const after = play(events, release, GROUPS[group].fixes);
  const later = after.outcomes
    .filter((_, i) => i !== at)
    .flatMap((outcome, i) => (outcome === base.outcomes[i] ? [] : [`then ${i} ${outcome}`]));
  const defects = after.defects.map((met) => `${met.defect} at ${met.at}`);
  return [after.outcomes[at], ...defects, ...later, stateOf(after.kubelet)].join("\n  ");
}

it("an event at any place of a history changes it as in the golden file", async () => {
  const groups = Object.keys(GROUPS) as Group[];
  const wheres = groups.flatMap((group) =>
    GROUPS[group].releases.map((release) => ({ group, release, base: play(HISTORY, release, GROUPS[group].fixes) })),
  );
  const names = wheres.map(({ group, release }) => `${group} ${release}`);
  const unchanged = wheres.flatMap(({ group, release, base: { kubelet, outcomes } }) => {
    const lines = outcomes.map((outcome, i) => `  ${i} ${HISTORY.slice(i, i + 1).map(shown)}: ${outcome}`);
    return [`${group} ${release}: ${stateOf(kubelet)}`, ...lines];
  });
  const changed = EDITS.flatMap(({ at, edit }) =>
    wheres.map(({ group, release, base }, i) => ({
      edit,
      where: String(names[i]),
      lines: [answer(edit.value, at, group, release, base)],
    })),
  );
  await expect([...unchanged, "", byAnswer(changed, names)].join("\n")).toMatchFileSnapshot("golden/events.golden.txt");
});
