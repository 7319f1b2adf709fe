import { describe, expect, it } from "vitest";
import { viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { admitPod } from "../../../../src/core/apiserver/validation/admit-pod.ts";
import { dropDisabledFields } from "../../../../src/core/apiserver/validation/disabled-fields.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

const policy = { level: "privileged", version: "latest" } as const;

function brief(
  spec: unknown,
  release: Release,
  featureGates: Readonly<Record<string, boolean>> = {},
): readonly unknown[] {
  return admitPod({ spec }, { release, featureGates, policy }).map(({ code, path, facts }) => [code, path, facts]);
}

describe("admitPod", () => {
  it("says in full what it found", () => {
    const spec = { hostUsers: 1, hostPID: true, securityContext: { fsGroup: -1 } };
    expect(admitPod({ spec }, { release: "1.36", policy: { level: "baseline", version: 30 } })).toStrictEqual([
      {
        code: "not-decodable",
        verdict: "refused",
        by: "api-server",
        evidence: "read",
        path: "spec.hostUsers",
        facts: { found: "1", expected: "boolean" },
        source: "k8s.io/api/core/v1/types.go",
        fix: "correct-field",
      },
      {
        code: "not-valid",
        verdict: "refused",
        by: "api-server",
        evidence: "read",
        path: "spec.securityContext.fsGroup",
        facts: {},
        text: "spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive",
        source: "pkg/apis/core/validation/validation.go",
        fix: "correct-field",
      },
      {
        code: "pod-security",
        verdict: "refused",
        by: "pod-security",
        evidence: "read",
        path: "spec",
        facts: { check: "hostNamespaces", policy: "baseline:v1.30", passes: undefined, relaxingGate: undefined },
        text: "host namespaces (hostPID=true)",
        source: "pod-security-admission/policy/check_*.go",
        fix: "meet-policy",
      },
    ]);
  });

  it("does not decide about a policy that is not given", () => {
    expect(admitPod({ spec: {} }, { release: "1.36" })).toEqual([
      {
        code: "policy-not-given",
        verdict: "undecided",
        by: null,
        evidence: "read",
        path: "",
        facts: {},
        source: "pod-security-admission",
        fix: "say-policy",
      },
    ]);
  });

  it("passes annotations and an old spec on", () => {
    const annotations = { "container.apparmor.security.beta.kubernetes.io/a": "unconfined" };
    const baseline = { level: "baseline", version: "latest" } as const;
    expect(admitPod({ spec: {}, annotations }, { release: "1.36", policy: baseline })).toHaveLength(1);
    const spec = { hostUsers: false, hostNetwork: true };
    expect(admitPod({ spec }, { release: "1.36", policy, oldSpec: spec })).toEqual([]);
  });

  it("refuses a release that is not modelled", () => {
    expect(() => admitPod({ spec: {} }, { release: "2.0" as Release })).toThrow(RangeError);
  });

  it("drops hostUsers where the gate is off, before anything looks at it", () => {
    const spec = { hostUsers: false, hostPID: true };
    expect(brief(spec, "1.32")).toEqual([["host-users-dropped", "spec.hostUsers", { gate: "user namespaces" }]]);
    expect(brief(spec, "1.32", { UserNamespacesSupport: true })).toEqual([["not-valid", "spec.HostPID", {}]]);
    expect(brief({ hostUsers: true, os: { name: "windows" } }, "1.32")).toEqual([]);
    expect(brief({ hostUsers: true, os: { name: "windows" } }, "1.33")).toEqual([["not-valid", "spec.hostUsers", {}]]);
  });

  it("makes an unmasked /proc a masked one where the gate is off", () => {
    const spec = {
      containers: ["Unmasked", "Default", null].map((procMount) => ({ securityContext: { procMount } })),
      initContainers: [{ securityContext: { procMount: "Other" } }],
    };
    expect(brief(spec, "1.32")).toEqual([
      ["field-dropped", "spec.initContainers[0].securityContext.procMount", { gate: "ProcMountType" }],
      ["field-dropped", "spec.containers[0].securityContext.procMount", { gate: "ProcMountType" }],
    ]);
    expect(brief(spec, "1.36").map((finding) => (finding as readonly unknown[])[0])).toEqual([
      "not-valid",
      "not-valid",
    ]);
    const baseline = { level: "baseline", version: "latest" } as const;
    expect(admitPod({ spec }, { release: "1.32", policy: baseline }).map(({ code }) => code)).toEqual([
      "field-dropped",
      "field-dropped",
    ]);
  });

  it("drops the policy for groups where the gate is off or there is none", () => {
    const pod = (supplementalGroupsPolicy: string, rest: object = {}) => ({
      securityContext: { supplementalGroupsPolicy },
      ...rest,
    });
    const dropped = [
      ["field-dropped", "spec.securityContext.supplementalGroupsPolicy", { gate: "SupplementalGroupsPolicy" }],
    ];
    expect(brief(pod("Strict"), "1.25")).toEqual(dropped);
    expect(brief(pod("Strict"), "1.32")).toEqual(dropped);
    expect(brief(pod("Strict"), "1.32", { SupplementalGroupsPolicy: true })).toEqual([]);
    expect(brief(pod("Strict"), "1.33")).toEqual([]);
    expect(brief(pod("Merge"), "1.32")).toEqual([]);
    const windows = { os: { name: "windows" } };
    const groups = { os: { name: "windows" }, securityContext: { supplementalGroupsPolicy: "Merge", fsGroup: 1 } };
    expect(brief(groups, "1.32")).toEqual([["not-valid", "spec.securityContext.fsGroup", {}]]);
    expect(brief(pod("Merge", windows), "1.32")).toEqual([]);
    expect(brief(pod("Merge", windows), "1.33")).toEqual([
      ["not-valid", "spec.securityContext.supplementalGroupsPolicy", {}],
    ]);
  });

  it("drops volumes that are images where the gate is off, and what mounts them", () => {
    const spec = {
      hostUsers: false,
      containers: [{ volumeMounts: [{ name: "v", mountPath: "/v" }] }],
      volumes: [
        { name: "w", emptyDir: {} },
        { name: "v", image: { reference: "data" } },
      ],
    };
    const dropped = ["field-dropped", "spec.volumes[1].image", { gate: "ImageVolume" }];
    const on = { UserNamespacesSupport: true };
    for (const release of ["1.31", "1.33", "1.34"] as const) expect(brief(spec, release, on)).toEqual([dropped]);
    expect(brief(spec, "1.34", { ...on, ImageVolume: true })).toEqual([]);
    expect([brief(spec, "1.35"), brief(spec, "1.36", { ImageVolume: false })]).toEqual([[], []]);
    expect(brief(spec, "1.35", { ImageVolume: false })).toEqual([dropped]);
    const { pod: stored } = dropDisabledFields(viewPod(spec), { release: "1.34" });
    expect([stored.volumes.map(({ name }) => name), stored.containers[0]?.mounts]).toEqual([["w"], []]);
  });

  it("takes a volume for an emptyDir in releases that do not have images as volumes", () => {
    const spec = {
      hostUsers: false,
      containers: [{ volumeMounts: [{ name: "v", mountPath: "/v" }] }],
      volumes: [{ name: "v", image: { reference: "data" } }],
    };
    const gates = { UserNamespacesStatelessPodsSupport: true };
    expect(brief(spec, "1.27", gates)).toEqual([["field-dropped", "spec.volumes[0].image", { gate: "ImageVolume" }]]);
    const { pod: stored } = dropDisabledFields(viewPod(spec), { release: "1.27" });
    expect([stored.volumes[0]?.sources, stored.containers[0]?.mounts.length]).toEqual([["emptyDir"], 1]);
    const two = { volumes: [{ name: "v", image: {}, nfs: {} }] };
    const of = (spec: object) => dropDisabledFields(viewPod(spec), { release: "1.27" }).pod.volumes[0]?.sources;
    expect(of(two)).toEqual(["nfs"]);
  });

  it("drops the way to change labels of SELinux where the gate is off, before a pod of Windows may not have it", () => {
    const spec = { os: { name: "windows" }, securityContext: { seLinuxChangePolicy: "Recursive" } };
    const refused = [["not-valid", "spec.securityContext.seLinuxChangePolicy", {}]];
    expect([brief(spec, "1.31"), brief(spec, "1.32")]).toEqual([[], []]);
    expect([brief(spec, "1.32", { SELinuxChangePolicy: true }), brief(spec, "1.33")]).toEqual([refused, refused]);
  });
});
