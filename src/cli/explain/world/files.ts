import type { Process } from "../../../core/kernel/credentials/process.ts";
import { existingDirectory, existingFile, type FileType, type Inode } from "../../../core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../core/kernel/inode/mount.ts";
import { Failure } from "../../base/failure.ts";
import { DEFAULT_DIRECTORY } from "../question/default-directory.ts";
import type { FileWord, Question } from "../question/question.ts";
import { defaultListOf, listedAs } from "./list.ts";
import { namespaceOf } from "./namespace-of.ts";

export interface Files {
  readonly file: Inode;
  readonly directory: Inode;
  readonly toDirectory: Inode;
  /** What has the new name of the file already. */
  readonly replaced: Inode | undefined;
}

/** All on one mount. */
export function filesOf(question: Question, asker: Process): Files {
  const { owner, mode, fileType, acl, toDirectory, over } = question;
  if (fileType === "link" && acl !== undefined)
    throw new Failure("a symbolic link has no access control list: ask --acl of the file that it leads to");
  const mount = mountOf(question, asker);
  const above = question.directory ?? DEFAULT_DIRECTORY;
  const defaultAcl = question.defaultAcl && { defaultAcl: defaultListOf(above.mode, question.defaultAcl) };
  const directory = existingDirectory({ ...above, ...defaultAcl, mount });
  const listed = acl === undefined ? { mode } : listedAs(mode, acl);
  const way = question.directory === undefined ? {} : { directory };
  return {
    file: existingFile({ type: TYPES[fileType], ...owner, ...listed, ...way, mount }),
    directory,
    toDirectory: toDirectory === undefined ? directory : existingDirectory({ ...toDirectory, mount }),
    replaced: over === "none" ? undefined : existingFile({ type: TYPES[over], ...owner, mode, mount }),
  };
}

function mountOf({ map, idmapped, mountMap }: Question, { userNamespace }: Process): Mount {
  if (idmapped && map === undefined)
    throw new Failure("--idmapped has a meaning with --map only: the host has no map to give to a mount");
  const mapped = idmapped ? userNamespace : mountMap && namespaceOf("--mount-map", mountMap, "mount");
  return mapped === undefined ? createMount() : createMount({ idmap: { uid: mapped.uidMap, gid: mapped.gidMap } });
}

const TYPES: Readonly<Record<FileWord, FileType>> = {
  file: "regular",
  directory: "directory",
  fifo: "fifo",
  socket: "socket",
  char: "character-device",
  block: "block-device",
  link: "symlink",
};
