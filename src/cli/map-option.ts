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

/**
 * Reads one mapping of an option that may be given several times.
 *
 * @param text - `container:host:size`
 * @param before - the mappings given so far
 * @returns all of them
 * @throws InvalidArgumentError when it is none
 */
export function mappingOption(text: string, before: readonly IdMapping[] = []): readonly IdMapping[] {
  const [containerId, hostId, size, ...more] = text.split(":").map(uint32);
  if (containerId === undefined || hostId === undefined || size === undefined || more.length > 0)
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

function uint32(text: string): number | undefined {
  const number = decimal(text);
  return number !== undefined && number <= 4294967295 ? number : undefined;
}
