import { DEFAULT_SETTINGS } from "../../core/kernel/decision/kernel-settings.ts";
import { createFile } from "../../core/kernel/fs/create-file.ts";
import { TRACED } from "../../core/node/escape/form.ts";
import { tryOnFile } from "../../core/node/escape/try-operation.ts";
import type { FileOperation } from "../../core/node/host/operations.ts";
import { OPERATION_VERBS } from "../output/operation-verbs.ts";
import type { Operation } from "./operation.ts";
import { isOnIdmappedMount, type Operand, type OperationName, type Question } from "./question.ts";
import { ownerLine } from "./scene.ts";
import { modeText, ownedText, ownerText } from "./words.ts";

type FileQuestion = "read" | "write" | "execute" | "chown" | "chmod" | "create" | "unlink";

/** The options of a file that exists. */
const FILE: readonly Operand[] = ["owner", "mode", "idmapped"];

export const FILE_OPERATIONS: Readonly<Record<FileQuestion, Operation>> = {
  read: onFile("read", FILE, (file) => `read ${file}`),
  write: onFile("write", FILE, (file) => `write ${file}`),
  execute: onFile("execute", FILE, (file) => `execute ${file}`),
  chown: onFile("chown", [...FILE, "to"], (file, { to }) => `give ${file}, to ${ownerText(to)}`),
  chmod: onFile("chmod", FILE, (file) => `${OPERATION_VERBS.chmod} ${file}`),
  create: {
    takes: ["mode", "directory", "idmapped"],
    words: (question) =>
      `create a file of mode ${modeText(question.mode)} in ${directoryText(question)}${mountText(question)}`,
    scene: (_question, { process, directory }) => [ownerLine("Directory", directory, process)],
    decide: ({ mode }, { process, directory }) => createFile(process, directory, mode),
  },
  unlink: onFile(
    "unlink",
    [...FILE, "directory"],
    (file, question) => `remove ${file}, from ${directoryText(question)}`,
  ),
};

function onFile(
  op: OperationName & FileOperation,
  takes: readonly Operand[],
  words: (file: string, question: Question) => string,
): Operation {
  return {
    takes,
    words: (question) =>
      words(`a file of ${ownedText({ ...question.owner, mode: question.mode })}`, question) + mountText(question),
    scene: (_question, { process, file }) => [ownerLine("File", file, process)],
    decide: ({ to }, { process, file, directory }) => {
      const actor = { opener: process, ...to, kernel: DEFAULT_SETTINGS };
      return tryOnFile(TRACED, actor, { file, directory: op === "unlink" ? directory : undefined }, op);
    },
  };
}

function directoryText({ directory }: Question): string {
  return `a directory of ${ownedText(directory)}`;
}

function mountText(question: Question): string {
  return isOnIdmappedMount(question) ? ", on a mount with the pod's map" : "";
}
