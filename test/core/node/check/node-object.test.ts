import { describe, expect, it } from "vitest";
import { agreement, withNodeObject } from "../../../../src/core/node/check/objects/node-object.ts";
import {
  checkNode,
  explain,
  type NodeObject,
  type NodeToCheck,
  nodeFromObject,
  readNodeObject,
} from "../../../../src/node.ts";

const WORKER = {
  kind: "Node",
  metadata: { name: "worker-1" },
  status: {
    capacity: { pods: "250", cpu: "4" },
    runtimeHandlers: [
      { name: "", features: { userNamespaces: true } },
      { name: "runsc", features: { recursiveReadOnlyMounts: true } },
    ],
    nodeInfo: {
      kubeletVersion: "v1.36.1+k3s1",
      containerRuntimeVersion: "containerd://2.1.4",
      kernelVersion: "6.8.0-60-generic",
      osImage: "Ubuntu 24.04.1 LTS",
      operatingSystem: "linux",
    },
  },
};

const SAID: NodeToCheck = { kubelet: { release: "1.30" }, assumed: ["release", "configuration"] };

function withInfo(nodeInfo: object): object {
  return { ...WORKER, status: { ...WORKER.status, nodeInfo: { ...WORKER.status.nodeInfo, ...nodeInfo } } };
}

describe("readNodeObject", () => {
  it("reads what matters", () => {
    expect(readNodeObject(WORKER)).toEqual({
      name: "worker-1",
      operatingSystem: "linux",
      osImage: "Ubuntu 24.04.1 LTS",
      kubeletVersion: "v1.36.1+k3s1",
      release: "1.36",
      runtime: { name: "containerd", version: [2, 1, 4] },
      kernel: [6, 8],
      kernelDistribution: undefined,
      kernelVersion: "6.8.0-60-generic",
      maxPods: 250,
      reportsUserNamespaces: true,
      runningInUserNamespace: undefined,
      declaredFeatures: undefined,
    } satisfies NodeObject);
  });

  it.each([
    [250, 250],
    ["250", 250],
    [2.5, undefined],
    ["250Mi", undefined],
    [undefined, undefined],
  ])("reads of the number of pods %j the number %j", (pods, maxPods) => {
    expect(readNodeObject({ ...WORKER, status: { ...WORKER.status, capacity: { pods } } })).toMatchObject({ maxPods });
  });

  it("reads whose kernel it is, and what the node declares", () => {
    const { status, ...worker } = withInfo({ kernelVersion: "5.14.0-570.49.1.el9_6.x86_64" }) as typeof WORKER;
    const declaredFeatures = ["UserNamespacesHostNetworkSupport", 3];
    const object = { ...worker, status: { ...status, declaredFeatures } };
    expect(readNodeObject(object)).toMatchObject({
      kernel: [5, 14],
      kernelDistribution: "el9",
      declaredFeatures: ["UserNamespacesHostNetworkSupport"],
    });
    expect(nodeFromObject(object).facts).toMatchObject({ kernel: [5, 14], kernelDistribution: "el9" });
    const said = { ...SAID, facts: { kernel: [6, 12] } };
    expect(nodeFromObject(object, said).facts).toMatchObject({ kernel: [6, 12] });
    expect(nodeFromObject(object, said).facts).not.toHaveProperty("kernelDistribution");
  });

  const broken: readonly (readonly [string, unknown])[] = [
    ["nothing", undefined],
    ["null", null],
    ["a text", "node"],
    ["a list", [WORKER]],
    ["no status", { metadata: { name: 7 } }],
    ["lists for objects", { metadata: [], status: { nodeInfo: [], capacity: [], runtimeHandlers: {} } }],
    [
      "numbers for texts",
      {
        status: {
          nodeInfo: { kubeletVersion: 1.36, kernelVersion: 6, containerRuntimeVersion: null, osImage: "" },
          capacity: { pods: "1e3" },
          runtimeHandlers: [],
        },
      },
    ],
    [
      "texts that say nothing",
      {
        status: {
          nodeInfo: { kubeletVersion: "", kernelVersion: "?", containerRuntimeVersion: "://" },
          capacity: { pods: "-1" },
          runtimeHandlers: [null, 3],
        },
      },
    ],
  ];
  it.each(broken)("takes from %s nothing", (_, object) => {
    const { kubeletVersion, kernelVersion, ...read } = readNodeObject(object);
    expect(Object.values(read).filter((value) => value !== undefined)).toEqual(
      read.reportsUserNamespaces === undefined ? [] : [false],
    );
  });

  it("knows no release of a version that is not modelled, and keeps the version", () => {
    const { kubeletVersion, release } = readNodeObject(withInfo({ kubeletVersion: "v1.19.16" }));
    expect([kubeletVersion, release]).toEqual(["v1.19.16", undefined]);
  });
});

describe("nodeFromObject", () => {
  it("takes from the object what nobody said", () => {
    expect(nodeFromObject(WORKER, SAID)).toEqual({
      kubelet: { release: "1.36", maxPods: 250 },
      assumed: ["configuration"],
      facts: {
        kernel: [6, 8],
        reportsUserNamespaces: true,
        runtimes: [{ name: "containerd", version: [2, 1, 4] }],
      },
    });
  });

  it("keeps what was said", () => {
    const said: NodeToCheck = {
      kubelet: { release: "1.35", maxPods: 30 },
      facts: { kernel: [5, 15], runtimes: [{ name: "cri-o", version: [1, 30] }] },
    };
    expect(nodeFromObject(WORKER, said)).toEqual({ ...said, assumed: [] });
  });

  it("adds the runtime below to the one that the object names", () => {
    const runc = { name: "runc", version: [1, 1] };
    expect(nodeFromObject(WORKER, { ...SAID, facts: { runtimes: [runc] } }).facts?.runtimes).toEqual([
      { name: "containerd", version: [2, 1, 4] },
      runc,
    ]);
  });

  it("knows nothing besides unless told", () => {
    expect(nodeFromObject({}).assumed).toEqual(["release", "configuration", "account"]);
  });
});

describe("what a kubelet reports of its own user namespace", () => {
  const map = [{ containerId: 0, hostId: 0, size: 4294967295 }];
  const found = (reported: unknown, more: Partial<NodeToCheck["facts"]> = {}, gate?: boolean): readonly string[] => {
    const said: NodeToCheck = {
      kubelet: { release: "1.37", featureGates: gate === undefined ? {} : { KubeletInUserNamespace: gate } },
      facts: { ...more },
    };
    const node = nodeFromObject(withInfo({ runningInUserNamespace: reported, kubeletVersion: "v1.37.0" }), said);
    return checkNode(node).findings.map(({ code }) => code);
  };
  const OPEN = "kubelet-map-not-given";

  it.each([
    ["asks for the map where it runs in one", true, {}, undefined, true],
    ["asks for nothing where it does not", false, {}, undefined, false],
    ["goes before the gate, which only lets it", false, {}, true, false],
    ["leaves it to the gate where nothing is reported", undefined, {}, true, true],
    ["is nothing where it is no flag", "true", {}, undefined, false],
    ["is answered by the map", true, { kubeletMap: map }, undefined, false],
    ["is not taken where somebody said otherwise", true, { runningInUserNamespace: false }, undefined, false],
  ])("%s", (_, reported, more, gate, isOpen) => {
    expect(found(reported, more, gate).includes(OPEN)).toBe(isOpen);
  });

  it("is said in words", () => {
    const facts = { runningInUserNamespace: true };
    const [open] = checkNode({ kubelet: { release: "1.36" }, facts }).findings.filter(({ code }) => code === OPEN);
    expect(open === undefined ? "" : explain(open)).toContain("The kubelet reports that it runs in a user namespace");
  });
});

describe("what a runtime reports", () => {
  const spec = { hostUsers: false, containers: [{ name: "c", image: "i" }], automountServiceAccountToken: false };
  const sysctls = { "user.max_user_namespaces": 63000 };
  const facts = {
    sysctls,
    filesystems: { "/": "ext4" },
    images: { i: {} },
    policy: { level: "privileged", version: "latest" },
  };
  const told = (reports: boolean | undefined, release: "1.29" | "1.36", more: object = {}): unknown => {
    const object = { runtime: { name: "containerd", version: [2, 1] }, kernel: [6, 8], reportsUserNamespaces: reports };
    const said = {
      kubelet: { release, featureGates: release === "1.36" ? {} : { UserNamespacesSupport: true } },
      facts,
      assumed: [],
      pods: [{ namespace: "a", name: "b", spec: { ...spec, ...more } }],
    };
    return checkNode(withNodeObject(said as NodeToCheck, object as Partial<NodeObject>)).pods[0]?.findings.map(
      ({ code }) => code,
    );
  };

  it("answers for the runtime below it", () => {
    expect(told(true, "1.36")).toEqual([]);
    expect(told(undefined, "1.36")).toEqual(["runtime-not-given"]);
  });
  it("keeps a pod from running where it is no", () => {
    expect(told(false, "1.36")).toEqual(["user-namespace-unsupported"]);
  });
  it("is not asked for before 1.30, and not of another handler", () => {
    expect(told(false, "1.29")).toContain("runtime-not-given");
    expect(told(true, "1.36", { runtimeClassName: "kata" })).toContain("runtime-not-given");
  });
});

describe("agreement", () => {
  it("keeps what all say alike", () => {
    const other = readNodeObject(withInfo({ kernelVersion: "6.1.0" }));
    const { kernel, release, runtime } = agreement([readNodeObject(WORKER), other]);
    expect([kernel, release, runtime?.name]).toEqual([undefined, "1.36", "containerd"]);
    expect(agreement([])).toEqual({});
  });
});
