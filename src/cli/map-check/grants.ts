import { parseSubid, type SubordinateIds } from "../../core/forms/linux/subid.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readText } from "../documents/input.ts";
import type { MapCheckAsked } from "./asked.ts";

/** What newuidmap finds granted: a line counts by the user's name and by its number, as shadow has it. */
export async function readGrants(io: Io, asked: MapCheckAsked): Promise<readonly SubordinateIds[]> {
  const { gid, uid, owner, subid = [], subuid, subgid } = asked;
  const path = gid === true ? subgid : subuid;
  if (path === undefined) return subid;
  const { entries } = parseSubid(await readText(io, path));
  const names = [...new Set(entries.map((entry) => entry.owner))].filter((name) => !/^\d+$/.test(name));
  if (owner === undefined && names.length > 0)
    throw new Failure(`${fileName(path)}: its lines have names, and user ${uid} has none here: name one with --owner`, [
      `  ${names.slice(0, MOST_NAMES).join(", ")}${names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : ""}`,
    ]);
  return entries.filter((entry) => entry.owner === owner || entry.owner === String(uid));
}

const MOST_NAMES = 10;
