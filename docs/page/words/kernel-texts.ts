import { german } from "userns-sim/german";
import { english, type KernelTexts } from "userns-sim/kernel";
import type { LessonLanguage } from "userns-sim/lessons";

/** What the rules of the kernel read like. */
export const KERNEL_TEXTS: Readonly<Record<LessonLanguage, KernelTexts>> = { en: english, de: german };
