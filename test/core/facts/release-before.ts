import type { KernelVersion } from "../../../src/core/kernel/decision/kernel-settings.ts";

/** The last release of Linux before one. 4 ended with 4.20 and 5 with 5.19. */
export function releaseBefore([major, minor]: KernelVersion): KernelVersion {
  if (minor > 0) return [major, minor - 1];
  return [major - 1, major === 5 ? 20 : 19];
}
