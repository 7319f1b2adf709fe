import type { IdMapping } from "../../../src/core/idmap/id-mapping.ts";

/** What the kernel would object to, written down as it computes: in unsigned 32-bit numbers that wrap. */
export function kernelRefusal(mappings: readonly IdMapping[]): object | undefined {
  const previous: Uint32Array[] = [];
  for (const [index, { containerId, hostId, size }] of mappings.entries()) {
    const refuse = (code: string, side?: string, otherIndex?: number): object => ({ code, side, index, otherIndex });
    const extent = Uint32Array.of(containerId, hostId, size);
    if (containerId === 0xffffffff) return refuse("reaches-no-id", "container");
    if (hostId === 0xffffffff) return refuse("reaches-no-id", "host");
    for (const [side, start] of [
      ["container", containerId],
      ["host", hostId],
    ] as const) {
      const [end = 0] = Uint32Array.of(start + size);
      // One check of the kernel, three reasons for it to strike.
      if (end <= start)
        return size === 0 ? refuse("empty-mapping") : refuse(end === 0 ? "reaches-no-id" : "wraps", side);
    }
    for (const [otherIndex, other] of previous.entries())
      for (const [side, field] of [
        ["container", 0],
        ["host", 1],
      ] as const)
        if (first(other, field) <= last(extent, field) && last(other, field) >= first(extent, field))
          return refuse("overlapping-mappings", side, otherIndex);
    previous.push(extent);
  }
  return undefined;
}

function first(extent: Uint32Array, field: 0 | 1): number {
  return extent[field] ?? 0;
}

function last(extent: Uint32Array, field: 0 | 1): number {
  return first(extent, field) + (extent[2] ?? 0) - 1;
}
