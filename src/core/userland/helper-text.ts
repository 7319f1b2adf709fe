import type { HostId } from "../id/id.ts";
import type { IdMapping } from "../idmap/id-mapping.ts";
import { toContainerOrOverflow } from "../idmap/translate.ts";
import type { Process } from "../kernel/credentials/process.ts";
import type { Refused } from "../kernel/decision/decision.ts";
import type { Errno } from "../kernel/decision/errno.ts";
import type { HelperAsked, HelperCall } from "./helper-asked.ts";
import { mayMap } from "./newuidmap.ts";

/**
 * What newuidmap(1) and newgidmap(1) print when they give up, without the line break: the texts of shadow 4.13. The process
 * whose map is written has no number here, so it is called PID.
 */
export function helperText(
  kind: "uid" | "gid",
  call: HelperCall,
  { errno }: Refused,
  asked: HelperAsked,
): string | undefined {
  const { caller, target } = asked;
  const why = STRERROR[errno];
  const says = (text: string): string => `new${kind}map: ${text}`;
  switch (call) {
    case "exec":
      return undefined;
    case "target":
      return says(`Target process PID is owned by a different user: ${ownersText(caller, target)}`);
    case "arguments":
      return says("subuid overflow detected.");
    case "grant":
      return says(`${kind} range ${refusedRange(ownId(kind, caller), asked)} not allowed`);
    case "setgroups":
      return says(
        errno === "EACCES" ? `couldn't open process setgroups: ${why}` : `failed to setgroups deny\n policy: ${why}`,
      );
    case "open":
      return says(`open of ${kind}_map failed: ${why}`);
    case "write":
      return says(`write to ${kind}_map failed: ${why}`);
  }
}

/** `getuid` and `getgid`. What a map calls the host is here the caller's namespace. */
export function ownId(kind: "uid" | "gid", { userNamespace: { uidMap, gidMap }, ruid, rgid }: Process): HostId {
  const id: number = kind === "uid" ? toContainerOrOverflow(uidMap, ruid) : toContainerOrOverflow(gidMap, rgid);
  return id;
}

function ownersText(caller: Process, { euid, egid }: Process): string {
  const { uidMap, gidMap } = caller.userNamespace;
  const [uid, gid] = [ownId("uid", caller), ownId("gid", caller)];
  const [owner, group] = [toContainerOrOverflow(uidMap, euid), toContainerOrOverflow(gidMap, egid)];
  return `uid:${uid} pw_uid:${uid} st_uid:${owner}, gid:${gid} pw_gid:${gid} st_gid:${group}`;
}

function refusedRange(own: HostId, { grants, mappings }: HelperAsked): string {
  const refused = mappings.find((mapping) => !mayMap(own, grants, mapping)) as IdMapping;
  const { containerId, hostId, size } = refused;
  return `[${containerId}-${containerId + size}) -> [${hostId}-${hostId + size})`;
}

/** strerror(3) of the C library, of what opening and writing these files may end with. */
const STRERROR: Readonly<Partial<Record<Errno, string>>> = {
  EACCES: "Permission denied",
  EINVAL: "Invalid argument",
  EPERM: "Operation not permitted",
};
