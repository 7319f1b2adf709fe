import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RELEASE_TABLE, RELEASES, traitAt } from "../../../../src/core/releases/releases.ts";
import { unwrap } from "../../../../src/index.ts";
import {
  createKubelet,
  DEFECT_NAMES,
  DEFECTS,
  type DefectName,
  defectsMet,
  type Kubelet,
  type KubeletEvent,
  type KubeletPodRange,
  type KubeletSettings,
  kubeletUser,
  type Release,
  readKubelet,
  replay,
} from "../../../../src/kubelet.ts";
import { prop } from "../../../support/prop.ts";
import { brokenLaws, eventsOf, LAWS, plans, settingsOf, UPGRADES } from "../support/histories.ts";

/** Found by the properties below with the defect's fix left out, and shrunk by them. */
const COUNTEREXAMPLES: { readonly [Name in DefectName]: readonly [KubeletSettings, readonly KubeletEvent[]] } = {
  "lost-file-leak": [
    { release: "1.36" },
    [
      { type: "start" },
      { type: "create", podUid: "a", draw: 3 },
      { type: "delete-file", podUid: "a" },
      { type: "create", podUid: "a", draw: 3 },
    ],
  ],
  "last-slot": [
    { release: "1.36" },
    [{ type: "start" }, { type: "create", podUid: "a", draw: 65533 }, { type: "create", podUid: "b", draw: 65533 }],
  ],
  "pool-wraps": [
    { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(4294901760, 131072) },
    [{ type: "start" }, { type: "create", podUid: "a", draw: 1 }],
  ],
  "running-range-given-away": [
    { release: "1.36" },
    [
      { type: "start" },
      { type: "create", podUid: "a", draw: 3 },
      { type: "delete-file", podUid: "a" },
      { type: "start" },
      { type: "create", podUid: "b", draw: 3 },
    ],
  ],
  "start-refused": [
    { release: "1.36" },
    [
      { type: "start" },
      { type: "create", podUid: "a", draw: 0 },
      { type: "start", settings: { release: "1.36", idsPerPod: 131072 } },
    ],
  ],
  "release-panics": [
    { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(4294901760, 131072) },
    [{ type: "start" }, { type: "create", podUid: "a", draw: 1 }, { type: "release", podUid: "a" }],
  ],
  "missing-getsubids": [{ release: "1.36", kubeletUser: { kind: "no-getsubids" } }, [{ type: "start" }]],
};

/** All fixes but that of one defect, and that of the one without which it cannot show. */
function without(defect: DefectName): readonly DefectName[] {
  return DEFECT_NAMES.filter((name) => name !== defect && !(defect === "release-panics" && name === "pool-wraps"));
}

function kubeletOf(release: Release, choice: number, fixes: readonly DefectName[]): Kubelet {
  const choices = settingsOf(release);
  return createKubelet(choices[choice % choices.length] ?? { release }, { fixes });
}

const kubelets = [fc.constantFrom(...UPGRADES), fc.nat(7), plans(30)] as const;

describe("a kubelet with all fixes", () => {
  prop("breaks no law in any history", [...kubelets], (release, choice, steps) => {
    const kubelet = kubeletOf(release, choice, DEFECT_NAMES);
    const events = eventsOf(kubelet, steps);
    expect(brokenLaws(kubelet, events)).toEqual([]);
    expect(defectsMet(kubelet, events)).toEqual([]);
  });
});

describe("DEFECTS", () => {
  it("names what each defect breaks", () => {
    expect(Object.entries(DEFECTS).map(([name, { breaks }]) => [name, breaks])).toEqual([
      ["lost-file-leak", "Every slot in use belongs to a pod."],
      ["last-slot", "The kernel accepts every range that a pod is given."],
      ["pool-wraps", "Every range that a pod is given lies in the pool."],
      ["running-range-given-away", "No two running pods overlap."],
      ["start-refused", "A kubelet whose settings are right starts, whatever lies in the pods directory."],
      ["release-panics", "No step crashes the kubelet."],
      ["missing-getsubids", "Where subordinate IDs cannot be configured, the default pool is used."],
    ]);
    expect(DEFECT_NAMES).toEqual(Object.keys(DEFECTS));
    for (const { what, fix, source } of Object.values(DEFECTS)) {
      expect(what).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
      expect(source).toMatch(/pkg\/kubelet|kubernetes\/kubernetes/);
    }
  });
});

describe.each(DEFECT_NAMES)("%s", (defect) => {
  it("breaks its law in a history of at most six steps, and is met there", () => {
    const [settings, events] = COUNTEREXAMPLES[defect];
    expect(events.length).toBeLessThanOrEqual(6);
    const kubelet = createKubelet(settings, { fixes: without(defect) });
    expect(brokenLaws(kubelet, events)).toContain(defect);
    expect(defectsMet(kubelet, events)).toContainEqual({ defect, at: events.length - 1 });
    // As the release is, with every defect.
    expect(brokenLaws(createKubelet(settings), events)).toContain(defect);
  });

  it("does not break it there when it is fixed", () => {
    const [settings, events] = COUNTEREXAMPLES[defect];
    const fixes = [...without(defect), defect];
    expect(brokenLaws(createKubelet(settings, { fixes }), events)).not.toContain(defect);
    expect(defectsMet(createKubelet(settings, { fixes }), events)).not.toContainEqual({
      defect,
      at: events.length - 1,
    });
    expect(brokenLaws(createKubelet(settings, { fixes: DEFECT_NAMES }), events)).toEqual([]);
  });

  it("is found by the property that it breaks", () => {
    const found = fc.check(
      fc.property(fc.nat(6), plans(12), (choice, steps) => {
        const kubelet = kubeletOf("1.36", choice, without(defect));
        return !brokenLaws(kubelet, eventsOf(kubelet, steps)).includes(defect);
      }),
      { numRuns: 5000, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });

  // A pool past 2^32 has the last slot in it as well, and its lowest IDs twice, so there one defect leads to others.
  if (defect !== "pool-wraps" && defect !== "release-panics")
    prop("breaks no other law", [...kubelets], (release, choice, steps) => {
      const kubelet = kubeletOf(release, choice, without(defect));
      expect(brokenLaws(kubelet, eventsOf(kubelet, steps)).filter((name) => name !== defect)).toEqual([]);
    });
});

describe("defectsMet", () => {
  it("lists every defect of a history with the event in which it shows", () => {
    const settings: KubeletSettings = { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(4294836224, 262144) };
    expect(
      defectsMet(createKubelet(settings), [
        { type: "start" },
        { type: "create", podUid: "a", draw: 0 },
        { type: "create", podUid: "b", draw: 1 },
        { type: "create", podUid: "b", hostUsers: true },
        { type: "create", podUid: "c", draw: 3 },
        { type: "delete-file", podUid: "a" },
        { type: "create", podUid: "a", draw: 2 },
        { type: "release", podUid: "c" },
        { type: "start" },
        { type: "start", settings: { release: "1.36", kubeletUser: { kind: "no-getsubids" } } },
      ]),
    ).toEqual([
      { defect: "last-slot", at: 2 },
      { defect: "pool-wraps", at: 4 },
      { defect: "lost-file-leak", at: 6 },
      { defect: "pool-wraps", at: 6 },
      { defect: "release-panics", at: 7 },
      { defect: "start-refused", at: 8 },
      { defect: "missing-getsubids", at: 9 },
    ]);
  });

  it("reports a wrap once, when the pod gets its range", () => {
    const [settings, events] = COUNTEREXAMPLES["pool-wraps"];
    const more: readonly KubeletEvent[] = [...events, { type: "delete-file", podUid: "a" }];
    const wraps = defectsMet(createKubelet(settings), more).filter(({ defect }) => defect === "pool-wraps");
    expect(wraps).toEqual([{ defect: "pool-wraps", at: 1 }]);
  });

  it("reports an overlap once, with the pod that got the range", () => {
    expect(
      defectsMet(createKubelet({ release: "1.36" }), [
        { type: "start" },
        { type: "create", podUid: "b", draw: 3 },
        { type: "create", podUid: "c", draw: 7 },
        { type: "remove-directory", podUid: "b" },
        { type: "cleanup", known: ["b"] },
        { type: "create", podUid: "a", draw: 3 },
        { type: "create", podUid: "a" },
        { type: "create", podUid: "d", draw: 9 },
      ]),
    ).toEqual([{ defect: "running-range-given-away", at: 5 }]);
  });

  it("takes no slot for lost that was left to another pod too, as only a kubelet that was read can have it", () => {
    const one = replay(createKubelet({ release: "1.36" }), [
      { type: "start" },
      { type: "create", podUid: "a", draw: 7 },
    ]).kubelet;
    const own = one.manager?.usedBy ?? [];
    const others = own.map((range) => ({ ...range, podUid: "b" }));
    const readWith = (lists: object) => unwrap(readKubelet({ ...one, manager: { ...one.manager, ...lists } }));
    const next = (range: KubeletPodRange) => ({ ...range, hostId: range.hostId + range.length });
    const events = [
      { type: "delete-file", podUid: "a" },
      { type: "create", podUid: "a", draw: 9 },
    ] as const;
    expect(defectsMet(one, events)).toEqual([{ defect: "lost-file-leak", at: 1 }]);
    expect(defectsMet(readWith({ adopted: others }), events)).toEqual([]);
    expect(defectsMet(readWith({ used: [0, 7, 8], adopted: others.map(next) }), events)).toEqual([
      { defect: "lost-file-leak", at: 1 },
    ]);
  });

  it.each(RELEASES)("takes a slot that is never given out for none that is lost, in %s", (release) => {
    const mappings = [{ hostId: 65536, containerId: 0, length: 131072 }];
    const raw = JSON.stringify({ uidMappings: mappings, gidMappings: mappings });
    const kubelet = createKubelet(
      { release, featureGates: { [traitAt(RELEASE_TABLE.gate, release)]: true } },
      { fixes: ["start-refused"] },
    );
    const events: readonly KubeletEvent[] = [
      { type: "write-file", podUid: "large", raw },
      { type: "start" },
      { type: "release", podUid: "large" },
    ];
    const { started } = replay(kubelet, events.slice(0, 2)).kubelet;
    expect([started, defectsMet(kubelet, events)]).toEqual([true, []]);
  });

  it("takes the crash of a start for no defect: settings do that", () => {
    const settings = { release: "1.36", idsPerPod: 4294967296, skipConfigurationCheck: true } as const;
    expect(defectsMet(createKubelet(settings), [{ type: "start" }])).toEqual([]);
  });

  it("takes a range that was left to its pod for no wrap", () => {
    const moved: KubeletSettings = { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(131072, 196608) };
    expect(
      defectsMet(createKubelet({ release: "1.36" }, { fixes: DEFECT_NAMES }), [
        { type: "start" },
        { type: "create", podUid: "a", draw: 0 },
        { type: "start", settings: moved },
        { type: "create", podUid: "a" },
        { type: "create", podUid: "b", draw: 0 },
      ]),
    ).toEqual([]);
  });

  it("is a law for each defect", () => {
    expect(Object.keys(LAWS)).toEqual([...DEFECT_NAMES]);
  });
});
