import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FINDING_RULES } from "../../../../src/core/findings/finding-rules.ts";
import { checkNodeInSteps } from "../../../../src/core/node/check/check-node.ts";
import { NODE_CONDITIONS, START_CONDITIONS } from "../../../../src/core/node/check/node-conditions.ts";
import { kubeletUser } from "../../../../src/kubelet.ts";
import {
  type CheckFinding,
  checkNode,
  type NodeToCheck,
  POD_VERDICTS,
  type PodGroup,
  type PodVerdict,
} from "../../../../src/node.ts";

const KNOWN: NodeToCheck = {
  kubelet: { release: "1.36", maxPods: 110 },
  facts: {
    policy: { level: "privileged", version: "latest" },
    runtimes: [
      { name: "containerd", version: [2, 1] },
      { name: "runc", version: [1, 3] },
    ],
    kernel: [6, 8],
    sysctls: { "user.max_user_namespaces": 63000 },
    filesystems: { "/": "ext4" },
    images: { nginx: {} },
  },
};

function pods(spec: object = {}, more: Partial<PodGroup> = {}): PodGroup {
  const containers = [{ name: "c", image: "nginx" }];
  return { namespace: "shop", name: "web", spec: { hostUsers: false, containers, ...spec }, ...more };
}

/** Verdict, decider, place and text of each entry, and how many pods it is about. */
function told(node: NodeToCheck): readonly (readonly unknown[])[] {
  return checkNode(node).pods.map(({ count, verdict, by, where, text }) => [count, verdict, by, where, text]);
}

describe("checkNode", () => {
  it("lets a pod run of which everything is known and right", () => {
    const { outcome, counts, pods: checked } = checkNode({ ...KNOWN, pods: [pods()] });
    expect({ outcome, counts }).toEqual({
      outcome: "yes",
      counts: { pods: 1, withoutUserns: 0, refused: 0, fails: 0, unsound: 0, undecided: 0, runs: 1 },
    });
    expect(checked).toEqual([
      { group: pods(), count: 1, verdict: "runs", by: null, where: null, text: null, findings: [] },
    ]);
  });

  it("lets Pod Security say no more than a warning of a pod that was admitted, and nothing of a static one", () => {
    const policy = { level: "restricted", version: "latest" } as const;
    const found = (came: PodGroup["came"], facts: NodeToCheck["facts"]): unknown => {
      const group = pods({}, { ...(came === undefined ? {} : { came }), policy });
      const [checked] = checkNode({ ...KNOWN, facts: facts ?? {}, pods: [group] }).pods;
      return [checked?.verdict, ...new Set(checked?.findings.map(({ code }) => code))];
    };
    expect(found(undefined, KNOWN.facts)).toEqual(["refused", "pod-security"]);
    expect(found("admitted", KNOWN.facts)).toEqual(["runs", "pod-security-anew"]);
    expect(found("mirror", KNOWN.facts)).toEqual(["runs"]);
    const { policy: _, ...open } = KNOWN.facts ?? {};
    const openly = (came?: "admitted"): unknown =>
      checkNode({ ...KNOWN, facts: open, pods: [pods({}, came === undefined ? {} : { came })] }).counts.undecided;
    expect([openly(), openly("admitted")]).toEqual([1, 0]);
  });

  it("gives no text for a start that each kubelet of the release refuses in another", () => {
    // A kubelet that takes the default pool where getsubids is missing finds that it is no whole number of slots.
    const said = (release: "1.36" | "1.37"): readonly (string | undefined)[] =>
      checkNode({ kubelet: { release, idsPerPod: 196608, kubeletUser: { kind: "no-getsubids" } } })
        .findings.filter(({ code }) => code === "kubelet-does-not-start")
        .map(({ text }) => text);
    expect(said("1.36")).toEqual(['kubelet mappings: exec: "getsubids": executable file not found in $PATH']);
    expect(said("1.37")).toEqual([undefined]);
  });

  it.each([
    [["account"], { idsPerPod: 1000 }, "kubelet-does-not-start"],
    [["entry"], { idsPerPod: 1000 }, "kubelet-does-not-start"],
    [["account"], { featureGates: { UserNamespacesSupport: false } }, "kubelet-does-not-start"],
    [["account"], { maxPods: 70000 }, "account-not-given"],
    [["groups"], {}, "groups-not-given"],
  ] as const)("with %j open says of %j: %s", (assumed, more, code) => {
    const kubelet = { release: "1.36", ...more } as const;
    const { findings } = checkNode({ ...KNOWN, kubelet, assumed, pods: [pods()] });
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it.each([
    [110, true],
    [undefined, false],
  ])(
    "says which defaults it takes for a configuration that nobody gave, with maxPods %s",
    (maxPods, isMaxPodsKnown) => {
      const kubelet = { release: "1.36", ...(maxPods === undefined ? {} : { maxPods }) } as const;
      const { findings } = checkNode({ ...KNOWN, kubelet, assumed: ["configuration"], pods: [pods()] });
      const defaults = findings.find(({ code }) => code === "config-not-given");
      expect(defaults?.facts).toEqual({ isMaxPodsKnown, hasIdsPerPod: true });
      const old = checkNode({ ...KNOWN, kubelet: { ...kubelet, release: "1.32" }, assumed: ["configuration"] });
      expect(old.findings[0]?.facts).toEqual({ isMaxPodsKnown, hasIdsPerPod: false });
    },
  );

  it("does not let pods take each other's room where there is no certain node", () => {
    const many = { ...KNOWN, pods: [pods({}, { count: 500, kind: "Deployment" })] };
    expect(checkNode(many).counts.refused).toBe(390);
    expect(checkNode({ ...many, anyNode: true }).counts.runs).toBe(500);
  });

  const rows: readonly (readonly [string, Partial<NodeToCheck>, PodGroup, readonly unknown[]])[] = [
    ["asks for no user namespace", {}, pods({ hostUsers: true }), [1, null, null, null, null]],
    ["says nothing", {}, pods({ hostUsers: undefined }), [1, null, null, null, null]],
    [
      "is refused before it fails",
      {},
      pods({ hostPID: true, securityContext: { runAsUser: 70000 } }),
      [1, "refused", "api-server", "spec.HostPID", "spec.HostPID: Forbidden: when `hostUsers` is false"],
    ],
    [
      "is refused by the policy",
      { facts: { ...KNOWN.facts, policy: { level: "restricted", version: "latest" } } },
      pods({ securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } } }),
      [1, "refused", "pod-security", "spec", expect.stringContaining("allowPrivilegeEscalation")],
    ],
    [
      "fails at the runtime, in the words of the object it came from",
      {},
      pods({ securityContext: { runAsUser: 70000 } }, { kind: "Deployment", count: 3 }),
      [
        3,
        "fails",
        "runtime",
        "spec.template.spec.securityContext.runAsUser",
        "failed to do idmap to get host ID: container ID 70000 cannot be mapped to a host ID",
      ],
    ],
    [
      "is dropped by a closed gate, whatever else is open",
      { kubelet: { release: "1.32" }, facts: {} },
      pods(),
      [1, "unsound", "api-server", "spec.hostUsers", null],
    ],
    [
      "runs on a runtime that looks past it",
      {
        kubelet: { release: "1.28", featureGates: { UserNamespacesSupport: true } },
        facts: { ...KNOWN.facts, runtimes: [{ name: "containerd", version: [1, 6] }] },
      },
      pods(),
      [1, "unsound", "runtime", null, null],
    ],
    ["hangs on the account", { assumed: ["account"] }, pods(), [1, "undecided", null, "kubelet", null]],
    ["hangs on the release", { assumed: ["release"] }, pods(), [1, "undecided", null, "release", null]],
    [
      "hangs on the kernel",
      { facts: { ...KNOWN.facts, kernel: undefined as never } },
      pods(),
      [1, "undecided", null, null, null],
    ],
    [
      "fails with its kubelet",
      { kubelet: { release: "1.36", kubeletUser: { kind: "no-getsubids" } } },
      pods(),
      [1, "fails", "kubelet", "/etc/subuid", 'kubelet mappings: exec: "getsubids": executable file not found in $PATH'],
    ],
  ];

  it.each(rows)("gives the verdict of a pod that %s", (_name, more, group, expected) => {
    expect(told({ ...KNOWN, ...more, pods: [group] })).toEqual([expected]);
  });

  it("tells those apart for which there is no room, in the middle of a workload", () => {
    const kubelet = { release: "1.36", maxPods: 4 } as const;
    const groups = [pods({ hostUsers: true }, { count: 2 }), pods({}, { count: 3 }), pods({ hostUsers: true })];
    expect(told({ ...KNOWN, kubelet, pods: groups })).toEqual([
      [2, null, null, null, null],
      [2, "runs", null, null, null],
      [1, "refused", "scheduler", "maxPods", null],
      [1, null, null, null, null],
    ]);
  });

  it("lets a kubelet with its gate off refuse a pod whose field the API server keeps", () => {
    const gate = "UserNamespacesSupport";
    const off = (release: "1.32" | "1.33" | "1.35" | "1.36", group = pods()): readonly unknown[] =>
      told({ ...KNOWN, kubelet: { release, featureGates: { [gate]: false } }, pods: [group] })[0]?.slice(1) ?? [];
    const disabled = `the feature gate "${gate}" is disabled: can't set spec.HostUsers`;
    expect(off("1.33")).toEqual(["fails", "kubelet", "spec.hostUsers", disabled]);
    expect(off("1.35")).toEqual(["fails", "kubelet", "spec.hostUsers", disabled]);
    expect(off("1.33", pods({ hostPID: true }))).toContain("spec.HostPID");
    // Off by default, it is off in the API server, too; and locked, no kubelet starts with it.
    expect(off("1.32")).toEqual(["unsound", "api-server", "spec.hostUsers", null]);
    expect(off("1.36")).toContain("featureGates");
    expect(checkNode({ ...KNOWN, kubelet: { release: "1.33" }, pods: [pods()] }).counts.runs).toBe(1);
  });

  it("gives no slot to a pod that is refused", () => {
    const kubelet = { release: "1.28", maxPods: 2000, featureGates: { UserNamespacesSupport: true } } as const;
    const text = "limit on count of pods with user namespaces exceeded (limit is 1024, current pods with userns: 1024)";
    const facts = {
      ...KNOWN.facts,
      runtimes: [
        { name: "cri-o", version: [1, 28] },
        { name: "crun", version: [1, 9] },
      ],
    };
    const groups = [pods({ hostPID: true }, { count: 100 }), pods({}, { count: 1030 })];
    expect(told({ kubelet, facts, pods: groups })).toEqual([
      [100, "refused", "api-server", "spec.HostPID", expect.any(String)],
      [1024, "runs", null, null, null],
      [6, "fails", "kubelet", "release", text],
    ]);
  });

  it("gives out each slot of the pool, whether or not the kernel accepts its map", () => {
    const noop = "failed to start noop process for unshare: fork/exec /proc/self/exe:";
    const last = [1, "fails", "kernel", "/etc/subuid", `${noop} invalid argument`];
    // 127 slots of 33554432, the last of which holds 4294967295.
    const kubelet = { release: "1.36", idsPerPod: 33554432, maxPods: 127 } as const;
    const replicas = (count: number) => [pods({}, { count })];
    expect(told({ ...KNOWN, kubelet, pods: replicas(126) })).toEqual([[126, "runs", null, null, null]]);
    expect(told({ ...KNOWN, kubelet, pods: replicas(127) })).toEqual([[126, "runs", null, null, null], last]);
    const four = { release: "1.36", maxPods: 4 } as const;
    const ending = (start: number) => ({ ...four, kubeletUser: kubeletUser(start, 262144) });
    expect(told({ ...KNOWN, kubelet: ending(65536), pods: replicas(4) })).toEqual([[4, "runs", null, null, null]]);
    expect(told({ ...KNOWN, kubelet: ending(4294705152), pods: replicas(3) })[0]).toContain("runs");
    expect(told({ ...KNOWN, kubelet: ending(4294705152), pods: replicas(4) }).at(-1)).toEqual(last);
    const facts = { ...KNOWN.facts, kubeletMap: [{ containerId: 0, hostId: 65536, size: 65536 }] };
    expect(told({ ...KNOWN, facts, pods: replicas(2) })).toEqual([
      [2, "fails", "kernel", "/etc/subuid", `${noop} operation not permitted`],
    ]);
  });

  it("wants a node, and a release that is modelled", () => {
    expect(() => checkNode(undefined as never)).toThrow(TypeError);
    expect(() => checkNode({ kubelet: { release: "1.24" as never } })).toThrow(RangeError);
  });
});

describe("the verdict of a pod", () => {
  const group = fc.record({
    namespace: fc.constantFrom("a", "__proto__"),
    name: fc.constantFrom("x", "constructor"),
    count: fc.integer({ min: 0, max: 60 }),
    spec: fc.oneof(
      fc.anything(),
      fc.record(
        {
          hostUsers: fc.constantFrom(false, true, "no"),
          hostPID: fc.boolean(),
          hostNetwork: fc.boolean(),
          securityContext: fc.record({ runAsUser: fc.integer({ min: -1, max: 70000 }) }),
          containers: fc.constant([{ name: "c", image: "nginx" }]),
        },
        { requiredKeys: ["containers"] },
      ),
    ),
  });
  const node = fc.record({
    kubelet: fc.record({
      release: fc.constantFrom("1.25", "1.28", "1.32", "1.33", "1.36"),
      maxPods: fc.integer({ min: 0, max: 120 }),
      kubeletUser: fc.constantFrom({ kind: "no-account" }, { kind: "no-getsubids" }),
    }),
    assumed: fc.subarray(["release", "configuration", "account"] as const),
    facts: fc.constantFrom({}, KNOWN.facts),
    pods: fc.array(group, { maxLength: 5 }),
  }) as fc.Arbitrary<NodeToCheck>;

  it("is the worst of what was found, and every pod is counted once", () => {
    fc.assert(
      fc.property(node, (given) => {
        const { pods: checked, counts, outcome } = checkNode(given);
        const total = (those: readonly { readonly count: number }[]): number =>
          those.reduce((sum, { count }) => sum + count, 0);
        const all = (given.pods ?? []).map(({ count = 1 }) => ({ count }));
        expect(total(checked)).toBe(total(all));
        expect(counts.pods).toBe(total(all));
        for (const verdict of POD_VERDICTS)
          expect(counts[verdict]).toBe(total(checked.filter((pod) => pod.verdict === verdict)));
        expect(counts.withoutUserns).toBe(total(checked.filter(({ verdict }) => verdict === null)));
        for (const { verdict, findings } of checked) if (verdict !== null) expect(verdict).toBe(worstOf(findings));
        expect(outcome === "no").toBe(
          checkNode(given).kubelet.starts === "no" ||
            checked.some(({ verdict }) => verdict === "refused" || verdict === "fails" || verdict === "unsound") ||
            checkNode(given).findings.some(({ verdict }) => ["refused", "fails", "unsound"].includes(verdict)),
        );
      }),
    );
  });

  /** The definition, said the long way. */
  function worstOf(findings: readonly CheckFinding[]): PodVerdict {
    const has = (verdict: string): boolean => findings.some((found) => found.verdict === verdict);
    if (has("refused")) return "refused";
    if (has("fails")) return "fails";
    if (has("unsound")) return "unsound";
    return has("undecided") ? "undecided" : "runs";
  }
});

describe("the conditions", () => {
  const all = [
    ...Object.entries(FINDING_RULES),
    ...Object.entries(NODE_CONDITIONS),
    ...Object.entries(START_CONDITIONS).map(
      ([code, row]) => [code, { verdict: "fails", by: "kubelet", ...row }] as const,
    ),
  ];

  it.each(all)("of %s name who decides, exactly where something is decided, and a source", (_code, row) => {
    expect(row.by !== null).toBe(["refused", "fails", "unsound"].includes(row.verdict));
    expect(row.depends.length).toBeGreaterThan(0);
    expect(row.source).not.toBe("");
  });
});

it("checkNodeInSteps stops before each thousand groups", () => {
  const groups = [0, 1, 1000, 1001, 2500].map((length) =>
    Array.from({ length }, (_, at) => ({ namespace: "shop", name: `web-${at}`, spec: {} })),
  );
  const stops = groups.map((pods) => {
    const steps = checkNodeInSteps({ kubelet: { release: "1.36" }, pods });
    let count = 0;
    while (steps.next().done !== true) count++;
    return count;
  });
  expect(stops).toEqual([0, 1, 1, 2, 3]);
});
