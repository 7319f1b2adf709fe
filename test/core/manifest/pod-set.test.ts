import { describe, expect, it } from "vitest";
import { podsOf } from "../../../src/core/manifest/pod-set.ts";
import { readManifests } from "../../../src/core/manifest/read-manifests.ts";
import { pod, workload } from "./manifests.ts";

describe("podsOf", () => {
  it("names replicas by their number, and keys Pods by their UID", () => {
    const { podSets } = readManifests([
      pod("a", {}, { metadata: { name: "a", namespace: "shop", uid: "u-1" } }),
      pod("b"),
      workload("apps/v1", "Deployment", { replicas: 2 }),
      workload("apps/v1", "DaemonSet", {}),
    ]);
    const [first, second, third, fourth] = podSets;
    expect([...podsOf(podSets)]).toEqual([
      { key: "u-1", namespace: "shop", name: "a", set: first },
      { key: "default/b", namespace: "default", name: "b", set: second },
      { key: "default/web-0", namespace: "default", name: "web-0", set: third },
      { key: "default/web-1", namespace: "default", name: "web-1", set: third },
      { key: "default/web-0", namespace: "default", name: "web-0", set: fourth },
    ]);
  });

  it("makes pods only as they are asked for", () => {
    const { podSets } = readManifests([workload("apps/v1", "Deployment", { replicas: 2147483647 })]);
    const pods = podsOf(podSets);
    expect(pods.next().value?.name).toBe("web-0");
    expect(pods.next().value?.name).toBe("web-1");
  });
});
