import {
  type ContainerId,
  createIdMap,
  type HostId,
  type IdMap,
  type IdMapping,
  toContainer,
  toHost,
} from "../../../../src/index.ts";

/**
 * Translates by the first mapping that holds the ID. The library refuses overlapping mappings, as the kernel does;
 * peers hold such maps and look at one mapping after the other, so here each mapping is a map of its own.
 */
export function firstToHost(mappings: readonly IdMapping[], id: ContainerId): HostId | undefined {
  return first(mappings, (map) => toHost(map, id));
}

/** The way back, again by the first mapping that holds the ID. */
export function firstToContainer(mappings: readonly IdMapping[], id: HostId): ContainerId | undefined {
  return first(mappings, (map) => toContainer(map, id));
}

function first<Id>(mappings: readonly IdMapping[], translate: (map: IdMap) => Id | undefined): Id | undefined {
  const whole = createIdMap(mappings);
  if (whole.ok) return translate(whole.value);
  for (const mapping of mappings) {
    const alone = createIdMap([mapping]);
    // No container can have a mapping that reaches past the last ID; containerd ends the search at it.
    if (!alone.ok) return undefined;
    const found = translate(alone.value);
    if (found !== undefined) return found;
  }
  return undefined;
}
