import { describe, expect, it } from "vitest";
import { MOUNT_KINDS, mountRow } from "../../../src/core/kubelet/runtime/mount-kinds.ts";
import { POD_CHANGES, rangeAfter } from "../../../src/core/kubelet/runtime/range-keeping.ts";
import { RUNTIME_NAMES, type RuntimeRow, runtimeRow } from "../../../src/core/kubelet/runtime/runtimes.ts";
import { SANDBOX_CAUSES, SANDBOX_ERRORS } from "../../../src/core/kubelet/runtime/sandbox-errors.ts";

type Ability = Exclude<keyof RuntimeRow, "name" | "kind">;

/** From which version on a runtime can do something, and the upstream page, file or change that says so. */
const RUNTIMES: readonly (readonly [RuntimeRow["name"], Ability, since: string, source: string])[] = [
  [
    "containerd",
    "userNamespaces",
    "1.7",
    "containerd docs/user-namespaces/README.md: Kubernetes 1.25 and 1.26, Containerd 1.7",
  ],
  [
    "containerd",
    "mappedMounts",
    "2.0",
    "containerd docs/user-namespaces/README.md: Kubernetes 1.27 and greater, Containerd 2.0 or greater",
  ],
  [
    "containerd",
    "refusedMounts",
    "1.7.1",
    "containerd 1.7.1 release notes: throw not supported error when UID or GID mappings provided; PR 8211",
  ],
  [
    "containerd",
    "ownMounts",
    "2.0",
    "containerd docs/user-namespaces/README.md: with 2.0 Kubernetes 1.25 and 1.26 need what 1.27 does, except for the kernel",
  ],
  [
    "containerd",
    "mountFeatures",
    "2.0",
    "containerd core/runtime/v2, validateRuntimeFeatures, first in v2.0.0; PR 9781",
  ],
  [
    "containerd",
    "report",
    "2.0",
    "containerd internal/cri/server/service.go, introspectRuntimeFeatures, first in v2.0.0",
  ],
  ["containerd", "groupsPolicy", "2.0", "kubernetes.io, Configure a Security Context: containerd v2.0 or later"],
  ["cri-o", "userNamespaces", "1.25", "kubernetes.io, User Namespaces: CRI-O version 1.25 (and later)"],
  [
    "cri-o",
    "mappedMounts",
    "1.27",
    "cri-o PR 6750, March 2023: honors the per-volume mappings specified by the kubelet",
  ],
  ["cri-o", "mountFeatures", "1.28.1", "cri-o PR 7297 of 12 September 2023, after v1.28.0 of 23 August"],
  [
    "cri-o",
    "report",
    "1.30",
    "kubernetes PR 123216 and 123356, RuntimeHandlerFeatures.user_namespaces, for 1.30; cri-o PR 7765",
  ],
  ["cri-o", "groupsPolicy", "1.31", "kubernetes.io, Configure a Security Context: CRI-O v1.31 or later"],
  [
    "cri-dockerd",
    "userNamespaces",
    "Infinity",
    "kubernetes.io, User Namespaces, Before you begin: no support in cri-dockerd",
  ],
  ["cri-dockerd", "mappedMounts", "Infinity", "the same"],
  ["docker", "userNamespaces", "Infinity", "the same, by the name in the status of a node"],
  ["docker", "mappedMounts", "Infinity", "the same"],
  ["runc", "userNamespaces", "1.1", "containerd docs/user-namespaces/README.md: runc 1.1 or greater"],
  [
    "runc",
    "mappedMounts",
    "1.2",
    "containerd docs/user-namespaces/README.md: runc 1.2 or greater; runc PR 3717 and 3993",
  ],
  ["runc", "mountFeatures", "1.2", "runtime-spec 1.2.0, features-linux: idmap information (PR 1219); runc 1.2.0"],
  ["crun", "userNamespaces", "1.4.3", "containerd docs/user-namespaces/README.md: crun 1.4.3 or greater"],
  ["crun", "mappedMounts", "1.8.1", "crun NEWS, 1.8.1: idmapped mounts expect the mappings of the user namespace"],
  ["crun", "mountFeatures", "1.9", "crun NEWS, 1.9; containerd docs/user-namespaces/README.md: crun 1.9 or greater"],
];

describe("the runtimes", () => {
  it.each(RUNTIMES)("%s: %s since %s (%s)", (name, ability, since) => {
    expect(runtimeRow(name)?.[ability]?.since.join(".")).toBe(since);
  });

  it("have no version without a fact", () => {
    const abilities: readonly Ability[] = [
      ...(["userNamespaces", "mappedMounts", "refusedMounts", "ownMounts", "mountFeatures"] as const),
      ...(["report", "groupsPolicy"] as const),
    ];
    const known = RUNTIME_NAMES.flatMap((name) =>
      abilities.filter((ability) => runtimeRow(name)?.[ability] !== undefined).map((ability) => `${name} ${ability}`),
    );
    expect(known).toEqual(RUNTIMES.map(([name, ability]) => `${name} ${ability}`));
  });

  it("are asked by the kubelet, or start containers", () => {
    // CRI: containerd, CRI-O, cri-dockerd and what stands for it. OCI runtime-spec: runc, crun.
    expect(RUNTIME_NAMES.map((name) => runtimeRow(name)?.kind)).toEqual(["cri", "cri", "cri", "cri", "oci", "oci"]);
  });
});

/** Whether a pod has its range afterwards: the file lies under the pod's UID, so it is whether the UID stays. */
const KEEPING: readonly (readonly [(typeof POD_CHANGES)[number], keepsRange: boolean, source: string])[] = [
  [
    "container-restarts",
    true,
    "generateLinuxContainerConfig, kuberuntime_container_linux.go: GetOrCreateUserNamespaceMappings of the pod",
  ],
  [
    "ephemeral-container-added",
    true,
    "the same call with the same pod: pods/ephemeralcontainers changes the pod, not its UID",
  ],
  [
    "sandbox-recreated",
    true,
    "NamespacesForPod, pkg/kubelet/kuberuntime/util/util.go: GetOrCreateUserNamespaceMappings of the pod",
  ],
  ["kubelet-restarts", true, "MakeUserNsManager, userns_manager.go: records what ListPodsFromDisk lists"],
  [
    "mirror-pod-recreated",
    true,
    "pkg/kubelet/pod/pod_manager.go, TranslatePodUID: the kubelet knows a static pod by its own UID",
  ],
  ["static-pod-edited", false, "applyDefaults, pkg/kubelet/config/common.go: the UID is a hash of the manifest"],
  ["pod-replaced", false, "apimachinery ObjectMeta.UID: unique in time and space, never reused"],
];

describe("a pod's range", () => {
  it.each(KEEPING)("after %s is kept: %s (%s)", (change, keepsRange) => {
    expect(rangeAfter(change).keepsRange).toBe(keepsRange);
  });

  it("has a fact for each change", () => {
    expect(KEEPING.map(([change]) => change)).toEqual([...POD_CHANGES]);
  });
});

type Mount = ReturnType<typeof mountRow>;

/** Which mounts are idmapped, who mounts them, and whose ID a file gets that the container's root makes. */
const MOUNTS: readonly (readonly [
  Mount["kind"],
  Mount["by"],
  Mount["mapped"],
  Mount["rootCreates"],
  source: string,
])[] = [
  [
    "volume",
    "kubelet",
    "mount",
    "0",
    "kuberuntime_container_linux.go: UidMappings and GidMappings of every runtimeapi.Mount",
  ],
  ["etc-hosts", "kubelet", "mount", "0", "makeHostsMount, kubelet_pods.go: one of the kubelet's mounts"],
  ["termination-log", "kubelet", "mount", "0", "makeMounts, kuberuntime_container.go: one of the kubelet's mounts"],
  [
    "hostname",
    "runtime",
    "mount",
    "0",
    "containerd internal/cri/server/container_create_linux.go, containerMounts: with uidMappings",
  ],
  [
    "resolv-conf",
    "runtime",
    "mount",
    "0",
    "containerd internal/cri/server/container_create_linux.go, containerMounts: with uidMappings",
  ],
  ["dev-shm", "runtime", "nothing", "base", "containerd, containerMounts: a tmpfs of the sandbox, without uidMappings"],
  [
    "image-volume",
    "runtime",
    "layers",
    "nobody",
    "containerd issue 12894: an overlay of idmapped lower layers, read-only",
  ],
  [
    "root-filesystem",
    "runtime",
    "layers",
    "base",
    "Linux 6.18, tried: a file of the container lies in the plain upper layer",
  ],
  [
    "submount",
    "host",
    "nothing",
    "nobody",
    "runtime-spec, idmap is not recursive, ridmap is; runc 1.2 and crun, tried: EACCES, owner 65534",
  ],
];

describe("a container's mounts", () => {
  it.each(MOUNTS)("%s: by the %s, maps %s, root makes files of %s (%s)", (kind, by, mapped, rootCreates) => {
    expect(mountRow(kind)).toMatchObject({ by, mapped, rootCreates });
  });

  it("have a fact for each kind", () => {
    expect(MOUNTS.map(([kind]) => kind)).toEqual([...MOUNT_KINDS]);
  });
});

/** errno(3) and Go's syscall/zerrors_linux_amd64.go for what a refused user namespace of a sandbox is told as. */
const SANDBOXES: readonly (readonly [(typeof SANDBOX_CAUSES)[number], string, string, source: string])[] = [
  ["last-slot", "EINVAL", "invalid argument", "map_write, kernel/user_namespace.c: an extent that ends at (u32) -1"],
  ["outside-parent-map", "EPERM", "operation not permitted", "map_write: lower_first without a mapping in the parent"],
  ["namespace-limit", "ENOSPC", "no space left on device", "create_user_ns: inc_user_namespaces; namespaces(7)"],
];

describe("a sandbox that does not start", () => {
  it.each(SANDBOXES)("%s: %s, %s (%s)", (cause, errno, goText) => {
    expect(SANDBOX_ERRORS.find((row) => row.cause === cause)).toMatchObject({ errno, goText });
  });

  it("has a fact for each cause", () => {
    expect(SANDBOXES.map(([cause]) => cause)).toEqual([...SANDBOX_CAUSES]);
  });
});
