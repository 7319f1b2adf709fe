import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

describe("help", () => {
  it.each(["check", "audit", "decode", "replay", "escape", "explain", "map-check", "compare"])(
    "tells how to use %s",
    async (name) => {
      const { code, stdout, stderr } = await run([name, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      await expect(stdout).toMatchFileSnapshot(`golden/help-${name}.golden.txt`);
    },
  );

  it("names every command", async () => {
    const { stdout } = await run(["--help"]);
    for (const name of ["check", "audit", "decode", "replay", "escape", "explain", "map-check", "compare"])
      expect(stdout).toMatch(new RegExp(`^  ${name} \\[options\\]`, "m"));
  });
});
