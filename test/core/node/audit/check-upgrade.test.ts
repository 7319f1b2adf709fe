import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/node.ts";
import { formatKubeletUserns } from "../../../../src/core/forms/kubernetes/kubelet-userns.ts";
import { type KubeletSettings, kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { checkUpgrade } from "../../../../src/core/node/audit/check-upgrade.ts";
import type { PodOnDisk } from "../../../../src/core/node/audit/pod-on-disk.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

function file(podUid: string, hostId: number, length = 65536): PodOnDisk {
  const mappings = [{ hostId, containerId: 0, length }];
  return {
    podUid,
    found: { kind: "file", raw: formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings }) },
  };
}

const LARGE = { idsPerPod: 1048576, kubeletUser: kubeletUser(1048576, 115343360) };
const LAST = file("last", 4294901760);
const ON = { featureGates: { UserNamespacesSupport: true } };
const ENTRY = { kubeletUser: kubeletUser(1048576, 7208960) };

interface Case {
  readonly name: string;
  readonly files: readonly PodOnDisk[];
  readonly settings: KubeletSettings;
  readonly to: Release;
  /** How it starts, or the code of the refusal. */
  readonly start: string;
  /** Who stands in the way; with a question mark, who may. */
  readonly inTheWay?: readonly string[];
  readonly changes?: readonly string[];
}

const cases: readonly Case[] = [
  { name: "with nothing on disk", files: [], settings: { release: "1.34" }, to: "1.35", start: "starts" },
  { name: "with common pods", files: [file("a", 65536)], settings: { release: "1.34" }, to: "1.36", start: "starts" },
  {
    name: "with an idsPerPod that was ignored",
    files: [file("a", 5898240), { podUid: "b", found: { kind: "no-file" } }, file("c", 2097152)],
    settings: { release: "1.34", ...LARGE },
    to: "1.35",
    start: "wrong-length",
    inTheWay: ["a", "c"],
    changes: ["ids-per-pod-honoured"],
  },
  {
    name: "with an idsPerPod that was ignored, of which the default pool has few",
    files: [file("a", 65536)],
    settings: { release: "1.33", idsPerPod: 131072 },
    to: "1.36",
    start: "wrong-length",
    inTheWay: ["a"],
    changes: ["ids-per-pod-honoured", "pool-changes"],
  },
  {
    name: "with an idsPerPod that goes on being ignored",
    files: [file("a", 5898240)],
    settings: { release: "1.33", ...LARGE },
    to: "1.34",
    start: "starts",
  },
  {
    name: "with an idsPerPod that was honoured before",
    files: [file("a", 2097152, 1048576)],
    settings: { release: "1.35", ...LARGE },
    to: "1.36",
    start: "starts",
  },
  {
    name: "with the last slot",
    files: [file("a", 65536), LAST],
    settings: { release: "1.36" },
    to: "1.38",
    start: "out-of-range",
    inTheWay: ["last"],
    changes: ["pool-changes"],
  },
  {
    name: "with the last slot, to a release of which nobody knows",
    files: [file("a", 65536), LAST],
    settings: { release: "1.36" },
    to: "1.37",
    start: "undecided",
    inTheWay: ["last?"],
  },
  {
    name: "with one that cannot stay and one that may",
    files: [LAST, file("odd", 65537)],
    settings: { release: "1.36" },
    to: "1.37",
    start: "wrong-offset",
    inTheWay: ["last?", "odd"],
  },
  {
    name: "without getsubids",
    files: [],
    settings: { release: "1.36", kubeletUser: { kind: "no-getsubids" } },
    to: "1.38",
    start: "starts",
  },
  {
    name: "with an entry up to the last ID, whatever is drained",
    files: [LAST],
    settings: { release: "1.36", kubeletUser: kubeletUser(65536, 4294901760) },
    to: "1.38",
    start: "reaches-last-id",
  },
  {
    name: "without getent, by which the entry is no longer seen",
    files: [file("a", 1048576)],
    settings: { release: "1.37", ...ENTRY, getent: false },
    to: "1.38",
    start: "starts",
    changes: ["pool-changes"],
  },
  {
    name: "to a pool that is as large, and begins elsewhere",
    files: [],
    settings: { release: "1.37", kubeletUser: kubeletUser(131072, 4294836224), getent: false },
    to: "1.38",
    start: "starts",
    changes: ["pool-changes"],
  },
  {
    name: "with a gate that can no longer be off",
    files: [],
    settings: { release: "1.35", featureGates: { UserNamespacesSupport: false } },
    to: "1.36",
    start: "gate-locked",
  },
  {
    name: "from a pool of all IDs",
    files: [file("a", 131072), file("b", 65536)],
    settings: { release: "1.29", ...ON, ...ENTRY },
    to: "1.30",
    start: "out-of-range",
    inTheWay: ["a", "b"],
    changes: ["pool-changes"],
  },
  {
    name: "and back again",
    files: [file("a", 4294836224)],
    settings: { release: "1.38" },
    to: "1.36",
    start: "starts",
    changes: ["pool-changes"],
  },
  {
    name: "with a second pod of the same range",
    files: [file("a", 65536), file("b", 65536)],
    settings: { release: "1.35" },
    to: "1.36",
    start: "already-taken",
    inTheWay: ["b"],
  },
  {
    name: "with what is no file, and what cannot be read",
    files: [
      { podUid: "a", found: { kind: "directory" } },
      { podUid: "b", found: { kind: "file", raw: "{" } },
      { podUid: "c", found: { kind: "file", raw: "" } },
      { podUid: "d", found: { kind: "unreadable", reason: "permission denied" } },
      { podUid: "e", found: { kind: "no-pod" } },
    ],
    settings: { release: "1.35" },
    to: "1.36",
    start: "is-a-directory",
    inTheWay: ["a", "b"],
  },
];

describe("checkUpgrade", () => {
  it.each(cases)("$settings.release → $to, $name", ({ files, settings, to, start, inTheWay = [], changes = [] }) => {
    const answer = checkUpgrade(files, settings, to);
    const { outcome, error } = answer.next.nextStart;
    const code = error?.code === "pod-not-recorded" ? error.cause.code : error?.code;
    expect(outcome === "refused" ? code : outcome).toBe(start);
    expect(answer.inTheWay.map(({ podUid, isCertain }) => `${podUid}${isCertain ? "" : "?"}`)).toEqual(inTheWay);
    expect(answer.changes.map((change) => change.code)).toEqual(changes);
    for (const change of answer.changes) expect(explain(change)).toMatch(/\.$/);
    expect([answer.from, answer.to]).toEqual([settings.release, to]);
  });

  it("has the pools of before and after, and says whether the release was read", () => {
    const { poolBefore, next, evidence, changes } = checkUpgrade([], { release: "1.36" }, "1.38");
    expect([poolBefore?.slots, next.pool?.slots, evidence]).toEqual([65535, 65534, "not read"]);
    expect(changes.map((change) => explain(change))).toEqual([
      "Pods get IDs of [65536, 4294901760), and no longer of [65536, 4294967296). A file with a range outside of that is refused.",
    ]);
    expect(checkUpgrade([], { release: "1.34" }, "1.36").evidence).toBe("read");
    const gateOff = checkUpgrade([], { release: "1.32" }, "1.33");
    expect([gateOff.poolBefore, gateOff.next.pool?.slots]).toEqual([undefined, 65535]);
  });

  it("tells which ranges are orphans, where it is told which pods there are", () => {
    const { next } = checkUpgrade([file("a", 65536)], { release: "1.35" }, "1.36", { pods: [] });
    expect(next.findings.map(({ code }) => code)).toEqual(["orphan"]);
  });

  it("throws for what is no list, and for no release", () => {
    expect(() => checkUpgrade([], { release: "1.36" }, "1.99" as Release)).toThrow(
      /^checkUpgrade: expected to to be one of/,
    );
    expect(() => checkUpgrade({} as PodOnDisk[], { release: "1.36" }, "1.36")).toThrow(/^checkUpgrade: /);
  });
});
