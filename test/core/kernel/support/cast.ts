import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { createProcess, type Process, type ProcessOptions } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";

/** The maps of pod A: container 0 is 65536. */
export function mapsA(): ReturnType<typeof podIdMap> {
  return podIdMap({ start: 65536, size: 65536 });
}

/** The namespace of pod A, created by host root. */
export function podA(): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "pod-a", maps: mapsA() });
}

/** The namespace of pod B: container 0 is 131072. */
export function podB(): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "pod-b", maps: podIdMap({ start: 131072, size: 65536 }) });
}

/** The namespace of a pod that was given the range of pod A once more. */
export function twinOfA(): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "twin", maps: mapsA() });
}

/** A process in pod A, root unless told otherwise. */
export function inA(options: Omit<ProcessOptions, "userNamespace"> = {}): Process {
  return createProcess({ userNamespace: podA(), ...options });
}

/** A process of a user of the host, 1000 unless told otherwise. */
export function user(options: Omit<ProcessOptions, "userNamespace"> = {}): Process {
  return createProcess({ uid: 1000, gid: 1000, ...options });
}

/** The idmapped volume of pod A: what is 0 on disk is its root. */
export function volumeA(): Mount {
  return createMount({ idmap: mapsA() });
}
