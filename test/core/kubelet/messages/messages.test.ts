import { describe, expect, it } from "vitest";
import { parseCriUserNamespace } from "../../../../src/core/forms/kubernetes/cri.ts";
import { parseOciConfig } from "../../../../src/core/forms/kubernetes/oci.ts";
import { criMount, criNamespaceOption } from "../../../../src/core/kubelet/messages/cri-messages.ts";
import { ociConfig } from "../../../../src/core/kubelet/messages/oci-messages.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";
import { unwrap } from "../../../../src/core/result.ts";

const range = { start: 131072, size: 65536 };
const cri = [{ host_id: 131072, container_id: 0, length: 65536 }];
const oci = [{ containerID: 0, hostID: 131072, size: 65536 }];
const options = { release: "1.36" } as const;

describe("criNamespaceOption", () => {
  it("has the maps of a pod in a user namespace", () => {
    expect(criNamespaceOption({ hostUsers: false }, range, options)).toEqual({
      network: 0,
      pid: 1,
      ipc: 0,
      userns_options: { mode: 0, uids: cri, gids: cri },
    });
  });

  it("has the node's user namespace for a host user", () => {
    const node = { mode: 2, uids: [], gids: [] };
    expect(criNamespaceOption({}, range, options).userns_options).toEqual(node);
    expect(criNamespaceOption({ hostUsers: true }, { start: 0.5, size: -1 }, options).userns_options).toEqual(node);
  });

  it("has no word about user namespaces while the gate is off", () => {
    expect(criNamespaceOption({}, range, { release: "1.32" })).toEqual({ network: 0, pid: 1, ipc: 0 });
  });

  it("has the other namespaces too", () => {
    const spec = { hostNetwork: true, hostPID: true, hostIPC: true, shareProcessNamespace: true };
    expect(criNamespaceOption(spec, range, { release: "1.30" })).toEqual({ network: 2, pid: 2, ipc: 2 });
    expect(criNamespaceOption({ shareProcessNamespace: true }, range, { release: "1.30" }).pid).toBe(0);
    expect(criNamespaceOption({ shareProcessNamespace: false }, range, { release: "1.30" }).pid).toBe(1);
  });

  it("can be read back", () => {
    const { userns_options } = criNamespaceOption({ hostUsers: false }, range, options);
    const read = unwrap(parseCriUserNamespace(userns_options));
    expect([read.mode, read.uids.mappings, read.gids.mappings]).toEqual([
      "POD",
      [{ containerId: 0, hostId: 131072, size: 65536 }],
      [{ containerId: 0, hostId: 131072, size: 65536 }],
    ]);
  });

  it("takes the last slot, and refuses what is no range", () => {
    const last = { start: 4294901760, size: 65536 };
    expect(criNamespaceOption({ hostUsers: false }, last, options).userns_options?.uids).toEqual([
      { host_id: 4294901760, container_id: 0, length: 65536 },
    ]);
    const make = (start: number, size: number) => () =>
      criNamespaceOption({ hostUsers: false }, { start, size }, options);
    expect(make(0.5, 1)).toThrow(
      new TypeError("criNamespaceOption: expected the start of a range to be an integer, got 0.5"),
    );
    expect(make(0, 0)).toThrow(
      new RangeError("criNamespaceOption: expected the size of a range from 1 to 4294967295, got 0"),
    );
    expect(make(4294967295, 2)).toThrow(
      new RangeError("criNamespaceOption: expected the end of a range from 1 to 4294967296, got 4294967297"),
    );
    expect(make(0, 4294967295)).not.toThrow();
  });
});

describe("criMount", () => {
  it("has the maps of the pod from 1.27 on", () => {
    const mount = { hostPath: "/srv", containerPath: "/data" };
    const plain = { container_path: "/data", host_path: "/srv" };
    expect(criMount(mount, range, { release: "1.27" })).toEqual({ ...plain, uidMappings: cri, gidMappings: cri });
    expect(criMount(mount, range, { release: "1.26" })).toEqual({ ...plain, uidMappings: [], gidMappings: [] });
    expect(() => criMount(mount, range, { release: "1.3" as Release })).toThrow(RangeError);
    expect(() => criMount(mount, { start: -1, size: 1 }, options)).toThrow(
      new RangeError("criMount: expected the start of a range from 0 to 4294967295, got -1"),
    );
  });
});

describe("ociConfig", () => {
  it("has the maps of a sandbox", () => {
    expect(ociConfig(range)).toEqual({
      linux: { namespaces: [{ type: "user" }], uidMappings: oci, gidMappings: oci },
      mounts: [],
    });
  });

  it("joins the user namespace of the sandbox, and maps mounts", () => {
    const mounts = [
      { source: "/srv", destination: "/data" },
      { source: "/run/shm", destination: "/dev/shm", mapped: false },
      { source: "/etc/x", destination: "/x", readOnly: true, mapped: true },
    ];
    expect(ociConfig(range, mounts, 4711)).toEqual({
      linux: { namespaces: [{ type: "user", path: "/proc/4711/ns/user" }], uidMappings: oci, gidMappings: oci },
      mounts: [
        {
          destination: "/data",
          type: "bind",
          source: "/srv",
          options: ["rbind", "rprivate", "rw"],
          uidMappings: oci,
          gidMappings: oci,
        },
        { destination: "/dev/shm", type: "bind", source: "/run/shm", options: ["rbind", "rprivate", "rw"] },
        {
          destination: "/x",
          type: "bind",
          source: "/etc/x",
          options: ["rbind", "rprivate", "ro"],
          uidMappings: oci,
          gidMappings: oci,
        },
      ],
    });
  });

  it("can be read back", () => {
    const { uid, gid } = unwrap(parseOciConfig(ociConfig(range)));
    const mappings = [{ containerId: 0, hostId: 131072, size: 65536 }];
    expect([uid.mappings, gid.mappings]).toEqual([mappings, mappings]);
  });

  it("refuses what is no range", () => {
    expect(() => ociConfig({ start: 0, size: 2 ** 32 })).toThrow(
      new RangeError("ociConfig: expected the size of a range from 1 to 4294967295, got 4294967296"),
    );
  });
});
