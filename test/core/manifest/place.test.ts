import { describe, expect, it } from "vitest";
import { formatPath } from "../../../src/core/manifest/place.ts";

describe("formatPath", () => {
  it("writes a path as Kubernetes does", () => {
    expect(formatPath(["spec", "template", "spec", "containers", 0, "securityContext", "runAsUser"])).toBe(
      "spec.template.spec.containers[0].securityContext.runAsUser",
    );
  });

  it("is empty for the document itself, and may begin with a position", () => {
    expect(formatPath([])).toBe("");
    expect(formatPath([3, "metadata"])).toBe("[3].metadata");
  });

  it("puts keys with other signs into quotation marks", () => {
    expect(formatPath(["annotations", "a.b/c", 'x"\n'])).toBe('annotations["a.b/c"]["x\\"\\n"]');
    expect(formatPath(["a b"])).toBe('["a b"]');
    expect(formatPath(["a_1", "1a"])).toBe('a_1["1a"]');
  });
});
