import { describe, expect, it } from "vitest";
import { writtenForms } from "../../../src/cli/translate/write.ts";
import { FORMS } from "../../../src/core/forms/forms.ts";
import { unwrap } from "../../../src/core/result.ts";
import { run, type World } from "../run.ts";

const ROOTLESS = ["--outer", "0:1000:1", "--outer", "1:100000:65536"];
const HOLE = "0 1 1000\n1000 0 1\n1001 1001 64536";

async function json(argv: readonly string[], world: World = {}) {
  const { code, stdout } = await run(["translate", "--json", ...argv], world);
  return { code, document: JSON.parse(stdout) };
}

/** The host ID of each ID that was asked for. */
async function hostIds(...argv: readonly string[]): Promise<readonly (number | null)[]> {
  const { document } = await json(argv);
  return document.maps[0].translations.map(({ pieces }: { pieces: { hostId: number | null }[] }) => pieces[0]?.hostId);
}

describe("translate --outer, of podman's option idmap", () => {
  const OUTER = ["--outer", "0:100000:65536"];

  it("shows a number behind @ as one of the container", async () => {
    const { document } = await json(["--map", "idmap=uids=@0-1000-1;gids=@0-2000-1", ...OUTER, "0"]);
    const steps = document.maps.map(
      ({ translations }: { translations: { steps: unknown }[] }) => translations[0]?.steps,
    );
    expect(steps).toEqual([
      [{ containerId: 0, intermediateId: 1000, hostId: 101000, size: 1 }],
      [{ containerId: 0, intermediateId: 2000, hostId: 102000, size: 1 }],
    ]);
    const { stdout } = await run(["translate", "--map", "idmap=uids=@0-1000-1", ...OUTER, "--kind", "uid", "0"]);
    expect(stdout).toContain("0        → 1000          → 101000\n");
  });

  it.each([
    ["a number of the host", "idmap=uids=0-1000-1", 1000],
    ["numbers of both", "idmap=uids=@0-1000-1#5-7-1", 101000],
    ["nothing but the container's map", "idmap", 100000],
  ])("has no step for %s", async (_what, map, hostId) => {
    const { document } = await json(["--map", map, ...OUTER, "--kind", "uid", "0"]);
    expect(document.maps[0]).toMatchObject({
      outer: null,
      composed: null,
      translations: [{ pieces: [{ hostId }], steps: null }],
    });
    const { stdout } = await run(["translate", "--map", map, ...OUTER, "--kind", "uid", "0"]);
    expect(stdout).not.toContain("INTERMEDIATE");
  });
});

describe("translate --outer, of a mount point of Proxmox", () => {
  const [UID, OUTER] = [
    ["--kind", "uid"],
    ["--outer", "unprivileged: 1"],
  ] as const;

  it.each([
    ["u:1000:1000:1", ["999", "1000", "1001"], [100999, 1000, 101001]],
    ["u:0:5:2 u:65535:9:1;g:7:7:1", ["0", "1", "2", "65534", "65535"], [5, 6, 100002, 165534, 9]],
    ["u:65530:5:9", ["65529", "65538"], [165529, 13]],
    ["g:1000:1000:1", ["1000"], [101000]],
    ["passthrough", ["0", "65535"], [0, 65535]],
    ["", ["1000"], [101000]],
  ])("has the map of the container where it says nothing: %s", async (idmap, ids, expected) => {
    expect(await hostIds("--map", `mp0: /a,idmap=${idmap},mp=/b`, ...OUTER, ...UID, ...ids)).toEqual(expected);
    const { document } = await json(["--map", `mp0: /a,idmap=${idmap},mp=/b`, ...OUTER, ...UID, ...ids]);
    expect(document.maps[0]).toMatchObject({ outer: null, composed: null });
  });

  it("reaches no ID that the container has not", async () => {
    const { document } = await json(["--map", "mp0: /a,idmap=passthrough", ...OUTER, "65536"]);
    expect(document.outcome).toBe("unmapped");
  });
});

describe("translate, of what is looked up in a map that is not given", () => {
  it.each(["idmap", "idmap=uids=@0-1000-1", "podman run -v /a:/b:idmap x", "mp0: /a,idmap=u:1000:1000:1"])(
    "asks for it: %s",
    async (map) => {
      const { code, stderr } = await run(["translate", "--map", map, "1000"]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/not given: .* \(--outer\)\n$/)]);
    },
  );
});

describe("translate, a text about users or groups only", () => {
  it.each([
    ["u 0 100000 65536", "uid"],
    ["g 0 100000 65536", "gid"],
    ["newuidmap 42 0 100000 65536", "uid"],
    ["newgidmap 42 0 100000 65536", "gid"],
    ["idmap=gids=0-100000-65536", "gid"],
    ["X-mount.idmap=u:0:100000:65536", "uid"],
  ])("says nothing of the other kind: %s", async (map, kind) => {
    const { code, document } = await json(["--map", map, "1000"]);
    expect([code, document.outcome]).toEqual([0, "mapped"]);
    expect(document.maps.map((each: { kind: string }) => each.kind)).toEqual([kind]);
    expect((await json(["--map", map, "70000"])).code).toBe(1);
    // Who asks for the other kind is told that it has no mapping.
    expect((await json(["--map", map, "--kind", kind === "uid" ? "gid" : "uid", "1000"])).code).toBe(1);
  });

  it("writes no map of the other kind", async () => {
    const { stdout } = await run(["translate", "--map", "u 0 100000 65536", "--write", "lxc"]);
    expect(stdout).toBe("lxc.idmap = u 0 100000 65536\n");
  });
});

describe("translate --outer", () => {
  it("has the host ID behind both levels", async () => {
    expect(await hostIds("--map", HOLE, ...ROOTLESS, "0", "999", "1000", "1001", "65536", "65537")).toEqual([
      100000,
      100999,
      1000,
      101000,
      165535,
      null,
    ]);
  });

  it("shows both steps and both maps together", async () => {
    const { stdout } = await run(["translate", "--map", HOLE, ...ROOTLESS, "1000", "65536-65537"]);
    expect(stdout.split("\n")).toEqual([
      "map, read as uid_map text, 3 mappings; first number is the container's",
      "in the map, read as container:host:size, 2 mappings",
      "",
      "CONTAINER       → INTERMEDIATE    → HOST",
      "1000            → 0               → 1000",
      "[65536, 65537)  → [65536, 65537)  → [165535, 165536)",
      "[65537, 65538)  ✗ unmapped: using it is EINVAL, shown as 65534",
      "",
      "Both maps together, as uid_map text:",
      "  0 100000 1000",
      "  1000 1000 1",
      "  1001 101000 64536",
      "",
    ]);
  });

  it("says at which step an ID is lost", async () => {
    const { document } = await json(["--map", "0 0 3", "--outer", "0:1000:1", "0-3"]);
    expect(document.maps[0].translations[0].steps).toEqual([
      { containerId: 0, intermediateId: 0, hostId: 1000, size: 1 },
      { containerId: 1, intermediateId: 1, hostId: null, size: 2 },
      { containerId: 3, intermediateId: null, hostId: null, size: 1 },
    ]);
    const back = await json(["--map", "5 1 1", ...ROOTLESS, "--from", "host", "99999-100001"]);
    expect(back.document.maps[0].translations[0].steps).toEqual([
      { containerId: null, intermediateId: null, hostId: 99999, size: 1 },
      { containerId: 5, intermediateId: 1, hostId: 100000, size: 1 },
      { containerId: null, intermediateId: 2, hostId: 100001, size: 1 },
    ]);
  });

  it("takes the map in any form", async () => {
    for (const outer of ["alice:100000:65536", "0: alice 100000 65536"])
      expect(await hostIds("--map", "5 1 1", "--outer", outer, "--rootless", "1832600000", "5")).toEqual([100000]);
    expect(await hostIds("--map", "5 0 1", "--outer", "alice:1:1", "--rootless", "1832600000", "5")).toEqual([
      1832600000,
    ]);
    const oci = '[{"containerID":1,"hostID":100000,"size":65536}]';
    expect(await hostIds("--map", "5 1 1", "--outer", oci, "5")).toEqual([100000]);
  });

  it("has users and groups apart where one of the two maps has", async () => {
    const oci =
      '{"uidMappings":[{"containerID":0,"hostID":7,"size":9}],"gidMappings":[{"containerID":0,"hostID":8,"size":9}]}';
    const { document } = await json(["--map", "0 0 1", "--outer", oci, "0"]);
    expect(document.maps.map(({ kind, composed }: never) => [kind, composed])).toEqual([
      ["uid", [{ containerId: 0, hostId: 7, size: 1 }]],
      ["gid", [{ containerId: 0, hostId: 8, size: 1 }]],
    ]);
  });

  it("says what is wrong with the outer map, and when both have too many mappings", async () => {
    const { stderr } = await run(["translate", "--map", "0 0 1", "--outer", "0 0"]);
    expect(stderr).toMatch(/^userns-sim: --outer: of no known form\n {2}uid_map text: /);
    const many = Array.from({ length: 340 }, (_, i) => `${2 * i} ${2 * i} 1`).join("\n");
    const whole = "0 0 100\n100 200 100\n200 400 300000";
    const twice = await run([
      "translate",
      "--map",
      many.replaceAll(/ 1$/gm, " 2").replace(/^.*\n/, ""),
      "--outer",
      whole,
    ]);
    expect(twice.code).toBe(0);
    const apart = Array.from({ length: 340 }, (_, i) => `${i} ${3 * i} 1`).join("\n");
    const both = await run(["translate", "--map", "0 0 2\n2 2 400", "--outer", apart]);
    expect(both.stderr).toBe("");
  });
});

describe("translate of subordinate IDs", () => {
  const ALICE = "alice:100000:65536";

  it("puts one's own ID first for the rootless, and says why, and what others would give", async () => {
    const { stdout } = await run([
      "translate",
      "--map",
      ALICE,
      "--rootless",
      "1000",
      "0",
      "1",
      "1000",
      "65536",
      "65537",
    ]);
    const words = stdout.replace(/\s+/g, " ");
    for (const pair of ["0 → 1000 ", "1 → 100000 ", "1000 → 100999 ", "65536 → 165535 ", "65537 ✗ unmapped"])
      expect(words).toContain(pair);
    const asked = (await run(["translate", "--map", ALICE, "--rootless", "1000", "1000"])).stdout.replace(/\s+/g, " ");
    expect(asked).toContain(
      "Rootless podman, Docker and buildah put one's own ID first: container ID 0 is user 1000, and the subordinate IDs follow from container ID 1 on, so that 1000 is 100999. Docker's userns-remap and the kubelet give container ID 0 the first subordinate ID: there 1000 is 101000.",
    );
  });

  it("says of the other map what the rootless would get", async () => {
    const { stdout } = await run(["translate", "--map", ALICE, "1000"]);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "Container ID 0 is the first subordinate ID, as with Docker's userns-remap and the kubelet, so that 1000 is 101000. Rootless podman, Docker and buildah put one's own ID first: there 1000 is 100999; --rootless UID reads it so.",
    );
  });

  const ROOTLESS = ["--rootless", "1000"];

  it.each([
    ["65537", ROOTLESS, "follow from container ID 1 on. Docker's", "the first subordinate ID."],
    ["65536", ROOTLESS, "on, so that 65536 is 165535. Docker's", "the first subordinate ID."],
    ["0", ROOTLESS, "on, so that 1000 is 100999. Docker's", "the first subordinate ID: there 1000 is 101000."],
    ["65537", [], "the kubelet. Rootless podman", "ID first; --rootless UID reads it so."],
    [
      "1000",
      ["--reader", "incus"],
      "the first subordinate ID",
      "ID first; --rootless UID, without --reader incus, reads it so.",
    ],
    ["65536", [], "the kubelet. Rootless podman", "ID first: there 65536 is 165535; --rootless"],
    ["0", [], "the kubelet, so that 1000 is 101000. Rootless", "ID first: there 1000 is 100999; --rootless"],
  ])("says only of an ID that has a number what it is: %s, %j", async (id, way, first, second) => {
    const { stdout } = await run(["translate", "--map", ALICE, ...way, id]);
    const words = stdout.replace(/\s+/g, " ");
    expect(words).toContain(first);
    expect(words).toContain(second);
  });

  const files = { "/etc/subuid": "bob:500000:65536\nalice:200000:1000\nalice:100000:65536\n" };
  const readers: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    [
      "shadow",
      [
        [0, 200000, 1000],
        [1000, 100000, 65536],
      ],
    ],
    [
      "storage",
      [
        [0, 100000, 65536],
        [65536, 200000, 1000],
      ],
    ],
    [
      "moby",
      [
        [0, 200000, 1000],
        [1000, 100000, 65536],
      ],
    ],
    ["unshare", [[0, 200000, 1000]]],
  ];
  for (const [reader, mappings] of readers)
    it(`reads the lines of an owner as ${reader} does`, async () => {
      const argv = ["--map", "@/etc/subuid", "--owner", "alice", "--reader", reader];
      const { code, document } = await json(argv, { files });
      expect(code).toBe(0);
      expect(
        document.maps[0].mappings.map(({ containerId, hostId, size }: never) => [containerId, hostId, size]),
      ).toEqual(mappings);
      expect(document.subordinate.reader).toBe(reader);
    });

  it("says in one paragraph which readers differ", async () => {
    const { stdout } = await run(["translate", "--map", "@/etc/subuid", "--owner", "alice"], { files });
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /Other readers make another map of it: storage 0 100000 65536, 65536 200000 1000; incus 0 100000 65536; lxd 0 100000 65536; unshare 0 200000 1000\. $/,
    );
    expect((await run(["translate", "--map", ALICE])).stdout).not.toContain("Other readers");
    const five = [1, 2, 3, 4, 5].map((part) => `alice:${part}00000:65536`).join("\n");
    const argv = ["translate", "--map", "@/etc/subuid", "--owner", "alice", "--reader", "unshare"];
    const many = await run(argv, { files: { "/etc/subuid": five } });
    expect(many.stdout.replace(/\s+/g, " ")).toContain(
      "storage 0 100000 65536, 65536 200000 65536, 131072 300000 65536 and 2 more",
    );
  });

  it("takes three numbers for subordinate IDs where their owner, their reader or their file is named", async () => {
    for (const argv of [
      ["--owner", "1000"],
      ["--reader", "moby"],
      ["--rootless", "1000"],
      ["--form", "subid"],
    ])
      expect((await json(["--map", "1000:100000:65536", ...argv])).document.form).toBe("subid");
    const world = { files: { "etc/subgid": "1000:100000:65536\n" } };
    expect((await json(["--map", "@etc/subgid"], world)).document.form).toBe("subid");
    const { code, stderr } = await run(["translate", "--map", "1000:100000:65536", "--owner", "bob"]);
    expect([code, stderr]).toEqual([2, "userns-sim: --map, as subuid lines: no entry of this owner\n"]);
  });

  it("refuses what would be passed over", async () => {
    for (const [argv, forms] of [
      [["--rootless", "1000"], "subuid lines, getsubids output, podman --uidmap, unshare options and nsjail options"],
      [["--reader", "moby"], "subuid lines"],
    ] as const)
      expect((await run(["translate", "--map", "0 1 1", ...argv])).stderr).toBe(
        `userns-sim: ${argv[0]} has a meaning with ${forms} only\n`,
      );
  });

  it.each([
    ["unshare -r --map-auto", ["--subuid", "subuid", "--owner", "alice"]],
    ["nsjail -u 0: -u 1:100000:9", []],
    ["podman run --userns=keep-id:uid=0", []],
  ])("asks %j for one's own ID, and takes it", async (map, argv) => {
    const world = { files: { subuid: "alice:100000:9\n" } };
    const { document } = await json(["--map", map, "--kind", "uid", ...argv, "--rootless", "1000"], world);
    expect(document.maps[0].mappings[0]).toEqual({
      containerId: 0,
      hostId: map.includes("podman") ? 0 : 1000,
      size: 1,
    });
  });

  it("names the option that tells what is missing", async () => {
    expect((await run(["translate", "--map", "unshare -r"])).stderr).toContain("name it (--rootless)\n");
    expect((await run(["translate", "--map", '{"userns-remap":"default"}'])).stderr).toContain("(--subuid)\n");
    const lastState = await run(["translate", "--map", "volatile.last_state.idmap: '[]'"]);
    expect([lastState.code, lastState.stderr]).toEqual([2, expect.stringContaining("in volatile.idmap.next\n")]);
  });
});

describe("translate of a map whose host IDs are not seen", () => {
  const SHOWN = "         0 4294967295       1000\n      1000       5000          1\n";

  it("says so, and no", async () => {
    const { code, document } = await json(["--map", SHOWN, "999-1001"]);
    expect([code, document.outcome, document.maps[0].mappings]).toEqual([
      1,
      "unmapped",
      [
        { containerId: 0, hostId: 4294967295, size: 1000 },
        { containerId: 1000, hostId: 5000, size: 1 },
      ],
    ]);
    expect(document.maps[0].translations[0].pieces).toEqual([
      { containerId: 999, hostId: null, size: 1 },
      { containerId: 1000, hostId: 5000, size: 1 },
      { containerId: 1001, hostId: null, size: 1 },
    ]);
    expect((await json(["--map", SHOWN, "5"])).document.outcome).toBe("unseen");
  });

  it("tells the two kinds of nothing apart", async () => {
    const { stdout } = await run(["translate", "--map", SHOWN, "998-1002"]);
    expect(stdout.split("\n").slice(2)).toEqual([
      "CONTAINER     → HOST",
      "[998, 1000)   ✗ not seen from here, shown as 4294967295",
      "[1000, 1001)  → [5000, 5001)",
      "[1001, 1003)  ✗ unmapped: using it is EINVAL, shown as 65534",
      "",
      "4294967295 stands for host IDs that the namespace which was shown the map has",
      "not. Read it in the namespace that is its parent, or on the host.",
      "",
    ]);
    expect((await run(["translate", "--map", SHOWN])).code).toBe(0);
  });
});

/** The forms of which a text can hold one map, that of a file, an argument or a field that says its kind. */
const ONE_MAP = [
  "proc-map",
  "cri",
  "oci",
  "triple",
  "subid",
  "getsubids",
  "podman",
  "podman-json",
  "newuidmap",
  "cri-text",
  "go-struct",
  "kernel-doc",
];

describe("translate --write", () => {
  const written: readonly (readonly [string, readonly string[], string])[] = [
    ["oci", [], '[{"containerID":0,"hostID":65536,"size":65536}]\n'],
    ["proc-map", [], "0 65536 65536\n"],
    ["subid", ["--owner", "kubelet"], "kubelet:65536:65536\n"],
  ];
  for (const [form, argv, text] of written)
    it(`writes ${form}`, async () => {
      expect(await run(["translate", "--map", "0 65536 65536", "--write", form, ...argv])).toEqual({
        code: 0,
        stdout: text,
        stderr: "",
      });
    });

  it("writes both levels together", async () => {
    expect((await run(["translate", "--map", HOLE, ...ROOTLESS, "--write", "proc-map"])).stdout).toBe(
      "0 100000 1000\n1000 1000 1\n1001 101000 64536\n",
    );
  });

  it("says why a form cannot say the map, and no", async () => {
    const { code, stdout, stderr } = await run(["translate", "--map", HOLE, "--write", "subid", "--owner", "a"]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^✗ not written: .*one mapping/s);
    const { document } = await json(["--map", HOLE, "--write", "subid"]);
    expect([document.outcome, document.written.text]).toEqual(["cannot-write", null]);
  });

  it("maps no ID of the kind that is left out, whatever the form", async () => {
    const maps = { uid: [[0, 1, 10]], gid: [[0, 5, 10]] };
    for (const map of ["u 0 1 10\ng 0 5 10", "0 1 10"])
      for (const kind of ["uid", "gid"] as const) {
        const other = kind === "uid" ? "gid" : "uid";
        for (const form of writtenForms()) {
          const owner = form === "subid" || form === "getsubids" ? ["--owner", "a"] : [];
          const { document } = await json(["--map", map, "--kind", kind, "--write", form, ...owner]);
          if (document.written.text === null) continue;
          const read = unwrap(FORMS[form].read(document.written.text));
          const lines = (of: "uid" | "gid"): unknown =>
            read[of]?.mappings.map(({ containerId, hostId, size }) => [containerId, hostId, size]);
          const written = map.startsWith("u") ? maps[kind] : maps.uid;
          // A text of one map is of the kind that is said where it stands.
          if (read.gid === undefined)
            expect([form, lines("uid"), ONE_MAP]).toEqual([form, written, expect.arrayContaining([form])]);
          else expect([form, lines(kind), lines(other)]).toEqual([form, written, []]);
        }
      }
  });

  it("translates nothing", async () => {
    expect((await run(["translate", "--map", HOLE, "--write", "oci", "5"])).stderr).toBe(
      "userns-sim: --write writes the map, and translates no IDs: leave them out\n",
    );
  });
});
