/** What the heap holds after garbage is collected, typed arrays included. */
export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error("expected --expose-gc");
  // Twice: what the first run frees may be what keeps typed arrays alive.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
