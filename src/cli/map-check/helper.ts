import { strtoul } from "../../core/forms/form/field-reader.ts";
import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import { NO_ID } from "../../core/id/id.ts";
import { isUint32 } from "../../core/id/uint32.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { capabilitySet } from "../../core/kernel/credentials/capability.ts";
import type { Process } from "../../core/kernel/credentials/process.ts";
import { existingFile, type Inode } from "../../core/kernel/inode/file.ts";
import { type HelperRun, runNewgidmap, runNewuidmap } from "../../core/userland/run-newuidmap.ts";
import { Failure } from "../base/failure.ts";
import type { MapCheckAsked } from "./asked.ts";

/** Has newuidmap or newgidmap write a map for a user, to the namespace of a process of his. */
export function runHelper(
  user: Process,
  target: Process,
  text: string,
  grants: readonly SubordinateIds[],
  { gid, helper, caps, newPrivs }: MapCheckAsked,
): HelperRun {
  const caller: Process = {
    ...user,
    noNewPrivs: !newPrivs,
    bounding: caps === undefined ? user.bounding : capabilitySet(caps),
  };
  const mappings = argumentsOf(text, gid === true ? "newgidmap" : "newuidmap");
  const program = programOf(helper, gid === true);
  const asked = { caller, target, mappings, grants, ...(program === undefined ? {} : { program }) };
  return gid === true ? runNewgidmap(asked) : runNewuidmap(asked);
}

/** What newuidmap writes of its arguments, which are the words of the map, however they are divided into lines. */
export function asLines(text: string): string {
  return wordsOf(text)
    .map((word, at) => {
      const number = strtoul(word);
      return `${isUint32(number) ? number : word}${at % 3 === 2 ? "\n" : " "}`;
    })
    .join("");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** `get_map_ranges` of shadow's `lib/idmapping.c`, 4.13: numbers in base 0. */
function argumentsOf(text: string, program: string): readonly IdMapping[] {
  const numbers = wordsOf(text).map((word) => {
    const number = strtoul(word);
    if (Number.isNaN(number))
      throw new Failure(`${program} takes numbers in base 10, 8 (010) and 16 (0x10), found ${word}`);
    return number;
  });
  if (numbers.length === 0 || numbers.length % 3 !== 0)
    throw new Failure(`${program} takes three numbers for each mapping, found ${numbers.length}`);
  return Array.from({ length: numbers.length / 3 }, (_, at) => {
    const [containerId = 0, hostId = 0, size = 0] = numbers.slice(3 * at);
    return [containerId, hostId, size].every(isUint32) ? { containerId, hostId, size } : PAST_THE_LAST;
  });
}

/** What a mapping with a number of more than 32 bits is refused like. */
const PAST_THE_LAST: IdMapping = { containerId: NO_ID, hostId: NO_ID, size: 1 };

/** The file as it is installed; `undefined` where it is the one that runs unless another is named. */
function programOf(helper: MapCheckAsked["helper"], isGid: boolean): Inode | undefined {
  if (helper === "setuid") return undefined;
  if (helper === "plain") return existingFile({ mode: 0o755 });
  const permitted = capabilitySet([isGid ? "CAP_SETGID" : "CAP_SETUID"]);
  return existingFile({ mode: 0o755, capability: { permitted, inheritable: 0, effective: true, rootId: undefined } });
}
