import { describe, expect, it } from "vitest";
import { checkPodSecurity, podSecurityMessage } from "../../../../src/core/apiserver/pod-security/pod-security.ts";
import type { PodSecurityPolicy } from "../../../../src/core/apiserver/pod-security/policy.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

interface Given {
  readonly level?: PodSecurityPolicy["level"];
  readonly version?: PodSecurityPolicy["version"];
  readonly release?: Release;
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly annotations?: unknown;
}

/** The violations of a pod, as `reason (detail)`. */
function check(spec: unknown, given: Given = {}): readonly string[] {
  const { level = "baseline", version = "latest", release = "1.36", gates = {}, annotations } = given;
  return checkPodSecurity({ spec, annotations }, { level, version }, { release, featureGates: gates }).map(
    ({ reason, detail }) => `${reason} (${detail})`,
  );
}

/** A pod that the level `restricted` takes. */
const restricted = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers: [container("a")],
};

function container(name: string, securityContext: object = {}, rest: object = {}): object {
  return {
    name,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, ...securityContext },
    ...rest,
  };
}

function withContext(securityContext: object, ...names: readonly string[]): object {
  return { containers: names.map((name) => container(name, securityContext)) };
}

describe("checkPodSecurity", () => {
  it("takes everything at the level privileged", () => {
    expect(
      check({ hostPID: true, containers: [{ securityContext: { privileged: true } }] }, { level: "privileged" }),
    ).toEqual([]);
  });

  it("takes a pod that is as it should be", () => {
    expect(check({})).toEqual([]);
    expect(check(restricted, { level: "restricted" })).toEqual([]);
    expect(check(restricted)).toEqual([]);
  });

  it("gives the name of the check too", () => {
    expect(
      checkPodSecurity({ spec: { hostIPC: true } }, { level: "baseline", version: 0 }, { release: "1.25" }),
    ).toEqual([{ check: "hostNamespaces", reason: "host namespaces", detail: "hostIPC=true" }]);
  });

  it("refuses a release that is not modelled", () => {
    expect(() => check({}, { release: "1.24" as Release })).toThrow(RangeError);
  });

  it("goes through init, regular and ephemeral containers in this order", () => {
    const securityContext = { privileged: true };
    const spec = {
      ephemeralContainers: [{ name: "e", securityContext }],
      containers: [{ name: "c", securityContext }, { name: "d" }],
      initContainers: [{ name: "i", securityContext }],
    };
    expect(check(spec)).toEqual(['privileged (containers "i", "c", "e" must not set securityContext.privileged=true)']);
    expect(check(withContext(securityContext, "a"))).toEqual([
      'privileged (container "a" must not set securityContext.privileged=true)',
    ]);
  });

  it("lists the host's namespaces", () => {
    expect(check({ hostIPC: true, hostPID: true, hostNetwork: true })).toEqual([
      "host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)",
    ]);
  });

  it("lists host paths", () => {
    const volumes = [
      { name: "a", hostPath: {} },
      { name: "b", emptyDir: {} },
      { name: "c", hostPath: {} },
    ];
    expect(check({ volumes })).toEqual(['hostPath volumes (volumes "a", "c")']);
    expect(check({ volumes: volumes.slice(0, 2) })).toEqual(['hostPath volumes (volume "a")']);
  });

  it("lists ports of the host, sorted as texts", () => {
    const ports = [{ hostPort: 9 }, { hostPort: 80 }, { hostPort: 9 }];
    expect(
      check({
        containers: [
          { name: "b", ports },
          { name: "a", ports: [{ hostPort: 100 }] },
          { name: "c", ports: [{}] },
        ],
      }),
    ).toEqual(['hostPort (containers "b", "a" use hostPorts 100, 80, 9)']);
    expect(check({ containers: [{ name: "a", ports: [{ hostPort: 80 }] }] })).toEqual([
      'hostPort (container "a" uses hostPort 80)',
    ]);
  });

  it("lists hosts of probes from policy 1.34 on", () => {
    const b = { name: "b", livenessProbe: { httpGet: { host: "y" } }, startupProbe: { tcpSocket: { host: "x" } } };
    const a = { name: "a", lifecycle: { preStop: { httpGet: { host: "x" } } } };
    expect(check({ containers: [b, a] })).toEqual([
      'probe or lifecycle host (containers "a", "b" use probe or lifecycle hosts "x", "y")',
    ]);
    expect(check({ containers: [a] }, { version: 34 })).toEqual([
      'probe or lifecycle host (container "a" uses probe or lifecycle host "x")',
    ]);
    expect(check({ containers: [a] }, { version: 33 })).toEqual([]);
    expect(check({ containers: [a] }, { release: "1.33" })).toEqual([]);
    expect(check({ containers: [a] }, { version: 34, release: "1.33" })).toEqual([]);
  });

  it("lists capabilities beyond the default ones", () => {
    const defaults =
      "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT";
    expect(check(withContext({ capabilities: { add: defaults.split(" ") } }, "a"))).toEqual([]);
    expect(check(withContext({ capabilities: { add: ["SYS_TIME", "NET_RAW", "CHOWN"] } }, "a", "b"))).toEqual([
      'non-default capabilities (containers "a", "b" must not include "NET_RAW", "SYS_TIME" in securityContext.capabilities.add)',
    ]);
    expect(check({ ...withContext({ capabilities: { add: ["SYS_TIME"] } }, "a"), hostUsers: false })).toHaveLength(1);
  });

  it("looks at SELinux options, with one more type from policy 1.31 on", () => {
    const pod = (seLinuxOptions: object, ...containers: readonly object[]) => ({
      securityContext: { seLinuxOptions },
      containers,
    });
    for (const type of ["", "container_t", "container_init_t", "container_kvm_t"])
      expect(check(pod({ type, level: "s0" }))).toEqual([]);
    expect(check(pod({ type: "container_engine_t" }), { version: 31 })).toEqual([]);
    expect(check(pod({ type: "container_engine_t" }), { version: 30 })).toEqual([
      'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "container_engine_t")',
    ]);
    expect(check(pod({ user: "u" }))).toEqual([
      "seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: user may not be set)",
    ]);
    expect(check(pod({}, container("a", { seLinuxOptions: { role: "r" } })))).toEqual([
      'seLinuxOptions (container "a" set forbidden securityContext.seLinuxOptions: role may not be set)',
    ]);
    expect(
      check(
        pod({ type: "z", user: "u" }, container("a", { seLinuxOptions: { type: "y", role: "r" } }), container("b")),
      ),
    ).toEqual([
      'seLinuxOptions (pod and container "a" set forbidden securityContext.seLinuxOptions: types "y", "z"; user may not be set; role may not be set)',
    ]);
  });

  it("looks at seccomp profiles", () => {
    const unconfined = { seccompProfile: { type: "Unconfined" } };
    expect(
      check({
        securityContext: unconfined,
        containers: [container("a", unconfined), container("b", { seccompProfile: {} })],
      }),
    ).toEqual([
      'seccompProfile (pod and containers "a", "b" must not set securityContext.seccompProfile.type to "", "Unconfined")',
    ]);
    expect(check(withContext({ seccompProfile: { type: "Localhost" } }, "a"))).toEqual([]);
    expect(check({ securityContext: unconfined }, { version: 18 })).toEqual([]);
    expect(check({ securityContext: unconfined }, { version: 19 })).toHaveLength(1);
  });

  it("looks at AppArmor, in annotations and from 1.30 on in fields", () => {
    const prefix = "container.apparmor.security.beta.kubernetes.io/";
    const annotations = {
      [`${prefix}b`]: "unconfined",
      [`${prefix}a`]: 'x"y',
      [`${prefix}c`]: "",
      [`${prefix}d`]: "runtime/default",
      [`${prefix}e`]: "localhost/x",
      [`x${prefix}`]: "unconfined",
      other: "unconfined",
      [`${prefix}f`]: 5,
    };
    const values = [`${prefix}a="x\\"y"`, `${prefix}b="unconfined"`];
    expect(check({}, { annotations, release: "1.29" })).toEqual([`forbidden AppArmor profiles (${values.join(", ")})`]);
    expect(check({}, { annotations: { [`${prefix}b`]: "unconfined" }, release: "1.29" })).toEqual([
      `forbidden AppArmor profile (${values[1]})`,
    ]);
    expect(check({}, { annotations })).toEqual([
      `forbidden AppArmor profiles (annotations must not set AppArmor profile type to ${values.map((value) => `"${value}"`).join(", ")})`,
    ]);
    const spec = {
      securityContext: { appArmorProfile: { type: "Unconfined" } },
      ...withContext({ appArmorProfile: {} }, "a"),
    };
    expect(check(spec, { annotations: { [`${prefix}b`]: "unconfined" } })).toEqual([
      `forbidden AppArmor profiles (pod and container "a" and annotation must not set AppArmor profile type to "", "Unconfined", "${values[1]}")`,
    ]);
    expect(check({ securityContext: { appArmorProfile: { type: "Unconfined" } } })).toEqual([
      'forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")',
    ]);
    expect(check(spec, { release: "1.29" })).toEqual([]);
    for (const type of ["RuntimeDefault", "Localhost"])
      expect(check({ securityContext: { appArmorProfile: { type } } })).toEqual([]);
    for (const nothing of [null, [], "x", undefined]) expect(check({}, { annotations: nothing })).toEqual([]);
  });

  it("takes more sysctls with newer policies", () => {
    const names =
      "kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range " +
      "net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time " +
      "net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem";
    const all = names.split(" ");
    const spec = { securityContext: { sysctls: all.map((name) => ({ name })) } };
    const refused = (from: number) => [`forbidden sysctls (${all.slice(from).join(", ")})`];
    expect(check(spec, { version: 26 })).toEqual(refused(5));
    expect(check(spec, { version: 27 })).toEqual(refused(6));
    expect(check(spec, { version: 28 })).toEqual(refused(6));
    expect(check(spec, { version: 29 })).toEqual(refused(10));
    expect(check(spec, { version: 31 })).toEqual(refused(10));
    expect(check(spec, { version: 32 })).toEqual([]);
    expect(check({ securityContext: { sysctls: [{ name: "toString" }] } })).toEqual(["forbidden sysctls (toString)"]);
    const newer = ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"];
    const spec37 = { securityContext: { sysctls: newer.map((name) => ({ name })) } };
    const forbidden = [`forbidden sysctls (${newer.join(", ")})`];
    expect(check(spec37, { release: "1.37", version: 36 })).toEqual(forbidden);
    expect(check(spec37, { release: "1.36", version: 37 })).toEqual(forbidden);
    expect(check(spec37, { release: "1.37", version: 37 })).toEqual([]);
    expect(check(spec37, { release: "1.38", version: "latest" })).toEqual([]);
  });

  it("forbids processes of the host on Windows", () => {
    const windowsOptions = { hostProcess: true };
    expect(check({ securityContext: { windowsOptions }, ...withContext({ windowsOptions }, "a") })).toEqual([
      'hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)',
    ]);
    expect(check({ securityContext: { windowsOptions: { hostProcess: false } } })).toEqual([]);
  });

  it("forbids an unmasked /proc", () => {
    const spec = { containers: [container("a", { procMount: "Unmasked" }), container("b", { procMount: "Default" })] };
    expect(check(spec)).toEqual(['procMount (container "a" must not set securityContext.procMount to "Unmasked")']);
    expect(check(withContext({ procMount: "X" }, "a", "b"))).toEqual([
      'procMount (containers "a", "b" must not set securityContext.procMount to "X")',
    ]);
  });

  it("adds to it at the level restricted, and replaces some of it", () => {
    const spec = {
      volumes: [{ name: "v", hostPath: {} }],
      containers: [
        {
          name: "a",
          securityContext: { capabilities: { add: ["SYS_TIME"] }, seccompProfile: { type: "X" }, procMount: "U" },
        },
      ],
    };
    const level = "restricted";
    const all = [
      'allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false)',
      'unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"]; ' +
        'container "a" must not include "SYS_TIME" in securityContext.capabilities.add)',
      'procMount (container "a" must not set securityContext.procMount to "U")',
      'restricted volume types (volume "v" uses restricted volume type "hostPath")',
      'runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true)',
      'seccompProfile (container "a" must not set securityContext.seccompProfile.type to "X")',
    ];
    const [escalation = "", capabilities = "", procMount = "", volumes = "", nonRoot = "", seccomp = ""] = all;
    const baselineCapabilities =
      'non-default capabilities (container "a" must not include "SYS_TIME" in securityContext.capabilities.add)';
    expect(check(spec, { level })).toEqual(all);
    expect(check(spec, { level, version: 34 })).toEqual([
      procMount,
      escalation,
      capabilities,
      volumes,
      nonRoot,
      seccomp,
    ]);
    expect(check(spec, { level, version: 22 })).toEqual([
      procMount,
      escalation,
      capabilities,
      volumes,
      nonRoot,
      seccomp,
    ]);
    expect(check(spec, { level, version: 21 })).toEqual([
      baselineCapabilities,
      procMount,
      escalation,
      volumes,
      nonRoot,
      seccomp,
    ]);
    expect(check(spec, { level, version: 18 })).toEqual([
      baselineCapabilities,
      procMount,
      escalation,
      volumes,
      nonRoot,
    ]);
    expect(check(spec, { level, version: 8 })).toEqual([baselineCapabilities, procMount, escalation, volumes, nonRoot]);
    expect(check(spec, { level, version: 7 })).toEqual([baselineCapabilities, procMount, volumes, nonRoot]);
  });

  it("wants all capabilities dropped, and takes one", () => {
    const level = "restricted";
    const pod = (capabilities: object) => ({ ...restricted, containers: [container("a", { capabilities })] });
    expect(check(pod({ drop: ["ALL"], add: ["NET_BIND_SERVICE"] }), { level })).toEqual([]);
    expect(check(pod({ drop: ["CHOWN", "ALL"], add: ["CHOWN"] }), { level })).toEqual([
      'unrestricted capabilities (container "a" must not include "CHOWN" in securityContext.capabilities.add)',
    ]);
    expect(check(pod({ drop: ["CHOWN"] }), { level })).toEqual([
      'unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"])',
    ]);
  });

  it("takes eight kinds of volumes, and image volumes from 1.33 on", () => {
    const kinds = "configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret".split(" ");
    const volumes = kinds.map((kind) => ({ name: kind, [kind]: {} }));
    const level = "restricted";
    expect(check({ ...restricted, volumes }, { level })).toEqual([]);
    const image = { ...restricted, volumes: [{ name: "i", image: {} }] };
    expect(check(image, { level, version: 25, release: "1.33" })).toEqual([]);
    expect(check(image, { level, release: "1.32" })).toEqual([
      'restricted volume types (volume "i" uses restricted volume type "unknown")',
    ]);
    const others = [
      { name: "a", nfs: {} },
      { name: "b", iscsi: {} },
      { name: "c", nfs: {} },
      { name: "d", nfs: {}, csi: {} },
    ];
    expect(check({ ...restricted, volumes: others }, { level })).toEqual([
      'restricted volume types (volumes "a", "b", "c" use restricted volume types "iscsi", "nfs")',
    ]);
  });

  it("wants a user that is not root", () => {
    const level = "restricted";
    const { seccompProfile } = restricted.securityContext;
    const pod = (runAsNonRoot: boolean | null, ...containers: readonly object[]) => ({
      securityContext: { runAsNonRoot, seccompProfile },
      containers,
    });
    expect(check(pod(false, container("a", { runAsNonRoot: false }), container("b")), { level })).toEqual([
      'runAsNonRoot != true (pod and container "a" must not set securityContext.runAsNonRoot=false)',
    ]);
    expect(check(pod(null, container("a", { runAsNonRoot: true }), container("b"), container("c")), { level })).toEqual(
      ['runAsNonRoot != true (pod or containers "b", "c" must set securityContext.runAsNonRoot=true)'],
    );
    expect(check(pod(null, container("a", { runAsNonRoot: true })), { level })).toEqual([]);
    expect(check(pod(true, container("a")), { level })).toEqual([]);
  });

  it("does not take root as user from policy 1.23 on", () => {
    const level = "restricted";
    const spec = {
      securityContext: { ...restricted.securityContext, runAsUser: 0 },
      containers: [container("a", { runAsUser: 0 }), container("b", { runAsUser: 1 })],
    };
    expect(check(spec, { level })).toEqual(['runAsUser=0 (pod and container "a" must not set runAsUser=0)']);
    expect(check(spec, { level, version: 22 })).toEqual([]);
    expect(check(spec, { level, version: 23 })).toHaveLength(1);
  });

  it("wants a seccomp profile", () => {
    const level = "restricted";
    const securityContext = { runAsNonRoot: true };
    expect(check({ securityContext, containers: [container("a"), container("b")] }, { level })).toEqual([
      'seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    ]);
    const own = container("a", { seccompProfile: { type: "Localhost" } });
    expect(check({ securityContext, containers: [own] }, { level })).toEqual([]);
    const podUnconfined = { ...securityContext, seccompProfile: { type: "Unconfined" } };
    expect(check({ securityContext: podUnconfined, containers: [container("a")] }, { level })).toEqual([
      'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ]);
  });

  it("exempts pods for Windows from three checks from policy 1.25 on", () => {
    const spec = { os: { name: "windows" }, securityContext: { runAsNonRoot: true }, containers: [{ name: "a" }] };
    expect(check(spec, { level: "restricted", version: 25 })).toEqual([]);
    expect(check(spec, { level: "restricted", version: 24 })).toHaveLength(3);
    expect(check({ ...spec, os: { name: "linux" } }, { level: "restricted" })).toHaveLength(3);
  });

  describe("for a pod in a user namespace", () => {
    const root = {
      hostUsers: false,
      securityContext: { seccompProfile: { type: "RuntimeDefault" }, runAsUser: 0, runAsNonRoot: false },
      containers: [container("a", { procMount: "Unmasked" })],
    };
    const procMount = 'procMount (container "a" must not set securityContext.procMount to "Unmasked")';
    const users = [
      "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)",
      "runAsUser=0 (pod must not set runAsUser=0)",
    ];
    const gates = { UserNamespacesPodSecurityStandards: true };
    const level = "restricted";

    it("takes root with policy 1.35, but no unmasked /proc", () => {
      expect(check(root, { level, version: 35 })).toEqual([procMount]);
      expect(check(root, { level, version: 34 })).toEqual([procMount, ...users]);
      expect(check(root, { level, release: "1.34" })).toEqual([procMount, ...users]);
      expect(check(root, { level, version: 34, release: "1.35", gates })).toEqual([procMount, ...users]);
    });

    it("takes an unmasked /proc at the level baseline with policy 1.35", () => {
      expect(check(root, { version: 35 })).toEqual([]);
      expect(check(root, { version: 34 })).toEqual([procMount]);
      expect(check({ ...root, hostUsers: true })).toEqual([procMount]);
      expect(check({ ...root, hostUsers: null })).toEqual([procMount]);
    });

    it("went by a gate from 1.29 to 1.34, for policies of all versions", () => {
      expect(check(root, { level, version: 25, release: "1.29", gates })).toEqual([procMount]);
      expect(check(root, { level, version: 25, release: "1.30", gates })).toEqual([procMount]);
      expect(check(root, { level, version: 25, release: "1.31", gates })).toEqual([]);
      expect(check(root, { level, version: 25, release: "1.34", gates })).toEqual([]);
      expect(check(root, { level, release: "1.28", gates })).toEqual([procMount, ...users]);
      expect(check(root, { level, release: "1.34" })).toEqual([procMount, ...users]);
    });
  });
});

describe("podSecurityMessage", () => {
  it("joins all violations", () => {
    const policy = { level: "baseline", version: 30 } as const;
    const spec = { hostPID: true, containers: [{ name: "a", securityContext: { privileged: true } }] };
    expect(podSecurityMessage(policy, checkPodSecurity({ spec }, policy, { release: "1.36" }))).toBe(
      'violates PodSecurity "baseline:v1.30": host namespaces (hostPID=true), ' +
        'privileged (container "a" must not set securityContext.privileged=true)',
    );
  });
});
