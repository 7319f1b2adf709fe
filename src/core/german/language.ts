import type { KernelTexts } from "../explain/kernel.ts";

/** What all entry points say in one language. */
export interface Language extends KernelTexts {}
