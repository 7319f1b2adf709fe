import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/node.ts";
import { type ReadPodsOptions, readPods } from "../../../../src/core/node/pod/read-pods.ts";

const SPEC = { hostUsers: false, containers: [{ name: "main" }] };

function podNamed(name: string, more: object = {}): object {
  return { apiVersion: "v1", kind: "Pod", metadata: { name }, spec: { ...SPEC, ...more } };
}

function deployment(replicas: number): object {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: { replicas, template: { spec: SPEC } },
  };
}

function uids(documents: readonly unknown[], options?: ReadPodsOptions): unknown {
  const read = readPods(documents, options);
  return read.ok ? read.value.pods.map(({ uid }) => uid) : read.error;
}

describe("readPods", () => {
  it("gives the pods of all workloads, one by one", () => {
    expect(uids([podNamed("a"), null, deployment(2)])).toEqual(["default_a", "default_web-0", "default_web-1"]);
    expect(uids([{ apiVersion: "v1", kind: "List", items: [podNamed("a"), podNamed("b")] }])).toEqual([
      "default_a",
      "default_b",
    ]);
    expect(uids([])).toEqual([]);
  });

  it("says what was left out", () => {
    const service = { apiVersion: "v1", kind: "Service", metadata: { name: "web" } };
    const done = { ...podNamed("done"), status: { phase: "Succeeded" } };
    expect(readPods([service, done])).toEqual({
      ok: true,
      value: { pods: [], finished: 1, suspended: 0, represented: 0, otherKinds: [{ kind: "Service", count: 1 }] },
    });
  });

  it("reads those of one node", () => {
    const pods = [podNamed("a", { nodeName: "one" }), podNamed("b", { nodeName: "two" }), podNamed("c")];
    expect(uids(pods, { node: "two" })).toEqual(["default_b"]);
    expect(uids(pods)).toEqual(["default_a", "default_b", "default_c"]);
  });

  it("refuses two billion pods before it makes one", () => {
    expect(uids([deployment(2_147_483_647)])).toEqual({ code: "too-many-pods", count: 2_147_483_647, limit: 1000 });
    expect(uids([deployment(3)], { maxPods: 2 })).toEqual({ code: "too-many-pods", count: 3, limit: 2 });
    expect(uids([deployment(3)], { maxPods: 3 })).toHaveLength(3);
  });

  it("gives what is wrong as data, with its place", () => {
    const read = readPods([podNamed("a"), podNamed("b", { hostUsers: "no", containers: [] })]);
    expect(read).toMatchObject({
      ok: false,
      error: {
        code: "manifest-problems",
        problems: [{ code: "missing", document: 1, path: ["spec", "containers"] }, { document: 1 }],
      },
    });
    if (read.ok) return;
    expect(explain(read.error)).toBe(
      'Document 2, "spec.containers": missing; expected at least one container. And 1 more.',
    );
  });

  it.each([undefined, null, "a: b", 5, { kind: "Pod" }])("throws for what is no list: %j", (documents) => {
    expect(() => readPods(documents as unknown as unknown[])).toThrow(
      /^readPods: expected documents to be an array of what a parser gave, got /,
    );
  });

  it.each([
    ["text", "a text"],
    ["number", 5],
    ["list of texts", ["a"]],
  ])("never throws for a document that is a %s", (_what, document) => {
    expect(readPods([document])).toMatchObject({ ok: false, error: { code: "manifest-problems" } });
  });

  it("throws for a number that is none", () => {
    expect(() => readPods([], { maxPods: 1.5 })).toThrow(TypeError);
    expect(() => readPods([], { maxPods: -1 })).toThrow(RangeError);
  });
});
