import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

const PODS = ["a", "b"]
  .map((name) => `kind: Pod\nmetadata: {name: ${name}}\nspec: {hostUsers: false, containers: [{name: app}]}\n`)
  .join("---\n");

const COMMANDS: readonly (readonly string[])[] = [
  ["place", "-"],
  ["escape", "-", "--from", "a"],
];

async function words(...argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const { code, stdout } = await run(argv, { stdin: PODS });
  return { code, text: stdout.replace(/\s+/g, " ") };
}

describe("a pool that is not aligned", () => {
  const note =
    "The pool is not aligned, and the kubelet would refuse it. Slots are counted from 100000, so that ranges start at no multiple of 65536. 17921 IDs behind the last whole slot are left out.";

  it("has its slots counted from its start by compare, which says so", async () => {
    const few = ["--pods", "20", "--strategy", "aligned-first-fit", "--size", "1:1", "--size", "2:1"];
    const argv = ["compare", "--pool", "100000:600000001", ...few];
    const { code, text } = await words(...argv);
    expect(code).toBe(0);
    expect(text).toContain(`The pool is [100000, 600100001): 9155 slots of 65536 IDs. ${note}`);
    expect(JSON.parse((await run([...argv, "--json"])).stdout).pool).toEqual({
      source: "option",
      start: 100000,
      size: 600000001,
      idsPerPod: 65536,
      slots: 9155,
      aligned: false,
      rest: 17921,
    });
  });

  for (const argv of COMMANDS)
    it(`has its slots counted from its start by ${argv[0]}, too`, async () => {
      const { text } = await words(...argv, "--pool", "100000:600000001", "--strategy", "first-fit");
      expect(text).toContain("[100000, 165536)");
      expect(text).toContain("[165536, 231072)");
      expect(text).toContain(note);
    });

  const refused: readonly (readonly [string, string])[] = [
    ["100000:655360", "kubelet user assigned ID 100000 is not a multiple of 65536"],
    ["65536:655361", "kubelet user assigned IDs length 655361 is not a multiple of 65536"],
  ];
  for (const argv of COMMANDS)
    for (const [pool, says] of refused)
      it(`is refused in ${argv[0]} by a kubelet in its own words: ${pool}`, async () => {
        const { code, text } = await words(...argv, "--pool", pool, "--strategy", "kubelet");
        expect(code).toBe(1);
        expect(text).toContain(`It says "${says}".`);
      });

  it("only lacks its end where it starts at a multiple", async () => {
    const { text } = await words("place", "-", "--pool", "65536:655361");
    expect(text).toContain(
      "The pool is not aligned, and the kubelet would refuse it. 1 ID behind the last whole slot is left out.",
    );
  });

  it("comes from a file, too", async () => {
    const world = { stdin: PODS, files: { subuid: "alice:100000:131072\n" } };
    const argv = ["place", "-", "--json", "--subuid", "subuid", "--subuid-user", "alice"];
    expect(JSON.parse((await run(argv, world)).stdout).pool).toMatchObject({ start: 100000, slots: 2, aligned: false });
  });
});
