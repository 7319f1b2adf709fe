import { describe, expect, it } from "vitest";
import type { EscapeDocument, PlayedDocument } from "../../../src/cli/escape/json.ts";
import { type Run, run } from "../run.ts";

const POD = (name: string, rest = ""): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostUsers: false, containers: [{ name: main, image: x }] ${rest} }\n---\n`;
const PODS = POD("a") + POD("b");
const HOST_PODS = PODS.replaceAll("hostUsers: false", "hostUsers: true");

async function play(stdin: string, ...argv: readonly string[]): Promise<Run> {
  return await run(["escape", "-", ...argv], { stdin });
}

async function json(stdin: string, ...argv: readonly string[]): Promise<EscapeDocument> {
  return JSON.parse((await play(stdin, "--json", ...argv)).stdout);
}

async function played(stdin: string, ...argv: readonly string[]): Promise<PlayedDocument> {
  return (await json(stdin, ...argv)) as PlayedDocument;
}

describe("escape", () => {
  it("draws the matrix, and finds nothing beyond what everybody may", async () => {
    const { code, stdout, stderr } = await play(PODS, "--from", "a");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../golden/escape/escape.golden.txt");
  });

  it("finds what a mapped mount hands out, and marks that it is disputed", async () => {
    const { code, stdout } = await play(PODS, "--from", "a", "--path", "idmapped", "--ascii");
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot("../golden/escape/escape-idmapped-ascii.golden.txt");
  });

  it("counts what is reached with and without user namespaces", async () => {
    const { outcome, reach, beyondOthers, from, path, source, strategy, explained } = await played(PODS, "--from", "a");
    expect({ outcome, beyondOthers, from, path, source, strategy, explained }).toEqual({
      outcome: "contained",
      beyondOthers: [],
      from: { pod: "a", container: "main" },
      path: "walk",
      source: null,
      strategy: { name: "random-scan", seed: 1 },
      explained: null,
    });
    expect(reach.withUserns).toMatchObject({ processesSignalled: 0, processesEntered: 0, podsBeyondOthers: 0 });
    expect(reach.withoutUserns.podsBeyondOthers).toBe(1);
    expect(reach.withoutUserns.filesRead).toBeGreaterThan(reach.withUserns.filesRead);
  });

  it("gives each cell the three decisions", async () => {
    const { cells } = await played(PODS, "--from", "a");
    expect(cells.find(({ cell }) => cell === "/etc/shadow:read")).toEqual({
      cell: "/etc/shadow:read",
      kind: "host-file",
      pod: null,
      operation: "read",
      withUserns: { allowed: false, errno: "EACCES", decidedBy: "capability-over-inode", disputed: null },
      withoutUserns: { allowed: true, errno: null, decidedBy: "owner-bits", disputed: null },
      stranger: { allowed: false, errno: "EACCES", decidedBy: "capability-held", disputed: null },
    });
    expect(cells.find(({ cell }) => cell === "b/main:signal")).toMatchObject({ kind: "pod-process", pod: "b" });
  });

  it("says that pods of the host's users reach each other", async () => {
    const { outcome, beyondOthers } = await played(HOST_PODS, "--from", "a");
    expect(outcome).toBe("reaches");
    expect(beyondOthers).toContain("b/main:signal");
  });

  it("compares other ways to give ranges", async () => {
    const shared = await played(PODS, "--from", "a", "--strategy", "shared-range");
    expect(shared.strategy).toEqual({ name: "shared-range", seed: null });
    expect(shared.beyondOthers).toContain("b/main:signal");
  });

  it("leaves out what does not lie below the mounted directory", async () => {
    const { cells, source } = await played(PODS, "--from", "a", "--path", "bind", "--source", "/etc");
    expect(source).toBe("/etc");
    const files = cells.filter(({ kind }) => kind === "host-file").map(({ cell }) => cell);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((cell) => !cell.startsWith("/etc/"))).toEqual([]);
  });

  it("explains one cell", async () => {
    const { code, stdout } = await play(PODS, "--from", "a", "--explain", "b/main:signal");
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("../golden/escape/escape-explain.golden.txt");
    const { explained } = await played(PODS, "--from", "a", "--explain", "b/main:signal");
    expect(explained?.withUserns).toMatchObject({ allowed: false, errno: "EPERM", decidedBy: "capability-reach" });
    expect(explained?.withoutUserns.allowed).toBe(true);
  });

  it("says beside the explained cell what the exit code is about, which is all of them", async () => {
    const explains = async (cell: string) => {
      const { code, stdout } = await play(PODS, "--from", "a", "--path", "idmapped", "--explain", cell);
      return [code, stdout.trimEnd().split("\n\n").at(-1)?.replace(/\s+/g, " ")];
    };
    const { beyondOthers, cells } = await played(PODS, "--from", "a", "--path", "idmapped");
    const found = `${beyondOthers.length} cells are reached that a stranger could not reach`;
    const refused = cells.find(({ withUserns }) => !withUserns.allowed)?.cell ?? "";
    expect(await explains(refused)).toEqual([1, `${found}; this one is not among them.`]);
    expect(await explains(beyondOthers[0] ?? "")).toEqual([1, `${found}; this one is among them.`]);
  });

  it.each([
    [["--from", "c"], 'userns-sim: The node has no pod "c". It has: "a", "b".\n'],
    [
      ["--from", "a", "--explain", "/etc/shado:read"],
      'userns-sim: no cell "/etc/shado:read" on this way: --json lists them all\n',
    ],
    [["--from", "a", "--source", "/etc"], "userns-sim: --source goes with --path bind or idmapped, not with walk\n"],
  ])("says what is wrong with %j", async (argv, stderr) => {
    expect(await play(PODS, ...argv)).toEqual({ code: 2, stdout: "", stderr });
  });

  it("names the cells of a target whose operation does not exist", async () => {
    const { code, stderr } = await play(PODS, "--from", "a", "--explain", "kubelet:fly");
    expect(code).toBe(2);
    expect(stderr).toContain("of that target there are kubelet:signal");
  });

  it("refuses more pods than can be compared, without making them", async () => {
    const crowd =
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d }\nspec: { replicas: 2147483647, template: { spec: { containers: [{ name: main, image: x }] } } }\n";
    expect(await play(crowd, "--from", "d-0")).toEqual({
      code: 2,
      stdout: "",
      stderr: "userns-sim: 2147483647 pods are too many to compare: the limit is 1000\n",
    });
  });

  it("says why the pods cannot be placed", async () => {
    const outside = PODS.replace("image: x }]", "image: x, securityContext: { runAsUser: 70000 } }]");
    const document = await json(outside, "--from", "a");
    expect(document).toMatchObject({ outcome: "refused", text: expect.stringContaining("70000") });
    const { code, stdout } = await play(outside, "--from", "a");
    expect(code).toBe(1);
    expect(stdout).toContain("70000");
  });

  it("tells what cannot be read in manifests", async () => {
    expect(await json("kind: Pod", "--from", "a")).toMatchObject({ outcome: "unreadable" });
    expect((await play("kind: Pod", "--from", "a")).code).toBe(2);
  });

  it("takes a pod whose UID is the name of a prototype", async () => {
    const hostile = PODS.replace("name: b", "name: b, uid: __proto__");
    expect((await played(hostile, "--from", "__proto__")).from).toEqual({ pod: "b", container: "main" });
  });

  it.each([
    ["etc", "--source takes a path of the host, like /etc"],
    ["/etc/../root", "--source takes a path of the host, like /etc"],
    ["", "--source takes a path of the host, like /etc"],
    ["/opt", "nothing that is asked about lies below /opt: there is no answer to give"],
  ])("has no answer for what is mounted from %j", async (source, message) => {
    const { code, stdout, stderr } = await play(PODS, "--from", "a", "--path", "idmapped", "--source", source);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("says where there is no map to give to a mount", async () => {
    const { stdout } = await play(HOST_PODS, "--from", "a", "--path", "idmapped");
    expect(stdout.replace(/\s+/g, " ")).toContain("through a bind mount that stays plain, since the pod has no map;");
    const early = await play(PODS, "--from", "a", "--path", "idmapped", "--release", "1.26");
    const why = "since Kubernetes 1.26 asks for no idmapped mounts";
    expect(early.stdout.replace(/\s+/g, " ")).toContain(`escaped, through a bind mount that stays plain, ${why};`);
    expect((await played(HOST_PODS, "--from", "a", "--path", "idmapped")).mapsMounts).toBe(false);
    expect((await played(PODS, "--from", "a", "--path", "idmapped")).mapsMounts).toBe(true);
  });

  it("refuses more containers and mounts than can be compared", async () => {
    const mounts = Array.from({ length: 50 }, (_, i) => `{ name: v, mountPath: /m${i} }`).join();
    const spec = `{ volumes: [{ name: v, emptyDir: {} }], containers: [{ name: m, image: x, volumeMounts: [${mounts}] }] }`;
    const template = `{ metadata: { labels: { a: b } }, spec: ${spec} }`;
    const many = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: d }, spec: { replicas: 99, selector: { matchLabels: { a: b } }, template: ${template} } }`;
    const { code, stderr } = await play(many, "--from", "d-0");
    expect(code).toBe(2);
    expect(stderr).toContain("5049 containers and mounts are too many to compare: the limit is 5000");
  });
});
