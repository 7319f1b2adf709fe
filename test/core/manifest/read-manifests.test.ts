import { describe, expect, it } from "vitest";
import type { PodContainer, PodSet } from "../../../src/core/manifest/pod-set.ts";
import type { ManifestProblem } from "../../../src/core/manifest/problem.ts";
import { readManifests } from "../../../src/core/manifest/read-manifests.ts";
import { pod, spec, workload } from "./manifests.ts";

const image = { from: "image" };

function problemsOf(...documents: readonly unknown[]): readonly ManifestProblem[] {
  return readManifests(documents).problems;
}

function onlySet(...documents: readonly unknown[]): PodSet | undefined {
  const { podSets, problems } = readManifests(documents);
  expect([podSets.length, problems]).toEqual([1, []]);
  return podSets[0];
}

function containersOf(specFields: Readonly<Record<string, unknown>>): readonly PodContainer[] | undefined {
  return onlySet(pod("a", specFields))?.containers;
}

describe("readManifests", () => {
  it("reads everything that a Pod says about users", () => {
    const object = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "db-0", namespace: "shop", uid: "u-1", deletionTimestamp: "2026-11-24T10:00:00Z" },
      spec: {
        hostUsers: false,
        nodeName: "worker-1",
        securityContext: {
          runAsUser: 999,
          runAsGroup: 998,
          fsGroup: 2000,
          supplementalGroups: [3000, 3001],
          supplementalGroupsPolicy: "Strict",
        },
        initContainers: [{ name: "init", securityContext: { runAsUser: 0 } }],
        containers: [{ name: "db", securityContext: { runAsGroup: 7 } }],
        ephemeralContainers: [{ name: "debugger" }],
      },
      status: { phase: "Running" },
    };
    expect(readManifests([object])).toEqual({
      podSets: [
        {
          kind: "Pod",
          namespace: "shop",
          name: "db-0",
          uid: "u-1",
          count: 1,
          nodeName: "worker-1",
          hostUsers: false,
          phase: "Running",
          deletionTimestamp: "2026-11-24T10:00:00Z",
          isMirror: false,
          containers: [
            {
              name: "init",
              type: "init",
              path: ["spec", "initContainers", 0],
              runAsUser: { from: "container", id: 0 },
              runAsGroup: { from: "pod", id: 998 },
            },
            {
              name: "db",
              type: "regular",
              path: ["spec", "containers", 0],
              runAsUser: { from: "pod", id: 999 },
              runAsGroup: { from: "container", id: 7 },
            },
            {
              name: "debugger",
              type: "ephemeral",
              path: ["spec", "ephemeralContainers", 0],
              runAsUser: { from: "pod", id: 999 },
              runAsGroup: { from: "pod", id: 998 },
            },
          ],
          supplementalGroups: [3000, 3001],
          fsGroup: 2000,
          supplementalGroupsPolicy: "Strict",
          spec: object.spec,
          specPath: ["spec"],
          object,
          document: 0,
          path: [],
        },
      ],
      podCount: 1,
      objectCount: 1,
      finished: 0,
      suspended: 0,
      represented: 0,
      nodes: new Map(),
      namespaces: new Map(),
      otherKinds: [],
      problems: [],
    });
  });

  it("leaves open what a bare Pod does not say", () => {
    const object = pod("a");
    expect(onlySet(object)).toEqual({
      kind: "Pod",
      namespace: "default",
      name: "a",
      uid: undefined,
      count: 1,
      nodeName: undefined,
      hostUsers: undefined,
      phase: undefined,
      deletionTimestamp: undefined,
      isMirror: false,
      containers: [
        { name: "app", type: "regular", path: ["spec", "containers", 0], runAsUser: image, runAsGroup: image },
      ],
      supplementalGroups: [],
      fsGroup: undefined,
      supplementalGroupsPolicy: "Merge",
      spec: object["spec"],
      specPath: ["spec"],
      object,
      document: 0,
      path: [],
    });
  });

  it("takes null for absence, as the API server does", () => {
    const nothing = {
      hostUsers: null,
      nodeName: null,
      securityContext: null,
      initContainers: null,
      ephemeralContainers: null,
    };
    const bare = onlySet(pod("a"));
    const object = pod("a", nothing);
    expect(onlySet(object)).toEqual({ ...bare, object, spec: object["spec"] });
    const securityContext = {
      runAsUser: null,
      runAsGroup: null,
      fsGroup: null,
      supplementalGroups: null,
      supplementalGroupsPolicy: null,
    };
    expect(containersOf({ securityContext, containers: [{ name: "app", securityContext }] })).toEqual(bare?.containers);
    expect(
      onlySet(pod("a", {}, { metadata: { name: "a", namespace: null, uid: null, annotations: null }, status: null })),
    ).toMatchObject({ namespace: "default", uid: undefined });
  });

  it("takes an empty node name for none", () => {
    expect(onlySet(pod("a", { nodeName: "" }))?.nodeName).toBe(undefined);
  });

  it("accepts the policy Merge, and hostUsers true", () => {
    const set = onlySet(pod("a", { hostUsers: true, securityContext: { supplementalGroupsPolicy: "Merge" } }));
    expect([set?.hostUsers, set?.supplementalGroupsPolicy]).toEqual([true, "Merge"]);
  });

  it("keeps the first Node and the first Namespace of each name, of the API's own group", () => {
    const named = (kind: string, name: unknown, more: object = {}): object => ({ kind, metadata: { name }, ...more });
    const [node, namespace] = [named("Node", "worker-1.example", { apiVersion: "v1" }), named("Namespace", "shop")];
    const others = [named("Node", "worker-1.example"), named("Node", "x", { apiVersion: "example.org/v1" })];
    const { nodes, namespaces, otherKinds, problems } = readManifests([node, namespace, ...others]);
    expect([...nodes]).toEqual([["worker-1.example", node]]);
    expect([...namespaces]).toEqual([["shop", namespace]]);
    expect(otherKinds).toEqual([
      { kind: "Node", count: 3 },
      { kind: "Namespace", count: 1 },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ["no metadata", {}, "missing"],
    ["metadata that are none", { metadata: [] }, "wrong-type"],
    ["a name that is none", { metadata: { name: "A/B" } }, "bad-name"],
  ])("finds that a Node has %s", (_, object, code) => {
    const { nodes, problems } = readManifests([{ kind: "Node", ...object }]);
    expect([nodes.size, problems.map((problem) => problem.code)]).toEqual([0, [code]]);
  });

  it("keys a mirror pod by the UID of its static pod, and takes an empty UID for none", () => {
    const annotations = { "kubernetes.io/config.mirror": "static" };
    expect(onlySet(pod("a", {}, { metadata: { name: "a", uid: "mirror", annotations } }))).toMatchObject({
      uid: "static",
      isMirror: true,
    });
    expect(onlySet(pod("a", {}, { metadata: { name: "a", uid: "" } }))?.uid).toBe(undefined);
  });

  it("passes over empty documents", () => {
    const { podSets, objectCount, problems } = readManifests([null, undefined, pod("a")]);
    expect([podSets.map(({ document }) => document), objectCount, problems]).toEqual([[2], 1, []]);
  });

  it("does not read what is inherited", () => {
    const object = Object.create(pod("a"));
    expect(problemsOf(object)).toEqual([{ code: "missing", expected: "kind", document: 0, path: ["kind"] }]);
  });
});

describe("readManifests, kinds", () => {
  const templated = ["spec", "template", "spec"];
  const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>, number])[] = [
    ["v1", "ReplicationController", { replicas: 2 }, 2],
    ["apps/v1", "Deployment", { replicas: 3 }, 3],
    ["extensions/v1beta1", "Deployment", {}, 1],
    ["apps/v1", "Deployment", { replicas: null }, 1],
    ["apps/v1", "Deployment", { replicas: 0 }, 0],
    ["apps/v1", "Deployment", { replicas: 2147483647 }, 2147483647],
    ["apps/v1", "ReplicaSet", { replicas: 4 }, 4],
    ["extensions/v1beta1", "ReplicaSet", { replicas: 4 }, 4],
    ["apps/v1", "StatefulSet", { replicas: 5 }, 5],
    ["apps/v1", "DaemonSet", { replicas: 5 }, 1],
    ["extensions/v1beta1", "DaemonSet", {}, 1],
    ["batch/v1", "Job", {}, 1],
    ["batch/v1", "Job", { parallelism: 6 }, 6],
    ["batch/v1", "Job", { parallelism: 6, completions: 4 }, 4],
    ["batch/v1", "Job", { parallelism: 6, completions: 8 }, 6],
    ["batch/v1", "Job", { parallelism: 0 }, 0],
    ["batch/v1", "Job", { completions: 8 }, 1],
    ["batch/v1", "Job", { replicas: 8 }, 1],
  ];

  it.each(cases)("%s %s %j", (apiVersion, kind, fields, count) => {
    const set = onlySet(workload(apiVersion, kind, fields, { hostUsers: false }));
    expect(set).toMatchObject({
      kind,
      namespace: "default",
      name: "web",
      count,
      hostUsers: false,
      specPath: templated,
    });
    expect(set?.containers[0]?.path).toEqual([...templated, "containers", 0]);
    expect(readManifests([workload(apiVersion, kind, fields)]).podCount).toBe(count);
  });

  it("CronJob, by its Job's parallelism", () => {
    const jobTemplate = { spec: { parallelism: 3, completions: 2, template: { spec: spec() } } };
    const object = { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "nightly" }, spec: { jobTemplate } };
    expect(onlySet(object)).toMatchObject({
      kind: "CronJob",
      name: "nightly",
      count: 2,
      specPath: ["spec", "jobTemplate", "spec", "template", "spec"],
    });
  });

  it("PodTemplate, as one pod", () => {
    const object = { apiVersion: "v1", kind: "PodTemplate", metadata: { name: "t" }, template: { spec: spec() } };
    expect(onlySet(object)).toMatchObject({ kind: "PodTemplate", count: 1, specPath: ["template", "spec"] });
  });

  it("has no UID of a workload", () => {
    const object = { ...workload("apps/v1", "Deployment"), metadata: { name: "web", uid: "u" } };
    expect(onlySet(object)?.uid).toBe(undefined);
  });

  it("goes by the kind alone where there is no apiVersion", () => {
    expect(onlySet({ ...pod("a"), apiVersion: undefined })?.kind).toBe("Pod");
  });

  it("counts other kinds, also those of the same word in another group", () => {
    const { otherKinds, objectCount, podSets } = readManifests([
      { apiVersion: "v1", kind: "Service" },
      workload("batch.volcano.sh/v1alpha1", "Job"),
      { apiVersion: "v1", kind: "Service" },
      { apiVersion: "v1", kind: "Deployment" },
      { apiVersion: "core/v1", kind: "Pod" },
      { kind: "constructor" },
      { kind: "__proto__" },
      { kind: "AllowList" },
    ]);
    expect([otherKinds, objectCount, podSets]).toEqual([
      [
        { kind: "Service", count: 2 },
        { kind: "Job", count: 1 },
        { kind: "Deployment", count: 1 },
        { kind: "Pod", count: 1 },
        { kind: "constructor", count: 1 },
        { kind: "__proto__", count: 1 },
        { kind: "AllowList", count: 1 },
      ],
      8,
      [],
    ]);
  });

  it("adds up the pods of all sets", () => {
    const many = workload("apps/v1", "Deployment", { replicas: 2000000000 });
    const other = { ...many, metadata: { name: "other" } };
    expect(readManifests([many, other, pod("a")]).podCount).toBe(4000000001);
  });
});

describe("readManifests, lists", () => {
  function places(...documents: readonly unknown[]): unknown {
    const { podSets, problems } = readManifests(documents);
    return { sets: podSets.map(({ name, document, path }) => ({ name, document, path })), problems };
  }

  it("takes a List apart, one in another, and a bare list", () => {
    expect(
      places(
        { kind: "List", items: [pod("a"), { kind: "List", items: [pod("b")] }] },
        [pod("c")],
        { kind: "List", items: null },
        { kind: "List" },
      ),
    ).toEqual({
      sets: [
        { name: "a", document: 0, path: ["items", 0] },
        { name: "b", document: 0, path: ["items", 1, "items", 0] },
        { name: "c", document: 1, path: [0] },
      ],
      problems: [],
    });
  });

  it("knows the kind of a typed list's items, which do not repeat it", () => {
    const { kind: _, apiVersion: __, ...bare } = pod("a");
    expect(places({ kind: "PodList", items: [bare, pod("b")] }, { kind: "ServiceList", items: null })).toEqual({
      sets: [
        { name: "a", document: 0, path: ["items", 0] },
        { name: "b", document: 0, path: ["items", 1] },
      ],
      problems: [],
    });
    expect(problemsOf({ kind: "List", items: [bare] }, [bare])).toEqual([
      { code: "missing", expected: "kind", document: 0, path: ["items", 0, "kind"] },
      { code: "missing", expected: "kind", document: 1, path: [0, "kind"] },
    ]);
  });

  it("does not count lists as objects", () => {
    expect(readManifests([{ kind: "List", items: [pod("a")] }]).objectCount).toBe(1);
  });

  it("refuses items that are no list", () => {
    expect(problemsOf({ kind: "List", items: {} })).toEqual([
      { code: "wrong-type", expected: "list", found: "an object", document: 0, path: ["items"] },
    ]);
  });

  it("follows lists in lists eight deep", () => {
    const nest = (depth: number): unknown => (depth === 0 ? pod("a") : [nest(depth - 1)]);
    expect(problemsOf(nest(8))).toEqual([]);
    expect(problemsOf(nest(9))).toEqual([
      { code: "too-deep", limit: 8, document: 0, path: [0, 0, 0, 0, 0, 0, 0, 0, 0] },
    ]);
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(problemsOf(cycle).map(({ code }) => code)).toEqual(["too-deep"]);
  });

  it("stops after so many objects, and says so once", () => {
    const documents = [[pod("a"), pod("b"), pod("c"), pod("d")], pod("e")];
    const { podSets, problems } = readManifests(documents, { maxObjects: 3 });
    expect([podSets.map(({ name }) => name), problems]).toEqual([
      ["a", "b"],
      [{ code: "too-many-objects", limit: 3, document: 0, path: [2] }],
    ]);
    expect(readManifests(documents, { maxObjects: 6 }).problems).toEqual([]);
    expect(problemsOf(Array.from({ length: 250001 }, () => ({ kind: "List" })))).toEqual([
      { code: "too-many-objects", limit: 250000, document: 0, path: [249999] },
    ]);
  });
});

describe("readManifests, what there is too much of", () => {
  it("is told up to a number, which is said once", () => {
    const problems = problemsOf(Array(100_001).fill({}));
    expect(problems.length).toBe(100_001);
    expect(problems.filter(({ code }) => code === "missing").length).toBe(100_000);
    expect(problems.at(-1)).toEqual({ code: "too-many-problems", limit: 100_000, document: 0, path: [99_999, "kind"] });
  });

  it("is refused in one object", () => {
    const big = (count: number) => ({ ...pod("a"), x: Array(count).fill(1) });
    expect(problemsOf(big(99_900))).toEqual([]);
    expect(problemsOf([big(100_000)])).toEqual([{ code: "too-many-values", limit: 100_000, document: 0, path: [0] }]);
    const cyclic: Record<string, unknown> = { ...pod("a") };
    cyclic["x"] = [cyclic];
    expect(problemsOf(cyclic).map(({ code }) => code)).toEqual(["too-many-values"]);
  });

  it("is refused in all objects together, and nothing is read after it", () => {
    const many = (name: string) => pod(name, { containers: Array(30_000).fill({ name: "c", image: "i" }) });
    const names = Array.from({ length: 12 }, (_, i) => `p${i}`);
    expect(problemsOf(...names.slice(0, 10).map(many))).toEqual([]);
    const { problems, podSets } = readManifests(names.map(many));
    expect(problems).toEqual([{ code: "too-many-containers", limit: 300_000, document: 10, path: [] }]);
    expect(podSets.length).toBe(11);
  });
});

describe("readManifests, what is left out", () => {
  it("counts finished Pods, and does not read them", () => {
    const status = (phase: string): unknown => pod("a", { containers: 5 }, { status: { phase } });
    const { podSets, finished, problems } = readManifests([status("Succeeded"), status("Failed")]);
    expect([podSets, finished, problems]).toEqual([[], 2, []]);
    for (const phase of ["Pending", "Running", "Unknown"])
      expect(onlySet(pod("a", {}, { status: { phase } }))).toMatchObject({ phase });
  });

  it("counts finished Jobs", () => {
    const job = (type: string, status: string): unknown => ({
      ...workload("batch/v1", "Job"),
      status: {
        conditions: [
          { type: "Suspended", status: "False" },
          { type, status },
        ],
      },
    });
    const { podSets, finished } = readManifests([job("Complete", "True"), job("Failed", "True")]);
    expect([podSets, finished]).toEqual([[], 2]);
    for (const object of [job("Complete", "False"), job("SuccessCriteriaMet", "True")])
      expect(onlySet(object)?.count).toBe(1);
    const deployment = {
      ...workload("apps/v1", "Deployment"),
      status: { conditions: [{ type: "Failed", status: "True" }] },
    };
    expect(onlySet(deployment)?.count).toBe(1);
  });

  it("counts suspended Jobs and CronJobs", () => {
    const jobTemplate = { spec: { suspend: true, template: { spec: spec() } } };
    const { podSets, suspended } = readManifests([
      workload("batch/v1", "Job", { suspend: true }),
      { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "a" }, spec: { suspend: true } },
      { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "b" }, spec: { jobTemplate } },
    ]);
    expect([podSets, suspended]).toEqual([[], 3]);
    expect(onlySet(workload("batch/v1", "Job", { suspend: false }))?.count).toBe(1);
    expect(onlySet(workload("apps/v1", "Deployment", { suspend: true }))?.count).toBe(1);
  });

  it("counts a workload once whose pods are there themselves, as kubectl get all shows them", () => {
    const meta = (name: string, uid: string, owner: string): unknown => ({
      name,
      uid,
      ownerReferences: [
        { uid: "unrelated", controller: false },
        { uid: owner, controller: true },
      ],
    });
    const { podSets, represented, problems } = readManifests([
      pod("web-abc-1", {}, { metadata: meta("web-abc-1", "p1", "rs") }),
      { ...workload("apps/v1", "Deployment", { replicas: 3 }), metadata: { name: "web", uid: "d" } },
      { ...workload("apps/v1", "ReplicaSet", { replicas: 3 }), metadata: meta("web-abc", "rs", "d") },
      { ...workload("apps/v1", "ReplicaSet", { replicas: 2 }), metadata: { name: "other", uid: "unrelated" } },
    ]);
    expect([podSets.map(({ name }) => name), represented, problems]).toEqual([["web-abc-1", "other"], 2, []]);
  });

  it("does not take two workloads without UIDs for each other's", () => {
    const owned = { name: "a", ownerReferences: [{ controller: true }] };
    const { podSets } = readManifests([pod("a", {}, { metadata: owned }), workload("apps/v1", "Deployment")]);
    expect(podSets.length).toBe(2);
  });
});

describe("readManifests, names", () => {
  it("numbers generated names", () => {
    const generated = (prefix: string): unknown => pod("", {}, { metadata: { generateName: prefix } });
    const { podSets, problems } = readManifests([generated("web-"), generated("web-"), generated("db-")]);
    expect([podSets.map(({ name }) => name), problems]).toEqual([["web-0", "web-1", "db-0"], []]);
    expect(onlySet(pod("", {}, { metadata: { name: "a", generateName: 5 } }))?.name).toBe("a");
  });

  const long = "a".repeat(63);
  const good = ["a", "9", "a-b", "a.b-c.9", long, `${long}.${long}.${long}.${"a".repeat(61)}`];
  it.each(good)("accepts %s", (name) => {
    expect(onlySet(pod(name))?.name).toBe(name);
  });

  const bad = [
    "",
    "A",
    "-a",
    "a-",
    "a_b",
    ".a",
    "a..b",
    "a.",
    "a b",
    "<b>",
    "a\n",
    "a/b",
    `${long}.${long}.${long}.${"a".repeat(62)}`,
    "__proto__",
  ];
  it.each(bad)("refuses %j", (name) => {
    const shown = JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
    const field = { code: "bad-name", found: shown, document: 0 };
    expect(problemsOf(pod(name))).toEqual([{ ...field, expected: "dns-subdomain", path: ["metadata", "name"] }]);
    const containers = { containers: [{ name }] };
    expect(problemsOf(pod("a", containers))).toEqual([
      { ...field, expected: "dns-label", path: ["spec", "containers", 0, "name"] },
    ]);
    expect(problemsOf(pod("a", {}, { metadata: { name: "a", namespace: name } }))).toEqual([
      { ...field, expected: "dns-label", path: ["metadata", "namespace"] },
    ]);
    if (name !== "")
      expect(problemsOf(pod("a", { nodeName: name }))).toEqual([
        { ...field, expected: "dns-subdomain", path: ["spec", "nodeName"] },
      ]);
  });

  it("refuses dots and 64 signs where Kubernetes has a label, but not in a Pod's name", () => {
    for (const name of ["a.b", `${long}a`]) {
      expect(problemsOf(pod("a", { containers: [{ name }] })).map(({ code }) => code)).toEqual(["bad-name"]);
      expect(problemsOf(pod(name))).toEqual([]);
    }
  });

  it("accepts any UID that can be a directory", () => {
    for (const uid of ["__proto__", "constructor", "a\u001b", "ä"])
      expect(onlySet(pod("a", {}, { metadata: { name: "a", uid } }))?.uid).toBe(uid);
    expect(problemsOf(pod("a", {}, { metadata: { name: "a", uid: "a/b" } }))).toEqual([
      { code: "bad-name", expected: "uid", found: '"a/b"', document: 0, path: ["metadata", "uid"] },
    ]);
  });
});

describe("readManifests, problems", () => {
  const wrong = (path: readonly (string | number)[], found: string, expected: string): unknown => ({
    code: "wrong-type",
    document: 0,
    path,
    found,
    expected,
  });
  const missing = (path: readonly (string | number)[], expected: string): unknown => ({
    code: "missing",
    document: 0,
    path,
    expected,
  });
  const range = (path: readonly (string | number)[], found: number): unknown => ({
    code: "number-out-of-range",
    document: 0,
    path,
    found,
    min: 0,
    max: 2147483647,
  });
  const misplaced = (
    path: readonly (string | number)[],
    found: string,
    belongs: readonly string[] = ["spec"],
  ): unknown => ({
    code: "misplaced",
    document: 0,
    path,
    found,
    belongs: [...belongs, "hostUsers"],
  });
  const containers = ["spec", "containers"];
  const context = ["spec", "securityContext"];
  const template = ["spec", "template", "spec"];
  const cases: readonly (readonly [string, unknown, readonly unknown[]])[] = [
    ["a text", "hello", [wrong([], '"hello"', "object")]],
    ["a number", 5, [wrong([], "5", "object")]],
    ["no kind", {}, [missing(["kind"], "kind")]],
    ["an empty kind", { kind: "" }, [missing(["kind"], "kind")]],
    ["a kind of another type", { kind: 5 }, [wrong(["kind"], "5", "kind")]],
    ["no metadata", { kind: "Pod", spec: spec() }, [missing(["metadata", "name"], "name")]],
    ["metadata of another type", { kind: "Pod", metadata: "a", spec: spec() }, [wrong(["metadata"], '"a"', "object")]],
    ["a name of another type", pod("", {}, { metadata: { name: 5 } }), [wrong(["metadata", "name"], "5", "string")]],
    [
      "a prefix of another type",
      pod("", {}, { metadata: { generateName: 5 } }),
      [wrong(["metadata", "generateName"], "5", "string")],
    ],
    [
      "a bad prefix",
      pod("", {}, { metadata: { generateName: "A-" } }),
      [
        {
          code: "bad-name",
          document: 0,
          path: ["metadata", "generateName"],
          found: '"A-0"',
          expected: "dns-subdomain",
        },
      ],
    ],
    [
      "a namespace of another type",
      pod("a", {}, { metadata: { name: "a", namespace: [] } }),
      [wrong(["metadata", "namespace"], "a list", "string")],
    ],
    [
      "a UID of another type",
      pod("a", {}, { metadata: { name: "a", uid: 5 } }),
      [wrong(["metadata", "uid"], "5", "string")],
    ],
    ["a phase of another type", pod("a", {}, { status: { phase: 5 } }), [wrong(["status", "phase"], "5", "string")]],
    [
      "a time of another type",
      pod("a", {}, { metadata: { name: "a", deletionTimestamp: 5 } }),
      [wrong(["metadata", "deletionTimestamp"], "5", "string")],
    ],
    ["no spec", { kind: "Pod", metadata: { name: "a" } }, [missing(["spec"], "object")]],
    [
      "a spec of another type",
      { kind: "Pod", metadata: { name: "a" }, spec: [] },
      [wrong(["spec"], "a list", "object")],
    ],
    ["no template", { kind: "Deployment", metadata: { name: "a" }, spec: {} }, [missing(template, "object")]],
    ["no containers", pod("a", { containers: undefined }), [missing(containers, "container")]],
    ["null containers", pod("a", { containers: null }), [missing(containers, "container")]],
    ["an empty list of containers", pod("a", { containers: [] }), [missing(containers, "container")]],
    ["containers of another type", pod("a", { containers: {} }), [wrong(containers, "an object", "list")]],
    ["a container of another type", pod("a", { containers: [5] }), [wrong([...containers, 0], "5", "object")]],
    ["a container without a name", pod("a", { containers: [{}] }), [missing([...containers, 0, "name"], "name")]],
    [
      "init containers of another type",
      pod("a", { initContainers: 5 }),
      [wrong(["spec", "initContainers"], "5", "list")],
    ],
    [
      "a container's context of another type",
      pod("a", { containers: [{ name: "a", securityContext: 5 }] }),
      [wrong([...containers, 0, "securityContext"], "5", "object")],
    ],
    ["a pod's context of another type", pod("a", { securityContext: [] }), [wrong(context, "a list", "object")]],
    ["hostUsers as a text", pod("a", { hostUsers: "false" }), [wrong(["spec", "hostUsers"], '"false"', "boolean")]],
    ["hostUsers as a number", pod("a", { hostUsers: 0 }), [wrong(["spec", "hostUsers"], "0", "boolean")]],
    [
      "a user as a text",
      pod("a", { securityContext: { runAsUser: "0" } }),
      [wrong([...context, "runAsUser"], '"0"', "integer")],
    ],
    [
      "half a user",
      pod("a", { securityContext: { runAsUser: 0.5 } }),
      [wrong([...context, "runAsUser"], "0.5", "integer")],
    ],
    ["a negative group", pod("a", { securityContext: { runAsGroup: -1 } }), [range([...context, "runAsGroup"], -1)]],
    [
      "a group past the last",
      pod("a", { securityContext: { fsGroup: 2147483648 } }),
      [range([...context, "fsGroup"], 2147483648)],
    ],
    [
      "a user past 2^32",
      pod("a", { containers: [{ name: "a", securityContext: { runAsUser: 4294967296 } }] }),
      [range([...containers, 0, "securityContext", "runAsUser"], 4294967296)],
    ],
    [
      "a user that is no number",
      pod("a", { securityContext: { runAsUser: Number.NaN } }),
      [wrong([...context, "runAsUser"], "NaN", "integer")],
    ],
    [
      "groups of another type",
      pod("a", { securityContext: { supplementalGroups: 5 } }),
      [wrong([...context, "supplementalGroups"], "5", "list")],
    ],
    [
      "a null among the groups",
      pod("a", { securityContext: { supplementalGroups: [1, null] } }),
      [wrong([...context, "supplementalGroups", 1], "null", "integer")],
    ],
    [
      "a text among the groups",
      pod("a", { securityContext: { supplementalGroups: ["1"] } }),
      [wrong([...context, "supplementalGroups", 0], '"1"', "integer")],
    ],
    [
      "another policy",
      pod("a", { securityContext: { supplementalGroupsPolicy: "strict" } }),
      [wrong([...context, "supplementalGroupsPolicy"], '"strict"', "groups-policy")],
    ],
    [
      "replicas past int32",
      workload("apps/v1", "Deployment", { replicas: 2147483648 }),
      [range(["spec", "replicas"], 2147483648)],
    ],
    ["negative replicas", workload("apps/v1", "Deployment", { replicas: -1 }), [range(["spec", "replicas"], -1)]],
    [
      "replicas as a text",
      workload("apps/v1", "Deployment", { replicas: "3" }),
      [wrong(["spec", "replicas"], '"3"', "integer")],
    ],
    [
      "completions as a text",
      workload("batch/v1", "Job", { completions: "3" }),
      [wrong(["spec", "completions"], '"3"', "integer")],
    ],
    [
      "hostUsers in another spelling",
      pod("a", { hostusers: false, HOSTUSERS: false }),
      [misplaced(["spec", "hostusers"], "hostusers"), misplaced(["spec", "HOSTUSERS"], "HOSTUSERS")],
    ],
    ["hostUsers beside the spec", pod("a", {}, { hostUsers: false }), [misplaced(["hostUsers"], "hostUsers")]],
    [
      "hostUsers in the pod's context",
      pod("a", { securityContext: { hostUsers: false } }),
      [misplaced([...context, "hostUsers"], "hostUsers")],
    ],
    [
      "hostUsers in a container",
      pod("a", { containers: [{ name: "a", hostUsers: false, securityContext: { hostUsers: false } }] }),
      [
        misplaced([...containers, 0, "hostUsers"], "hostUsers"),
        misplaced([...containers, 0, "securityContext", "hostUsers"], "hostUsers"),
      ],
    ],
    [
      "hostUsers in a workload's own spec",
      workload("apps/v1", "Deployment", { hostUsers: false }),
      [misplaced(["spec", "hostUsers"], "hostUsers", template)],
    ],
    [
      "hostUsers in a template",
      { ...workload("apps/v1", "Deployment"), spec: { template: { hostUsers: false, spec: spec() } } },
      [misplaced(["spec", "template", "hostUsers"], "hostUsers", template)],
    ],
  ];

  it.each(cases)("%s", (_, document, problems) => {
    expect(problemsOf(document)).toEqual(problems);
  });

  it("checks the pod's own IDs once, however many containers there are", () => {
    const two = [{ name: "a" }, { name: "b" }];
    expect(problemsOf(pod("a", { containers: two, securityContext: { runAsUser: -1 } }))).toHaveLength(1);
  });

  it("gives every document's position", () => {
    expect(problemsOf(pod("a"), 5, pod("b"), 6).map(({ document }) => document)).toEqual([1, 3]);
  });
});

describe("readManifests, duplicates", () => {
  const withUid = (name: string, uid: string): unknown => pod(name, {}, { metadata: { name, uid } });
  const place = (document: number, field: string): unknown => ({ document, path: ["metadata", field] });
  const named = (document: number, first: number, found: string): unknown => ({
    code: "duplicate-pod",
    shared: "name",
    found,
    document,
    path: ["metadata", "name"],
    first: place(first, "name"),
  });

  it("refuses a UID twice, naming both places", () => {
    expect(problemsOf(withUid("a", "__proto__"), pod("x"), withUid("b", "__proto__"))).toEqual([
      {
        code: "duplicate-pod",
        shared: "uid",
        found: "__proto__",
        document: 2,
        path: ["metadata", "uid"],
        first: place(0, "uid"),
      },
    ]);
  });

  it("refuses a name twice, unless the UIDs tell the two apart", () => {
    expect(problemsOf(pod("a"), pod("a"))).toEqual([named(1, 0, "default/a")]);
    expect(problemsOf(withUid("a", "u"), pod("a"))).toEqual([named(1, 0, "default/a")]);
    expect(problemsOf(pod("a"), withUid("a", "u"))).toEqual([named(1, 0, "default/a")]);
    expect(problemsOf(withUid("a", "u"), withUid("a", "v"))).toEqual([]);
    expect(problemsOf(pod("a"), pod("a", {}, { metadata: { name: "a", namespace: "other" } }))).toEqual([]);
  });

  it("refuses two workloads whose pods would have one name", () => {
    const web = workload("apps/v1", "Deployment", { replicas: 2 });
    expect(problemsOf(web, workload("apps/v1", "StatefulSet", { replicas: 1 }))).toEqual([
      named(1, 0, "default/web-0"),
    ]);
    expect(problemsOf(web, workload("apps/v1", "StatefulSet", { replicas: 0 }))).toEqual([]);
  });

  it("refuses a Pod of the name of a replica", () => {
    const web = workload("apps/v1", "Deployment", { replicas: 11 });
    expect(problemsOf(pod("web-10"), web)).toEqual([named(0, 1, "default/web-10")]);
    expect(problemsOf(web, pod("web-0"))).toEqual([named(1, 0, "default/web-0")]);
    for (const name of ["web-11", "web-010", "web-1a", "web", "web-", "aweb-1"].filter((name) => !name.endsWith("-")))
      expect(problemsOf(web, pod(name))).toEqual([]);
    expect(problemsOf(pod("web-1-0"), web, { ...web, metadata: { name: "web-1" } })).toEqual([
      named(0, 2, "default/web-1-0"),
    ]);
  });

  it("costs nothing for two billion replicas", () => {
    const many = workload("apps/v1", "Deployment", { replicas: 2000000000 });
    expect(problemsOf(many, pod("web-1999999999"), pod("web-2000000000"))).toEqual([
      named(1, 0, "default/web-1999999999"),
    ]);
  });
});
