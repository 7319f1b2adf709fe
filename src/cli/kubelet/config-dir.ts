import { compareNames } from "../../core/go/compare-names.ts";
import { rawByteAt } from "../../core/go/go-bytes.ts";
import type { DirectoryEntry } from "../base/directories.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, reasonOf } from "../documents/input.ts";

/**
 * The files of a kubelet's drop-in directory, in the order in which they are merged.
 *
 * `mergeKubeletConfigurations`, `cmd/kubelet/app/server.go`: `filepath.WalkDir` visits the entries of each directory in
 * lexical order and goes down into directories where they stand among them, but follows no link to one; a file counts if its
 * name ends with `.conf`, also through a link.
 */
export async function configDirFiles(io: Io, path: string): Promise<readonly string[]> {
  if (!path.endsWith("/") && (await io.directories.link(path)) !== undefined)
    throw new Failure(
      `${fileName(path)}: a symbolic link, which the kubelet does not follow, so that it merges nothing; end it with a slash where the kubelet's --config-dir does`,
    );
  const files: string[] = [];
  const left = { entries: MAX_ENTRIES };
  await walk(io, path.replace(/\/+$/, "") || "/", files, left);
  return files;
}

/** Ten would be many. */
const MAX_ENTRIES = 1000;

async function walk(io: Io, path: string, files: string[], left: { entries: number }): Promise<void> {
  const entries = await listed(io, path, left.entries);
  left.entries -= entries.length;
  if (left.entries < 0)
    throw new Failure(`${path}: more than ${MAX_ENTRIES} entries in the directory and those below it`);
  for (const { name, kind } of [...entries].sort((a, b) => compareNames(a.name, b.name))) {
    const inner = path === "/" ? `/${name}` : `${path}/${name}`;
    if (kind !== "directory" && !name.endsWith(".conf")) continue;
    // A path is text, so what has such a name could not be opened.
    if (Array.from(name).some((character) => rawByteAt(character, 0) !== undefined))
      throw new Failure(`${path}: a name in it is no UTF-8`);
    if (kind === "directory") await walk(io, inner, files, left);
    else files.push(inner);
  }
}

async function listed(io: Io, path: string, most: number): Promise<readonly DirectoryEntry[]> {
  try {
    return await io.directories.list(path, most);
  } catch (error) {
    const system = error as NodeJS.ErrnoException;
    throw new Failure(`${path}: ${system.code === "ENOENT" ? "no such directory" : reasonOf(system)}`);
  }
}
