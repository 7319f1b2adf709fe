import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInUserns, type PodView, viewPod } from "../../../../src/core/apiserver/pod-view/pod-view.ts";
import { VOLUME_SOURCES } from "../../../../src/core/apiserver/pod-view/volume-view.ts";
import { formatPath } from "../../../../src/core/manifest/place.ts";
import { prop } from "../../../support/prop.ts";

const nothing = {
  fields: [],
  runAsUser: undefined,
  runAsGroup: undefined,
  runAsNonRoot: undefined,
  fsGroup: undefined,
  supplementalGroups: [],
  supplementalGroupsPolicy: undefined,
  sysctls: [],
  procMount: undefined,
  privileged: false,
  allowPrivilegeEscalation: undefined,
  addedCapabilities: [],
  droppedCapabilities: [],
  seccompType: undefined,
  appArmorType: undefined,
  seLinux: { type: "", user: "", role: "" },
  hostProcess: false,
};

const empty: PodView = {
  path: ["spec"],
  hostUsers: undefined,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  shareProcessNamespace: undefined,
  automountServiceAccountToken: undefined,
  os: undefined,
  nodeName: undefined,
  claimsDevices: false,
  runtimeClassName: undefined,
  security: { ...nothing, path: ["spec", "securityContext"] },
  volumes: [],
  containers: [],
  problems: [],
};

function problems(spec: unknown): readonly string[] {
  return viewPod(spec).problems.map((problem) =>
    "found" in problem && "expected" in problem
      ? `${formatPath(problem.path)}: ${problem.found}, not ${problem.expected}`
      : problem.code,
  );
}

/** `VolumeSource` in `staging/src/k8s.io/api/core/v1/types.go`, v1.36, in its order. */
const FIELDS_OF_VOLUME_SOURCE = [
  ...["hostPath", "emptyDir", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "secret", "nfs", "iscsi"],
  ...["glusterfs", "persistentVolumeClaim", "rbd", "flexVolume", "cinder", "cephfs", "flocker", "downwardAPI", "fc"],
  ...["azureFile", "configMap", "vsphereVolume", "quobyte", "azureDisk", "photonPersistentDisk", "projected"],
  ...["portworxVolume", "scaleIO", "storageos", "csi", "ephemeral", "image"],
];

describe("viewPod", () => {
  it("reads a pod that says nothing", () => {
    expect(viewPod({})).toEqual(empty);
    expect(viewPod({ hostUsers: null, containers: null, securityContext: null, volumes: [] })).toEqual(empty);
  });

  it("reads everything that the checks look at", () => {
    const security = {
      runAsUser: 1,
      runAsGroup: 2,
      runAsNonRoot: true,
      fsGroup: 3,
      supplementalGroups: [4, 5],
      supplementalGroupsPolicy: "Strict",
      sysctls: [{ name: "kernel.a" }, {}],
      procMount: "Unmasked",
      privileged: true,
      allowPrivilegeEscalation: false,
      capabilities: { add: ["A"], drop: ["B", null] },
      seccompProfile: { type: "Localhost" },
      appArmorProfile: {},
      seLinuxOptions: { type: "t", user: "u", role: "r" },
      windowsOptions: { hostProcess: true },
      ignored: null,
    };
    const seen = {
      fields: Object.keys(security).slice(0, -1),
      runAsUser: 1,
      runAsGroup: 2,
      runAsNonRoot: true,
      fsGroup: 3,
      supplementalGroups: [4, 5],
      supplementalGroupsPolicy: "Strict",
      sysctls: ["kernel.a", ""],
      procMount: "Unmasked",
      privileged: true,
      allowPrivilegeEscalation: false,
      addedCapabilities: ["A"],
      droppedCapabilities: ["B", ""],
      seccompType: "Localhost",
      appArmorType: "",
      seLinux: { type: "t", user: "u", role: "r" },
      hostProcess: true,
    };
    const handler = { httpGet: { host: "h" }, tcpSocket: { host: "" } };
    const container = {
      name: "c",
      image: "i",
      securityContext: security,
      volumeDevices: [{}],
      volumeMounts: [
        { name: "v", mountPath: "/v" },
        { name: "w", mountPath: "/w", readOnly: true },
      ],
      restartPolicy: "Always",
      ports: [{ hostPort: 80 }, { hostPort: 0 }, {}],
      livenessProbe: { httpGet: { host: "a" } },
      readinessProbe: { tcpSocket: { host: "b" } },
      startupProbe: handler,
      lifecycle: { postStart: { tcpSocket: { host: "d" } }, preStop: { httpGet: { host: "e" } } },
    };
    const view = (kind: "init" | "regular" | "ephemeral", field: string) => ({
      kind,
      path: ["spec", field, 0],
      name: "c",
      image: "i",
      security: { ...seen, path: ["spec", field, 0, "securityContext"] },
      hasVolumeDevices: true,
      hasPluginDevices: false,
      mounts: [
        {
          path: ["spec", field, 0, "volumeMounts", 0],
          volume: "v",
          mountPath: "/v",
          readOnly: false,
          propagation: undefined,
        },
        {
          path: ["spec", field, 0, "volumeMounts", 1],
          volume: "w",
          mountPath: "/w",
          readOnly: true,
          propagation: undefined,
        },
      ],
      restartPolicy: "Always",
      hostPorts: [80],
      hosts: ["a", "b", "h", "d", "e"],
    });
    expect(
      viewPod({
        hostUsers: false,
        hostNetwork: true,
        hostPID: true,
        hostIPC: true,
        shareProcessNamespace: false,
        automountServiceAccountToken: false,
        os: { name: "linux" },
        securityContext: security,
        volumes: [
          { name: "v", hostPath: { path: "/x" } },
          { emptyDir: { medium: "Memory" } },
          { name: "none", other: {} },
          { name: "two", secret: { defaultMode: 0o400 }, nfs: {} },
        ],
        ephemeralContainers: [container],
        containers: [container],
        initContainers: [container],
      }),
    ).toEqual({
      ...empty,
      hostUsers: false,
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      shareProcessNamespace: false,
      automountServiceAccountToken: false,
      os: "linux",
      security: { ...seen, path: ["spec", "securityContext"] },
      volumes: [
        {
          path: ["spec", "volumes", 0],
          name: "v",
          sources: ["hostPath"],
          hostPath: "/x",
          medium: undefined,
          defaultMode: undefined,
        },
        {
          path: ["spec", "volumes", 1],
          name: "",
          sources: ["emptyDir"],
          hostPath: undefined,
          medium: "Memory",
          defaultMode: undefined,
        },
        {
          path: ["spec", "volumes", 2],
          name: "none",
          sources: ["emptyDir"],
          hostPath: undefined,
          medium: undefined,
          defaultMode: undefined,
        },
        {
          path: ["spec", "volumes", 3],
          name: "two",
          sources: ["nfs", "secret"],
          hostPath: undefined,
          medium: undefined,
          defaultMode: 0o400,
        },
      ],
      containers: [
        view("init", "initContainers"),
        view("regular", "containers"),
        view("ephemeral", "ephemeralContainers"),
      ],
    });
  });

  it("knows every source of a volume", () => {
    const volumes = FIELDS_OF_VOLUME_SOURCE.map((source) => ({ [source]: {} }));
    expect(viewPod({ volumes }).volumes.map(({ sources }) => sources)).toEqual(
      FIELDS_OF_VOLUME_SOURCE.map((source) => [source]),
    );
    expect([...VOLUME_SOURCES].sort()).toEqual([...FIELDS_OF_VOLUME_SOURCE].sort());
  });

  it("says what cannot be decoded, and takes it for absent", () => {
    expect(problems(undefined)).toEqual(["spec: a value of type undefined, not object"]);
    expect(problems(null)).toEqual(["spec: null, not object"]);
    expect(problems([])).toEqual(["spec: a list, not object"]);
    expect(problems({ hostUsers: "false" })).toEqual(['spec.hostUsers: "false", not boolean']);
    expect(viewPod({ hostUsers: "false" }).hostUsers).toBe(undefined);
    expect(
      problems({
        securityContext: 1,
        volumes: [2],
        containers: [3],
        initContainers: [{ securityContext: [] }],
        ephemeralContainers: {},
      }),
    ).toEqual([
      "spec.securityContext: 1, not object",
      "spec.volumes[0]: 2, not object",
      "spec.initContainers[0].securityContext: a list, not object",
      "spec.containers[0]: 3, not object",
      "spec.ephemeralContainers: an object, not list",
    ]);
  });

  it("reads IDs of 64 bits", () => {
    const ids = [0.5, "1", 2 ** 63, -(2 ** 63), 2 ** 64, Number.NaN, true];
    const view = viewPod({ securityContext: { supplementalGroups: ids } });
    expect(view.security.supplementalGroups).toEqual([
      undefined,
      undefined,
      2 ** 63,
      -(2 ** 63),
      undefined,
      undefined,
      undefined,
    ]);
    expect(problems({ securityContext: { supplementalGroups: ids } })).toEqual([
      "spec.securityContext.supplementalGroups[0]: 0.5, not integer",
      'spec.securityContext.supplementalGroups[1]: "1", not integer',
      "spec.securityContext.supplementalGroups[4]: 18446744073709552000, not integer",
      "spec.securityContext.supplementalGroups[5]: NaN, not integer",
      "spec.securityContext.supplementalGroups[6]: true, not integer",
    ]);
  });

  it("looks at own fields only", () => {
    expect(viewPod(JSON.parse('{"__proto__":{"hostUsers":false,"hostPID":true}}'))).toEqual(empty);
    expect(viewPod(Object.create({ hostUsers: false }))).toEqual(empty);
  });

  it("survives what throws when it is read", () => {
    const throwing = {
      get hostUsers(): boolean {
        throw new Error("no");
      },
      containers: new Proxy([], {
        get() {
          throw new Error("no");
        },
      }),
    };
    expect(viewPod(throwing).hostUsers).toBe(undefined);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(viewPod(proxy).containers).toEqual([]);
  });

  prop("reads anything without throwing", [fc.anything({ withNullPrototype: true })], (spec) => {
    expect(viewPod({ securityContext: spec, containers: [spec], volumes: [spec], os: spec }).path).toEqual(["spec"]);
    expect(viewPod(spec).path).toEqual(["spec"]);
  });
});

describe("isInUserns", () => {
  it("is true for hostUsers: false only", () => {
    expect([false, true, null].map((hostUsers) => isInUserns(viewPod({ hostUsers })))).toEqual([true, false, false]);
  });
});
