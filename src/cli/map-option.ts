import { InvalidArgumentError } from "commander";
import { explain } from "../core/explain/explain.ts";
import { createIdMap } from "../core/idmap/id-map.ts";
import type { IdMapping } from "../core/idmap/id-mapping.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../core/kernel/credentials/user-namespace.ts";
import { Failure } from "./failure.ts";
import { decimal } from "./numbers.ts";

/** The three numbers of `container:host:size`, in digits; `undefined` where it is anything else. */
export function tripleOf(text: string): readonly string[] | undefined {
  const fields = text.split(":");
  return fields.length === 3 && fields.every((field) => decimal(field) !== undefined) ? fields : undefined;
}

/**
 * Reads one mapping of an option that may be given several times.
 *
 * @throws InvalidArgumentError when it is none
 */
export function mappingOption(text: string, before: readonly IdMapping[] = []): readonly IdMapping[] {
  const [containerId = NaN, hostId = NaN, size = NaN] = (tripleOf(text) ?? []).map(Number);
  if (!(Math.max(containerId, hostId, size) <= 4294967295))
    throw new InvalidArgumentError("Expected container:host:size, like 0:65536:65536.");
  return [...before, { containerId, hostId, size }];
}

/**
 * Makes the user namespace whose map an option gives, which has to be one that can exist.
 *
 * @param option - the option's name
 * @param mappings - its mappings, of users and groups alike; `undefined` without the option
 * @param id - what to call the namespace
 * @returns the namespace; the host's without the option
 * @throws Failure when the kernel has no such map
 */
export function namespaceOf(option: string, mappings: readonly IdMapping[] | undefined, id: string): UserNamespace {
  const host = initialNamespace();
  if (mappings === undefined) return host;
  const map = createIdMap(mappings);
  if (!map.ok) throw new Failure(`${option}: ${explain(map.error)}`);
  return createUserNamespace(host, { id, maps: { uid: map.value, gid: map.value } });
}
