import { describe, expect, it } from "vitest";
import { defaultPool } from "../../../src/core/allocate/pool/pool.ts";
import { explain } from "../../../src/core/explain/node.ts";

describe("explain, of a node", () => {
  it("has a sentence for everything that a node refuses", () => {
    const mapped = { podUid: "u", container: "c", id: 70000, text: "" };
    expect([
      explain({ code: "kubelet-refused", podUid: undefined, cause: { code: "not-started" } }),
      explain({ code: "kubelet-refused", podUid: "u\n", cause: { code: "not-started" } }),
      explain({ code: "kubelet-takes-no-pool", release: "1.29", idsPerPod: 65536 }),
      explain({ code: "kubelet-fixes-ids-per-pod", release: "1.34", idsPerPod: 131072 }),
      explain({ code: "kubelet-excludes-no-ids", release: "1.36", idsPerPod: 65536 }),
      explain({ code: "pool-beside-account", release: "1.36", idsPerPod: 65536 }),
      explain({
        code: "allocator-refused",
        podUid: "u",
        cause: { code: "strategy-refused", strategy: "by-index", reason: "no-index" },
      }),
      explain({ code: "pool-used-up", podUid: "u", strategy: "overlapping-ranges", pool: defaultPool() }),
      explain({ code: "uid-unusable", podUid: "a/b" }),
      explain({ code: "uid-taken", podUid: "u" }),
      explain({
        code: "sandbox-failed",
        podUid: "u",
        range: { start: 4294901760, size: 65536 },
        errno: "EINVAL",
        text: "",
      }),
      explain({ code: "root-forbidden", ...mapped }),
      explain({ code: "user-not-mapped", ...mapped }),
      explain({ code: "group-not-mapped", ...mapped }),
      explain({ code: "groups-not-mapped", ...mapped }),
      explain({ code: "volume-not-mapped", podUid: "u", volume: "v", type: "nfs", errno: "EINVAL" }),
    ]).toEqual([
      "The kubelet does not start. The kubelet is not running: start it first.",
      'The kubelet gives the pod "u\\n" no user namespace. The kubelet is not running: start it first.',
      "A kubelet of 1.29 takes no pool: before 1.30 every kubelet gives its pods slots of all host IDs.",
      "A kubelet of 1.34 gives each pod 65536 IDs, not 131072: before 1.35 nobody can choose.",
      "A kubelet leaves no IDs out of its pool. Give it a pool without exclude.",
      "The account kubelet has IDs of its own. Give a pool or the account's IDs, not both.",
      'The allocator gives the pod "u" no range. The strategy "by-index" gives no range: no-index.',
      'The pool [65536, 4294901760) has no room for the pod "u", even with overlapping-ranges. Give it a larger one.',
      'The UID "a/b" cannot name a directory. Give the pod a UID that is one name.',
      'Two pods have the UID "u". Give each one of its own.',
      'The kernel takes no map for the pod "u": its range of 65536 IDs from 4294901760 on reaches 4294967295, which is no ID. The pool has to end below it.',
      'The container "c" of the pod "u" is to run as root, which runAsNonRoot forbids. Give it another runAsUser, or take runAsNonRoot away.',
      'The container "c" of the pod "u" asks for the user 70000, which its user namespace does not have. Use a smaller ID, or a larger idsPerPod.',
      'The container "c" of the pod "u" asks for the group 70000, which its user namespace does not have. Use a smaller ID, or a larger idsPerPod.',
      'The container "c" of the pod "u" asks for the further group 70000, which its user namespace does not have. Use a smaller ID, or a larger idsPerPod.',
      'The volume "v" of the pod "u" lies on nfs, whose mounts this kernel cannot map. Use another filesystem, or a pod without a user namespace.',
    ]);
  });

  it("takes nothing else", () => {
    for (const code of ["not-started ", "toString"])
      expect(() => explain({ code } as never)).toThrow(
        /^explain: expected a refusal of userns-sim\/node, a finding or its fix, or what is disputed, got /,
      );
  });
});

describe("explain, of what is disputed", () => {
  it.each([
    ["mapped-source", /^KEP-127 says .* CVE-2021-25741, .* nobody has settled it\.$/],
    ["host-deputy", /^KEP-127 names CVE-2018-15664, .* such a daemon\.$/],
  ] as const)("says what the sources say: %s", (code, text) => {
    expect(explain({ code })).toMatch(text);
  });
});

describe("explain, of an escape", () => {
  it("has a sentence for everything that an escape refuses", () => {
    const many = Array.from({ length: 12 }, (_, index) => `p${index}`);
    expect([
      explain({ code: "pod-unknown", pod: "x", known: [] }),
      explain({ code: "pod-unknown", pod: "x", known: ["a", "b"] }),
      explain({ code: "pod-unknown", pod: "x", known: many }),
      explain({ code: "pod-unknown", pod: "x", known: many.slice(2) }),
      explain({ code: "pod-ambiguous", pod: "x", known: ["m/x", "n/x"] }),
      explain({ code: "container-unknown", pod: "a", container: "x", known: ["main"] }),
      explain({ code: "container-unknown", pod: "a", container: undefined, known: [] }),
    ]).toEqual([
      'The node has no pod "x". It has none.',
      'The node has no pod "x". It has: "a", "b".',
      'The node has no pod "x". It has: "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9" and 2 more.',
      'The node has no pod "x". It has: "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11".',
      'Several pods are called "x". Say which: "m/x", "n/x".',
      'The pod "a" has no container "x". It has: "main".',
      'The pod "a" has no container to start from.',
    ]);
  });

  it("takes nothing else", () => {
    for (const code of ["node", "toString"])
      expect(() => explain({ code } as never)).toThrow(
        /^explain: expected a refusal of userns-sim\/node, a finding or its fix, or what is disputed, got /,
      );
  });
});
