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
const refused = { outcome: "refused", call: "write", advice: null };

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
      { ...refused, errno: "EPERM", decidedBy: "capability-reach", file: "gid_map", writer: "user 1000 inside" },
    ],
    [
      ["0 100000 65536", "--uid", "1000"],
      {
        ...refused,
        errno: "EPERM",
        decidedBy: "capability-held",
        file: "uid_map",
        writer: "user 1000 of the parent namespace",
      },
    ],
    [
      ["0 100000 65536", "--parent", "0:65536:65536"],
      {
        ...refused,
        errno: "EPERM",
        decidedBy: "map-inside-parent",
        file: "uid_map",
        writer: "user 0 of the parent namespace",
      },
    ],
    [
      ["0 1000 100", "--parent", "0:65536:65536"],
      { ...taken, file: "uid_map", writer: "user 0 of the parent namespace" },
    ],
  ])("answers %j", async (argv, expected) => {
    expect(await checked(...argv)).toEqual(expected);
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
    [["@cri.json", "--gid", "--parent", "0:65536:65536", "--parent", "200000:300000:65536"], 0],
    [["@cri.json", "--parent", "0:65536:65536", "--parent", "200000:300000:65536"], 1],
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
    [["0:1000:2"], "refused", "grant", "EPERM"],
    [["0:1000:1", "1:100000:65537"], "refused", "grant", "EPERM"],
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
    const own = await rules("0:1000:1");
    expect(own.slice(0, 2)).toEqual(["helper-grant", "helper-setgroups"]);
    // Denied, the kernel takes it as the creator's own group; allowed, it asks for the capability.
    expect(own).not.toContain("map-parent-capability");
    const listed = await rules("0:1000:1", "--subid", "1000:1");
    expect(listed).toContain("map-parent-capability");
    expect(listed).not.toContain("helper-setgroups");
  });

  it("grants nothing without --subid but the own ID", async () => {
    const common = ["--as", "newuidmap", "--uid", "1000"];
    expect(await checked("0 1000 1", ...common)).toMatchObject({ outcome: "taken", call: "write" });
    expect(await checked("0 100000 1", ...common)).toMatchObject({ outcome: "refused", call: "grant" });
    const { steps } = JSON.parse((await run(["map-check", "--json", "0 1000 1", ...common])).stdout);
    expect(steps[0].text).toBe("all ranges are granted to user 1000");
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
    [
      ["0 x 1", "--as", "newuidmap"],
      'newuidmap takes a map that is one. The uid_map or gid_map, line 1, column 3: "x" is not a number',
    ],
    [["@nope"], "nope: no such file"],
    [["0 0 1", "--parent", "0:5:1", "--uid", "1"], "user 1 is not mapped by --parent, so nobody can be it"],
    [["0 0 1", "--parent", "0:5:0"], "--parent: "],
    [[], "missing required argument 'lines'"],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["map-check", ...argv], { files: { big: "0".repeat(70000) } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
