import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/kernel.ts";
import { emptyIdMap } from "../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import type { Result } from "../../../src/core/result.ts";
import { newgidmap, newgidmapErrno, newuidmap, newuidmapErrno } from "../../../src/core/userland/newuidmap.ts";
import {
  checkRuncIdmapMount,
  checkRuncRootless,
  checkRuncUserNamespace,
  isInUserNamespace,
  type RuncRefusal,
} from "../../../src/core/userland/runc.ts";
import { mapsA } from "../kernel/support/cast.ts";
import { told } from "../kernel/support/told.ts";

const NONE = { uid: emptyIdMap(), gid: emptyIdMap() };

function code(result: Result<undefined, RuncRefusal>): string {
  return result.ok ? "ok" : result.error.code;
}

describe("newuidmap", () => {
  const grants = [
    { owner: "u", start: 1010000, count: 10000 },
    { owner: "u", start: 1000000, count: 10000 },
  ];
  const ask = (hostId: number, size: number): string => {
    const mappings = [{ containerId: 0, hostId, size }];
    return told(newuidmap(1000, grants, mappings), newuidmapErrno(1000, grants, mappings));
  };

  it("grants what the file lists, also across grants side by side", () => {
    expect(ask(1005000, 10000)).toBe("all ranges are granted to user 1000 → allowed");
    expect(ask(1000000, 20000)).toBe("all ranges are granted to user 1000 → allowed");
    expect(ask(1000000, 20001)).toBe("the range [1000000, 1020001) is not granted to user 1000 → EPERM");
    expect(ask(999999, 2)).toBe("the range [999999, 1000001) is not granted to user 1000 → EPERM");
  });

  it("grants one's own ID alone", () => {
    expect(ask(1000, 1)).toBe("all ranges are granted to user 1000 → allowed");
    expect(ask(1000, 2)).toBe("the range [1000, 1002) is not granted to user 1000 → EPERM");
    expect(ask(1001, 1)).toBe("the range [1001, 1002) is not granted to user 1000 → EPERM");
    expect(ask(1000000, 0)).toBe("the range [1000000, 1000000) is not granted to user 1000 → EPERM");
  });

  it.each([
    [0, 4294901760, 65536],
    [4294967295, 1000, 1],
    [0, 4294967295, 1],
  ])("takes no mapping %j %j %j that ends past 4294967295", (containerId, hostId, size) => {
    const all = [{ owner: "u", start: 0, count: 4294967295 }];
    const mappings = [
      { containerId: 0, hostId: 1000, size: 1 },
      { containerId, hostId, size },
    ];
    expect(told(newuidmap(1000, all, mappings), newuidmapErrno(1000, all, mappings))).toBe(
      "mapping 2 ends past 4294967295 → EPERM",
    );
    const shorter = [{ containerId: 0, hostId: 4294901760, size: 65535 }];
    expect(newuidmap(1000, all, shorter).allowed).toBe(true);
  });

  it("refuses the first range that is not granted", () => {
    const mappings = [
      { containerId: 0, hostId: 1000, size: 1 },
      { containerId: 1, hostId: 5, size: 1 },
      { containerId: 2, hostId: 6, size: 1 },
    ];
    expect(told(newuidmap(1000, grants, mappings), "EPERM")).toBe(
      "the range [5, 6) is not granted to user 1000 → EPERM",
    );
  });
});

describe("newgidmap", () => {
  const grants = [{ owner: "u", start: 100000, count: 10 }];
  const own = { containerId: 0, hostId: 1000, size: 1 };
  const granted = { containerId: 1, hostId: 100000, size: 10 };
  const asOwn = [...grants, { owner: "u", start: 1000, count: 1 }];

  it.each([
    ["nothing but the own group", grants, [own], "deny"],
    ["the own group and one of the file", grants, [own, granted], undefined],
    ["one of the file and the own group", grants, [granted, own], undefined],
    ["one of the file", grants, [granted], undefined],
    ["the own group, which is in the file", asOwn, [own], undefined],
  ])("for %s", (_about, listed, mappings, value) => {
    expect(newgidmap(1000, listed, mappings)).toMatchObject({ allowed: true, value });
    expect(newgidmapErrno(1000, listed, mappings)).toBe(undefined);
  });

  it("grants and refuses like newuidmap", () => {
    expect(told(newgidmap(1000, grants, [own]), newgidmapErrno(1000, grants, [own]))).toBe(
      "all ranges are granted to user 1000 → nothing but group 1000 itself is mapped, so newgidmap denies setgroups(2) first → allowed",
    );
    const other = [{ ...own, hostId: 1001 }];
    expect(told(newgidmap(1000, grants, other), newgidmapErrno(1000, grants, other))).toBe(
      "the range [1001, 1002) is not granted to user 1000 → EPERM",
    );
  });
});

describe("checkRuncUserNamespace", () => {
  it("wants maps with a namespace, and none without", () => {
    const maps = mapsA();
    expect(code(checkRuncUserNamespace({ enabled: true, maps }))).toBe("ok");
    expect(code(checkRuncUserNamespace({ enabled: true, maps: { ...maps, uid: emptyIdMap() } }))).toBe(
      "namespace-without-maps",
    );
    expect(code(checkRuncUserNamespace({ enabled: true, maps: { ...maps, gid: emptyIdMap() } }))).toBe(
      "namespace-without-maps",
    );
    expect(code(checkRuncUserNamespace({ enabled: false, maps: NONE }))).toBe("ok");
    expect(code(checkRuncUserNamespace({ enabled: false, maps: { ...NONE, uid: maps.uid } }))).toBe(
      "maps-without-namespace",
    );
    expect(code(checkRuncUserNamespace({ enabled: false, maps: { ...NONE, gid: maps.gid } }))).toBe(
      "maps-without-namespace",
    );
  });

  it("wants the maps of a namespace it joins, or none", () => {
    const joined = mapsA();
    const other = podIdMap({ start: 131072, size: 65536 });
    expect(code(checkRuncUserNamespace({ enabled: true, maps: NONE, joined }))).toBe("ok");
    expect(code(checkRuncUserNamespace({ enabled: true, maps: mapsA(), joined }))).toBe("ok");
    for (const maps of [
      { ...joined, uid: other.uid },
      { ...joined, gid: other.gid },
      { ...NONE, uid: other.uid },
      { ...NONE, gid: other.gid },
    ])
      expect(checkRuncUserNamespace({ enabled: true, maps, joined })).toEqual({
        ok: false,
        error: { code: "path-and-other-maps", text: "both namespace path and non-matching mapping specified" },
      });
  });
});

describe("checkRuncRootless", () => {
  const maps = podIdMap({ start: 1337, size: 10 }, { start: 7331, size: 1 });
  const check = (...data: readonly string[]): string => code(checkRuncRootless({ enabled: true, maps }, data));

  it("wants a namespace with both maps", () => {
    expect(code(checkRuncRootless({ enabled: false, maps }, []))).toBe("rootless-without-namespace");
    expect(code(checkRuncRootless({ enabled: true, maps: { ...maps, uid: emptyIdMap() } }, []))).toBe(
      "rootless-without-maps",
    );
    expect(code(checkRuncRootless({ enabled: true, maps: { ...maps, gid: emptyIdMap() } }, []))).toBe(
      "rootless-without-maps",
    );
    expect(check()).toBe("ok");
  });

  it("wants the IDs in mount options mapped", () => {
    expect(check("uid=9", "gid=0", "mode=755,uid=2")).toBe("ok");
    expect(check("uid=10")).toBe("rootless-unmapped-option");
    expect(check("mode=755,gid=5")).toBe("rootless-unmapped-option");
    expect(check("uid=0", "gid=1")).toBe("rootless-unmapped-option");
    expect(check("uid=4294967295")).toBe("rootless-unmapped-option");
    expect(check("uid=99999999999")).toBe("rootless-unmapped-option");
    expect(check("fuid=10", "uid=10x", "gid=")).toBe("ok");
  });
});

describe("checkRuncIdmapMount", () => {
  it("wants a bind mount of a rootful container with both maps", () => {
    const maps = mapsA();
    expect(code(checkRuncIdmapMount({ bind: true, maps }, false))).toBe("ok");
    expect(code(checkRuncIdmapMount({ bind: false, maps }, false))).toBe("idmap-of-other-mount");
    expect(code(checkRuncIdmapMount({ bind: true, maps }, true))).toBe("idmap-rootless");
    expect(code(checkRuncIdmapMount({ bind: true, maps: { ...maps, gid: emptyIdMap() } }, false))).toBe(
      "idmap-mount-without-maps",
    );
    expect(code(checkRuncIdmapMount({ bind: true, maps: { ...maps, uid: emptyIdMap() } }, false))).toBe(
      "idmap-mount-without-maps",
    );
  });
});

describe("explain, of runc", () => {
  it("says what would be right", () => {
    const codes = [
      "maps-without-namespace",
      "namespace-without-maps",
      "path-and-other-maps",
      "rootless-without-namespace",
      "rootless-without-maps",
      "rootless-unmapped-option",
      "idmap-of-other-mount",
      "idmap-rootless",
      "idmap-mount-without-maps",
    ] as const;
    const texts = codes.map((code) => `${code}: ${explain({ code })}`);
    expect(texts).toEqual([
      "maps-without-namespace: The configuration has mappings, but no user namespace: enable it, or leave them out.",
      "namespace-without-maps: The user namespace needs mappings for users and for groups, at least one of each.",
      "path-and-other-maps: The configuration joins an existing user namespace and names other mappings than it has: name the same ones, or none.",
      "rootless-without-namespace: A rootless container needs a user namespace.",
      "rootless-without-maps: A rootless container needs mappings for users and for groups, at least one of each.",
      "rootless-unmapped-option: A mount of a rootless container names an ID in its options that is not mapped.",
      "idmap-of-other-mount: Only bind mounts can be idmapped.",
      "idmap-rootless: A rootless container cannot have idmapped mounts.",
      "idmap-mount-without-maps: An idmapped mount needs mappings for users and for groups.",
    ]);
  });
});

describe("isInUserNamespace", () => {
  it.each([
    ["         0          0 4294967295\n", false],
    ["0 0 4294967295", false],
    ["0 0 4294967295\n1 1 1\n", false],
    ["", true],
    ["         0       1001          1\n         1     231072      65536\n", true],
    ["0 0 4294967294\n", true],
    ["0 1 4294967295\n", true],
    ["1 0 4294967295\n", true],
    ["0 0 42949672950\n", true],
    ["\n0 65536 65536\n", false],
    ["0 65536\n65536\n", false],
    ["0 65536 9223372036854775807", true],
    ["0 65536 9223372036854775808", false],
  ])("of %j is %s", (text, expected) => {
    expect(isInUserNamespace(text)).toBe(expected);
  });
});
