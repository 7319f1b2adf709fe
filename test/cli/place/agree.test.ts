import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlayedDocument } from "../../../src/cli/escape/json.ts";
import type { PlacedDocument } from "../../../src/cli/place/json.ts";
import { rangeSources } from "../../../src/core/node/placement/range-sources.ts";
import { run } from "../run.ts";

const folder = new URL("../../../examples/", import.meta.url);
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => [name, readFileSync(new URL(name, folder))]),
);
const kubeletConfig = (fields: string): string =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields}\n`;
const node = {
  "/etc/subuid": "kubelet:131072:1310720\n",
  "/etc/subgid": "root:1:1\nkubelet:131072:1310720\n",
  "gate.yaml": kubeletConfig("featureGates: { UserNamespacesSupport: true }"),
  "old-gate.yaml": kubeletConfig("featureGates: { UserNamespacesStatelessPodsSupport: true }"),
  "wide.yaml": kubeletConfig("userNamespaces: { idsPerPod: 131072 }\nmaxPods: 30"),
  "odd.yaml": kubeletConfig("userNamespaces: { idsPerPod: 100000 }"),
  "huge.yaml": kubeletConfig("userNamespaces: { idsPerPod: 4294901760 }"),
  "many.yaml": kubeletConfig("maxPods: 500"),
};

async function answers(...argv: readonly string[]): Promise<readonly [place: unknown, escape: unknown]> {
  const asked = async (...command: readonly string[]) =>
    await run([...command, ...Object.keys(files), "--json", ...argv], { files: { ...files, ...node } });
  const [placed, escaped] = [await asked("place"), await asked("escape", "--from", "postgres-0")];
  if (placed.stdout === "" || escaped.stdout === "") return [placed.stderr, escaped.stderr];
  const document: PlacedDocument = JSON.parse(placed.stdout);
  const { pool, strategy, pods, outcome }: PlayedDocument | Record<keyof PlayedDocument, undefined> = JSON.parse(
    escaped.stdout,
  );
  if (document.outcome !== "placed") return [document.outcome, outcome];
  const ranges = document.pods.map(({ namespace, name, range }) => ({ namespace, name, range }));
  return [
    { pool: document.pool, strategy: document.strategy, pods: ranges },
    { pool, strategy, pods },
  ];
}

const POOLS = [
  [],
  ["--pool", "65536:7208960"],
  ["--subuid", "/etc/subuid"],
  ["--subuid", "/etc/subuid", "--subgid", "/etc/subgid"],
  ["--seed", "7", "--ids-per-pod", "131072"],
  ["--release", "1.33", "--seed", "2"],
];

describe("place and escape", () => {
  it.each(rangeSources().flatMap((strategy) => POOLS.map((pool) => [strategy, pool] as const)))(
    "give the same ranges to the same pods: %s %j",
    async (strategy, pool) => {
      const [placed, escaped] = await answers("--strategy", strategy, ...pool);
      expect(escaped).toEqual(placed);
    },
  );

  it("give the same ranges by default, those of the allocator's random scan", async () => {
    const [placed, escaped] = await answers();
    expect(escaped).toEqual(placed);
    expect(placed).toMatchObject({ strategy: { name: "random-scan", seed: 1 }, pool: { slots: 65534 } });
    expect(placed).toEqual((await answers("--strategy", "random-scan", "--seed", "1"))[0]);
  });

  it.each([
    [
      ["--pool", "65536:131072", "--release", "1.29"],
      "A kubelet of 1.29 takes no pool: before 1.30 every kubelet gives its pods slots of all host IDs.",
    ],
    [
      ["--ids-per-pod", "131072", "--release", "1.34"],
      "A kubelet of 1.34 gives each pod 65536 IDs, not 131072: before 1.35 nobody can choose.",
    ],
    [
      ["--pool", "65536:131072", "--release", "1.29", "--kubelet-config", "gate.yaml"],
      "A kubelet of 1.29 takes no pool: before 1.30 every kubelet gives its pods slots of all host IDs.",
    ],
  ])("say why a kubelet cannot have %j", async (argv, message) => {
    const text = `userns-sim: --strategy kubelet: ${message}\n`;
    expect(await answers("--strategy", "kubelet", ...argv)).toEqual([text, text]);
  });
});

describe("the configuration of a kubelet, in place and escape", () => {
  const asked = async (...argv: readonly string[]) => await answers("--strategy", "kubelet", ...argv);

  it.each(["1.30", "1.31", "1.32"])("turns on the gate, which %s has off", async (release) => {
    const [placed, escaped] = await asked("--release", release, "--kubelet-config", "gate.yaml");
    expect(escaped).toEqual(placed);
    expect(placed).toEqual((await asked("--release", "1.33"))[0]);
    expect(await asked("--release", release)).toEqual(["refused", "refused"]);
  });

  it("makes a kubelet before 1.30 hand out slots of all host IDs", async () => {
    const [placed, escaped] = await asked("--release", "1.27", "--kubelet-config", "old-gate.yaml");
    expect(escaped).toEqual(placed);
    expect(placed).toMatchObject({ pool: { source: "whole", start: 65536, slots: 65535 } });
  });

  it.each([
    ["1.25", 131072, 65534],
    ["1.26", 131072, 65534],
    ["1.27", 65536, 65535],
    ["1.29", 65536, 65535],
  ])("leaves out of the pool the slots that %s never gives", async (release, start, slots) => {
    const config = release === "1.29" ? "gate.yaml" : "old-gate.yaml";
    const [placed, escaped] = await asked("--release", release, "--kubelet-config", config);
    expect(escaped).toEqual(placed);
    expect(placed).toMatchObject({ pool: { start, slots, size: slots * 65536 } });
  });

  it("leaves a kubelet without a pool where the gate is off", async () => {
    const [placed, escaped] = await asked("--release", "1.29");
    expect(escaped).toEqual(placed);
    expect(placed).toMatchObject({ pool: null });
  });

  it.each([
    [[], { source: "default", start: 131072, size: 4294836224, idsPerPod: 131072, slots: 32767 }],
    [["--pool", "131072:3932160"], { source: "option", start: 131072, size: 3932160, idsPerPod: 131072, slots: 30 }],
    [["--subgid", "/etc/subgid", "--release", "1.34"], { source: "subuid", start: 131072, idsPerPod: 65536 }],
  ])("says how many IDs a pod has, to the kubelets that listen: %j", async (argv, pool) => {
    const config = argv.includes("1.34") ? "gate.yaml" : "wide.yaml";
    const [placed, escaped] = await asked("--kubelet-config", config, ...argv);
    expect(escaped).toEqual(placed);
    expect(placed).toMatchObject({ pool });
  });

  it.each([
    [["many.yaml", "--pool", "65536:7208960"], "maxPods × idsPerPod = 500 × 65536 are needed"],
    [["wide.yaml", "--pool", "131072:131072"], "maxPods × idsPerPod = 30 × 131072 are needed"],
    [["odd.yaml"], "idsPerPod must be a multiple of 65536"],
    [["odd.yaml", "--pool", "65536:7208960"], "idsPerPod must be a multiple of 65536"],
    [["old-gate.yaml"], "This release has no feature gate UserNamespacesStatelessPodsSupport"],
  ])("may be one that it does not start with: %j", async ([config = "", ...argv], says) => {
    const options = ["--strategy", "kubelet", "--kubelet-config", config, ...argv, "--json", "web-shop.yaml"];
    for (const command of [["place"], ["escape", "--from", "web-0"]]) {
      const { stdout } = await run([...command, ...options], { files: { ...files, ...node } });
      expect(JSON.parse(stdout)).toMatchObject({ outcome: "refused", text: expect.stringContaining(says) });
    }
  });

  it.each([
    [
      ["kubelet", "wide.yaml", "--ids-per-pod", "65536"],
      "--ids-per-pod: 65536, but the configuration of the kubelet says 131072",
    ],
    [["kubelet", "huge.yaml"], "--ids-per-pod: a pod of 4294901760 IDs needs --pool or --subuid"],
    [["random-scan", "gate.yaml"], "--kubelet-config goes with --strategy kubelet, not with random-scan"],
  ])("is wrong use where it can mean nothing: %j", async ([strategy = "", config = "", ...argv], message) => {
    const text = `userns-sim: ${message}\n`;
    expect(await answers("--strategy", strategy, "--kubelet-config", config, ...argv)).toEqual([text, text]);
  });

  it("is what a refusal for its gate asks for", async () => {
    const argv = ["--strategy", "kubelet", "--release", "1.32", "--json", "web-shop.yaml"];
    const text =
      'The kubelet gives the pod "shop_web-0" no user namespace. The pod sets hostUsers, which needs the feature gate UserNamespacesSupport, and that is off. Turn it on in the featureGates of the kubelet. These stand in the file that --kubelet-config takes.';
    for (const command of [["place"], ["escape", "--from", "web-0"]])
      expect(JSON.parse((await run([...command, ...argv], { files })).stdout)).toMatchObject({ text });
  });
});

describe("a UID that names no directory", () => {
  it.each(["random-scan", "kubelet"])("is refused by place and by escape: %s", async (strategy) => {
    const stdin = "kind: Pod\nmetadata: { name: a, uid: .. }\nspec: { hostUsers: false, containers: [{ name: c }] }\n";
    const text = 'The UID ".." cannot name a directory. Give the pod a UID that is one name.';
    const [placed, escaped] = [
      await run(["place", "--strategy", strategy, "--json", "-"], { stdin }),
      await run(["escape", "--from", "a", "--strategy", strategy, "--json", "-"], { stdin }),
    ];
    expect(JSON.parse(placed.stdout)).toMatchObject({ outcome: "refused", code: "uid-unusable", text });
    expect(JSON.parse(escaped.stdout)).toMatchObject({ outcome: "refused", text });
  });
});

describe("place, by a kubelet", () => {
  const pods = (...names: readonly string[]) =>
    names
      .map((name) => `kind: Pod\nmetadata: { name: ${name} }\nspec: { hostUsers: false, containers: [{ name: c }] }\n`)
      .join("---\n");
  const placed = async (stdin: string, ...argv: readonly string[]) =>
    await run(["place", "--strategy", "kubelet", ...argv, "-"], { stdin });

  it("shows the kubelet's own pool, whose last slot nobody can use", async () => {
    const { code, stdout } = await placed(pods("a"));
    expect(code).toBe(0);
    expect(stdout).toContain("pool      [65536, 4294967296), 65535 slots of 65536 IDs\nstrategy  kubelet, seed 1\n");
    expect(stdout).toContain(
      "The last slot holds 4294967295, which is no ID: a pod that gets it does not\nstart (EINVAL).",
    );
  });

  it("does not start with more pods than maxPods, of 110, only where there is room for as many", async () => {
    expect((await placed(pods("a"), "--pool", "65536:65536")).code).toBe(0);
    expect((await placed(pods("a", "b"), "--pool", "65536:65536")).stdout).toContain(
      "refused: 2 pods with hostUsers: false, but 1 slot of 65536 IDs",
    );
  });

  it("says what the kubelet says", async () => {
    const refused = await placed(pods("a"), "--release", "1.30");
    expect(refused.code).toBe(1);
    expect(refused.stdout.replaceAll(/\s+/g, " ")).toContain("UserNamespacesSupport");
    expect(JSON.parse((await placed(pods("a"), "--release", "1.30", "--json")).stdout)).toMatchObject({
      outcome: "refused",
      code: "kubelet-refused",
      pod: { namespace: "default", name: "a" },
      before: 0,
    });
    const wide = await placed(pods("a"), "--ids-per-pod", "100000", "--json");
    expect(JSON.parse(wide.stdout)).toMatchObject({
      code: "kubelet-refused",
      pod: null,
      strategy: { name: "kubelet" },
    });
  });

  it("shows pods whose field an old kubelet does not know as what they are", async () => {
    const { stdout } = await placed(pods("a"), "--release", "1.28");
    expect(stdout).toContain("hostUsers: false");
    expect(stdout).toContain("0 pods placed, no two ranges overlap; 1 pod on host users.");
  });
});

describe("place, by a baseline", () => {
  const stdin = ["a", "b", "c"]
    .map((name) => `kind: Pod\nmetadata: { name: ${name} }\nspec: { hostUsers: false, containers: [{ name: c }] }\n`)
    .join("---\n");
  const placed = async (...argv: readonly string[]) => await run(["place", ...argv, "-"], { stdin });

  it("says that nobody keeps the pods apart, and needs no slot for each", async () => {
    const { code, stdout } = await placed("--strategy", "shared-range", "--pool", "65536:131072");
    expect(code).toBe(0);
    expect(stdout).toContain("letters are pods, 2 to 9 and + several pods, ·\nis free.");
    expect(stdout).toContain("\n     65536  3·\n");
    expect(stdout).toContain("3 pods placed, nobody keeps them apart; 0 pods on host users.");
  });

  it("refuses a pod that has no room", async () => {
    const { code, stdout } = await placed("--strategy", "overlapping-ranges", "--pool", "65536:65536");
    expect(code).toBe(1);
    expect(stdout.replaceAll("\n", " ")).toContain(
      'refused: The pool [65536, 131072) has no room for the pod "default_b", even with overlapping-ranges. Give it a larger one. No pod was placed.',
    );
  });
});
