import { InvalidArgumentError } from "commander";
import { explain } from "../../core/explain/main.ts";
import { createIdMap } from "../../core/idmap/id-map.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../core/kernel/credentials/user-namespace.ts";
import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";
import type { OptionRow } from "../program/option-row.ts";

export const MAPPING: OptionRow<readonly IdMapping[] | undefined> = {
  value: "<c:h:size>",
  about: "a mapping; again for more (default: host)",
  again: true,
  read: readMapping,
};

function readMapping(text: string): IdMapping {
  const [containerId = NaN, hostId = NaN, size = NaN] = (tripleOf(text) ?? []).map(Number);
  if (!(Math.max(containerId, hostId, size) <= 4294967295))
    throw new InvalidArgumentError("Expected container:host:size, like 0:65536:65536.");
  return { containerId, hostId, size };
}

/** The mappings that an option gives, which must be those of a map. */
export function mappingsOf(option: string, mappings: readonly IdMapping[]): readonly IdMapping[] {
  const map = createIdMap(mappings);
  if (!map.ok) throw new Failure(`${option}: ${explain(map.error)}`);
  return mappings;
}

/** The user namespace whose map an option gives, for users and groups alike; the host's without the option. */
export function namespaceOf(option: string, mappings: readonly IdMapping[] | undefined, id: string): UserNamespace {
  const host = initialNamespace();
  if (mappings === undefined) return host;
  const map = createIdMap(mappings);
  if (!map.ok) throw new Failure(`${option}: ${explain(map.error)}`);
  return createUserNamespace(host, { id, maps: { uid: map.value, gid: map.value } });
}

/** The three numbers of `container:host:size`, in digits; `undefined` where it is anything else. */
export function tripleOf(text: string): readonly string[] | undefined {
  const fields = text.split(":");
  return fields.length === 3 && fields.every((field) => decimal(field) !== undefined) ? fields : undefined;
}
