import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { main } from "./main.ts";
import { checkSituation } from "./situation.ts";
import { SITUATION } from "./vector-files.ts";

const SITUATIONS = fileURLToPath(new URL("situations", import.meta.url));
const names = readdirSync(SITUATIONS).sort();

describe("the committed situations", () => {
  it.each(names)("come out as expected: %s", async (name) => {
    expect(await checkSituation(join(SITUATIONS, name, SITUATION))).toEqual({ kind: "passed" });
  });
});

describe("a situation, broken on purpose", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** A copy of a committed one with other fields; `undefined` takes one out. */
  async function changed(name: string, fields: object): Promise<string | undefined> {
    const folder = mkdtempSync(join(tmpdir(), "userns-sim-situation-"));
    folders.push(folder);
    cpSync(join(SITUATIONS, name), folder, { recursive: true });
    const path = join(folder, SITUATION);
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...fields }));
    const outcome = await checkSituation(path);
    return outcome.kind === "failed" ? outcome.failure.path : undefined;
  }

  const web = (expected: object): object => ({ pods: { "default/web": expected } });
  const starting = { verdict: "fails", by: "kubelet" };

  it.each([
    ["another exit code", { exit: 0 }, "exit"],
    ["another verdict", web({ verdict: "runs" }), "pods.default/web.verdict"],
    ["a verdict that there is not", web({ verdict: "fine" }), "situation.pods.default/web.verdict"],
    ["another decider", web({ ...starting, by: "runtime" }), "pods.default/web.by"],
    ["another text", web({ ...starting, text: "no such words" }), "pods.default/web.text"],
    ["another pod", { pods: { "default/other": { verdict: "fails" } } }, "pods.default/other"],
    ["another start", { node: { starts: "yes" } }, "node.starts"],
    ["a field that nobody knows", { extra: true }, "situation.extra"],
    ["a field of a pod that nobody knows", web({ ...starting, where: "x" }), "situation.pods.default/web.where"],
    ["another schema", { schema: "userns-situations/2" }, "situation.schema"],
    ["no source", { source: undefined }, "situation.source"],
    ["a file that is not there", { command: ["check", "nothing.yaml"] }, "exit"],
    ["another command", { command: ["place", "pod.yaml"] }, "exit"],
  ])("fails: %s", async (_name, fields, path) => {
    expect(await changed("getsubids-missing", fields)).toBe(path);
  });

  it("reads standard input from a file of the folder, or as it stands there", async () => {
    const command = ["check", "-", "--release", "1.36", "--kubelet-config", "config.yaml", "--no-getsubids"];
    const pod =
      '{"kind":"Pod","metadata":{"name":"web"},"spec":{"hostUsers":false,"containers":[{"name":"c","image":"app"}]}}';
    expect(await changed("getsubids-missing", { command, stdin: "pod.yaml" })).toBeUndefined();
    expect(await changed("getsubids-missing", { command, stdin: pod })).toBeUndefined();
    expect(await changed("getsubids-missing", { command, stdin: pod.replace("web", "other") })).toBe(
      "pods.default/web",
    );
  });

  it("fails where it is no JSON", async () => {
    const folder = mkdtempSync(join(tmpdir(), "userns-sim-situation-"));
    folders.push(folder);
    writeFileSync(join(folder, SITUATION), "{");
    const lines: string[] = [];
    expect(await main([folder], (line) => lines.push(line))).toBe(1);
    expect(lines.at(-1)).toBe("0 passed, 1 failed, 0 skipped");
  });
});
