import { describe, expect, it } from "vitest";
import { formatKubeletUserns } from "../../../../src/core/forms/kubernetes/kubelet-userns.ts";
import type { PodsDirectory } from "../../../../src/core/kubelet/disk/disk.ts";
import { possibleStarts } from "../../../../src/core/kubelet/history/possible-starts.ts";
import { type KubeletSettings, kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";

const lastSlot = [{ hostId: 4294901760, containerId: 0, length: 65536 }];
const raw = formatKubeletUserns({ uidMappings: lastSlot, gidMappings: lastSlot });
const HELD: PodsDirectory = [{ podUid: "old", kind: "file", raw }];

/** What the start comes to by release: a code for a refusal. Of 1.37 it is not known, so there are two. */
const cases: readonly (readonly [
  string,
  Omit<KubeletSettings, "release">,
  PodsDirectory,
  read: string,
  fixed: string,
])[] = [
  ["a common range", { kubeletUser: kubeletUser(65536, 7208960) }, [], "starts", "starts"],
  ["the default pool", {}, [], "starts", "starts"],
  ["no getsubids", { kubeletUser: { kind: "no-getsubids" } }, [], "getsubids-missing", "starts"],
  ["IDs that reach the last", { kubeletUser: kubeletUser(65536, 4294901760) }, [], "starts", "reaches-last-id"],
  ["IDs past the last", { kubeletUser: kubeletUser(327680, 4294836224) }, [], "starts", "past-last-id"],
  ["a pod with the last slot", {}, HELD, "starts", "pod-not-recorded"],
  ["room for as many pods as slots", { idsPerPod: 33554432, maxPods: 127 }, [], "starts", "too-few-ids"],
  ["idsPerPod that is none", { idsPerPod: 1 }, [], "configuration-invalid", "configuration-invalid"],
];

describe("possibleStarts", () => {
  it.each(cases)("tells of %s", (_name, settings, pods, read, fixed) => {
    const startsOf = (release: KubeletSettings["release"]): readonly string[] =>
      possibleStarts({ release, ...settings }, pods).map((start) => (start.ok ? "starts" : start.error.code));
    expect(startsOf("1.36")).toEqual([read]);
    expect(startsOf("1.37")).toEqual([read, fixed]);
    expect(startsOf("1.38")).toEqual([fixed]);
  });

  it("has the kubelet's words for a file with the last slot", () => {
    const [start] = possibleStarts({ release: "1.38" }, HELD);
    expect(!start.ok && start.error.text).toBe(
      'record pod mappings for existing pod "old": id 4294901760 is out of range',
    );
  });
});
