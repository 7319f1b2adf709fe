import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { NodeDocument } from "../../src/cli/node/json.ts";
import { type Run, run, type World } from "./run.ts";

/** A Pod as YAML. */
function pod(name: string, spec = "hostUsers: false, containers: [{name: app}]", metadata = ""): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}${metadata}}\nspec: {${spec}}\n`;
}

/** A Deployment as YAML. */
function deployment(name: string, replicas: number | string, spec = "hostUsers: false, "): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, template: {spec: {${spec}containers: [{name: app}]}}}\n`;
}

async function node(stdin: string, ...argv: readonly string[]): Promise<Run> {
  return await run(["node", ...argv, "-"], { stdin });
}

async function json(stdin: string, ...argv: readonly string[]): Promise<NodeDocument> {
  return JSON.parse((await node(stdin, "--json", ...argv)).stdout);
}

async function examples(argv: readonly string[], world: World): Promise<Run> {
  const names = readdirSync("examples").filter((name) => name.endsWith(".yaml"));
  const files = Object.fromEntries(names.map((name) => [`examples/${name}`, readFileSync(`examples/${name}`)]));
  return await run(["node", ...argv, ...Object.keys(files)], { files, ...world });
}

describe("node, on the examples", () => {
  const looks: readonly (readonly [string, readonly string[], World])[] = [
    ["80", [], {}],
    ["120", [], { env: { COLUMNS: "120" } }],
    ["80-colour", [], { terminal: 80 }],
    ["120-colour", [], { terminal: 120 }],
    ["40-ascii-first-fit", ["--ascii", "--strategy", "first-fit"], { terminal: 40, env: { NO_COLOR: "1" } }],
  ];

  it.each(looks)("looks as it should: %s", async (name, argv, world) => {
    const { code, stdout, stderr } = await examples(argv, world);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`golden/examples-${name}.golden.txt`);
  });

  it("keeps within the width, names and numbers aside", async () => {
    for (const terminal of [40, 60, 80, 100, 140, 200]) {
      const { stdout } = await examples([], { terminal, env: { NO_COLOR: "1" } });
      for (const line of stdout.split("\n")) expect([line.length <= terminal, line]).toEqual([true, line]);
    }
  });

  it("gives the same as a document", async () => {
    const { code, stdout } = await examples(["--json"], {});
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("golden/examples.golden.json");
  });
});
