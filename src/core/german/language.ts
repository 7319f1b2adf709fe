import type { CompareTexts } from "../explain/compare.ts";
import type { KernelTexts } from "../explain/kernel.ts";
import type { RefusalTexts } from "../explain/main.ts";

/** What all entry points say in one language: the families of each, side by side. */
export interface Language extends RefusalTexts, KernelTexts, CompareTexts {}
