import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { podsOf } from "../../../src/core/manifest/pod-set.ts";
import { readManifests } from "../../../src/core/manifest/read-manifests.ts";
import { prop } from "../../support/prop.ts";

/** JSON that looks like a manifest here and there: the keys that are read, with anything behind them. */
const manifestLike = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      false,
      "a",
      "Pod",
      "List",
      "Deployment",
      "Job",
      "v1",
      "apps/v1",
      "u-1",
      0,
      1,
      -1,
      2 ** 32,
    ),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("object"),
  ),
  object: fc.dictionary(
    fc.constantFrom(
      "apiVersion",
      "kind",
      "items",
      "metadata",
      "name",
      "uid",
      "spec",
      "template",
      "containers",
      "securityContext",
      "runAsUser",
      "hostUsers",
      "hostusers",
      "replicas",
      "parallelism",
      "completions",
      "status",
      "conditions",
      "ownerReferences",
      "__proto__",
      "constructor",
    ),
    tie("value"),
    { maxKeys: 6, noNullPrototype: true },
  ),
})).value;

/** Sound pods and workloads, with names and UIDs that meet now and then. */
const sound = fc
  .record({
    kind: fc.constantFrom("Pod", "Deployment", "StatefulSet", "DaemonSet", "Job"),
    name: fc.constantFrom("a", "b", "a-0", "a-1", "a-1-0"),
    uid: fc.constantFrom(undefined, "u", "__proto__", "w"),
    replicas: fc.nat({ max: 4 }),
  })
  .map(({ kind, name, uid, replicas }) => {
    const spec = { containers: [{ name: "app" }] };
    const metadata = uid === undefined ? { name } : { name, uid };
    return kind === "Pod"
      ? { kind, metadata, spec }
      : { kind, metadata: { name }, spec: { replicas, parallelism: replicas, template: { spec } } };
  });

describe("readManifests", () => {
  prop(
    "never throws, whatever it is given",
    [fc.array(fc.oneof(manifestLike, fc.anything()), { maxLength: 4 })],
    (documents) => {
      readManifests(documents);
    },
  );

  prop("counts as many pods as are made", [fc.array(sound, { maxLength: 8 })], (documents) => {
    const { podSets, podCount } = readManifests(documents);
    expect([...podsOf(podSets)]).toHaveLength(podCount);
  });

  prop(
    "finds duplicates exactly where two pods share a key or, without two UIDs, a name",
    [fc.array(sound, { maxLength: 8 })],
    (documents) => {
      const { podSets, problems } = readManifests(documents);
      const pods = [...podsOf(podSets)];
      const clashes = pods.some((a, i) =>
        pods.slice(0, i).some((b) => {
          const isTwin = a.set.uid !== undefined && b.set.uid !== undefined;
          return a.key === b.key || (!isTwin && a.namespace === b.namespace && a.name === b.name);
        }),
      );
      expect(problems.length > 0).toBe(clashes);
    },
  );
});
