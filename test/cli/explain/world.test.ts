import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

const MAP = "0:65536:65536";
const POD = ["--map", MAP];

/** What was understood, and the answer. */
async function understood(...argv: readonly string[]): Promise<readonly unknown[]> {
  const { stdout } = await run(["explain", "--json", ...argv]);
  const { world, errno } = JSON.parse(stdout);
  return [...world.slice(1), errno];
}

const ASKED = {
  "the same pod": ["--same-pod"],
  "another with the same IDs": ["--other-pod"],
  "the same IDs, said twice": ["--other-pod", "--target-map", MAP],
  "another pod": ["--target-map", "0:131072:65536"],
  "another pod, said twice": ["--other-pod", "--target-map", "0:131072:65536"],
  below: ["--below", "--target-map", "0:1000:2000"],
  host: [],
} as const;

const LINES: { readonly [Place in keyof typeof ASKED]: string } = {
  "the same pod": "Target: the same pod; user 1000 is kuid 66536",
  "another with the same IDs": "Target: another pod with the same IDs; user 1000 is kuid 66536",
  "the same IDs, said twice": `Target: another pod with the same IDs, map ${MAP}; user 1000 is kuid 66536`,
  "another pod": "Target: another pod, map 0:131072:65536; user 1000 is kuid 132072",
  "another pod, said twice": "Target: another pod, map 0:131072:65536; user 1000 is kuid 132072",
  below: "Target: a namespace below, made by kuid 65536, map 0:1000:2000; user 1000 is kuid 67536",
  host: "Target: the host; user 1000 is kuid 1000",
};

describe("explain --map", () => {
  const asker = async (...argv: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await run(["explain", "--json", ...argv]);
    return stdout === "" ? stderr : JSON.parse(stdout).world[0];
  };

  it("lives in the map of --outer", async () => {
    const outer = ["--outer", "0:1000:1", "--outer", "1:100000:65536"];
    expect(await asker("--map", "0:1:10", ...outer, "--uid", "5")).toMatch(/map 0:100000:10; user 5 is kuid 100005;/);
    expect(await asker("--map", "+1000:@1000:1", ...outer, "--uid", "1000")).toMatch(/user 1000 is kuid 1000;/);
    expect(await asker("--map", "keep-id", ...outer, "--uid", "0")).toMatch(/user 0 is kuid 100000;/);
  });

  it("is read in the form that is named", async () => {
    expect(await asker("--map", "1000:0:5", "--uid", "1000", "--gid", "1000")).toMatch(
      /map 1000:0:5; user 1000 is kuid 0;/,
    );
    expect(await asker("--map", "1000:0:5", "--form", "subid", "--uid", "1")).toMatch(/map 0:0:5; user 1 is kuid 1;/);
  });

  it.each([
    ["--outer", "0:1:1"],
    ["--form", "oci"],
  ])("is what %s is about", async (option, value) => {
    expect(await asker(option, value)).toBe(`userns-sim: ${option} has a meaning with --map only\n`);
  });
});

/** What root of a pod, and user 1000 of it, are told of user 1000 in each place. */
const ANSWERS: readonly (readonly [
  place: keyof typeof ASKED,
  op: string,
  asRoot: string | null,
  asUser: string | null,
])[] = [
  ["the same pod", "signal", null, null],
  ["the same pod", "trace", null, null],
  ["the same pod", "environ", null, null],
  ["the same pod", "root", null, null],
  ["the same pod", "limits", null, null],
  ["the same pod", "setns", "EINVAL", "EINVAL"],
  ["another with the same IDs", "signal", "EPERM", null],
  ["another with the same IDs", "trace", "EPERM", "EPERM"],
  ["the same IDs, said twice", "limits", "EPERM", null],
  ["another pod", "signal", "EPERM", "EPERM"],
  ["another pod, said twice", "trace", "EPERM", "EPERM"],
  ["below", "signal", null, "EPERM"],
  ["below", "trace", null, "EPERM"],
  ["below", "environ", null, "EACCES"],
  ["below", "root", null, "EACCES"],
  ["below", "limits", null, "EPERM"],
  ["below", "setns", null, "EACCES"],
  ["host", "signal", "EPERM", "EPERM"],
  ["host", "setns", "EACCES", "EACCES"],
];

describe("where the target lives", () => {
  it.each(ANSWERS)("%s: %s", async (place, op, asRoot, asUser) => {
    const argv = [...POD, "--op", op, "--target", "1000:1000", ...ASKED[place]];
    expect(await understood(...argv)).toEqual([LINES[place], asRoot]);
    expect(await understood(...argv, "--uid", "1000", "--gid", "1000")).toEqual([LINES[place], asUser]);
  });

  it("is below the host, too", async () => {
    const argv = ["--op", "trace", "--below", "--target-map", "0:1000:1"];
    expect(await understood(...argv)).toEqual([
      "Target: a namespace below, made by kuid 0, map 0:1000:1; user 0 is kuid 1000",
      null,
    ]);
  });

  it("is made by who asks where the namespace around has no root", async () => {
    const argv = [
      "--map",
      "5:1000:10",
      "--uid",
      "6",
      "--gid",
      "6",
      "--op",
      "signal",
      "--below",
      "--target-map",
      "0:5:1",
    ];
    expect(await understood(...argv)).toEqual([
      "Target: a namespace below, made by kuid 1001, map 0:5:1; user 0 is kuid 1000",
      null,
    ]);
  });

  const TWINS = "the same pod, or another with the same IDs? Say --same-pod, or --other-pod";
  it.each([
    ["two equal maps", [...POD, "--target-map", MAP], TWINS],
    ["two maps cut in another way", [...POD, "--target-map", "1:65537:65535", "--target-map", "0:65536:1"], TWINS],
    ["two places", [...POD, "--same-pod", "--other-pod"], "the target lives in one place: --same-pod or --other-pod?"],
    ["two others", [...POD, "--below", "--other-pod"], "the target lives in one place: --other-pod or --below?"],
    ["a map of the same pod", [...POD, "--same-pod", "--target-map", MAP], "--same-pod takes no --target-map"],
    ["no pod to be the same", ["--same-pod"], "--same-pod has a meaning with --map only"],
    ["no pod to be another", ["--other-pod", "--target-map", MAP], "--other-pod has a meaning with --map only"],
    ["no map below", [...POD, "--below"], "--below takes a --target-map"],
    ["a map of nothing", [...POD, "--below", "--target-map", "0:4294901760:65536"], "The host side"],
    ["a map beyond", [...POD, "--below", "--target-map", "0:65535:2"], "inside one mapping of the map of who asks"],
    [
      "a map across two",
      [...["--map", "0:65536:10", "--map", "10:65546:10"], "--below", "--target-map", "0:5:10"],
      "each mapping of --target-map must lie, with --below, inside one mapping",
    ],
    ["a user who is not in the pod", [...POD, "--same-pod", "--target", "70000:0"], "ID 70000 is not mapped by --map"],
  ])("is asked for again: %s", async (_name, argv, message) => {
    const { code, stdout, stderr } = await run(["explain", "--op", "trace", ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
