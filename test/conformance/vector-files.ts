import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A folder with a file of this name is one row, and its other files are what it is about. */
export const SITUATION = "situation.json";

/**
 * Every vector file at or below a path, in the order of its name; links are followed, a folder is entered once. A folder that
 * is a situation is one file.
 */
export function vectorFiles(path: string): readonly string[] {
  const files: string[] = [];
  const entered = new Set<string>();
  const visit = (current: string): void => {
    const real = folderAt(current);
    if (real === undefined) {
      if (/\.json(\.gz)?$/.test(current)) files.push(current);
    } else if (!entered.has(real)) {
      entered.add(real);
      const names = readdirSync(real).sort();
      if (names.includes(SITUATION)) files.push(join(current, SITUATION));
      else for (const name of names) visit(join(current, name));
    }
  };
  visit(path);
  return files;
}

/** The true place of a folder. What cannot be looked at counts as a file: reading it then fails under its own name. */
function folderAt(path: string): string | undefined {
  try {
    return statSync(path).isDirectory() ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads one file; throws when it is cut short, not UTF-8 or not JSON. */
export function readVectorFile(path: string): unknown {
  const bytes = readFileSync(path);
  const plain = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain));
}
