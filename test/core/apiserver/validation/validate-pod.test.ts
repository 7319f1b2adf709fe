import { describe, expect, it } from "vitest";
import { validatePodSpec } from "../../../../src/core/apiserver/validation/validate-pod.ts";
import { RELEASES, type Release, releaseRange } from "../../../../src/core/releases/releases.ts";
import { errorTexts } from "../support/texts.ts";

const blockDevice = [{ devicePath: "/dev/x", name: "x" }];

describe("validatePodSpec", () => {
  it("gives kind, path and text of an error", () => {
    expect(validatePodSpec({ hostUsers: false, hostIPC: true }, { release: "1.36" })).toEqual([
      { code: "forbidden", path: "spec.HostIPC", text: "spec.HostIPC: Forbidden: when `hostUsers` is false" },
    ]);
    expect(validatePodSpec({ securityContext: { fsGroup: -1 } }, { release: "1.36" })).toEqual([
      {
        code: "invalid",
        path: "spec.securityContext.fsGroup",
        text: "spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive",
      },
    ]);
    expect(validatePodSpec({ securityContext: { supplementalGroupsPolicy: 'a"b' } }, { release: "1.36" })).toEqual([
      {
        code: "unsupported",
        path: "spec.securityContext.supplementalGroupsPolicy",
        text: 'spec.securityContext.supplementalGroupsPolicy: Unsupported value: "a\\"b": supported values: "Merge", "Strict"',
      },
    ]);
  });

  it("refuses a release that is not modelled", () => {
    expect(() => errorTexts({}, "1.99" as Release)).toThrow(
      new RangeError(`validatePodSpec: expected a release from ${releaseRange()}, got "1.99"`),
    );
  });

  it("words what does not go with a user namespace as each release does", () => {
    const spec = { hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true };
    for (const release of RELEASES) {
      const detail = release < "1.34" ? "when `pod.Spec.HostUsers` is false" : "when `hostUsers` is false";
      expect(errorTexts(spec, release)).toEqual([
        `spec.hostNetwork: Forbidden: ${detail}`,
        `spec.HostPID: Forbidden: ${detail}`,
        `spec.HostIPC: Forbidden: ${detail}`,
      ]);
    }
  });

  it("does not mind the host's namespaces without a user namespace", () => {
    const host = { hostNetwork: true, hostPID: true, hostIPC: true };
    expect(errorTexts({ ...host, volumes: [{ hostPath: { path: "/" } }] }, "1.25")).toEqual([]);
    expect(errorTexts({ ...host, hostUsers: true })).toEqual([]);
  });

  it("takes hostNetwork with the gate that 1.35 has, or where the old pod had it", () => {
    const spec = { hostUsers: false, hostNetwork: true };
    const featureGates = { UserNamespacesHostNetworkSupport: true };
    const refusal = ["spec.hostNetwork: Forbidden: when `hostUsers` is false"];
    expect(errorTexts(spec, "1.35", { featureGates })).toEqual([]);
    expect(errorTexts(spec, "1.34", { featureGates })).toEqual(refusal);
    expect(errorTexts(spec, "1.36", { featureGates: { UserNamespacesHostNetworkSupport: false } })).toEqual(refusal);
    expect(errorTexts(spec, "1.35", { oldSpec: spec })).toEqual([]);
    expect(errorTexts(spec, "1.34", { oldSpec: spec })).toEqual(refusal);
    expect(errorTexts(spec, "1.35", { oldSpec: { hostUsers: false } })).toEqual(refusal);
    expect(errorTexts(spec, "1.35", { oldSpec: { hostNetwork: true } })).toEqual(refusal);
    expect(errorTexts(spec, "1.35", { featureGates: Object.create(featureGates) })).toEqual(refusal);
  });

  it("forbids block devices from 1.34 on, init containers first, and not where the old pod had some", () => {
    const spec = {
      hostUsers: false,
      containers: [{}, { volumeDevices: blockDevice }],
      initContainers: [{ volumeDevices: blockDevice }],
      ephemeralContainers: [{ volumeDevices: blockDevice }, { volumeDevices: [] }],
    };
    const refusal = ["initContainers[0]", "containers[1]", "ephemeralContainers[0]"].map(
      (container) => `spec.${container}.volumeDevices: Forbidden: when \`hostUsers\` is false`,
    );
    expect(errorTexts(spec, "1.34")).toEqual(refusal);
    expect(errorTexts(spec, "1.33")).toEqual([]);
    expect(
      errorTexts(spec, "1.34", { oldSpec: { hostUsers: false, containers: [{}, { volumeDevices: blockDevice }] } }),
    ).toEqual([]);
    expect(errorTexts(spec, "1.34", { oldSpec: { containers: [{ volumeDevices: blockDevice }] } })).toEqual(refusal);
    expect(errorTexts(spec, "1.34", { oldSpec: { hostUsers: false, containers: [{}] } })).toEqual(refusal);
  });

  it("takes five kinds of volumes only until 1.27", () => {
    const volumes = [
      { name: "a", emptyDir: {} },
      { name: "b", secret: {} },
      { name: "c", downwardAPI: {} },
      { name: "d", configMap: {} },
      { name: "e", projected: {} },
      { name: "nothing" },
      { name: "null", nfs: null },
      { name: "two", nfs: {}, secret: {} },
      { name: "f", nfs: {} },
      { name: "g", persistentVolumeClaim: {} },
    ];
    const text = "Forbidden: volume type not supported when `pod.Spec.HostUsers` is false";
    const refusal = [`spec.volumes[8]: ${text}`, `spec.volumes[9]: ${text}`];
    expect(errorTexts({ hostUsers: false, volumes }, "1.25")).toEqual(refusal);
    expect(errorTexts({ hostUsers: false, volumes, hostPID: true }, "1.27")).toEqual([
      ...refusal,
      "spec.HostPID: Forbidden: when `pod.Spec.HostUsers` is false",
    ]);
    expect(errorTexts({ hostUsers: false, volumes }, "1.28")).toEqual([]);
  });

  it("ties an unmasked /proc to a user namespace from 1.30 on", () => {
    const containers = ["Default", "Unmasked", "Other"].map((procMount) => ({ securityContext: { procMount } }));
    const other =
      'spec.containers[2].securityContext.procMount: Unsupported value: "Other": supported values: "Default", "Unmasked"';
    expect(errorTexts({ containers }, "1.30")).toEqual([
      'spec.containers[1].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
      other,
    ]);
    expect(errorTexts({ containers }, "1.29")).toEqual([other]);
    expect(errorTexts({ containers, hostUsers: false }, "1.36")).toEqual([other]);
  });

  it("bounds every ID, regular containers first, then init, ephemeral, and the pod", () => {
    const bounds = "must be between 0 and 2147483647, inclusive";
    const container = { securityContext: { runAsUser: 2 ** 60, runAsGroup: -2 } };
    const spec = {
      ephemeralContainers: [container],
      initContainers: [container],
      containers: [container],
      securityContext: {
        runAsGroup: 2147483648,
        runAsUser: -3,
        fsGroup: -4,
        supplementalGroups: [0, -5, 2147483647, null, 2147483648],
      },
    };
    const ofContainer = (path: string) => [
      `spec.${path}.securityContext.runAsUser: Invalid value: 1152921504606846976: ${bounds}`,
      `spec.${path}.securityContext.runAsGroup: Invalid value: -2: ${bounds}`,
    ];
    expect(errorTexts(spec)).toEqual([
      ...ofContainer("containers[0]"),
      ...ofContainer("initContainers[0]"),
      ...ofContainer("ephemeralContainers[0]"),
      `spec.securityContext.fsGroup: Invalid value: -4: ${bounds}`,
      `spec.securityContext.runAsUser: Invalid value: -3: ${bounds}`,
      `spec.securityContext.runAsGroup: Invalid value: 2147483648: ${bounds}`,
      `spec.securityContext.supplementalGroups[1]: Invalid value: -5: ${bounds}`,
      `spec.securityContext.supplementalGroups[4]: Invalid value: 2147483648: ${bounds}`,
    ]);
    const edges = { runAsUser: 0, runAsGroup: 2147483647, fsGroup: -0 };
    expect(errorTexts({ securityContext: edges, hostUsers: false })).toEqual([]);
  });

  it("does not share a process namespace with the host's", () => {
    const text =
      "spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled";
    expect(errorTexts({ shareProcessNamespace: true, hostPID: true })).toEqual([text]);
    expect(errorTexts({ shareProcessNamespace: false, hostPID: true })).toEqual([]);
    expect(errorTexts({ shareProcessNamespace: true })).toEqual([]);
  });

  it("knows the policy for groups from 1.31 on", () => {
    const spec = { securityContext: { supplementalGroupsPolicy: "merge" } };
    expect(errorTexts(spec, "1.30")).toEqual([]);
    expect(errorTexts(spec, "1.31")).toHaveLength(1);
    for (const supplementalGroupsPolicy of ["Merge", "Strict"])
      expect(errorTexts({ securityContext: { supplementalGroupsPolicy } })).toEqual([]);
  });

  it("forbids Linux to pods for Windows, in upstream's order and as far as the release knows the fields", () => {
    const container = {
      securityContext: {
        runAsGroup: 1,
        runAsUser: 1,
        procMount: "Default",
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: false,
        capabilities: {},
        seccompProfile: {},
        seLinuxOptions: {},
        appArmorProfile: {},
        windowsOptions: {},
        runAsNonRoot: null,
      },
    };
    const spec = {
      os: { name: "windows" },
      hostUsers: true,
      hostPID: true,
      hostIPC: true,
      shareProcessNamespace: false,
      securityContext: {
        seLinuxChangePolicy: "Recursive",
        supplementalGroupsPolicy: "Merge",
        supplementalGroups: [],
        runAsGroup: 1,
        runAsUser: 1,
        sysctls: [{ name: "a" }],
        fsGroupChangePolicy: "Always",
        fsGroup: 1,
        seccompProfile: {},
        seLinuxOptions: {},
        appArmorProfile: {},
        windowsOptions: {},
      },
      containers: [container],
      initContainers: [{ securityContext: { privileged: true } }],
    };
    const pod = [
      "securityContext.appArmorProfile",
      "securityContext.seLinuxOptions",
      "hostUsers",
      "hostPID",
      "hostIPC",
      "securityContext.seccompProfile",
      "securityContext.fsGroup",
      "securityContext.fsGroupChangePolicy",
      "securityContext.sysctls",
      "shareProcessNamespace",
      "securityContext.runAsUser",
      "securityContext.runAsGroup",
      "securityContext.supplementalGroups",
      "securityContext.supplementalGroupsPolicy",
      "securityContext.seLinuxChangePolicy",
    ];
    const ofContainer = [
      "appArmorProfile",
      "seLinuxOptions",
      "seccompProfile",
      "capabilities",
      "readOnlyRootFilesystem",
      "privileged",
      "allowPrivilegeEscalation",
      "procMount",
      "runAsUser",
      "runAsGroup",
    ].map((field) => `containers[0].securityContext.${field}`);
    const texts = (fields: readonly string[]) =>
      fields.map((field) => `spec.${field}: Forbidden: cannot be set for a windows pod`);
    const init = "initContainers[0].securityContext.privileged";
    const without = (fields: readonly string[], ...missing: readonly string[]) =>
      fields.filter((field) => !missing.some((name) => field.endsWith(name)));

    expect(errorTexts(spec, "1.32")).toEqual(texts([...pod, init, ...ofContainer]));
    expect(errorTexts(spec, "1.31")).toEqual(texts([...without(pod, "seLinuxChangePolicy"), init, ...ofContainer]));
    expect(errorTexts(spec, "1.30")).toEqual(
      texts([...without(pod, "seLinuxChangePolicy", "supplementalGroupsPolicy"), init, ...ofContainer]),
    );
    expect(errorTexts(spec, "1.29")).toEqual(
      texts([
        ...without(pod, "seLinuxChangePolicy", "supplementalGroupsPolicy", "appArmorProfile"),
        init,
        ...without(ofContainer, "appArmorProfile"),
      ]),
    );
    expect(errorTexts({ ...spec, os: { name: "linux" } })).toEqual([]);
  });

  it("takes a pod for Windows that has none of that", () => {
    const securityContext = { sysctls: [], fsGroup: null, windowsOptions: {} };
    const containers = [{ securityContext: { runAsNonRoot: true } }, {}];
    expect(
      errorTexts({ os: { name: "windows" }, hostPID: false, hostIPC: false, securityContext, containers }),
    ).toEqual([]);
  });
});
