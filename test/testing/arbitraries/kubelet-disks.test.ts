import { describe, expect, it } from "vitest";
import {
  createKubelet,
  type DefectName,
  type KubeletStep,
  kubeletUser,
  type PodEntry,
  RELEASES,
  type Release,
  step,
} from "../../../src/kubelet.ts";
import { KUBELET_DISK_FAULTS, kubeletDisks } from "../../../src/testing/arbitraries/kubelet-disks.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

/** Those before read the files of the pods in another way. */
const SINCE_1_30 = RELEASES.slice(RELEASES.indexOf("1.30"));

/** A kubelet starts over the disk; its pool has four slots from 65536 on. */
function started(
  pods: readonly PodEntry[],
  release: Release,
  slots = 4,
  fixes: readonly DefectName[] = [],
): KubeletStep<"start"> {
  const settings = {
    release,
    featureGates: { UserNamespacesSupport: true },
    maxPods: 2,
    kubeletUser: kubeletUser(65536, slots * 65536),
    rootDirectory: "/k",
  };
  return step(createKubelet(settings, { pods, fixes }), { type: "start" });
}

describe("kubeletDisks", () => {
  for (const release of SINCE_1_30)
    prop(`say what a kubelet ${release} says`, [kubeletDisks()], ({ pods, says }) => {
      const { kubelet, outcome } = started(pods, release);
      const wrong = pods.find(({ podUid }) => typeof says[podUid] === "string" && says[podUid] !== "none");
      if (wrong !== undefined) {
        const error = { code: "pod-not-recorded", podUid: wrong.podUid, cause: { code: says[wrong.podUid] } };
        expect(outcome).toMatchObject({ ok: false, error });
        return;
      }
      expect(outcome).toMatchObject({ ok: true });
      const told = pods.flatMap(({ podUid }) => {
        const hostId = says[podUid];
        return hostId === "none" ? [] : [{ podUid, hostId, length: 65536 }];
      });
      expect(kubelet.manager?.usedBy).toEqual(told);
    });

  prop("say it of every pod, also behind one that is wrong", [kubeletDisks()], ({ pods, says }) => {
    const { kubelet } = started(pods, "1.36", 4, ["start-refused"]);
    const told = pods.flatMap(({ podUid }) =>
      typeof says[podUid] === "number" ? [{ podUid, hostId: says[podUid] }] : [],
    );
    expect(kubelet.manager?.usedBy.map(({ podUid, hostId }) => ({ podUid, hostId }))).toEqual(told);
  });

  prop("say one thing of each pod, in the order of the UIDs", [kubeletDisks()], ({ pods, says }) => {
    const uids = pods.map(({ podUid }) => podUid);
    expect(Object.keys(says)).toEqual(uids);
    expect([...uids].sort()).toEqual(uids);
    expect(new Set(uids).size).toBe(uids.length);
    expect(uids.length).toBeLessThanOrEqual(6);
  });

  it("have every fault, and sound pods and pods without a file besides", () => {
    const said = sampleOf(kubeletDisks()).flatMap(({ says }) => Object.values(says));
    for (const fault of KUBELET_DISK_FAULTS)
      expect(said.filter((word) => word === fault).length, fault).toBeGreaterThan(50);
    expect(said.filter((word) => word === "none").length).toBeGreaterThan(300);
    const kinds = sampleOf(kubeletDisks()).flatMap(({ pods }) => pods.map(({ kind }) => kind));
    for (const kind of ["no-file", "file", "directory-for-file", "file-for-directory"])
      expect(kinds.filter((other) => other === kind).length, kind).toBeGreaterThan(100);
    expect(said.filter((word) => typeof word === "number").length).toBeGreaterThan(1000);
    expect(new Set(said.filter((word) => typeof word === "number"))).toEqual(new Set([65536, 131072, 196608, 262144]));
  });

  it("have as many pods and slots as are wanted", () => {
    const few = sampleOf(kubeletDisks({ maxPods: 1, slots: 1 }), 200);
    for (const { pods, says } of few) {
      expect(pods.length).toBeLessThanOrEqual(1);
      for (const word of Object.values(says)) if (typeof word === "number") expect(word).toBe(65536);
    }
    const many = sampleOf(kubeletDisks({ maxPods: 12, slots: 9 }), 500);
    expect(Math.max(...many.map(({ pods }) => pods.length))).toBe(12);
    expect(many.some(({ says }) => Object.values(says).includes(9 * 65536))).toBe(true);
    expect(sampleOf(kubeletDisks({ maxPods: 0 }), 5)).toEqual(Array(5).fill({ pods: [], says: {} }));
  });

  it("shrink towards an empty one, and towards the first slot", () => {
    expect(minimaOf(kubeletDisks())).toEqual([{ pods: [], says: {} }]);
    const taken = minimaOf(kubeletDisks(), ({ says }) => Object.values(says).includes("already-taken"));
    for (const { says } of taken) {
      const [hostId, word] = Object.values(says);
      expect(Object.keys(says)).toEqual(["pod-000", "pod-001"]);
      expect(typeof hostId).toBe("number");
      expect(word).toBe("already-taken");
    }
    const second = minimaOf(kubeletDisks(), ({ says }) => Object.keys(says).length > 1);
    expect(second.map(({ says }) => says)).toEqual([{ "pod-000": 65536, "pod-001": "already-taken" }]);
  });
});
