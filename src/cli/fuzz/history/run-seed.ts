/**
 * Gives every run of a campaign a seed of its own.
 * @param seed - the seed of the campaign, 0 to 4294967295
 * @param run - the run, from 0
 * @returns the seed of the run, 0 to 4294967295; no two runs of a campaign have the same
 */
export function runSeed(seed: number, run: number): number {
  // An odd factor: the numbers come round only after 2^32 runs.
  return (seed + Math.imul(run, 0x9e3779b1)) >>> 0;
}
