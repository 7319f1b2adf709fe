import type { AllocatorDefect } from "./defect.ts";
import { ENDS } from "./ends.ts";
import { RESTARTS } from "./restarts.ts";
import { REUSE } from "./reuse.ts";
import { SIZES } from "./sizes.ts";

export const ALLOCATOR_DEFECTS: readonly AllocatorDefect[] = [...ENDS, ...REUSE, ...RESTARTS, ...SIZES];
