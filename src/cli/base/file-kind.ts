import type { Stats } from "node:fs";

/** A file of another kind than is needed. Its code is one of the system's, its message what a user can be told. */
export class OtherKind extends Error {
  override readonly name = "OtherKind";
  readonly code: string;

  constructor(code: string, found: string, needed: string) {
    super(`${found}, not ${needed}`);
    this.code = code;
  }
}

/** Says what stands under a name: inode(7), the types of files. */
export function kindOf(stats: Stats): string {
  if (stats.isFile()) return "a file";
  if (stats.isDirectory()) return "a directory";
  if (stats.isCharacterDevice()) return "a character device";
  if (stats.isBlockDevice()) return "a block device";
  if (stats.isFIFO()) return "a named pipe";
  if (stats.isSocket()) return "a socket";
  // What the kernel makes without a file, such as the list of epoll(7), is of no type.
  return stats.isSymbolicLink() ? "a symbolic link" : "an anonymous inode";
}
