import { describe, expect, it } from "vitest";
import { CAPABILITIES } from "../../../../src/core/kernel/credentials/capability.ts";
import { readManifests } from "../../../../src/core/manifest/read-manifests.ts";
import { containerCapabilities, type NodeContainer } from "../../../../src/core/node/pod/container.ts";
import { podsFromManifests, readPod } from "../../../../src/core/node/pod/pod.ts";

describe("readPod", () => {
  it("reads what a node needs", () => {
    const spec = {
      hostUsers: false,
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      securityContext: { runAsUser: 7, runAsGroup: 8, fsGroup: 2000, supplementalGroups: [4000, 2000] },
      volumes: [
        { name: "etc", hostPath: { path: "/etc" } },
        { name: "ram", emptyDir: { medium: "Memory" } },
        { name: "none" },
      ],
      initContainers: [{ name: "init" }],
      containers: [
        {
          name: "main",
          securityContext: {
            runAsUser: 1000,
            runAsGroup: 1001,
            allowPrivilegeEscalation: false,
            capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] },
          },
          volumeMounts: [{ name: "etc", mountPath: "/host/etc" }],
        },
        { name: "strong", securityContext: { privileged: true } },
      ],
    };
    const common = {
      groups: [4000, 2000],
      userFrom: "pod",
      user: 7,
      group: 8,
      mounts: [],
      noNewPrivs: false,
      nonRoot: false,
      runsOn: true,
    };
    const usual = containerCapabilities([], []);
    expect(readPod({ uid: "u-1", namespace: "prod", name: "web", spec })).toEqual({
      uid: "u-1",
      namespace: "prod",
      name: "web",
      hostUsers: false,
      hostNetwork: true,
      hostPID: true,
      hostIPC: true,
      fsGroup: 2000,
      volumes: [
        { name: "etc", source: "hostPath", hostPath: "/etc", medium: undefined, defaultMode: undefined },
        { name: "ram", source: "emptyDir", hostPath: undefined, medium: "Memory", defaultMode: undefined },
        { name: "none", source: "emptyDir", hostPath: undefined, medium: undefined, defaultMode: undefined },
      ],
      containers: [
        { ...common, name: "init", type: "init", runsOn: false, capabilities: usual, privileged: false },
        {
          ...common,
          name: "main",
          type: "regular",
          user: 1000,
          group: 1001,
          userFrom: "container",
          capabilities: ["CAP_NET_ADMIN"],
          privileged: false,
          noNewPrivs: true,
          mounts: [{ volume: "etc", mountPath: "/host/etc", readOnly: false }],
        },
        { ...common, name: "strong", type: "regular", capabilities: CAPABILITIES, privileged: true },
      ],
    });
  });

  it("takes root for granted where the image decides, and says so", () => {
    const { uid, namespace, hostUsers, containers } = readPod({
      name: "web",
      spec: { containers: [{ name: "main" }] },
    });
    expect([uid, namespace, hostUsers]).toEqual(["default_web", "default", undefined]);
    expect(containers.map(({ user, group, userFrom, groups }) => [user, group, userFrom, groups])).toEqual([
      [0, 0, "image", []],
    ]);
  });

  it("takes anything for a spec", () => {
    const throwing = Object.defineProperty({}, "containers", {
      get: () => {
        throw new Error("no");
      },
      enumerable: true,
    });
    for (const spec of [undefined, null, 1, "x", [], throwing, { containers: [null, 1, { name: 5 }], volumes: "x" }]) {
      const { containers, volumes } = readPod({ name: "web", spec });
      expect(containers.every(({ name }) => name === "")).toBe(true);
      expect(volumes).toEqual([]);
    }
  });
});

describe("containerCapabilities", () => {
  it("starts from those of the runtime", () => {
    expect(containerCapabilities([], [])).toEqual([
      "CAP_CHOWN",
      "CAP_DAC_OVERRIDE",
      "CAP_FOWNER",
      "CAP_FSETID",
      "CAP_KILL",
      "CAP_SETGID",
      "CAP_SETUID",
      "CAP_SETPCAP",
      "CAP_NET_BIND_SERVICE",
      "CAP_NET_RAW",
      "CAP_SYS_CHROOT",
      "CAP_MKNOD",
      "CAP_AUDIT_WRITE",
      "CAP_SETFCAP",
    ]);
  });

  it("adds and drops by name, ALL before the others", () => {
    expect(containerCapabilities(["ALL"], [])).toEqual(CAPABILITIES);
    expect(containerCapabilities(["ALL"], ["ALL"])).toEqual([]);
    expect(containerCapabilities(["all"], ["kill"])).toEqual(CAPABILITIES.filter((name) => name !== "CAP_KILL"));
    expect(containerCapabilities(["sys_admin", "NO_SUCH"], ["ALL"])).toEqual(["CAP_SYS_ADMIN"]);
    // What has the prefix already gets it once more, and then names nothing.
    expect(containerCapabilities(["CAP_SYS_ADMIN"], ["CAP_KILL"])).toEqual(containerCapabilities([], []));
    expect(containerCapabilities(["KILL"], ["KILL"])).not.toContain("CAP_KILL");
  });
});

describe("a container that must not be root", () => {
  const read = (spec: object): unknown => {
    const { user, group, userFrom, nonRoot } = readPod({ name: "a", spec }).containers[0] as NodeContainer;
    return [user, group, userFrom, nonRoot];
  };
  const main = { name: "main" };

  it("is some other user where nobody says which", () => {
    expect(read({ containers: [main] })).toEqual([0, 0, "image", false]);
    expect(read({ securityContext: { runAsNonRoot: true }, containers: [main] })).toEqual([
      65532,
      65532,
      "image",
      true,
    ]);
    expect(read({ containers: [{ ...main, securityContext: { runAsNonRoot: true, runAsGroup: 5 } }] })).toEqual([
      65532,
      5,
      "image",
      true,
    ]);
  });

  it("is the user that is named, and says of itself what counts", () => {
    const pod = { runAsNonRoot: true, runAsUser: 7 };
    expect(read({ securityContext: pod, containers: [main] })).toEqual([7, 0, "pod", true]);
    expect(read({ securityContext: pod, containers: [{ ...main, securityContext: { runAsNonRoot: false } }] })).toEqual(
      [7, 0, "pod", false],
    );
  });
});

describe("podsFromManifests", () => {
  it("makes the pods of every set, each with a UID that can name a directory", () => {
    const template = { metadata: { name: "web" }, spec: { containers: [{ name: "main", image: "web" }] } };
    const { podSets } = readManifests([
      { apiVersion: "v1", kind: "Pod", metadata: { name: "one", namespace: "prod", uid: "u-1" }, spec: template.spec },
      { apiVersion: "v1", kind: "Pod", metadata: { name: "two" }, spec: template.spec },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", uid: "u-2" },
        spec: { replicas: 2, template },
      },
    ]);
    expect(podsFromManifests(podSets).map(({ uid, namespace, name }) => [uid, namespace, name])).toEqual([
      ["u-1", "prod", "one"],
      ["default_two", "default", "two"],
      ["default_web-0", "default", "web-0"],
      ["default_web-1", "default", "web-1"],
    ]);
  });
});
