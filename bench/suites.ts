import { allocate } from "./allocate/suite.ts";
import { idmap } from "./idmap/suite.ts";
import { kernel } from "./kernel/suite.ts";
import { kubelet } from "./kubelet/suite.ts";
import { peers } from "./peers/suite.ts";
import type { Suite } from "./support/suite.ts";

/** What `npm run bench` measures. */
export const suites: readonly Suite[] = [allocate, idmap, kernel, kubelet, peers];
