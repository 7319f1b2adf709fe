import { describe, expect, it } from "vitest";
import { policyOfNamespace } from "../../../../src/node.ts";

const rows: readonly (readonly [string, unknown, unknown])[] = [
  ["no object", undefined, undefined],
  ["no labels", { metadata: {} }, undefined],
  ["a version alone", labelled(undefined, "v1.30"), undefined],
  ["a level that is no text", labelled(3, undefined), undefined],
  ["a level", labelled("baseline"), { level: "baseline", version: "latest" }],
  ["level and version", labelled("restricted", "v1.30"), { level: "restricted", version: 30 }],
  ["a version without its v", labelled("restricted", "1.30"), { level: "restricted", version: "latest" }],
  ["a version that is none", labelled("privileged", "newest"), { level: "privileged", version: "latest" }],
  ["a level that is none", labelled("strict"), { level: "restricted", version: "latest" }],
  ["a level that is none at a version", labelled("strict", "v1.30"), { level: "restricted", version: 30 }],
  ["nothing right", labelled("", ""), { level: "restricted", version: "latest" }],
];

function labelled(level?: unknown, version?: string): unknown {
  const prefix = "pod-security.kubernetes.io/enforce";
  return { metadata: { labels: { [prefix]: level, [`${prefix}-version`]: version } } };
}

describe("policyOfNamespace", () => {
  it.each(rows)("of %s", (_, object, policy) => {
    expect(policyOfNamespace(object)).toEqual(policy);
  });
});
