/** A mapping of podman as one writes it: flags, container ID, host ID, whether it is one of the host, size. */
export interface Spec {
  readonly flags: string;
  readonly containerId: number;
  readonly hostId: number;
  readonly isParent: boolean;
  readonly size: number;
}

/** Container ID to intermediate ID; `undefined` where a text is refused. */
export type Pairs = ReadonlyMap<number, number> | undefined;

export function specText({ flags, containerId, hostId, isParent, size }: Spec): string {
  return `${flags}${containerId}:${isParent ? "@" : ""}${hostId}:${size}`;
}

/** What podman makes of the specifications of one kind, one ID at a time. `outer` is from intermediate IDs to the host's. */
export function slowly(
  specs: readonly Spec[],
  kind: "u" | "g",
  outer: ReadonlyMap<number, number>,
  rootless: boolean,
): Pairs {
  let pairs: (readonly [container: number, host: number])[] = [];
  let fill = false;
  for (const { flags, containerId, hostId, isParent, size } of specs) {
    if (/[ug]/.test(flags) && !flags.includes(kind)) continue;
    const own: (readonly [container: number, host: number])[] = [];
    for (let i = 0; i < size; i++) {
      const host = isParent ? inside(outer, hostId + i) : hostId + i;
      if (host === undefined) return undefined;
      own.push([containerId + i, host]);
    }
    if (flags.includes("+") && size > 0) {
      fill ||= pairs.length === 0 && rootless;
      pairs = pairs.filter(([c, h]) => own.every(([container, host]) => c !== container && h !== host));
    }
    pairs.push(...own);
  }
  if (new Set(pairs.map(([c]) => c)).size < pairs.length || new Set(pairs.map(([, h]) => h)).size < pairs.length)
    return undefined;
  const result = new Map(pairs);
  if (!fill) return result;
  const used = new Set(result.values());
  let next = 0;
  for (const id of Array.from(outer.keys()).sort((a, b) => a - b)) {
    if (used.has(id)) continue;
    while (result.has(next)) next++;
    result.set(next, id);
    next++;
  }
  return result;
}

function inside(outer: ReadonlyMap<number, number>, host: number): number | undefined {
  return Array.from(outer).find(([, each]) => each === host)?.[0];
}
