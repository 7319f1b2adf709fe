import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXAMPLES } from "../../src/cli/inputs/manifest-paths.ts";
import { run } from "./run.ts";

const folder = new URL("../../examples/", import.meta.url);
const paths = EXAMPLES.map((name) => `examples/${name}`);
const files = Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(`../../${path}`, import.meta.url))]));

describe("--example", () => {
  it("knows every manifest of the folder", () => {
    expect(EXAMPLES).toEqual(
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .sort(),
    );
  });

  it.each([["place"], ["escape", "--from", "web-0"], ["check", "--account", "missing"]])(
    "is to %s as if the manifests had been named",
    async (...argv) => {
      const asked = await run([...argv, "--example"], { files });
      expect(asked).toEqual(await run([...argv, ...paths], { files }));
      expect(asked).not.toEqual(await run(argv, { files, stdin: "[]" }));
      expect(asked.stderr).toBe("");
    },
  );

  it("goes with no other manifest", async () => {
    expect(await run(["place", "mine.yaml", "--example"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: --example has manifests of its own: leave it out, or mine.yaml\n",
    });
  });
});
