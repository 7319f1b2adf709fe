import type { Process } from "../../kernel/credentials/process.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { FileOperation } from "./operations.ts";

/** A file of the host, by its path. */
export interface HostFile {
  /** Its path on the host, from the root directory on. */
  readonly path: string;
  /** The file, with the directories that lead to it. */
  readonly file: Inode;
  /** What can be tried on it, where that is not what can be tried on every file of its type: what the kernel shows as a file
   * has its own rules. */
  readonly operations?: readonly FileOperation[];
}

/** A process of the host. */
export interface HostProcess {
  /** What it is called. */
  readonly name: string;
  /** The process. */
  readonly process: Process;
}

/** What a machine has besides its pods. */
export interface Host {
  /** The root directory. What lies on the same mount as it has the very same value as `mount`. */
  readonly root: Inode;
  /** The files that are asked about. */
  readonly files: readonly HostFile[];
  /** The processes that are asked about. */
  readonly processes: readonly HostProcess[];
}

export function namesIn(path: string): readonly string[] {
  return path.split("/").filter((name) => name !== "");
}

/** From the root directory on; none for a file that is reached without a path. */
export function directoriesTo({ directory }: Inode): readonly Inode[] {
  return directory === undefined ? [] : [...directoriesTo(directory), directory];
}

/** Finds the directory at a path, or the nearest one above it that is known. */
export function nearestDirectory(host: Host, path: string): Inode {
  const names = namesIn(path);
  let nearest = host.root;
  let depth = 0;
  for (const { path: filePath, file } of host.files) {
    const fileNames = namesIn(filePath);
    for (const [index, directory] of directoriesTo(file).entries())
      if (index > depth && index <= names.length && names.slice(0, index).every((name, at) => name === fileNames[at])) {
        nearest = directory;
        depth = index;
      }
  }
  return nearest;
}
