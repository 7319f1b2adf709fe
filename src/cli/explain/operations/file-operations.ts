import { accessAttribute } from "../../../core/kernel/attributes/access-attribute.ts";
import { DEFAULT_SETTINGS } from "../../../core/kernel/decision/kernel-settings.ts";
import { createDirectory, createFile, mknod, type NodeType } from "../../../core/kernel/fs/create-file.ts";
import { followLink } from "../../../core/kernel/fs/follow-link.ts";
import { linkFile } from "../../../core/kernel/fs/link-file.ts";
import { openFile } from "../../../core/kernel/fs/open-file.ts";
import { renameFile } from "../../../core/kernel/fs/rename-file.ts";
import { statFile } from "../../../core/kernel/fs/stat-file.ts";
import { TRACED } from "../../../core/node/escape/form.ts";
import { tryOnFile } from "../../../core/node/escape/try-operation.ts";
import type { FileOperation } from "../../../core/node/host/operations.ts";
import { Failure } from "../../base/failure.ts";
import { OPERATION_VERBS } from "../../output/operation-verbs.ts";
import type { FileWord, Operand, OperationName, Question } from "../question/question.ts";
import { directoryText, fileText, modeText, mountText, nounOf, ownerText } from "../question/words.ts";
import { directoryScene, fileScene } from "../world/scene.ts";
import { settingsOf } from "../world/settings.ts";
import type { Operation } from "./operation.ts";

type FileQuestion =
  | (FileOperation & OperationName)
  | "stat"
  | "follow"
  | "link"
  | "rename"
  | "create"
  | "mknod"
  | "xattr";

/** The options of a file that exists. */
const FILE: readonly Operand[] = ["owner", "mode", "fileType", "acl", "directory", "idmapped", "mountMap"];

/** The options of one that is made. */
const NEW_FILE: readonly Operand[] = ["mode", "fileType", "directory", "defaultAcl", "idmapped", "mountMap"];

export const FILE_OPERATIONS: Readonly<Record<FileQuestion, Operation>> = {
  read: opened("read"),
  write: opened("write"),
  execute: tried("execute", (question) => `execute ${foundText(question)}`),
  chmod: tried("chmod", (question) => `${OPERATION_VERBS.chmod} ${foundText(question)}`),
  chown: {
    ...tried("chown", (question) => `give ${foundText(question)}, to ${ownerText(question.to)}`),
    takes: [...FILE, "to"],
  },
  unlink: tried("unlink", (question) => `remove ${fileText(question)}, from ${directoryText(question.directory)}`),
  stat: {
    takes: FILE,
    words: (question) => `look at the attributes of ${foundText(question)}${mountText(question)}`,
    scene: fileScene,
    decide: (_question, { process, file }) => statFile(process, file),
  },
  follow: {
    takes: ["owner", "directory", "idmapped", "mountMap", "sysctl"],
    words: (question) => `follow ${foundText(linkOf(question))}${mountText(question)}`,
    scene: fileScene,
    decide: (question, { process, file }) => followLink(process, { ...file, type: "symlink" }, settingsOf(question)),
  },
  link: {
    takes: [...FILE, "toDirectory", "sysctl"],
    words: (question) => `give ${fileText(question)}, another name${wayText(question)}${mountText(question)}`,
    scene: fileScene,
    decide: (question, { process, file, directory, toDirectory }) =>
      linkFile(process, { ...file, directory }, toDirectory, settingsOf(question)),
  },
  rename: {
    takes: [...FILE, "toDirectory", "over"],
    words: (question) => `rename ${fileText(question)},${wayText(question)}${overText(question)}${mountText(question)}`,
    scene: fileScene,
    decide: (_question, { process, file, directory, toDirectory, replaced }) =>
      renameFile(process, directory, file, toDirectory, replaced),
  },
  xattr: {
    takes: [...FILE, "name", "access"],
    needs: ["name", "access"],
    words: (question) =>
      `${question.access === "get" ? "read" : question.access} the attribute ${question.name} of ${foundText(question)}${mountText(question)}`,
    scene: fileScene,
    decide: ({ name = "", access = "get" }, { process, file }) => accessAttribute(process, file, name, access),
  },
  create: made(["file", "directory"], ({ mode, fileType }, { process, directory }) =>
    fileType === "directory" ? createDirectory(process, directory, mode) : createFile(process, directory, mode),
  ),
  mknod: {
    ...made(["file", "fifo", "socket", "char", "block"], ({ mode }, { process, directory, file }) =>
      mknod(process, directory, file.type as NodeType, mode),
    ),
    needs: ["fileType"],
  },
};

/** What `escape` asks of every file, too. */
function tried(op: FileOperation & OperationName, words: (question: Question) => string): Operation {
  return {
    takes: FILE,
    words: (question) => words(question) + mountText(question),
    scene: fileScene,
    decide: ({ to }, { process, file, directory }) =>
      tryOnFile(TRACED, { opener: process, ...to, kernel: DEFAULT_SETTINGS }, { file, directory }, op),
  };
}

function opened(op: "read" | "write"): Operation {
  const plain = tried(op, (question) => `${op} ${foundText(question)}${question.creating ? ", with O_CREAT" : ""}`);
  return {
    ...plain,
    takes: [...FILE, "creating", "sysctl"],
    decide: (question, world) => {
      if (question.creating)
        return openFile(world.process, world.file, op === "read" ? "r-create" : "w-create", settingsOf(question));
      if (question.sysctl !== undefined)
        throw new Failure(`--sysctl has a meaning for --op ${op} with --creating only: nothing else is protected`);
      return plain.decide(question, world);
    },
  };
}

/** Nothing of a link counts but where it is and whose. */
function linkOf(question: Question): Question {
  return { ...question, fileType: "link", mode: 0o777 };
}

function made(fileTypes: readonly FileWord[], decide: Operation["decide"]): Operation {
  return {
    takes: NEW_FILE,
    fileTypes,
    words: (question) =>
      `create ${nounOf(question)} of mode ${modeText(question.mode)} in ${directoryText(question.directory)}${question.defaultAcl === undefined ? "" : " and a default list"}${mountText(question)}`,
    scene: directoryScene,
    decide,
  };
}

/** A file, and where its name is looked up if it has one. */
function foundText(question: Question): string {
  const { directory } = question;
  return fileText(question) + (directory === undefined ? "" : `, in ${directoryText(directory)}`);
}

function wayText({ directory, toDirectory }: Question): string {
  const from = directoryText(directory);
  return toDirectory === undefined ? ` in ${from}` : ` from ${from}, to ${directoryText(toDirectory)}`;
}

function overText({ over }: Question): string {
  return over === "none" ? "" : `, over a ${over} of the same owner`;
}
