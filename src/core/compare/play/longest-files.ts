/** Of all files on a slot the two that lie there longest, of two pods: nothing else decides what a pod meets. */
export interface LongestFiles {
  readonly owner: string;
  readonly until: number;
  /** Until when files of other owners lie there; 0 when there are none. */
  readonly ofOthers: number;
}

export function withFiles(known: LongestFiles | undefined, owner: string, until: number): LongestFiles {
  if (known === undefined) return { owner, until, ofOthers: 0 };
  if (owner === known.owner) return { ...known, until: Math.max(known.until, until) };
  if (until > known.until) return { owner, until, ofOthers: known.until };
  return { ...known, ofOthers: Math.max(known.ofOthers, until) };
}

/** Until when files of others than this pod lie there; 0 when there are none. */
export function foreignUntil(known: LongestFiles | undefined, pod: string): number {
  if (known === undefined) return 0;
  return known.owner === pod ? known.ofOthers : known.until;
}
