import { describe, expect, it } from "vitest";
import type { TranslateDocument } from "../../../src/cli/translate/json.ts";
import { type Run, run } from "../run.ts";

const POD = "0 65536 65536";
const cri =
  '{"uids":[{"host_id":65536,"container_id":0,"length":65536}],"gids":[{"host_id":131072,"container_id":0,"length":65536}]}';
const oci =
  '{"linux":{"uidMappings":[{"containerID":0,"hostID":65536,"size":65536}],"gidMappings":[{"containerID":0,"hostID":65536,"size":65536}]}}';
const kubelet =
  '{"uidMappings":[{"hostId":65536,"containerId":0,"length":65536}],"gidMappings":[{"hostId":65536,"containerId":0,"length":65536}]}';

async function translate(...argv: readonly string[]): Promise<Run> {
  return await run(["translate", ...argv]);
}

async function json(...argv: readonly string[]): Promise<TranslateDocument> {
  return JSON.parse((await translate("--json", ...argv)).stdout);
}

function lines(...text: readonly string[]): string {
  return `${text.join("\n")}\n`;
}

describe("translate", () => {
  it("puts a file and a line together to one map", async () => {
    const world = { files: { "map.txt": `${POD}\n` } };
    const { code, stdout } = await run(["translate", "--map", "@map.txt", "--map", "65536 200000 1", "65536"], world);
    expect({ code, last: stdout.split("\n").at(-2) }).toEqual({ code: 0, last: "65536      → 200000" });
  });

  it("takes IDs and ranges to the host", async () => {
    expect(await translate("--map", POD, "1000", "0-65535", "65535")).toEqual({
      code: 0,
      stderr: "",
      stdout: lines(
        "map, read as uid_map text, 1 mapping; first number is the container's",
        "",
        "CONTAINER   → HOST",
        "1000        → 66536",
        "[0, 65536)  → [65536, 131072)",
        "65535       → 131071",
      ),
    });
  });

  it("takes them back to the container", async () => {
    expect(await translate("--map", POD, "--from", "host", "66536", "[65536, 131072)")).toEqual({
      code: 0,
      stderr: "",
      stdout: lines(
        "map, read as uid_map text, 1 mapping; first number is the container's",
        "",
        "HOST             → CONTAINER",
        "66536            → 1000",
        "[65536, 131072)  → [0, 65536)",
      ),
    });
  });

  it("says what is unmapped, and answers no", async () => {
    expect(await translate("--map", POD, "70000", "65530-65540")).toEqual({
      code: 1,
      stderr: "",
      stdout: lines(
        "map, read as uid_map text, 1 mapping; first number is the container's",
        "",
        "CONTAINER       → HOST",
        "70000           ✗ unmapped: using it is EINVAL, shown as 65534",
        "[65530, 65536)  → [131066, 131072)",
        "[65536, 65541)  ✗ unmapped: using it is EINVAL, shown as 65534",
      ),
    });
    expect(await translate("--map", POD, "--from", "host", "0", "4294967295")).toEqual({
      code: 1,
      stderr: "",
      stdout: lines(
        "map, read as uid_map text, 1 mapping; first number is the container's",
        "",
        "HOST        → CONTAINER",
        "0           ✗ unmapped: shown as 65534",
        "4294967295  ✗ unmapped: shown as 65534",
      ),
    });
  });

  it("shows the map where nothing is asked for", async () => {
    const expected = lines(
      "map, read as uid_map text, 2 mappings; first number is the container's",
      "",
      "HOST              → CONTAINER",
      "[1000, 1001)      → [0, 1)",
      "[100000, 165536)  → [1, 65537)",
    );
    for (const map of [
      ["--map", "0 1000 1\n1 100000 65536"],
      ["--map", "0 1000 1", "--map", "1 100000 65536"],
    ])
      expect(await translate(...map, "--from", "host")).toEqual({ code: 0, stderr: "", stdout: expected });
  });

  it("shows both maps where users and groups differ, and one on demand", async () => {
    const uid = [
      "map of uid, read as CRI JSON, 1 mapping; its fields have names",
      "",
      "CONTAINER  → HOST",
      "5          → 65541",
    ];
    const gid = [
      "map of gid, read as CRI JSON, 1 mapping; its fields have names",
      "",
      "CONTAINER  → HOST",
      "5          → 131077",
    ];
    expect((await translate("--map", cri, "5")).stdout).toBe(lines(...uid, "", ...gid));
    expect((await translate("--map", cri, "--kind", "uid", "5")).stdout).toBe(lines(...uid));
    expect((await translate("--map", cri, "--kind", "gid", "5")).stdout).toBe(lines(...gid));
    expect((await translate("--map", oci, "5")).stdout).toBe(
      lines(
        "map of uid and gid, read as OCI JSON, 1 mapping; its fields have names",
        "",
        "CONTAINER  → HOST",
        "5          → 65541",
      ),
    );
    expect((await translate("--map", POD, "--kind", "gid", "5")).stdout).toMatch(/^map of gid, read as uid_map text/);
  });

  it("reads the map from a file or from standard input", async () => {
    const expected = { code: 0, stderr: "" };
    const file = await run(["translate", "--map", "@/proc/1/uid_map", "5"], {
      files: { "/proc/1/uid_map": "         0      65536      65536\n" },
    });
    expect(file).toMatchObject(expected);
    const piped = await run(["translate", "--map", "-", "5"], { stdin: POD });
    expect(piped).toMatchObject(expected);
    expect(piped.stdout).toBe(file.stdout);
    expect((await translate("--map", "@missing", "5")).stderr).toBe("userns-sim: missing: no such file\n");
  });

  it("reads no map of more than 8 MiB", async () => {
    const { code, stderr } = await run(["translate", "--map", "@big"], { files: { big: " ".repeat(8388609) } });
    expect([code, stderr]).toEqual([2, "userns-sim: big: larger than the 8 MiB that are read at most\n"]);
  });
});

describe("translate, what is asked for", () => {
  const good: readonly (readonly [string, number, number])[] = [
    ["0", 0, 1],
    ["4294967295", 4294967295, 1],
    ["0-0", 0, 1],
    ["0-4294967295", 0, 4294967296],
    ["5:10", 5, 10],
    ["4294967295:1", 4294967295, 1],
    ["[5,10)", 5, 5],
    ["[5, 10)", 5, 5],
    ["[0,4294967296)", 0, 4294967296],
  ];

  it.each(good)("reads %s", async (text, start, size) => {
    const { maps } = await json("--map", "0 0 4294967295", text);
    const [{ asked, pieces } = { asked: "", pieces: [] }] = maps[0]?.translations ?? [];
    const [first] = pieces;
    expect([asked, first?.containerId, pieces.reduce((sum, piece) => sum + piece.size, 0)]).toEqual([
      text,
      start,
      size,
    ]);
  });

  const bad = [
    "",
    "a",
    "1.5",
    "0x10",
    "4294967296",
    "99999999999",
    "5-4",
    "0-4294967296",
    "5:0",
    "4294967295:2",
    "[5,5)",
    "[5,4)",
    "[5,10]",
    "1-2-3",
    "1:2:3",
    "\u001b",
  ];
  it.each(bad)("refuses %j", async (text) => {
    expect(await translate("--map", POD, text)).toEqual({
      code: 2,
      stdout: "",
      stderr: `userns-sim: expected an ID from 0 to 4294967295 or a range like 0-65535, 65536:65536 or "[0, 65536)", found ${text === "\u001b" ? "\\u001b" : text}\n`,
    });
  });
});

describe("translate, forms", () => {
  const forms: readonly (readonly [string, string, string])[] = [
    [POD, "proc-map", "unspecified"],
    [`${POD}\n`, "proc-map", "unspecified"],
    [cri.replace("131072", "65536"), "cri", "uid and gid"],
    ['[{"host_id":65536,"length":65536}]', "cri", "unspecified"],
    ['[{"hostId":65536,"containerId":0,"length":65536}]', "cri", "unspecified"],
    [oci, "oci", "uid and gid"],
    [oci.replace('{"linux":', "").replace(/}$/, ""), "oci", "uid and gid"],
    [' [{"containerID":0,"hostID":65536,"size":65536}]', "oci", "unspecified"],
    [kubelet, "kubelet-userns", "uid and gid"],
    ["kubelet:65536:65536", "subid", "unspecified"],
    ["# the kubelet's\nkubelet:65536:65536\n", "subid", "unspecified"],
    ["0: kubelet 65536 65536", "getsubids", "unspecified"],
  ];

  it.each(forms)("recognises %j", async (text, form, kind) => {
    const expected = {
      schema: "userns-sim/translate/1",
      outcome: "mapped",
      form,
      from: "container",
      overflowId: 65534,
      outerForm: null,
      maps: [
        {
          kind,
          mappings: [{ containerId: 0, hostId: 65536, size: 65536 }],
          outer: null,
          composed: null,
          translations: [{ asked: "5", pieces: [{ containerId: 5, hostId: 65541, size: 1 }], steps: null }],
        },
      ],
      written: null,
    };
    expect(await json("--map", text, "5")).toMatchObject(expected);
    expect(await json("--map", text, "--form", form, "5")).toMatchObject(expected);
  });

  it("gives null for what is unmapped", async () => {
    expect(await json("--map", POD, "--from", "host", "65535-65536")).toMatchObject({
      outcome: "unmapped",
      from: "host",
      maps: [
        {
          translations: [
            {
              asked: "65535-65536",
              pieces: [
                { containerId: null, hostId: 65535, size: 1 },
                { containerId: 0, hostId: 65536, size: 1 },
              ],
            },
          ],
        },
      ],
    });
  });

  it("maps nothing by a map that is empty", async () => {
    const onlyUids = '{"uidMappings":[{"containerID":0,"hostID":65536,"size":65536}]}';
    const { outcome, maps } = await json("--map", onlyUids, "5");
    expect([outcome, maps.map(({ kind, mappings }) => [kind, mappings.length])]).toEqual(["mapped", [["uid", 1]]]);
    expect((await json("--map", onlyUids, "--kind", "gid", "5")).outcome).toBe("unmapped");
    const onlyGids = '{"gids":[{"host_id":65536,"length":65536}]}';
    expect((await json("--map", onlyGids, "--kind", "gid", "5")).outcome).toBe("mapped");
    expect((await json("--map", "{}", "--form", "kubelet-userns", "5")).outcome).toBe("unmapped");
    expect((await json("--map", "", "--form", "kubelet-userns", "5")).outcome).toBe("unmapped");
  });

  it("takes the line of an owner", async () => {
    const file = "root:100000:65536\nkubelet:65536:65536\n";
    expect(await json("--map", file, "--owner", "kubelet", "0")).toMatchObject({
      maps: [{ mappings: [{ hostId: 65536 }] }],
    });
    const getsubids = "0: a 65536 65536\n0: b 131072 65536\n";
    expect(await json("--map", getsubids, "--owner", "b", "0")).toMatchObject({
      maps: [{ mappings: [{ hostId: 131072 }] }],
    });
  });

  it("does not guess between forms", async () => {
    const both = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';
    expect(await translate("--map", both, "5")).toEqual({
      code: 2,
      stdout: "",
      stderr: lines(
        "userns-sim: --map: undecided, it can be read as CRI JSON and as OCI JSON; name its form with --form",
        "  --form cri: CRI JSON, container [0, 65536) to host [65536, 131072)",
        "  --form oci: OCI JSON, container 0 to host 65536",
      ),
    });
    const asked = await run(["translate", "--json", "--map", both, "5"]);
    expect([asked.code, asked.stderr, JSON.parse(asked.stdout)]).toEqual([
      2,
      "",
      {
        schema: "userns-sim/translate/1",
        outcome: "undecided",
        about: "--map",
        readings: [
          { form: "cri", mappings: [{ containerId: 0, hostId: 65536, size: 65536 }] },
          { form: "oci", mappings: [{ containerId: 0, hostId: 65536, size: 1 }] },
        ],
      },
    ]);
    expect((await json("--map", both, "--form", "oci", "0")).maps[0]?.mappings[0]?.size).toBe(1);
    expect((await json("--map", both, "--form", "cri", "0")).maps[0]?.mappings[0]?.size).toBe(65536);
  });

  it("says why a text is of no form", async () => {
    const refused = async (map: string, ...argv: readonly string[]): Promise<readonly string[]> => {
      const { code, stdout, stderr } = await translate("--map", map, ...argv, "5");
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      return stderr.split("\n");
    };
    expect(await refused("{}")).toEqual([
      "userns-sim: --map: of no known form",
      "  CRI JSON: no mapping in it",
      "  OCI JSON: no mapping in it",
      "  kubelet userns file: no mapping in it",
      "  podman info and inspect: no mapping in it",
      "",
    ]);
    const [first, reason, ...rest] = await refused("0 65536");
    expect([first, rest]).toEqual(["userns-sim: --map: of no known form", [""]]);
    expect(reason).toMatch(/^ {2}uid_map text: .*line 1/);
    expect(await refused("0 65536", "--form", "proc-map")).toEqual([
      `userns-sim: --map, as uid_map text: ${reason?.slice("  uid_map text: ".length)}`,
      "",
    ]);
    expect((await refused("a:b:c\u001b"))[1]).toMatch(/^ {2}subuid lines: .*line 1/);
    expect((await refused("a:1:1\nb:2:2"))[1]).toBe(
      "  subuid lines: 2 entries of several owners; name one with --owner",
    );
    expect((await refused("a:1:1", "--owner", "b"))[1]).toBe("  subuid lines: no entry of this owner");
    expect((await refused("a:1:0"))[1]).toMatch(/^ {2}subuid lines: .*size/);
    expect((await refused("0: a 1 0"))[2]).toMatch(/^ {2}getsubids output: .*size/);
    for (const form of ["cri", "oci", "kubelet-userns"])
      for (const text of ["{", '{"uids":5,"uidMappings":5}'])
        expect((await refused(text, "--form", form))[0]).toMatch(/^userns-sim: --map, as .*line 1/);
    for (const form of ["cri", "oci"])
      expect((await refused("[5]", "--form", form))[0]).toMatch(/^userns-sim: --map, as .*line 1/);
  });

  it("refuses a map that the kernel refuses, of users or of groups", async () => {
    const users = kubelet.replace('"length":65536', '"length":0');
    const groups = kubelet.replace(/65536}]}$/, "0}]}");
    for (const map of [users, groups])
      expect((await translate("--map", map, "--form", "kubelet-userns")).stderr).toMatch(
        /^userns-sim: --map, as kubelet userns file: .*size/,
      );
    for (const list of ["uids", "gids"]) {
      const { stderr } = await translate("--map", `{"${list}":[{"length":0}]}`, "--form", "cri");
      expect(stderr).toMatch(/^userns-sim: --map, as CRI JSON: .*size/);
    }
    expect((await translate("--map", "0 1 5\n2 9 5", "0")).stderr).toMatch(/overlap/);
  });
});
