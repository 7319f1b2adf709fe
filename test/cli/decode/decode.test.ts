import { describe, expect, it } from "vitest";
import { nameOf } from "../../../src/cli/base/names.ts";
import type { DecodeDocument } from "../../../src/cli/decode/json.ts";
import { directory, type Pods, userns } from "../audit/support.ts";
import { type Run, run, systemError } from "../run.ts";

const PODS: Pods = { web: userns(65536), db: userns(131072), host: null, file: "other" };

async function decode(
  argv: readonly string[],
  pods: Pods = PODS,
  files: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return await run(["decode", "--pods-dir", "pods", ...argv], { files, directories: { pods: directory(pods) } });
}

async function ids(argv: readonly string[], pods: Pods = PODS): Promise<unknown> {
  const document = JSON.parse((await decode(["--json", ...argv], pods)).stdout) as DecodeDocument;
  if (!("ids" in document)) return document;
  return document.ids.map(
    ({ pods, otherwise }) => otherwise ?? pods.map(({ podUid, maps, containerId }) => [podUid, maps, containerId]),
  );
}

describe("decode", () => {
  it("finds the pod and the ID in it", async () => {
    expect(await decode(["66536", "uid=131071", "fsgid=131072"])).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "HOST          IN THE POD  POD",
        "66536         1000        web",
        "uid=131071    65535       web",
        "fsgid=131072  0           db",
        "",
      ].join("\n"),
    });
  });

  it("gives the same as a document", async () => {
    const list = JSON.stringify({
      kind: "Pod",
      metadata: { name: "web-0", namespace: "shop", uid: "web" },
      spec: { containers: [{ name: "c" }] },
    });
    const { code, stdout } = await decode(["--json", "--kind", "uid", "--pods", "list", "66536", "gid=5"], PODS, {
      list,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      schema: "userns-sim/decode/1",
      podsDir: "pods",
      outcome: "not-found",
      unread: [],
      unreadCount: 0,
      ids: [
        {
          asked: "66536",
          kind: "uid",
          hostId: 66536,
          ranges: [{ start: 66536, size: 1 }],
          cut: false,
          pods: [{ podUid: "web", name: "shop/web-0", maps: "uid", containerId: 1000, hostId: 66536, size: 1 }],
          owners: [],
          rest: [],
          otherwise: null,
        },
        {
          asked: "gid=5",
          kind: "gid",
          hostId: 5,
          ranges: [{ start: 5, size: 1 }],
          cut: false,
          pods: [],
          owners: [],
          rest: [{ start: 5, size: 1 }],
          otherwise: "host",
        },
      ],
      text: null,
    });
    expect((await decode(["--pods", "list", "66536"], PODS, { list })).stdout).toContain(
      "1000        shop/web-0  web\n",
    );
  });

  it("says what an ID is that no pod has", async () => {
    expect(await decode(["65535", "196608", "65534", "4294967295"])).toEqual({
      code: 1,
      stderr: "",
      stdout: [
        "HOST   IN THE POD  POD",
        "65535  ✗ no pod of this directory: the host's own, or a pod's that is gone",
        "196608  ✗ no pod of this directory: the host's own, or a pod's that is gone",
        "65534  ✗ no pod of this directory: 65534 is shown for an ID without a mapping",
        "4294967295  ✗ no ID: what is shown for one that is unset, or has no mapping",
        "",
      ]
        .join("\n")
        .replace("HOST   IN", "HOST        IN")
        .replace("65535  ✗", "65535       ✗")
        .replace("196608  ✗", "196608      ✗"),
    });
  });

  it("looks into files that no kubelet takes, map by map", async () => {
    const uidMappings = [
      { hostId: 65536, containerId: 0, length: 10 },
      { hostId: 70000, containerId: 100, length: 10 },
    ];
    const gidMappings = [{ hostId: 65536, containerId: 5, length: 10 }];
    const pods = { web: JSON.stringify({ uidMappings, gidMappings }) };
    expect(await ids(["65537", "70009", "70010"], pods)).toEqual([
      [
        ["web", "uid", 1],
        ["web", "gid", 6],
      ],
      [["web", "uid", 109]],
      "host",
    ]);
    expect(await ids(["--kind", "gid", "65537", "uid=65537"], pods)).toEqual([
      [["web", "gid", 6]],
      [["web", "uid", 1]],
    ]);
    expect((await decode(["70009", "65537"], pods)).stdout).toBe(
      "HOST   IN THE POD      POD\n70009  109 (uid only)  web\n65537  1 (uid only)    web\n       6 (gid only)    web\n",
    );
  });

  it("names all pods where several have an ID, and where to ask further", async () => {
    const { code, stdout } = await decode(["65536"], { a: userns(65536), b: userns(65536) });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "HOST   IN THE POD  POD",
        "65536  0           a",
        "       0           b",
        "",
        "✗ 1 ID of several pods, which must not be: userns-sim audit --pods-dir pods",
        "tells more.",
        "",
      ].join("\n"),
    );
  });

  it("has a pod's UID in a document as it is, but for bytes that are no text", async () => {
    const unread = `b\u0007${nameOf(Uint8Array.of(0xff))}`;
    const { stdout } = await decode(["--json", "65536"], { "a\u001b[31m\\": userns(65536), [unread]: "{" });
    const document = JSON.parse(stdout) as DecodeDocument;
    expect([document.ids[0]?.pods[0]?.podUid, document.unread]).toEqual(["a\u001b[31m\\\\", ["b\u0007\\xff"]]);
  });

  it("cannot tell where a file that it could not read may have the ID", async () => {
    const pods: Pods = {
      a: { userns: { kind: "unreadable", error: systemError("EACCES") } },
      b: "{",
      c: "symbolic-link",
      d: "",
      "e\u001b": { userns: { kind: "too-large" } },
      web: userns(65536),
    };
    expect((await decode(["65536"], pods)).code).toBe(0);
    const { code, stdout } = await decode(["5"], pods);
    expect(code).toBe(2);
    expect(stdout).toBe(
      [
        "HOST  IN THE POD  POD",
        "5     ✗ not decided: no pod among those that could be read, 4 could not",
        "",
        "? The files of 4 pods could not be read or understood: a, b, c and 1 more.",
        "",
      ].join("\n"),
    );
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}`, "{"]));
    const document = JSON.parse((await decode(["--json", "5"], many)).stdout);
    expect([document.unread.length, document.unreadCount]).toEqual([20, 30]);
    expect(document.ids[0].otherwise).toBe("undecided");
  });

  it("takes ranges, and tells piece by piece whose they are", async () => {
    expect(await decode(["131060-131080", "uid=196600-196620"])).toEqual({
      code: 1,
      stderr: "",
      stdout: [
        "HOST           IN THE POD   POD",
        "131060-131071  65524-65535  web",
        "131072-131080  0-8          db",
        "196600-196607  65528-65535  db",
        "196608-196620  ✗ no pod of this directory",
        "",
      ].join("\n"),
    });
    expect((await decode(["65536-196607"])).code).toBe(0);
    expect((await decode(["1-5"])).stdout).toBe(
      "HOST  IN THE POD  POD\n1-5   ✗ no pod of this directory: the host's own, or a pod's that is gone\n",
    );
    const { ids } = JSON.parse((await decode(["--json", "--kind", "gid", "65530-65540", "65534-65535"])).stdout);
    expect(ids).toEqual([
      {
        asked: "65530-65540",
        kind: "gid",
        hostId: 65530,
        ranges: [{ start: 65530, size: 11 }],
        cut: false,
        pods: [{ podUid: "web", name: null, maps: "gid", containerId: 0, hostId: 65536, size: 5 }],
        owners: [],
        rest: [{ start: 65530, size: 6 }],
        otherwise: null,
      },
      expect.objectContaining({ pods: [], otherwise: "host" }),
    ]);
  });

  it("does not call a range shared because two pods have parts of it", async () => {
    expect((await decode(["65536-196607"])).stdout).not.toContain("several pods");
    const shared = await decode(["65536-131071"], { a: userns(65536), b: userns(100000) });
    expect(shared.stdout).toContain("✗ 1 ID of several pods");
  });

  it("finds every pod that has IDs which begin so", async () => {
    const pods: Pods = { a: userns(65536), b: userns(131072), c: userns(1310720), d: userns(1310720000) };
    expect(await decode(["13107+"], pods)).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        "HOST                   IN THE POD   POD",
        "131070-131071          65534-65535  a",
        "131072-131079          0-7          b",
        "1310720-1310799        0-79         c",
        "1310720000-1310785535  0-65535      d",
        "",
      ].join("\n"),
    });
    expect(await ids(["131071+"], pods)).toEqual(["host"]);
    expect(await ids(["4294967295+", "0+"], pods)).toEqual(["host", "host"]);
    expect((await decode(["4+"], pods)).code).toBe(1);
    const { ids: asked } = JSON.parse((await decode(["--json", "uid=42949672+"], pods)).stdout);
    expect(asked).toMatchObject([
      { kind: "uid", cut: true, rest: [], ranges: [{ start: 429496720 }, { start: 4294967200, size: 96 }] },
    ]);
  });

  const wrong = [
    "5-4",
    "5-",
    "5+6",
    "1-4294967296",
    "13107++",
    "x",
    "-1",
    "1.5",
    "4294967296",
    "99999999999",
    "uid=",
    "uid=1=",
    "pid=1",
    "",
    "1e3",
    "\u001b[2J",
  ];

  it.each(wrong)("refuses %j", async (id) => {
    const { code, stdout, stderr } = await decode(["--", id]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^userns-sim: expected a host ID from 0 to 4294967295, as 66536, uid=66536 or gid=66536, a range, as 131072-131080, or the beginning of an ID, as 13107\+; found /,
    );
    expect(stderr).not.toContain("\u001b");
  });

  it("says so of a directory and a list that cannot be read", async () => {
    expect(await run(["decode", "1", "--pods-dir", "nothing"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: nothing: no such directory\n",
    });
    const { code, stdout, stderr } = await decode(["--pods", "list", "1"], PODS, { list: '{"kind":"Pod"}' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("list:1:1: ");
  });
});
