import { describe, expect, it } from "vitest";
import {
  parseRuntime,
  RUNTIME_NAMES,
  RUNTIME_TABLE,
  runtimeRow,
  showRuntime,
} from "../../../../src/core/kubelet/runtime/runtimes.ts";
import { isAtLeast } from "../../../../src/core/kubelet/runtime/version.ts";

describe("parseRuntime", () => {
  it("reads a name and two or three numbers", () => {
    expect(parseRuntime("containerd@2.1.3")).toEqual({ ok: true, value: { name: "containerd", version: [2, 1, 3] } });
    expect(parseRuntime("cri-o@v1.30")).toEqual({ ok: true, value: { name: "cri-o", version: [1, 30] } });
    expect(parseRuntime("x2@12345.12345.12345").ok).toBe(true);
    expect(parseRuntime(`${"a".repeat(31)}@1.2`).ok).toBe(true);
  });

  it("refuses anything else", () => {
    const bad = [
      "",
      "runc",
      "runc@",
      "runc@1",
      "@1.2",
      "runc@1.2.3.4",
      "runc@1.2.0-rc.1",
      "runc@1.2 ",
      " runc@1.2",
      "Runc@1.2",
      "2x@1.2",
      "runc@vv1.2",
      "runc@1.123456",
      "runc@123456.1",
      "runc@1.2.",
      "runc@1x2",
      "runc@1.2@1.2",
      `${"a".repeat(32)}@1.2`,
    ];
    for (const text of bad)
      expect(parseRuntime(text)).toEqual({ ok: false, error: { code: "not-a-runtime", found: text } });
    expect(parseRuntime("x".repeat(50))).toEqual({
      ok: false,
      error: { code: "not-a-runtime", found: "x".repeat(40) },
    });
  });
});

describe("RUNTIME_TABLE", () => {
  it.each(RUNTIME_NAMES)("has one row for %s", (name) => {
    expect(RUNTIME_TABLE.filter((row) => row.name === name)).toEqual([runtimeRow(name)]);
  });

  it("has a source for each", () => {
    const sources = RUNTIME_TABLE.flatMap((row) =>
      [row.userNamespaces, row.mappedMounts, row.report, row.groupsPolicy].flatMap((cell) => cell?.source ?? []),
    );
    expect(sources).toMatchInlineSnapshot(`
      [
        "containerd docs/user-namespaces/README.md",
        "containerd docs/user-namespaces/README.md",
        "introspectRuntimeFeatures, containerd internal/cri/server/service.go",
        "kubernetes.io, Configure a Security Context",
        "kubernetes.io, User Namespaces, Before you begin",
        "kubernetes.io, User Namespaces, Before you begin",
        "CRI RuntimeHandlerFeatures.user_namespaces came with Kubernetes 1.30",
        "kubernetes.io, Configure a Security Context",
        "containerd docs/user-namespaces/README.md",
        "runc pull requests 3717 and 3993",
        "containerd docs/user-namespaces/README.md",
        "kubernetes.io, User Namespaces, Before you begin",
      ]
    `);
  });

  it("is found by name", () => {
    expect(runtimeRow("runc")).toBe(RUNTIME_TABLE[3]);
    expect(runtimeRow("kata")).toBe(undefined);
  });
});

describe("showRuntime", () => {
  it("writes a name and a version", () => {
    expect(showRuntime({ name: "crun", version: [1, 4, 3] })).toBe("crun 1.4.3");
  });
});

describe("isAtLeast", () => {
  it("compares number by number from the left", () => {
    expect(isAtLeast([1, 10], [1, 9])).toBe(true);
    expect(isAtLeast([1, 9], [1, 10])).toBe(false);
    expect(isAtLeast([2, 0], [1, 9])).toBe(true);
    expect(isAtLeast([1, 9], [2, 0])).toBe(false);
    expect(isAtLeast([1, 4], [1, 4, 3])).toBe(false);
    expect(isAtLeast([1, 4], [1, 4, 0])).toBe(true);
    expect(isAtLeast([1, 4, 3], [1, 4, 3])).toBe(true);
    expect(isAtLeast([1, 4, 3], [1, 4])).toBe(true);
  });
});
