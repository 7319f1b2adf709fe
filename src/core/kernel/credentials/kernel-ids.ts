import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { toContainer, toHost } from "../../idmap/translate.ts";
import type { UserNamespace } from "./user-namespace.ts";

/** `make_kuid`: 4294967295 when there is none. */
export function kuidOf(namespace: UserNamespace, uid: ContainerId): HostId {
  return toHost(namespace.uidMap, uid) ?? NO_ID;
}

/** `make_kgid`: 4294967295 when there is none. */
export function kgidOf(namespace: UserNamespace, gid: ContainerId): HostId {
  return toHost(namespace.gidMap, gid) ?? NO_ID;
}

/** `from_kuid`: 4294967295 when there is none. */
export function uidIn(namespace: UserNamespace, kuid: HostId): ContainerId {
  return toContainer(namespace.uidMap, kuid) ?? NO_ID;
}

/** `from_kgid`: 4294967295 when there is none. */
export function gidIn(namespace: UserNamespace, kgid: HostId): ContainerId {
  return toContainer(namespace.gidMap, kgid) ?? NO_ID;
}
