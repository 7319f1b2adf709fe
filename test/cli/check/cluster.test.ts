import { describe, expect, it } from "vitest";
import { run } from "../run.ts";
import { check, config, FILES } from "./support.ts";

function node(name: string, info: object = {}, status: object = {}): object {
  const nodeInfo = {
    kubeletVersion: "v1.36.1",
    containerRuntimeVersion: "containerd://2.1.4",
    kernelVersion: "6.8.0-60-generic",
    operatingSystem: "linux",
    ...info,
  };
  const runtimeHandlers = [{ name: "", features: { userNamespaces: true } }];
  const metadata = { name };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata,
    status: { capacity: { pods: "50" }, runtimeHandlers, nodeInfo, ...status },
  };
}

function pod(name: string, nodeName?: string, spec: object = {}, metadata: object = {}): object {
  const containers = [{ name: "c", image: "nginx" }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "shop", ...metadata },
    spec: { hostUsers: false, automountServiceAccountToken: false, containers, ...(nodeName && { nodeName }), ...spec },
  };
}

function namespace(name: string, level?: string): object {
  const labels = level === undefined ? {} : { "pod-security.kubernetes.io/enforce": level };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function list(...items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", items, kind: "List", metadata: { resourceVersion: "" } });
}

const ARGV = [
  "--account",
  "missing",
  "--sysctl",
  "user.max_user_namespaces=63000",
  "--fs",
  "/=ext4",
  "--images",
  "images.json",
  "--kubelet-config",
  "empty.yaml",
  "-",
];
const files = { ...FILES, "empty.yaml": config(), "w1.yaml": config("maxPods: 7\n") };

async function cluster(items: readonly object[], argv: readonly string[] = []): ReturnType<typeof check> {
  return check([...ARGV, ...argv], { files, stdin: list(...items) });
}

/** Name, node, verdict and findings of each pod. */
async function told(items: readonly object[], argv: readonly string[] = []): Promise<readonly unknown[]> {
  const { checked } = await cluster(items, argv);
  return (checked?.pods ?? []).map(({ name, node, verdict, findings }) => [name, node, verdict, findings]);
}

describe("check, of a cluster", () => {
  it("takes from the objects what they say, node by node", async () => {
    const old = node(
      "w2",
      { kubeletVersion: "v1.35.2+k3s1", containerRuntimeVersion: "containerd://1.7.24" },
      { runtimeHandlers: [] },
    );
    const items = [
      node("w1"),
      old,
      namespace("shop", "privileged"),
      pod("a", "w1"),
      pod("b", "w2"),
      pod("c", "w1", { hostUsers: true }),
    ];
    const { code, checked } = await cluster(items);
    expect(code).toBe(1);
    expect(checked?.counts).toMatchObject({ pods: 3, withoutUserns: 1, fails: 1, runs: 1 });
    expect(
      checked?.nodes.map(({ name, kubelet, runtimes, counts }) => [
        name,
        kubelet.release,
        kubelet.maxPods,
        runtimes,
        counts.runs,
      ]),
    ).toEqual([
      ["w1", "1.36", 50, ["containerd 2.1.4"], 1],
      ["w2", "1.35", 50, ["containerd 1.7.24"], 0],
    ]);
    expect(await told(items)).toEqual([
      ["a", "w1", "runs", []],
      ["c", "w1", null, []],
      ["b", "w2", "fails", ["user-namespace-unsupported", "runtime-not-given"]],
    ]);
  });

  it("tells the Pod Security of each namespace, which decides about pods that are still to be made", async () => {
    const settled = [node("w1"), namespace("shop", "restricted"), namespace("free")];
    const items = [...settled, pod("there", "w1"), pod("new"), pod("other", undefined, {}, { namespace: "free" })];
    expect(await told(items)).toEqual([
      ["there", "w1", "runs", ["pod-security-anew"]],
      ["new", "(no node)", "refused", ["pod-security"]],
      ["other", "(no node)", "undecided", ["policy-not-given"]],
    ]);
    expect((await told(items, ["--policy", "privileged:latest"]))[2]).toEqual(["other", "(no node)", "runs", []]);
  });

  it("gives each node the advice that helps there", async () => {
    const { findings } = await cluster([node("w1"), node("w2", {}, { capacity: { pods: "250" } }), node("w3")]);
    const advised = findings.filter(({ code }) => code === "last-slot");
    expect(advised.map(({ nodes, fix: { changes } }) => [nodes, changes.map(({ value }) => value)])).toEqual([
      [
        ["w1", "w3"],
        ["kubelet:65536:3276800", "kubelet:65536:3276800"],
      ],
      [["w2"], ["kubelet:65536:16384000", "kubelet:65536:16384000"]],
    ]);
  });

  it("names the nodes of what was found in the order in which they came, whatever else tells them apart", async () => {
    const nodes = [50, 50, 20, 50, 20].map((pods, i) => node(`worker-${i}`, {}, { capacity: { pods: `${pods}` } }));
    const subuid = "alice:65536:65536\n";
    const { findings } = await check(["--account", "missing", "--subuid", "subuid", "-"], {
      files: { subuid },
      stdin: list(...nodes, pod("web", "worker-3")),
    });
    const all = ["worker-0", "worker-1", "worker-2", "worker-3", "worker-4"];
    const told = findings.flatMap(({ code, nodes: on }) =>
      ["subordinate-ids-collide", "config-not-given"].includes(code) ? [[code, on]] : [],
    );
    expect(told).toEqual([
      ["config-not-given", all],
      ["subordinate-ids-collide", ["worker-0", "worker-1", "worker-3"]],
      ["subordinate-ids-collide", ["worker-2", "worker-4"]],
    ]);
  });

  it("judges pods without a node by what all nodes have in common, and not against the room of one", async () => {
    const items = [node("w1"), node("w2", { kernelVersion: "5.4.0-1" }), namespace("shop", "privileged")];
    const many = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "d" },
      spec: { replicas: 300, template: pod("x") },
    };
    expect(await told([...items, many])).toEqual([
      ["d", "(no node)", "undecided", ["policy-not-given", "kernel-not-given"]],
    ]);
    const { checked } = await cluster([...items, many], ["--policy", "privileged:latest"]);
    expect(checked?.counts).toMatchObject({ pods: 300, refused: 0 });
    expect(checked?.nodes.at(-1)).toMatchObject({
      name: "(no node)",
      isAny: true,
      kubelet: { release: "1.36" },
      kernel: null,
    });
  });

  it("leaves out and counts what ran to its end, and Windows", async () => {
    const ended = ["Succeeded", "Failed"].map((phase) => ({ ...pod(phase.toLowerCase(), "w1"), status: { phase } }));
    const items = [node("w1"), node("win", { operatingSystem: "windows" }), ...ended, pod("a", "w1"), pod("w", "win")];
    const { checked } = await cluster(items);
    expect(checked?.leftOut).toMatchObject({ finished: 2, windowsNodes: 1, onWindows: 1 });
    expect(checked?.pods.map(({ name }) => name)).toEqual(["a"]);
    const { stdout } = await run(["check", ...ARGV], { files, stdin: list(...items, node("w2")) });
    expect(stdout).toContain("Left out: 2\nfinished, 1 Windows node with 1 pod.");
  });

  it("tells mirror pods apart, which nobody admitted", async () => {
    const annotations = { "kubernetes.io/config.mirror": "0123" };
    const items = [node("w1"), namespace("shop", "restricted"), pod("a", "w1", {}, { annotations }), pod("b", "w1")];
    const { checked } = await cluster(items);
    expect(checked?.pods.map(({ name, static: isStatic, findings }) => [name, isStatic, findings])).toEqual([
      ["a", true, []],
      ["b", false, ["pod-security-anew"]],
    ]);
  });

  it("knows a node by a pod alone, too", async () => {
    const argv = ["--release", "1.36", "--runtime", "containerd@2.1", "--runtime", "runc@1.3", "--kernel", "6.8"];
    expect(await told([pod("a", "w1"), pod("b", "w2")], argv)).toEqual([
      ["a", "w1", "runs", []],
      ["b", "w2", "runs", []],
    ]);
  });

  it("names the nodes of the input where the wanted one is none", async () => {
    const { code, stderr } = await cluster([node("w1"), pod("a", "w2")], ["--node", "w3"]);
    expect([code, stderr]).toEqual([2, "userns-sim: --node: w3 is no node of the input, which has w1, w2\n"]);
  });

  it("asks for the map of a kubelet that says it is in a user namespace", async () => {
    const { findings } = await cluster([node("w1", { runningInUserNamespace: true })]);
    expect(findings.find(({ code }) => code === "kubelet-map-not-given")).toMatchObject({
      verdict: "undecided",
      about: ["the kubelet's own user namespace"],
      field: null,
    });
  });

  const fits = ["v1.36.1", 50] as const;
  const doesNotFit = ["v1.36.1", 70_000] as const;
  const neverAsks = ["v1.26.1", 50] as const;
  const account = ["--account", "missing"];

  it.each([
    [account, [fits, fits], "Of 2 kubelets 2 start."],
    [account, [fits, doesNotFit], "✗ no: Of 2 kubelets 1 starts, 1 does not."],
    [account, [doesNotFit, doesNotFit, fits], "✗ no: Of 3 kubelets 1 starts, 2 do not."],
    [[], [fits, fits, doesNotFit], "Of 3 kubelets 3 are not decided."],
    [[], [fits, neverAsks], "Of 2 kubelets 1 starts, 1 is not decided."],
  ])("says how many of the kubelets start: %j, %j", async (argv, kubelets, says) => {
    const items = kubelets.map(([kubeletVersion, pods], at) =>
      node(`n${at}`, { kubeletVersion }, { capacity: { pods: `${pods}` } }),
    );
    const world = { files, stdin: list(...items) };
    const { stdout } = await run(["check", "--kubelet-config", "empty.yaml", ...argv, "-"], world);
    expect(stdout).toMatch(new RegExp(`^${says}`));
  });

  it.each([
    [10, "n0, n1, n2, n3, n4, n5, n6, n7, n8, n9"],
    [12, "n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, and 2 more"],
  ])("names ten nodes of the input, and says how many more there are: %i", async (count, names) => {
    const { stderr } = await cluster(
      Array.from({ length: count }, (_, i) => node(`n${i}`)),
      ["--node", "w"],
    );
    expect(stderr).toBe(`userns-sim: --node: w is no node of the input, which has ${names}\n`);
  });

  const broken: readonly (readonly [string, object, number])[] = [
    ["whose status is a list", { ...node("w1"), status: [] }, 0],
    ["whose texts are numbers", node("w1", { kubeletVersion: 1, kernelVersion: [], containerRuntimeVersion: {} }), 0],
    ["with no name", { ...node("w1"), metadata: {} }, 2],
    ["with metadata that are none", { ...node("w1"), metadata: "w1" }, 2],
  ];
  it.each(broken)("reads a Node %s without falling over", async (_, object, exit) => {
    const { code, stdout, stderr } = await run(["check", ...ARGV], { files, stdin: list(object, pod("a", "w1")) });
    expect([code, stdout + stderr]).toEqual([exit, expect.stringContaining(exit === 0 ? "w1" : "items[0].metadata")]);
  });
});

describe("options of check, for one node", () => {
  const items = [node("w1"), node("w2"), namespace("shop", "privileged")];
  const facts = async (argv: readonly string[]): Promise<unknown> =>
    (await cluster(items, argv)).checked?.nodes.map(({ kubelet, runtimes, kernel }) => [
      kubelet.release,
      kubelet.maxPods,
      runtimes,
      kernel,
    ]);
  const asFound = ["1.36", 50, ["containerd 2.1.4"], "6.8.0-60-generic"];

  const rows: readonly (readonly [string, readonly string[], readonly unknown[]])[] = [
    [
      "hold for all",
      ["--release", "1.35"],
      [
        ["1.35", ...asFound.slice(1)],
        ["1.35", ...asFound.slice(1)],
      ],
    ],
    ["hold for the one that is named", ["--release", "w1:v1.34.1"], [["1.34", ...asFound.slice(1)], asFound]],
    [
      "hold for it before those for all",
      ["--release", "w1:1.34", "--release", "1.35"],
      [
        ["1.34", ...asFound.slice(1)],
        ["1.35", ...asFound.slice(1)],
      ],
    ],
    ["name files", ["--kubelet-config", "w1:w1.yaml"], [["1.36", 7, ...asFound.slice(2)], asFound]],
    [
      "take the place of the one of their kind",
      ["--runtime", "runc@1.3", "--runtime", "w1:runc@1.1", "--runtime", "w1:cri-o@1.30"],
      [
        ["1.36", 50, ["runc 1.1", "cri-o 1.30"], asFound[3]],
        ["1.36", 50, ["containerd 2.1.4", "runc 1.3"], asFound[3]],
      ],
    ],
  ];
  it.each(rows)("%s", async (_, argv, expected) => {
    expect(await facts(argv)).toEqual(expected);
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    [
      "a value that is none",
      ["--release", "w1:2"],
      "option '--release <version>' argument '2' is invalid. Expected a release",
    ],
    [
      "the name of no node",
      ["--release", "w3:1.36"],
      "option '--release <version>' argument 'w3:1.36' is invalid. w3 is no node of the input, which has ",
    ],
    ["a file that begins like a node", ["--subuid", "w3:subuid"], "w3:subuid: no such file"],
    [
      "two for one kind",
      ["--runtime", "w1:runc@1.1", "--runtime", "w1:crun@1.9"],
      "Expected one runtime for this work",
    ],
  ];
  it.each(refused)("refuses %s", async (_, argv, message) => {
    const { code, stderr } = await cluster(items, argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
