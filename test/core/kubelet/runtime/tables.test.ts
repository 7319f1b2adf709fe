import { describe, expect, it } from "vitest";
import {
  MOUNT_KINDS,
  MOUNT_TABLE,
  type MountKind,
  mountRow,
} from "../../../../src/core/kubelet/runtime/mount-kinds.ts";
import {
  POD_CHANGES,
  type PodChange,
  RANGE_KEEPING,
  rangeAfter,
} from "../../../../src/core/kubelet/runtime/range-keeping.ts";
import {
  SANDBOX_CAUSES,
  SANDBOX_ERRORS,
  type SandboxCause,
  sandboxError,
} from "../../../../src/core/kubelet/runtime/sandbox-errors.ts";

describe("MOUNT_TABLE", () => {
  it("says which mounts are mapped", () => {
    const lines = MOUNT_TABLE.map(
      ({ kind, by, mapped, rootCreates, source }) =>
        `${kind} by ${by}: ${mapped}, root creates ${rootCreates} [${source}]`,
    );
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "volume by kubelet: mount, root creates 0 [pkg/kubelet/kuberuntime/kuberuntime_container_linux.go copies the maps into every mount]
      etc-hosts by kubelet: mount, root creates 0 [makeMounts, pkg/kubelet/kubelet_pods.go]
      termination-log by kubelet: mount, root creates 0 [makeMounts, pkg/kubelet/kuberuntime/kuberuntime_container.go]
      hostname by runtime: mount, root creates 0 [containerMounts, containerd internal/cri/server]
      resolv-conf by runtime: mount, root creates 0 [containerMounts, containerd internal/cri/server]
      dev-shm by runtime: nothing, root creates base [containerMounts, containerd internal/cri/server]
      image-volume by runtime: layers, root creates nobody [containerd issue 12894: the lower layers are mapped, and the volume is read-only]
      root-filesystem by runtime: layers, root creates base [tried on 6.18: the lower layers are mapped, the upper one is plain]
      submount by host: nothing, root creates nobody [tried with runc and crun: rbind without ridmap maps the top mount only]"
    `);
  });

  it.each(MOUNT_KINDS)("has one row for %s", (kind) => {
    expect(MOUNT_TABLE.filter((row) => row.kind === kind)).toEqual([mountRow(kind)]);
  });

  it("is found by kind", () => {
    for (const row of MOUNT_TABLE) expect(mountRow(row.kind)).toBe(row);
    expect(() => mountRow("swap" as MountKind)).toThrow(new RangeError("mountRow: expected a kind of mount, got swap"));
  });
});

describe("SANDBOX_ERRORS", () => {
  it("says what the kernel answers, and why", () => {
    const lines = SANDBOX_ERRORS.map(
      ({ cause, errno, goText, why, source }) => `${cause}: ${errno}, ${goText}. ${why} [${source}]`,
    );
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "last-slot: EINVAL, invalid argument. The range has ID 4294967295, which no map may have; the kubelet keeps it for the pod, so it never starts. [kubernetes/kubernetes issue 139916]
      outside-parent-map: EPERM, operation not permitted. The kubelet runs in a user namespace itself, and the range is not in its own map. [user_namespaces(7), Defining user and group ID mappings]
      namespace-limit: ENOSPC, no space left on device. user.max_user_namespaces is 0 or used up. [namespaces(7), /proc/sys/user; talos issue 8554]"
    `);
  });

  it.each(SANDBOX_CAUSES)("has one row for %s", (cause) => {
    expect(SANDBOX_ERRORS.filter((row) => row.cause === cause)).toHaveLength(1);
  });

  it("has containerd's text for each", () => {
    const prefix = "failed to start noop process for unshare: fork/exec /proc/self/exe: ";
    expect(SANDBOX_ERRORS.map(({ cause }) => sandboxError(cause))).toEqual([
      `${prefix}invalid argument`,
      `${prefix}operation not permitted`,
      `${prefix}no space left on device`,
    ]);
    expect(() => sandboxError("hunger" as SandboxCause)).toThrow(
      new RangeError("sandboxError: expected a cause, got hunger"),
    );
  });
});

describe("RANGE_KEEPING", () => {
  it("says what a pod keeps its range through", () => {
    const lines = RANGE_KEEPING.map(({ change, keepsRange, why }) => `${change}: ${keepsRange}. ${why}`);
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "container-restarts: true. The file of the pod is read again for every container.
      ephemeral-container-added: true. It joins the user namespace of the sandbox.
      sandbox-recreated: true. The UID is the same, and so is the file.
      kubelet-restarts: true. The files of all pods are read at the start.
      mirror-pod-recreated: true. A static pod is keyed by its own UID, not by its mirror's.
      static-pod-edited: false. Its UID is made from its manifest, and is another one.
      pod-replaced: false. Another pod has another UID, whatever its name."
    `);
  });

  it.each(POD_CHANGES)("has one row for %s", (change) => {
    expect(RANGE_KEEPING.filter((row) => row.change === change)).toEqual([rangeAfter(change)]);
  });

  it("is found by what happened", () => {
    for (const row of RANGE_KEEPING) expect(rangeAfter(row.change)).toBe(row);
    expect(() => rangeAfter("night" as PodChange)).toThrow(new RangeError("rangeAfter: expected a change, got night"));
  });
});
