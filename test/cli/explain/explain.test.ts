import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

const POD = ["--map", "0:65536:65536"];

async function asked(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await run(["explain", "--json", ...argv]);
  const { schema, outcome, question, allowed, errno, decidedBy } = JSON.parse(stdout);
  expect(schema).toBe("userns-sim/explain/1");
  expect([code, outcome]).toEqual(allowed ? [0, "allowed"] : [1, "refused"]);
  return { question, errno, decidedBy };
}

describe("explain", () => {
  it("goes through the rules like a teacher", async () => {
    const { code, stdout, stderr } = await run(["explain", ...POD, "--mode", "0600"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../golden/explain/explain.golden.txt");
  });

  it("keeps to ASCII when told to", async () => {
    const { stdout } = await run(["explain", ...POD, "--mode", "0600", "--ascii"]);
    expect(stdout).toContain("  other bits --- -> read not granted\n");
    expect(stdout).toMatch(/^\p{ASCII}*$/u);
  });

  it.each([
    [["--mode", "0600"], "User 0, group 0 of the host asks to read a file of 0:0, mode 0600.", null, "owner-bits"],
    [
      [...POD, "--uid", "1000", "--gid", "5", "--owner", "66536:0", "--mode", "0200", "--op", "write"],
      "User 1000, group 5 of a pod, kuid 66536, asks to write a file of 66536:0, mode 0200.",
      null,
      "owner-bits",
    ],
    [
      [...POD, "--idmapped", "--mode", "0600"],
      "User 0, group 0 of a pod, kuid 65536, asks to read a file of 0:0, mode 0600, on a mount with the pod's map.",
      null,
      "owner-bits",
    ],
    [
      ["--uid", "7", "--group", "3", "--group", "4", "--owner", "0:4", "--mode", "0040"],
      "User 7, group 0 of the host asks to read a file of 0:4, mode 0040.",
      null,
      "group-bits",
    ],
    [
      ["--uid", "7", "--mode", "0600", "--caps", "dac_override"],
      "User 7, group 0 of the host asks to read a file of 0:0, mode 0600.",
      null,
      "capability-over-inode",
    ],
    [
      ["--uid", "7", "--mode", "0600", "--caps", "ALL"],
      "User 7, group 0 of the host asks to read a file of 0:0, mode 0600.",
      null,
      "capability-over-inode",
    ],
    [
      ["--caps", "none", "--uid", "0", "--owner", "1:1", "--mode", "0600"],
      "User 0, group 0 of the host asks to read a file of 1:1, mode 0600.",
      "EACCES",
      "capability-held",
    ],
    [
      ["--uid", "7", "--caps", "all", "--mode", "0"],
      "User 7, group 0 of the host asks to read a file of 0:0, mode 0000.",
      null,
      "capability-over-inode",
    ],
  ])("answers %j", async (argv, question, errno, decidedBy) => {
    expect(await asked(...argv)).toEqual({ question, errno, decidedBy });
  });

  it.each([
    ["execute", ["--mode", "0644"], "EACCES"],
    ["execute", ["--mode", "0755"], null],
    ["chown", ["--to", "5:5"], null],
    ["chown", [...POD, "--to", "5:5"], "EPERM"],
    ["chmod", [], null],
    ["chmod", [...POD], "EPERM"],
    ["create", [...POD], "EACCES"],
    ["create", [...POD, "--directory", "5:5:0777"], null],
    ["create", [...POD, "--directory", "5:5:0777", "--mode", "0600"], null],
    ["unlink", [...POD, "--directory", "5:5:0777"], null],
    ["unlink", [...POD, "--directory", "0:0:1777"], "EPERM"],
    ["unlink", [...POD, "--directory", "0:0:1777", "--idmapped"], null],
  ])("asks %s of a file, %j", async (op, argv, errno) => {
    expect((await asked("--op", op, ...argv))["errno"]).toBe(errno);
  });

  it("says to whom chown gives a file, and what else is done with it", async () => {
    const question = async (...argv: string[]) => (await asked("--op", ...argv))["question"];
    expect(await question("chown", "--to", "5:6")).toBe(
      "User 0, group 0 of the host asks to give a file of 0:0, mode 0644, to 5:6.",
    );
    expect(await question("chmod")).toBe(
      "User 0, group 0 of the host asks to change the mode of a file of 0:0, mode 0644.",
    );
  });

  it("says where each rule is from with --sources, once, and else nowhere", async () => {
    const argv = ["explain", ...POD, "--op", "unlink", "--directory", "0:0:0777"];
    const { stdout: plain } = await run(argv);
    expect(plain).not.toMatch(/\.[ch]\b/);
    const { stdout } = await run([...argv, "--sources"]);
    await expect(stdout).toMatchFileSnapshot("../golden/explain/sources.golden.txt");
    const sources = stdout.match(/^ {6}[a-z-]+: /gm) ?? [];
    expect(sources).toEqual([...new Set(sources)]);
    const shown = stdout.split("\n").filter((line) => !line.startsWith("      "));
    expect(`${shown.join("\n")}`).toBe(plain);
  });

  it("says in which directory", async () => {
    expect((await asked("--op", "unlink", ...POD, "--directory", "7:8:1777"))["question"]).toBe(
      "User 0, group 0 of a pod, kuid 65536, asks to remove a file of 0:0, mode 0644, from a directory of 7:8, mode 01777.",
    );
    expect((await asked("--op", "create", ...POD, "--idmapped"))["question"]).toBe(
      "User 0, group 0 of a pod, kuid 65536, asks to create a file of mode 0644 in a directory of 0:0, mode 0755, on a mount with the pod's map.",
    );
    const { stdout } = await run(["explain", "--op", "create", ...POD]);
    expect(stdout).toContain("\nDirectory: 0:0 on disk, shown as 65534:65534\n");
  });

  it.each([
    ["read", ["--target", "5:5"], "--target"],
    ["read", ["--to", "5:5"], "--to"],
    ["write", ["--target-map", "0:5:1"], "--target-map"],
    ["chown", ["--to-directory", "0:0:0755"], "--to-directory"],
    ["create", ["--owner", "0:0"], "--owner"],
    ["signal", ["--owner", "0:0"], "--owner"],
    ["setns", ["--mode", "0600"], "--mode"],
    ["trace", ["--idmapped"], "--idmapped"],
  ])("refuses with %s %j, which says nothing about it", async (op, argv, option) => {
    const { code, stdout, stderr } = await run(["explain", "--op", op, ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${option} has no meaning with --op ${op}`);
  });

  it.each([
    ["signal", "EPERM", "signal"],
    ["trace", "EPERM", "trace"],
    ["environ", "EACCES", "read the environment of"],
    ["root", "EACCES", "open the root directory of"],
    ["limits", "EPERM", "set the limits of"],
    ["setns", "EACCES", "enter the user namespace of"],
  ])("asks %s of a process: no to another pod, yes to host root", async (op, errno, verb) => {
    const other = ["--target", "1000:1000", "--target-map", "0:131072:65536"];
    expect(await asked("--op", op, ...POD, ...other)).toMatchObject({
      question: `User 0, group 0 of a pod, kuid 65536, asks to ${verb} a process of kuid 132072 in another pod.`,
      errno,
    });
    expect(await asked("--op", op, ...other)).toMatchObject({ errno: null });
  });

  it("takes maps in any form, and in files", async () => {
    const files = { uid_map: "         0      65536      65536\n" };
    for (const map of [
      "u 0 65536 65536",
      "@uid_map",
      "newuidmap 42 [0 65536 65536]",
      "--private-users=65536",
      "kubelet:65536:65536",
    ]) {
      const { code, stdout } = await run(["explain", "--json", "--uid", "5", "--map", map], { files });
      expect([code, JSON.parse(stdout).asked.map]).toEqual([0, [{ containerId: 0, hostId: 65536, size: 65536 }]]);
    }
    const { mountMap, targetMap } = JSON.parse(
      (await run(["explain", "--json", "--mount-map", "X-mount.idmap=b:0:65536:9"])).stdout,
    ).asked;
    expect([mountMap, targetMap]).toEqual([[{ containerId: 0, hostId: 65536, size: 9 }], null]);
    const other = await run(["explain", "--op", "trace", "--target-map", "100000,0,9", "--target", "0:0"]);
    expect(other.stdout).toContain("map 0:100000:9");
  });

  it.each([
    [[...POD, "--uid", "70000"], "ID 70000 is not mapped by --map, so no process can have it"],
    [
      [...POD, "--outer", "0:100000:65536", "--uid", "5"],
      "ID 5 is not mapped by --map and --outer together, so no process can have it",
    ],
    [
      ["--op", "trace", "--target", "0:7", "--target-map", "0:5:1"],
      "ID 7 is not mapped by --target-map, so no process can have it",
    ],
    [
      ["--map", "0:4294901760:65536"],
      "--map, as container:host:size: The list of container:host:size, line 1, column 1: the kernel refuses",
    ],
    [["--map", "0:1"], "--map: undecided, it can be read as podman --uidmap and as systemd-nspawn users"],
    [["--map", "0:1:4294967296"], '"4294967296" is too large'],
    [["--map", "0:1:1:1"], "--map: of no known form"],
    [["--map", "u 0 65536 9", "--map", "g 0 65537 9"], "--map: users and groups have different maps in it"],
    [["--map", "0 4294967295 1"], "--map: 4294967295 stands for host IDs that were not seen"],
    [["--op", "trace", "--target-map", "@nope"], "nope: no such file"],
    [["--mode", "0888"], "Expected an octal mode from 0 to 07777."],
    [["--idmapped"], "--idmapped has a meaning with --map only"],
    [["--directory", "0:0"], "Expected uid:gid:mode, like 0:0:1777."],
    [["--directory", "0:0:0755:1"], "Expected uid:gid:mode, like 0:0:1777."],
    [["--directory", "0:x:0755"], "Expected uid:gid, like 0:0."],
    [["--owner", "0"], "Expected uid:gid, like 0:0."],
    [["--owner", "0:0:0"], "Expected uid:gid, like 0:0."],
    [["--owner", "4294967295:0"], "Expected uid:gid, like 0:0."],
    [["--owner", "0:4294967295"], "Expected uid:gid, like 0:0."],
    [["--uid", "4294967295"], "Expected a whole number from 0 to 4294967294."],
    [["--caps", "fly"], 'no capability is called "fly"'],
    [["--caps", "\u202ea\u009b"], 'no capability is called "\\u202ea\\u009b"'],
  ])("says what is wrong with %j", async (argv, message) => {
    const { code, stdout, stderr } = await run(["explain", ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
