import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionWithFix } from "../../../../src/core/kubelet/runtime/runtime-fixes.ts";
import {
  parseRuntime,
  RUNTIME_NAMES,
  RUNTIME_TABLE,
  runtimeRow,
  showRuntime,
} from "../../../../src/core/kubelet/runtime/runtimes.ts";
import { isAtLeast, NEVER, newestOf, reached, releaseOf } from "../../../../src/core/kubelet/runtime/version.ts";
import { prop } from "../../../support/prop.ts";

describe("versionWithFix", () => {
  it.each([
    ["containerd", [2, 1, 0], [2, 1, 7]],
    ["containerd", [2, 2, 3], [2, 3]],
    ["crun", [1, 20], NEVER],
  ])("of %s %j is %j", (name, version, fixed) => {
    expect(versionWithFix({ name, version }, "image-volume")).toEqual(fixed);
  });
});

describe("newestOf", () => {
  it("is the newest, and the least where none is newer", () => {
    expect([
      newestOf(
        [
          [1, 2],
          [1, 10],
          [1, 9, 9],
        ],
        [1],
      ),
      newestOf([[1, 2]], [2]),
      newestOf([], [1, 0]),
    ]).toEqual([[1, 10], [2], [1, 0]]);
  });
});

describe("parseRuntime", () => {
  it("reads a name and two or three numbers", () => {
    expect(parseRuntime("containerd@2.1.3")).toEqual({ ok: true, value: { name: "containerd", version: [2, 1, 3] } });
    expect(parseRuntime("cri-o@v1.30")).toEqual({ ok: true, value: { name: "cri-o", version: [1, 30] } });
    expect(parseRuntime("x2@12345.12345.12345").ok).toBe(true);
    expect(parseRuntime(`${"a".repeat(31)}@1.2`).ok).toBe(true);
  });

  it.each([
    // kubectl get nodes -o wide
    ["containerd://2.1.4-k3s2", "containerd", [2, 1, 4], "2.1.4-k3s2"],
    ["containerd://1.7.28-2", "containerd", [1, 7, 28], "1.7.28-2"],
    ["containerd://1.7.29+unknown", "containerd", [1, 7, 29], "1.7.29+unknown"],
    ["containerd://2.0.5", "containerd", [2, 0, 5], undefined],
    ["cri-o://1.28.1", "cri-o", [1, 28, 1], undefined],
    ["cri-o://1.28.4-8.rhaos4.15.git24f50b9.el9", "cri-o", [1, 28, 4], "1.28.4-8.rhaos4.15.git24f50b9.el9"],
    ["docker://24.0.7", "docker", [24, 0, 7], undefined],
    // dpkg and apt
    ["containerd@1.7.23-0ubuntu1~24.04.1", "containerd", [1, 7, 23], "1.7.23-0ubuntu1~24.04.1"],
    ["containerd=1.7.24~ds1-6+b4", "containerd", [1, 7, 24], "1.7.24~ds1-6+b4"],
    ["containerd.io \t1.7.27-1", "containerd", [1, 7, 27], "1.7.27-1"],
    // rpm
    ["crun@1.23.1-1.el9", "crun", [1, 23, 1], "1.23.1-1.el9"],
    ["crun-1.23.1-1.el9.x86_64", "crun", [1, 23, 1], "1.23.1-1.el9.x86_64"],
    ["cri-o-1.33.0-1.el9.x86_64", "cri-o", [1, 33, 0], "1.33.0-1.el9.x86_64"],
    ["runc@4:1.2.5-2.el9", "runc", [1, 2, 5], "1.2.5-2.el9"],
    ["containerd@3.2.0.azl1", "containerd", [3, 2, 0], "3.2.0.azl1"],
    // the programs themselves
    ["runc version 1.2.6", "runc", [1, 2, 6], undefined],
    [
      "containerd github.com/containerd/containerd/v2 v2.1.4 75cb2b7193e4e490e9fbdc236c0e811ccaba3376",
      "containerd",
      [2, 1, 4],
      undefined,
    ],
    ["containerd containerd.io 1.7.27 05044ec0a9a75232cad458027ca83437aae3f4da", "containerd", [1, 7, 27], undefined],
    ["containerd github.com/containerd/containerd 1.7.24~ds1 ", "containerd", [1, 7, 24], "1.7.24~ds1"],
    ["crio@1.33", "cri-o", [1, 33], undefined],
    ["cri-dockerd@0.3.20", "cri-dockerd", [0, 3, 20], undefined],
  ] as const)("reads %s", (text, name, version, written) => {
    expect(parseRuntime(text)).toEqual({ ok: true, value: { name, version, ...(written && { written }) } });
  });

  it.each([
    ["containerd://2.0.0-rc.3", [2, 0, 0, -1]],
    ["containerd@2.0.0~rc3-1", [2, 0, 0, -1]],
    ["runc@1.2.0-0.1.rc3.el9", [1, 2, 0, -1]],
    ["runc@1.2-beta1", [1, 2, -1]],
    ["cri-o://1.34.0-dev", [1, 34, 0, -1]],
    ["containerd@2.0.0.rc3", [2, 0, 0, -1]],
    ["containerd@2.0.0-rcx", [2, 0, 0]],
    ["containerd@2.0.0-devel", [2, 0, 0]],
    ["containerd@2.0.0-1rc3", [2, 0, 0]],
  ] as const)("tells a pre-release from a release: %s", (text, version) => {
    const read = parseRuntime(text);
    expect(read.ok && read.value.version).toEqual(version);
  });

  const piece = fc.constantFrom("crio", "runc", "@", "://", "-", "1.2", ".3", "~rc", "~", "+", " ", "0:", "v", ".el9");
  prop(
    "never throws, and reads what it shows the same again",
    [
      fc.oneof(
        fc.string(),
        fc.array(piece).map((all) => all.join("")),
      ),
    ],
    (text) => {
      const read = parseRuntime(text);
      if (!read.ok) return read.error.found === text.slice(0, 40);
      const { name, version, written = version.join(".") } = read.value;
      const again = parseRuntime(`${name}@${written}`);
      return again.ok && again.value.name === name && again.value.version.join() === version.join();
    },
  );

  it("refuses anything else", () => {
    const bad = [
      "",
      "runc",
      "runc@",
      "runc@1",
      "@1.2",
      "runc@1.2.3.4",
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
      "2.0.0-rc.3",
      "containerd://",
      "containerd://Unknown",
      "runc@1.2-",
      "runc@1.2.0 (x)",
      "runc@1.2.0-a b",
      `runc@1.2-${"a".repeat(30)}\u001b`,
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
      Object.values(row).flatMap((cell) => (typeof cell === "object" ? cell.source : [])),
    );
    expect(sources).toMatchInlineSnapshot(`
      [
        "containerd docs/user-namespaces/README.md",
        "containerd docs/user-namespaces/README.md",
        "WithMounts, containerd pkg/cri/opts; pull request 8211",
        "containerd docs/user-namespaces/README.md, Kubernetes 1.25 and 1.26",
        "validateRuntimeFeatures, containerd core/runtime/v2; pull request 9781",
        "introspectRuntimeFeatures, containerd internal/cri/server/service.go",
        "kubernetes.io, Configure a Security Context",
        "kubernetes.io, User Namespaces, Before you begin",
        "cri-o pull request 6750",
        "cri-o pull requests 7289 and 7297",
        "CRI RuntimeHandlerFeatures.user_namespaces came with Kubernetes 1.30",
        "kubernetes.io, Configure a Security Context",
        "kubernetes.io, User Namespaces: cri-dockerd has no support",
        "kubernetes.io, User Namespaces: cri-dockerd has no support",
        "kubernetes.io, User Namespaces: cri-dockerd has no support",
        "kubernetes.io, User Namespaces: cri-dockerd has no support",
        "containerd docs/user-namespaces/README.md",
        "runc pull requests 3717 and 3993",
        "containerd docs/user-namespaces/README.md",
        "containerd docs/user-namespaces/README.md",
        "crun NEWS, 1.8.1; containerd issue 8286",
        "crun NEWS, 1.9: mountExtensions",
      ]
    `);
  });

  it("is found by name", () => {
    expect(runtimeRow("runc")).toBe(RUNTIME_TABLE[4]);
    expect(runtimeRow("kata")).toBe(undefined);
  });
});

describe("showRuntime", () => {
  it("writes a name and a version", () => {
    expect(showRuntime({ name: "crun", version: [1, 4, 3] })).toBe("crun 1.4.3");
    expect(showRuntime({ name: "crun", version: [1, 4, 3], written: "1.4.3-1.el9" })).toBe("crun 1.4.3-1.el9");
    expect(showRuntime({ name: "containerd", version: [2, 0, 0, -1] })).toBe("containerd 2.0.0 (a pre-release)");
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
    expect(isAtLeast([99, 9], NEVER)).toBe(false);
  });

  it("has a pre-release between the release before and its own", () => {
    expect(isAtLeast([2, 0, 0, -1], [2, 0])).toBe(false);
    expect(isAtLeast([2, 0, 0, -1], [2, 0, 0])).toBe(false);
    expect(isAtLeast([2, 0, -1], [2, 0])).toBe(false);
    expect(isAtLeast([2, 0, 0, -1], [1, 7])).toBe(true);
    expect(isAtLeast([2, 0, 1, -1], [2, 0])).toBe(true);
    expect(isAtLeast([2, 0, 0], [2, 0, 0, -1])).toBe(true);
  });

  it.each([
    [[2, 0, 0, -1], [2, 0], "pre-release"],
    [[2, 0, 0, -1], [2, 0, 0], "pre-release"],
    [[2, 0, -1], [2, 0], "pre-release"],
    [[2, 0, -1], [2, 0, 1], "no"],
    [[2, 0, 1, -1], [2, 0], "yes"],
    [[1, 7, 9, -1], [2, 0], "no"],
    [[2, 0, 0, -1], NEVER, "no"],
    [[1, 9], [2, 0], "no"],
    [[2, 0], [2, 0], "yes"],
    [[2, 0], [2, 0, 0], "yes"],
    [[2, 0], [2, 0, 1], "hangs-on-patch"],
    [[2, 0, -1], [2, 0, 1], "no"],
    [[2, 1], [2, 0, 1], "yes"],
    [[1, 0], [2, 0, 1], "no"],
    [[2], [2, 1], "hangs-on-patch"],
  ] as const)("tells whether %j has what came with %j: %s", (version, since, answer) => {
    expect(reached(version, since)).toBe(answer);
  });

  it("knows the release after a pre-release", () => {
    expect(
      [
        [2, 0, 0, -1],
        [2, 0, -1],
        [2, 0],
        [2, 0, 1],
      ].map(releaseOf),
    ).toEqual([
      [2, 0, 0],
      [2, 0, 0],
      [2, 0],
      [2, 0, 1],
    ]);
  });
});
