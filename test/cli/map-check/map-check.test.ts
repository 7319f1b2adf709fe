import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

async function checked(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await run(["map-check", "--json", ...argv]);
  const { schema, outcome, file, call, writer, advice, errno, decidedBy } = JSON.parse(stdout);
  expect(schema).toBe("userns-sim/map-check/1");
  expect(code).toBe(outcome === "taken" ? 0 : 1);
  return { outcome, file, call, writer, advice, errno, decidedBy };
}

const taken = { outcome: "taken", call: "write", advice: null, errno: null, decidedBy: "map-inside-parent" };
const refused = { outcome: "refused", call: "write" };
const OF_PARENT = "Let a process with CAP_SETUID in the parent namespace write it, or newuidmap (--as newuidmap).";
const DENY_FIRST =
  'Write "deny" to /proc/self/setgroups first (--deny-setgroups), and map one\'s own group alone, or let newgidmap write it.';
const TWO_MAPS = "lxc.idmap = u 0 100000 65536\nlxc.idmap = g 0 200000 10";
const IN_PARENT = "Map only IDs that the parent has, each line within one of its ranges: [0, 65536).";

describe("map-check", () => {
  it("says which line is wrong, by which rule, and what would be right", async () => {
    const { code, stdout, stderr } = await run(["map-check", "0 4294901760 65536"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../golden/map-check/map-check.golden.txt");
  });

  it.each([
    [["0 65536 65536"], { ...taken, file: "uid_map", writer: "user 0 of the parent namespace" }],
    [
      ["0 65536 65536", "65536 200000 1", "--gid"],
      { ...taken, file: "gid_map", writer: "user 0 of the parent namespace" },
    ],
    [["0 1000 1", "--as", "self", "--uid", "1000"], { ...taken, file: "uid_map", writer: "user 1000 inside" }],
    [
      ["0 1000 1", "--as", "self", "--uid", "1000", "--gid", "--deny-setgroups"],
      { ...taken, file: "gid_map", writer: "user 1000 inside" },
    ],
    [
      ["0 1000 1", "--as", "self", "--uid", "1000", "--gid"],
      {
        ...refused,
        advice: DENY_FIRST,
        errno: "EPERM",
        decidedBy: "capability-reach",
        file: "gid_map",
        writer: "user 1000 inside",
      },
    ],
    [
      ["0 100000 65536", "--uid", "1000"],
      {
        ...refused,
        advice: OF_PARENT,
        errno: "EPERM",
        decidedBy: "capability-held",
        file: "uid_map",
        writer: "user 1000 of the parent namespace",
      },
    ],
    [
      ["0 100000 65536", "--outer", "0:65536:65536"],
      {
        ...refused,
        advice: IN_PARENT,
        errno: "EPERM",
        decidedBy: "map-inside-parent",
        file: "uid_map",
        writer: "user 0 of the parent namespace",
      },
    ],
    [
      ["0 0 100", "--outer", TWO_MAPS, "--gid"],
      {
        ...refused,
        advice: IN_PARENT.replace("65536", "10"),
        errno: "EPERM",
        decidedBy: "map-inside-parent",
        file: "gid_map",
        writer: "user 0 of the parent namespace",
      },
    ],
    [
      ["0 1000 100", "--outer", "0:65536:65536"],
      { ...taken, file: "uid_map", writer: "user 0 of the parent namespace" },
    ],
  ])("answers %j", async (argv, expected) => {
    expect(await checked(...argv)).toEqual(expected);
  });

  it.each([
    [["--as", "self", "--uid", "0", "--caps", "none", "0 0 1"], "add it to --caps, or map another ID."],
    [["--as", "parent", "--uid", "0", "--caps", "none", "0 0 1"], "add it to --caps, or map another ID."],
    [
      ["--as", "self", "--uid", "1000", "0 0 1"],
      "From inside one's own ID can be mapped, alone: map user 1000, or let",
    ],
    [["--as", "self", "--uid", "1000", "--caps", "setfcap", "0 0 1"], "From inside one's own ID can be mapped, alone;"],
    [["--as", "self", "--uid", "0", "--caps", "none", "0 0 2"], "From inside one's own ID can be mapped, alone: map"],
    [["--as", "self", "--uid", "0", "--caps", "none", "0 0 1", "1 5 1"], "alone: map user 0, or let newuidmap"],
  ])("advises CAP_SETFCAP where it is enough: %j", async (argv, advice) => {
    expect(await checked(...argv)).toMatchObject({ ...refused, advice: expect.stringContaining(advice) });
    if (!advice.startsWith("add")) return;
    expect(await checked(...argv.with(argv.indexOf("none"), "setfcap"))).toMatchObject({ outcome: "taken" });
  });

  it("reads the text from files and standard input, as it is", async () => {
    const world = { stdin: "0 1 x\n", files: { "map.txt": "0 65536 65536\n" } };
    expect((await run(["map-check", "@map.txt"], world)).code).toBe(0);
    const { code, stdout } = await run(["map-check", "-"], world);
    expect(code).toBe(1);
    expect(stdout).toContain('line 1, column 5: "x" is not a number in base 10.');
  });

  it("puts no empty line between a file and the next line, and leaves those that are there", async () => {
    const files = { "map.txt": "0 65536 100\n", "gap.txt": "0 65536 100\n\n", "open.txt": "0 65536 100" };
    for (const [name, code] of [
      ["map.txt", 0],
      ["gap.txt", 1],
      ["open.txt", 0],
    ] as const)
      expect((await run(["map-check", `@${name}`, "100 70000 5"], { files })).code).toBe(code);
    expect((await run(["map-check", "", "0 65536 1"])).code).toBe(1);
  });

  it.each([
    [["0:65536:65536"], 0],
    [["0:65536:100", "100:70000:5"], 0],
    [["0:65536:65536", "0:1:1"], 1],
    [["0:65536:0"], 1],
    [["@cri.json"], 0],
    [["@cri.json", "--gid", "--outer", "0:65536:65536", "--outer", "200000:300000:65536"], 0],
    [["@cri.json", "--outer", "0:65536:65536", "--outer", "200000:300000:65536"], 1],
    [["@list.json"], 0],
    [["alice:100000:65536"], 0],
    [["hello"], 1],
  ])("reads other forms of a map: %j", async (argv, code) => {
    const mapping = (host: number): string => `[{"container_id":0,"host_id":${host},"length":65536}]`;
    const cri = `{"mode":0,"uids":${mapping(100000)},"gids":${mapping(200000)}}`;
    const files = { "cri.json": cri, "list.json": '[{"containerID":0,"hostID":65536,"size":5}]' };
    const { code: found, stderr } = await run(["map-check", ...argv], { files });
    expect({ found, stderr }).toEqual({ found: code, stderr: "" });
  });

  it.each([
    [["0:1000:1", "1:100000:65536"], "taken", "write", null],
    [["0:1000:2"], "refused", "grant", null],
    [["0:1000:1", "1:100000:65537"], "refused", "grant", null],
    [["0:0:1", "--subid", "0:1"], "taken", "write", null],
    [["0:1000:1", "1:100000:65536", "--gid"], "taken", "write", null],
  ])("asks newuidmap for %j", async (argv, outcome, call, errno) => {
    const gid = argv.includes("--gid");
    const common = ["--as", "newuidmap", "--uid", "1000", "--subid", "100000:65536"];
    expect(await checked(...argv, ...common)).toMatchObject({
      outcome,
      file: gid ? "gid_map" : "uid_map",
      call,
      errno,
      writer: `new${gid ? "gid" : "uid"}map for user 1000`,
    });
  });

  it("lets newgidmap deny setgroups before the own group is mapped, and not for a group of the file", async () => {
    const common = ["--json", "--gid", "--as", "newuidmap", "--uid", "1000"];
    const rules = async (...argv: readonly string[]): Promise<readonly string[]> =>
      JSON.parse((await run(["map-check", ...common, ...argv])).stdout).steps.map(({ rule }: { rule: string }) => rule);
    expect(await rules("0:1000:1")).toContain("setgroups-file-deny");
    expect(await rules("0:1000:1", "--subid", "1000:1")).not.toContain("helper-setgroups");
  });

  it("grants nothing without --subid but the own ID", async () => {
    const common = ["--as", "newuidmap", "--uid", "1000"];
    expect(await checked("0 1000 1", ...common)).toMatchObject({ outcome: "taken", call: "write" });
    expect(await checked("0 100000 1", ...common)).toMatchObject({ outcome: "refused", call: "grant" });
  });

  describe("newuidmap", () => {
    const files = { subuid: "alice:100000:65536\n1000:200000:10\n2000:5:1\n", numbers: "1000:200000:10\n" };
    const ask = async (...argv: readonly string[]): Promise<Record<string, unknown>> => {
      const { code, stdout, stderr } = await run(["map-check", "--json", "--as", "newuidmap", ...argv], { files });
      expect(stderr).toBe("");
      const { outcome, call, says, advice, errno, text } = JSON.parse(stdout);
      expect(code).toBe(outcome === "taken" ? 0 : 1);
      return { call, says, advice, errno, text };
    };
    const user = ["--uid", "1000", "--subid", "100000:65536"];
    const map = "0 1000 1 1 100000 65536";
    const NOT_PERMITTED = "newuidmap: write to uid_map failed: Operation not permitted";

    it.each([
      [
        ["--uid", "100000", "--subid", "100000:65536", "0:100000:1", "1:100000:65536"],
        "write",
        "newuidmap: write to uid_map failed: Invalid argument",
        "overlaps mapping 0",
      ],
      [
        ["--uid", "100000", "--subid", "100000:65536", "0 100000 1 1 100000 65536"],
        "write",
        "newuidmap: write to uid_map failed: Invalid argument",
        "overlaps mapping 0",
      ],
      [
        [...user, "0:200000:1", "0:100000:1"],
        "grant",
        "newuidmap: uid range [0-1) -> [200000-200001) not allowed",
        "Add the line 1000:200000:1 to /etc/subuid, or map what its lines grant.",
      ],
      [
        [...user, "--gid", "0:200000:1"],
        "grant",
        "newgidmap: gid range [0-1) -> [200000-200001) not allowed",
        "Add the line 1000:200000:1 to /etc/subgid, or map what its lines grant.",
      ],
      [
        [...user, "0 5 0"],
        "grant",
        "newuidmap: uid range [0-0) -> [5-5) not allowed",
        "A mapping has one ID at least.",
      ],
      [[...user, "0 4294901760 65536"], "arguments", "newuidmap: subuid overflow detected.", "make it smaller"],
      [[...user, "--helper", "plain", map], "write", NOT_PERMITTED, "chmod u+s"],
      [[...user, "--no-new-privs", map], "write", NOT_PERMITTED, "run newuidmap without it"],
      [[...user, "--caps", "setuid,dac_override", map], "write", NOT_PERMITTED, "its bounding set lacks CAP_SYS_ADMIN"],
      [
        [...user, "--caps", "sys_admin,dac_override", map],
        "write",
        NOT_PERMITTED,
        "The bounding set lacks CAP_SETUID: leave it there.",
      ],
      [
        [...user, "--caps", "none", map],
        "open",
        "newuidmap: open of uid_map failed: Permission denied",
        "without which user 0 opens no file of user 1000",
      ],
      [
        [...user, "--gid", "--caps", "setgid,dac_override", "0 1000 1"],
        "setgroups",
        "newgidmap: couldn't open process setgroups: Permission denied",
        "its bounding set lacks CAP_SYS_ADMIN: leave it there, or give newgidmap cap_setgid",
      ],
      [[...user, "--helper", "file-caps", "--caps", "none", map], "exec", null, "newuidmap is not started"],
      [
        [...user, "--subid", "0:1", "--helper", "file-caps", "0 0 1"],
        "write",
        NOT_PERMITTED,
        "Give newuidmap cap_setfcap, too",
      ],
      [
        [...user, "--subid", "0:1", "--caps", "setuid,dac_override,sys_admin", "0 0 1"],
        "write",
        NOT_PERMITTED,
        "The bounding set lacks CAP_SETFCAP: leave it there. Or map another ID.",
      ],
      [
        ["--uid", "1000", "--subuid", "subuid", "--owner", "bob", "0 100000 1"],
        "grant",
        expect.anything(),
        "bob:100000:1",
      ],
    ])("says what it says, and what to do: %j", async (argv, call, says, advice) => {
      expect(await ask(...argv)).toMatchObject({ call, says, advice: expect.stringContaining(advice) });
    });

    it.each([
      [[...user, map]],
      [[...user, "--helper", "file-caps", map]],
      [["--uid", "1000", "--subuid", "subuid", "--owner", "alice", "0 100000 1 1 200000 10"]],
      [["--uid", "1000", "--subuid", "numbers", "0 200000 10"]],
      [["--uid", "1000", "--gid", "--subgid", "numbers", "0 200000 10"]],
      [[...user, "--helper", "plain", "0 1000 1"]],
    ])("has it written: %j", async (argv) => {
      expect(await ask(...argv)).toMatchObject({ call: "write", says: null, advice: null, errno: null });
    });

    it("shows the map that it read, and writes a mapping a line", async () => {
      expect((await ask(...user, map))["text"]).toBe("0 1000 1\n1 100000 65536\n");
      const { stdout } = await run(["map-check", "u1000:5:10", "--form", "subid"]);
      expect(stdout).toMatch(/^The text for uid_map, made of a map read as subuid lines; [^|]*:\n {2}\| 0 5 10\n\n/);
      const long = Array.from({ length: 23 }, (_, at) => `${at} ${65536 + at} 1`);
      expect((await run(["map-check", ...long])).stdout).toContain("\n  | 19 65555 1\n  and 3 more\n");
    });

    it.each(["01750", "0x3e8", "0X3E8", "+1000", "00000001750"])("reads numbers in base 0, as %s", async (own) => {
      expect(await ask(...user, `0 ${own} 1 1 100000 0x10000`)).toMatchObject({
        advice: null,
        text: "0 1000 1\n1 100000 65536\n",
      });
    });

    it.each(["0 9999999999 1", "99999999999999999999 1000 1", "0 1000 4294967296", "0 9999999999 0"])(
      "refuses numbers of more than 32 bits: %s",
      async (mapping) => {
        expect(await ask(...user, mapping)).toMatchObject({ call: "arguments", text: `${mapping}\n` });
      },
    );

    it("tells whose errors are the kernel's", async () => {
      expect((await ask(...user, "0 5 1"))["errno"]).toBe(null);
      const { stdout } = await run(["map-check", "--as", "newuidmap", ...user, "0 5 1"]);
      expect(stdout).toContain("\nRefused, as the rule helper-grant decided.\n");
      expect(stdout).toContain("\nIt prints: newuidmap: uid range [0-1) -> [5-6) not allowed\n");
    });
  });

  it.each([
    [["{}"], "the map: of no known form"],
    [['{"uids":'], "the map: of no known form"],
    [["0:1:2:3"], "the map: of no known form"],
    [["0 0 1", "--deny-setgroups"], "--deny-setgroups has a meaning with --gid only"],
    [["@big"], "big: larger than the 64 KiB that are read at most"],
    [["0 0 1", "--subid", "1:1"], "--subid has a meaning with --as newuidmap only"],
    [["0 0 1", "--as", "newuidmap", "--subid", "1"], "Expected start:count, like 100000:65536."],
    [["0 0 1", "--as", "newuidmap", "--subid", "1:2:3"], "Expected start:count, like 100000:65536."],
    [["0 x 1", "--as", "newuidmap"], "newuidmap takes numbers in base 10, 8 (010) and 16 (0x10), found x"],
    [["0 08 1", "--as", "newuidmap"], "newuidmap takes numbers in base 10, 8 (010) and 16 (0x10), found 08"],
    [["0 1 1 2", "--as", "newuidmap"], "newuidmap takes three numbers for each mapping, found 4"],
    [["0 0 1", "--helper", "plain"], "--helper has a meaning with --as newuidmap only"],
    [["0 0 1", "--no-new-privs"], "--no-new-privs has a meaning with --as newuidmap only"],
    [["0 0 1", "--as", "newuidmap", "--subgid", "subuid"], "--subgid has a meaning with --gid only"],
    [
      ["0 0 1", "--as", "newuidmap", "--gid", "--subuid", "subuid"],
      "--subuid is about users: with --gid give --subgid",
    ],
    [
      ["0 0 1", "--as", "newuidmap", "--owner", "alice"],
      "--owner has a meaning with --subuid, --subgid and subordinate IDs only",
    ],
    [
      ["0 0 1", "--as", "newuidmap", "--uid", "1000", "--subuid", "subuid"],
      "subuid: its lines have names, and user 1000 has none here: name one with --owner\n  alice, bob\n",
    ],
    [["0 0 1", "--as", "newuidmap", "--subuid", "subuid", "--subid", "1:1"], "cannot be used with option"],
    [["0 0 1", "--outer", TWO_MAPS, "--uid", "70000"], "user 70000 is not mapped by --outer, so nobody can be it"],
    [
      ["0 0 1", "--outer", TWO_MAPS, "--uid", "1000"],
      "group 1000, that of user 1000, is not mapped by --outer, so nobody can be in it",
    ],
    [["@nope"], "nope: no such file"],
    [["0 0 1", "--outer", "0:5:1", "--uid", "1"], "user 1 is not mapped by --outer, so nobody can be it"],
    [["0 0 1", "--outer", "0:5:0"], "--outer, as "],
    [[], "missing required argument 'lines'"],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["map-check", ...argv], {
      files: { big: "0".repeat(70000), subuid: "alice:1:1\nbob:2:1\n" },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
