import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldPath } from "../../../src/cli/check/field-path.ts";
import { formatPath, type ManifestPath } from "../../../src/core/manifest/place.ts";
import { prop } from "../../support/prop.ts";

describe("the way to a field", () => {
  const object = { spec: { hostPID: true, containers: [{ name: "a" }, { name: "b" }], map: { "a.b/c": 1, "3": 2 } } };

  it.each<readonly [string, ManifestPath]>([
    ["", []],
    ["spec.hostPID", ["spec", "hostPID"]],
    ["spec.HostPID", ["spec", "hostPID"]],
    ["spec.containers[1].name", ["spec", "containers", 1, "name"]],
    ["spec.containers[7].name", ["spec", "containers", 7, "name"]],
    ["spec.map[a.b/c]", ["spec", "map", "a.b/c"]],
    ['spec.map["a.b/c"]', ["spec", "map", "a.b/c"]],
    ["spec.map[3]", ["spec", "map", "3"]],
    ["spec.absent.More[0]", ["spec", "absent", "More", "0"]],
    ['spec["\\x"]', ["spec", '"\\x"']],
    ["spec.__proto__.x", ["spec", "__proto__", "x"]],
  ])("of %j is %j", (field, path) => {
    expect(fieldPath(object, field)).toEqual(path);
  });

  prop("is back what was written of it", [fc.jsonValue({ maxDepth: 4 })], (value) => {
    const check = (inner: unknown, path: ManifestPath): void => {
      expect(fieldPath(value, formatPath(path))).toEqual(path);
      if (typeof inner === "object" && inner !== null)
        for (const [key, child] of Object.entries(inner))
          check(child, [...path, Array.isArray(inner) ? Number(key) : key]);
    };
    check(value, []);
  });
});
