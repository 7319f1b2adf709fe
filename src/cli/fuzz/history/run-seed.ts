/** The seed of a run, numbered from 0: no two runs of a campaign have the same. */
export function runSeed(seed: number, run: number): number {
  // An odd factor: the numbers come round only after 2^32 runs.
  return (seed + Math.imul(run, 0x9e3779b1)) >>> 0;
}
