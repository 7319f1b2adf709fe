import { allocate } from "./allocate/suite.ts";
import { commands } from "./commands/suite.ts";
import { fuzz } from "./fuzz/suite.ts";
import { idmap } from "./idmap/suite.ts";
import { kernel } from "./kernel/suite.ts";
import { kubelet } from "./kubelet/suite.ts";
import { node } from "./node/suite.ts";
import { peers } from "./peers/suite.ts";
import type { Suite } from "./support/suite.ts";
import { testing } from "./testing/suite.ts";

/** What `npm run bench` measures. */
export const suites: readonly Suite[] = [allocate, commands, fuzz, idmap, kernel, kubelet, node, testing, peers];
