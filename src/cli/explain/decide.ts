import type { Decision } from "../../core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS } from "../../core/kernel/decision/kernel-settings.ts";
import { createFile } from "../../core/kernel/fs/create-file.ts";
import { TRACED } from "../../core/node/escape/form.ts";
import { tryOnFile, tryOnProcess } from "../../core/node/escape/try-operation.ts";
import { isAboutProcess, type Question } from "./question.ts";
import type { World } from "./world.ts";

export function decide({ op, mode, to }: Question, { process, target, file, directory }: World): Decision<unknown> {
  if (isAboutProcess(op)) return tryOnProcess(TRACED, process, target, op, DEFAULT_SETTINGS);
  if (op === "create") return createFile(process, directory, mode);
  const actor = { opener: process, ...to, kernel: DEFAULT_SETTINGS };
  return tryOnFile(TRACED, actor, { file, directory: op === "unlink" ? directory : undefined }, op);
}
