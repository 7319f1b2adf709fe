import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/node.ts";
import { formatKubeletUserns } from "../../../../src/core/forms/kubernetes/kubelet-userns.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { auditPods } from "../../../../src/core/node/audit/audit-pods.ts";
import type { FoundOnDisk, PodOnDisk } from "../../../../src/core/node/audit/pod-on-disk.ts";

/** The default pool of the release, which ends with the last ID. */
const SETTINGS = { release: "1.36" } as const;

/** A pool of ten slots. */
const SMALL = { release: "1.36", maxPods: 10, kubeletUser: kubeletUser(65536, 10 * 65536) } as const;

function file(podUid: string, hostId: number, length = 65536): PodOnDisk {
  const mappings = [{ hostId, containerId: 0, length }];
  return {
    podUid,
    found: { kind: "file", raw: formatKubeletUserns({ uidMappings: mappings, gidMappings: mappings }) },
  };
}

function found(podUid: string, is: FoundOnDisk): PodOnDisk {
  return { podUid, found: is };
}

function codes(files: readonly PodOnDisk[]): readonly string[] {
  return auditPods(files, SETTINGS).findings.map(({ code }) => code);
}

describe("auditPods", () => {
  it("finds nothing in a sound directory, and counts", () => {
    const files = [
      file("a", 65536),
      file("b", 131072),
      found("c", { kind: "no-file" }),
      found("x", { kind: "no-pod" }),
    ];
    const { pool, nextStart, counts, findings, ranges } = auditPods(files, SMALL, { pods: ["a", "b", "c"] });
    expect(findings).toEqual([]);
    expect(nextStart).toEqual({ outcome: "starts", error: undefined, says: undefined });
    expect(pool).toMatchObject({ slots: 10, idsPerPod: 65536 });
    expect(counts).toEqual({
      pods: 3,
      withRange: 2,
      withoutFile: 1,
      otherEntries: 1,
      slotsTaken: 2,
      slotsFree: 8,
      slotsLeaked: 0,
    });
    expect(ranges.map(({ podUid, hostId }) => [podUid, hostId])).toEqual([
      ["a", 65536],
      ["b", 131072],
    ]);
  });

  it("takes ranges that overlap: that is what it is for", () => {
    const { findings, nextStart } = auditPods([file("a", 131072), file("b", 131072)], SMALL);
    expect(findings).toEqual([
      {
        code: "duplicate-range",
        podUids: ["a", "b"],
        shared: { start: 131072, size: 65536 },
        says: expect.stringContaining('range picked for pod "b" already taken'),
      },
    ]);
    expect(nextStart).toMatchObject({ outcome: "refused", error: { code: "pod-not-recorded", podUid: "b" } });
    expect(nextStart.says).toBe(findings[0]?.code === "duplicate-range" ? findings[0].says : "");
    expect(findings.map((finding) => explain(finding))).toEqual([
      "Both have the host IDs [131072, 196608): root of the one owns the files and processes of the other.",
    ]);
  });

  it.each<[string, FoundOnDisk, string]>([
    ["an empty file", { kind: "file", raw: "" }, "empty-file"],
    ["no JSON", { kind: "file", raw: "{" }, "file-refused"],
    ["a directory", { kind: "directory" }, "file-refused"],
    ["a file that cannot be read", { kind: "unreadable", reason: "permission denied" }, "file-unreadable"],
    ["a link", { kind: "symbolic-link" }, "link-for-file"],
    ["a linked directory", { kind: "linked-pod" }, "link-for-directory"],
    ["a device", { kind: "special" }, "no-regular-file"],
    ["too much", { kind: "too-large" }, "file-too-large"],
  ])("tells of %s", (_what, is, code) => {
    expect(codes([found("a", is)])).toEqual([code]);
    const [finding] = auditPods([found("a", is)], SETTINGS).findings;
    expect(finding && explain(finding)).toMatch(/\.$/);
  });

  it("tells of the range that the kernel refuses", () => {
    expect(codes([file("a", 4294901760)])).toEqual(["last-slot-held"]);
  });

  it("leaves open what depends on a file that it does not know", () => {
    const hidden = found("a", { kind: "unreadable", reason: "permission denied" });
    expect(auditPods([hidden], SETTINGS).nextStart.outcome).toBe("undecided");
    const broken = found("b", { kind: "file", raw: "{" });
    expect(auditPods([hidden, broken], SETTINGS).nextStart).toMatchObject({ outcome: "refused", says: undefined });
    expect(auditPods([broken, found("c", hidden.found)], SETTINGS).nextStart.says).toBeDefined();
  });

  it("leaves open in 1.37 what depends on fixes that it may have", () => {
    const startOf = (release: "1.36" | "1.37" | "1.38", files: readonly PodOnDisk[]) =>
      auditPods(files, { release }).nextStart;
    const last = [file("a", 4294901760)];
    expect(startOf("1.36", last)).toMatchObject({ outcome: "starts", dependsOn: undefined });
    expect(startOf("1.37", last)).toMatchObject({
      outcome: "undecided",
      dependsOn: "fixes",
      error: { code: "pod-not-recorded", podUid: "a" },
      says: undefined,
    });
    const says = 'record pod mappings for existing pod "a": id 4294901760 is out of range';
    expect(startOf("1.38", last)).toMatchObject({ outcome: "refused", dependsOn: undefined, says });
    expect(startOf("1.37", [file("b", 65537)])).toMatchObject({ outcome: "refused", says: expect.any(String) });
    // Either kubelet refuses, and which file it names first is not known.
    expect(startOf("1.37", [...last, file("b", 65537)])).toMatchObject({ outcome: "refused", says: undefined });
  });

  it("tells whose pod is gone, where it is told which there are", () => {
    const { findings, counts } = auditPods([file("a", 65536), file("b", 131072)], SMALL, { pods: new Set(["b"]) });
    expect(findings).toEqual([{ code: "orphan", podUid: "a", range: { start: 65536, size: 65536 } }]);
    expect(counts.slotsLeaked).toBe(1);
    // A file that the kubelet refuses holds no slot: one off the slots, and the second of two with the same range.
    const files = [file("a", 65537), file("b", 65536), file("c", 65536), found("d", { kind: "file", raw: "{" })];
    const gone = auditPods(files, SMALL, { pods: [] }).findings.filter(({ code }) => code === "orphan");
    expect(gone.map((each) => "podUid" in each && each.podUid)).toEqual(["b"]);
    expect(auditPods(files, { release: "1.28" }, { pods: [] }).findings.map(({ code }) => code)).toEqual([
      "duplicate-range",
      "overlap",
      "overlap",
    ]);
  });

  it("has no pool where the kubelet does not start", () => {
    const { pool, nextStart, counts } = auditPods([file("a", 65536)], { release: "1.36", maxPods: 0, idsPerPod: 5 });
    expect(pool).toBeUndefined();
    expect(nextStart.outcome).toBe("refused");
    expect([counts.slotsTaken, counts.slotsFree, counts.slotsLeaked]).toEqual([undefined, undefined, undefined]);
  });

  it("throws for what is no list, and for no release", () => {
    expect(() => auditPods({} as PodOnDisk[], SETTINGS)).toThrow(
      new TypeError("auditPods: expected files to be an array of { podUid, found }, got an object"),
    );
    expect(() => auditPods([], { release: "2.0" as "1.36" })).toThrow(/^auditPods: /);
  });
});
