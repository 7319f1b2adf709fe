import { lstat, writeFile } from "node:fs/promises";
import { Failure } from "../base/failure.ts";
import { fileName, reasonOf } from "../documents/input.ts";

/** Makes sure that a picture can be written before the work for it is done. */
export async function expectNoPicture(path: string, force: boolean): Promise<void> {
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isThere && !force) throw isThereAlready(path);
}

export async function writePicture(path: string, svg: string, force: boolean): Promise<void> {
  try {
    await writeFile(path, svg, { flag: force ? "w" : "wx" });
  } catch (error) {
    const system = error as NodeJS.ErrnoException;
    // Somebody may have made it since it was looked for.
    throw system.code === "EEXIST" ? isThereAlready(path) : new Failure(`${fileName(path)}: ${reasonOf(system)}`);
  }
}

function isThereAlready(path: string): Failure {
  return new Failure(`--svg: ${fileName(path)} is there already; --force replaces it`);
}
