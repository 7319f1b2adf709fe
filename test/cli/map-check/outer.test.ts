import { describe, expect, it } from "vitest";
import { type Run, run, type World } from "../run.ts";

async function check(argv: readonly string[], world: World = {}): Promise<Run> {
  return await run(["map-check", ...argv], world);
}

describe("map-check, the form of the map", () => {
  it.each([
    ["podman run --uidmap 0:100000:65536 x", "podman", "podman --uidmap; first number is the container's"],
    ["0:100000:65536", "triple", "container:host:size; first number is the container's"],
    ["raw.idmap: both 5 0", "raw-idmap", "raw.idmap lines; first number is the host's"],
    ["alice:100000:65536", "subid", "subuid lines; no container IDs in it: they count from 0"],
  ])("is named: %s", async (map, form, says) => {
    const { stdout } = await check([map]);
    expect(stdout.replaceAll("\n", " ")).toContain(`The text for uid_map, made of a map read as ${says}:   | `);
    expect(JSON.parse((await check([map, "--json"])).stdout).form).toBe(form);
  });

  it("is not, where the text goes to the kernel as it is", async () => {
    expect((await check(["0 100000 65536"])).stdout).toMatch(/^The text for uid_map:\n/);
    expect(JSON.parse((await check(["0 100000 65536", "--json"])).stdout).form).toBe("proc-map");
  });

  const UIDS = "         0       1000          1\n         1     100000      65536\n";
  const GIDS = "         0       2000          1\n         1     200000      65536\n";

  it.each([
    ["as the kernel shows them", UIDS + GIDS],
    ["in a terminal", `$ cat /proc/self/uid_map\n${UIDS}$ cat /proc/self/gid_map\n${GIDS}$ `],
  ])("may be uid_map and gid_map in one paste, %s", async (_what, stdin) => {
    const written = async (...argv: readonly string[]): Promise<unknown> =>
      JSON.parse((await check(["-", "--json", ...argv], { stdin })).stdout).text;
    expect(await written()).toBe("0 1000 1\n1 100000 65536\n");
    expect(await written("--gid")).toBe("0 2000 1\n1 200000 65536\n");
  });

  it("may be two files of any numbers, if the columns are the kernel's", async () => {
    const widths = Array.from({ length: 10 }, (_, digits) => Number("1".repeat(digits + 1)));
    const columns = (numbers: readonly number[]) => numbers.map((number) => String(number).padStart(10)).join(" ");
    const file = widths.map((inside) => columns([inside, inside, 1]));
    const two = [columns([0, 7, 1]), ...file, columns([0, 8, 1]), ...file];
    const answer = async (lines: readonly string[]): Promise<unknown> =>
      JSON.parse((await check(["-", "--json", "--gid"], { stdin: lines.join("\n") })).stdout);
    const gid = ["0 8 1", ...widths.map((inside) => `${inside} ${inside} 1`), ""].join("\n");
    expect(await answer(two)).toMatchObject({ text: gid });
    for (const at of two.keys())
      expect(await answer(two.with(at, ` ${two[at]}`)), `line ${at}`).toMatchObject({ outcome: "refused" });
  });

  it("is one map where somebody wrote container ID 0 twice", async () => {
    expect(JSON.parse((await check(["0 1 1", "0 2 1", "--json"])).stdout)).toMatchObject({
      outcome: "refused",
      errno: "EINVAL",
    });
  });
});

describe("map-check, a map of subordinate IDs", () => {
  const files = { "/etc/subuid": "alice:300000:10\nbob:1:1\nalice:100000:65536\n" };
  const text = async (...argv: readonly string[]): Promise<unknown> =>
    JSON.parse((await check(["@/etc/subuid", "--json", ...argv], { files })).stdout).text;

  it("is that of an owner, of a reader, and of somebody rootless", async () => {
    expect(await text("--owner", "alice")).toBe("0 300000 10\n10 100000 65536\n");
    expect(await text("--owner", "alice", "--reader", "storage")).toBe("0 100000 65536\n65536 300000 10\n");
    expect(await text("--owner", "alice", "--rootless", "1000")).toBe("0 1000 1\n1 300000 10\n11 100000 65536\n");
  });

  it("is granted by the same file", async () => {
    const helper = ["--as", "newuidmap", "--uid", "1000", "--subuid", "/etc/subuid"];
    expect((await check(["@/etc/subuid", "--owner", "alice", "--rootless", "1000", ...helper], { files })).code).toBe(
      0,
    );
    expect((await check(["0 1 1", "--owner", "alice", ...helper], { files })).code).toBe(1);
    expect((await check(["0 1 1", "--owner", "bob", ...helper], { files })).code).toBe(0);
  });

  it.each([
    ["--owner", "alice", "--owner has a meaning with --subuid, --subgid and subordinate IDs only"],
    ["--reader", "moby", "--reader has a meaning with subuid lines only"],
    [
      "--rootless",
      "5",
      "--rootless has a meaning with subuid lines, getsubids output, podman --uidmap, unshare options and nsjail options only",
    ],
  ])("alone has a %s", async (option, value, says) => {
    expect(await check(["0 1 1", option, value])).toEqual({ code: 2, stdout: "", stderr: `userns-sim: ${says}\n` });
  });
});

describe("map-check --outer", () => {
  it("takes no map of a mount that was looked up in it", async () => {
    expect(await check(["idmap=uids=@0-1000-1", "--outer", "0:100000:65536"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "userns-sim: the map, as podman idmap option: with --outer it leads from the disk to the host, and is no namespace's map\n",
    });
  });

  it("shows both steps", async () => {
    const { code, stdout } = await check(["0 0 1\n1 1 999", "--outer", "0:1000:1", "--outer", "1:100000:65536"]);
    expect(code).toBe(0);
    expect(stdout.split("\n\n").slice(0, 2)).toEqual([
      "The text for uid_map:\n  | 0 0 1\n  | 1 1 999",
      "The map that it lives in:\n  | 0 1000 1\n  | 1 100000 65536\nBoth together, from the container to the host:\n  | 0 1000 1\n  | 1 100000 999",
    ]);
    const document = JSON.parse((await check(["0 5 1", "--outer", "0:65536:65536", "--json"])).stdout);
    expect(document.onHost).toEqual({
      outer: [{ containerId: 0, hostId: 65536, size: 65536 }],
      mappings: [{ containerId: 0, hostId: 65541, size: 1 }],
    });
    expect(JSON.parse((await check(["0 5 1", "--json"])).stdout).onHost).toBeNull();
  });

  it("takes any form, with users and groups apart", async () => {
    const oci =
      '{"uidMappings":[{"containerID":0,"hostID":7,"size":9}],"gidMappings":[{"containerID":0,"hostID":8,"size":5}]}';
    expect((await check(["0 0 9", "--outer", oci])).code).toBe(0);
    expect((await check(["0 0 9", "--outer", oci, "--gid"])).code).toBe(1);
  });

  it("was called --parent", async () => {
    expect(await check(["0 0 1", "--parent", "0:5:1"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: the option --parent is called --outer now\n",
    });
    expect((await check(["--help"])).stdout).not.toContain("--parent");
  });
});

describe("map-check, the form of the map", () => {
  it("is asked for where there are several", async () => {
    const both = '[{"hostId":65536,"containerId":0,"length":65536,"size":1}]';
    const { code, stdout, stderr } = await check([both]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("  --form oci: OCI JSON, container 0 to host 65536\n");
    const asked = await check([both, "--json"]);
    expect(JSON.parse(asked.stdout)).toMatchObject({
      schema: "userns-sim/map-check/1",
      outcome: "undecided",
      readings: [{ form: "cri" }, { form: "oci" }],
    });
    expect((await check([both, "--form", "oci"])).stdout).toContain("  | 0 65536 1\n");
  });

  const WRITTEN: readonly (readonly [string, string])[] = [
    ["u 0 100000 65536", "0 100000 65536\n"],
    ["newuidmap 42 [0 1000 1 1 100000 9]", "0 1000 1\n1 100000 9\n"],
    ["100000,0,65536", "0 100000 65536\n"],
    ["both 5 5", "0 1000000 5\n5 5 1\n6 1000006 999999994\n"],
    ["0 1000 1 1 100000 9", "0 1000 1 1 100000 9"],
    ["0 0x10 1", "0 0x10 1"],
    [" -1 0 1", " -1 0 1"],
    ["hello", "hello"],
    ["", ""],
  ];
  it.each(WRITTEN)("of %j, which has no colon, is told from the kernel's own", async (given, written) => {
    expect(JSON.parse((await check([given, "--json"])).stdout).text).toBe(written);
  });

  it("says what is wrong with a line that is of another form", async () => {
    const { code, stderr } = await check(["lxc.idmap = u 0 100000"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("lxc.idmap lines: ")]);
  });

  it("looks into the map that it lives in, where podman does", async () => {
    const outer = ["--outer", "0:1000:1", "--outer", "1:100000:65536"];
    for (const map of ["keep-id", "+1000:@1000:1"]) {
      const { text, onHost } = JSON.parse((await check([map, ...outer, "--json"])).stdout);
      expect(text).toBe("0 1 1000\n1000 0 1\n1001 1001 64536\n");
      expect(onHost.mappings[1]).toEqual({ containerId: 1000, hostId: 1000, size: 1 });
    }
  });

  it("is that of three numbers unless subordinate IDs are meant", async () => {
    const text = async (...argv: readonly string[]): Promise<string> =>
      JSON.parse((await check([...argv, "--json"], { files: { subuid: "5:10:7\n" } })).stdout).text;
    expect(await text("5:10:7")).toBe("5 10 7\n");
    expect(await text("5:10:7", "--form", "subid")).toBe("0 10 7\n");
    expect(await text("@subuid")).toBe("0 10 7\n");
  });
});

describe("a map that others live in", () => {
  it("has been seen", async () => {
    const said = "userns-sim: --outer: 4294967295 stands for host IDs that were not seen where the map was read\n";
    for (const argv of [
      ["map-check", "0 0 1"],
      ["translate", "--map", "0 0 1"],
    ])
      expect((await run([...argv, "--outer", "0 4294967295 9"])).stderr).toBe(said);
  });
});

describe("map-check of a map that its parent has not", () => {
  it("says that both together map nothing", async () => {
    expect((await check(["0 100 1", "--outer", "0:5:1"])).stdout).toContain("  | 0 5 1\nBoth together map nothing.\n");
  });
});
