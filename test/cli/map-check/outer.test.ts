import { describe, expect, it } from "vitest";
import { type Run, run, type World } from "../run.ts";

async function check(argv: readonly string[], world: World = {}): Promise<Run> {
  return await run(["map-check", ...argv], world);
}

describe("map-check --outer", () => {
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
