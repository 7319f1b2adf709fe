import { describe, expect, it } from "vitest";
import { keepForCheck } from "../../../src/cli/check/keep.ts";

const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: {
    name: "a",
    annotations: { "kubernetes.io/config.mirror": "x", "kubectl.kubernetes.io/last-applied-configuration": "{}" },
    labels: { app: "a" },
    managedFields: [{}],
  },
  spec: { hostUsers: false, tolerations: [{}], containers: [{ name: "c", env: [{}], image: "i" }, null] },
  status: { phase: "Running", conditions: [{}] },
};

const rows: readonly (readonly [string, unknown, unknown])[] = [
  [
    "of a pod what decides about it",
    pod,
    {
      ...pod,
      metadata: { name: "a", annotations: { "kubernetes.io/config.mirror": "x" }, labels: {} },
      spec: { hostUsers: false, containers: [{ name: "c", image: "i" }, null] },
      status: { phase: "Running" },
    },
  ],
  [
    "of a pod that asks for nothing what is read to find mistakes",
    {
      kind: "Pod",
      spec: {
        hostusers: 1,
        nodeName: "n",
        securityContext: { runAsUser: -1 },
        volumes: [{}],
        containers: [{ name: "c", image: "i", hostUsers: 2, securityContext: { runAsUser: -2 } }],
        initContainers: [{ name: "d", env: [{}] }],
        ephemeralContainers: [{ name: "e", tty: true }],
      },
    },
    {
      kind: "Pod",
      spec: {
        hostusers: 1,
        nodeName: "n",
        securityContext: { runAsUser: -1 },
        containers: [{ name: "c", hostUsers: 2, securityContext: { runAsUser: -2 } }],
        initContainers: [{ name: "d" }],
        ephemeralContainers: [{ name: "e" }],
      },
    },
  ],
  ["of another kind its name", { ...pod, kind: "Service" }, { apiVersion: "v1", kind: "Service" }],
  [
    "the labels of Pod Security",
    { kind: "Namespace", metadata: { labels: { "pod-security.kubernetes.io/enforce": "x", a: "b" } } },
    { kind: "Namespace", metadata: { labels: { "pod-security.kubernetes.io/enforce": "x" } } },
  ],
  ["the end of a Job", { kind: "Job", status: { conditions: [1] } }, { kind: "Job", status: { conditions: [1] } }],
  ["what is wrong", { metadata: [], spec: null, status: 3 }, { metadata: [], spec: null, status: 3 }],
  [
    "what is wrong further in",
    { metadata: { labels: [] }, spec: { containers: 3 } },
    { metadata: { labels: [] }, spec: { containers: 3 } },
  ],
  ["no object", [pod], [pod]],
];

describe("keepForCheck", () => {
  it.each(rows)("keeps %s", (_, item, kept) => {
    expect(keepForCheck(item).kept).toEqual(kept);
  });

  it("counts the values", () => {
    expect(keepForCheck({ a: [1, null, {}], b: "x" }).values).toBe(6);
  });
});
