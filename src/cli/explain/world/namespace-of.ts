import { explain } from "../../../core/explain/main.ts";
import { createIdMap } from "../../../core/idmap/id-map.ts";
import type { IdMapping } from "../../../core/idmap/id-mapping.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../core/kernel/credentials/user-namespace.ts";
import { Failure } from "../../base/failure.ts";

/** The user namespace whose map an option gives, for users and groups alike; the host's without the option. */
export function namespaceOf(option: string, mappings: readonly IdMapping[] | undefined, id: string): UserNamespace {
  const host = initialNamespace();
  if (mappings === undefined) return host;
  const map = createIdMap(mappings);
  if (!map.ok) throw new Failure(`${option}: ${explain(map.error)}`);
  return createUserNamespace(host, { id, maps: { uid: map.value, gid: map.value } });
}
