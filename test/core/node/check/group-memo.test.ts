import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGroup } from "../../../../src/core/node/check/check-group.ts";
import { rememberingChecker } from "../../../../src/core/node/check/group-memo.ts";
import type { PodGroup } from "../../../../src/node.ts";

const OPTIONS = [
  { release: "1.36" },
  { release: "1.36", kernel: [6, 1], policy: { level: "restricted", version: "latest" } },
  { release: "1.36", kernel: [6, 1], policy: { level: "baseline", version: "latest" } },
] as const;

const appArmor = "container.apparmor.security.beta.kubernetes.io/c";

const group: fc.Arbitrary<PodGroup> = fc.record(
  {
    namespace: fc.constant("a"),
    name: fc.constantFrom("a", "b"),
    kind: fc.constantFrom("Pod", "Deployment"),
    came: fc.constantFrom("admitted", "mirror"),
    annotations: fc.constantFrom({}, { [appArmor]: "unconfined" }, { other: "x" }),
    spec: fc.record(
      {
        hostUsers: fc.constant(false),
        nodeName: fc.constantFrom("n1", "n2"),
        hostPID: fc.boolean(),
        hostNetwork: fc.constantFrom(true, null),
        volumes: fc.constant([{ name: "v", emptyDir: { medium: "Memory" } }]),
        securityContext: fc.constantFrom({ runAsUser: 70_000 }, { runAsUser: Number.NaN }, { runAsUser: null }),
      },
      { requiredKeys: ["hostUsers"] },
    ),
  },
  { requiredKeys: ["namespace", "name", "spec"] },
);

describe("a checker that remembers", () => {
  it("says the same as one that does not", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(group, fc.constantFrom(...OPTIONS)), { maxLength: 30 }), (asked) => {
        const checker = rememberingChecker();
        for (const [each, options] of asked) expect(checker(each, { ...options })).toEqual(checkGroup(each, options));
      }),
    );
  });

  it("forgets all that it knows before it knows more than it may", () => {
    const checker = rememberingChecker(1);
    const named = (hostname: string) =>
      checker({ namespace: "a", name: "a", spec: { hostUsers: false, hostname } }, OPTIONS[0]);
    const first = named("a");
    expect(named("a")).toBe(first);
    named("b");
    expect([named("a") === first, named("a")]).toEqual([false, first]);
  });

  it("asks anew about what no text can tell apart", () => {
    const checker = rememberingChecker();
    const spec: Record<string, unknown> = { hostUsers: false };
    spec["volumes"] = spec;
    const asked = () => checker({ namespace: "a", name: "a", spec }, OPTIONS[0]);
    expect(asked()).toEqual(checkGroup({ namespace: "a", name: "a", spec }, OPTIONS[0]));
    expect(asked()).not.toBe(asked());
  });

  it("looks at replicas once, on whatever node", () => {
    const checker = rememberingChecker();
    const on = (nodeName: string, name: string): PodGroup => ({
      namespace: "a",
      name,
      spec: { hostUsers: false, nodeName },
    });
    const first = checker(on("n1", "a"), { release: "1.36" });
    expect(checker(on("n2", "b"), { release: "1.36" })).toBe(first);
    expect(checker(on("n2", "b"), { release: "1.35" })).not.toBe(first);
  });
});
