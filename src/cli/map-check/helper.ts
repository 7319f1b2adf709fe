import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { capabilitySet } from "../../core/kernel/credentials/capability.ts";
import type { Process } from "../../core/kernel/credentials/process.ts";
import { existingFile, type Inode } from "../../core/kernel/inode/file.ts";
import { type HelperRun, runNewgidmap, runNewuidmap } from "../../core/userland/run-newuidmap.ts";
import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";
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
    .map((word, at) => `${word}${at % 3 === 2 ? "\n" : " "}`)
    .join("");
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function argumentsOf(text: string, program: string): readonly IdMapping[] {
  const numbers = wordsOf(text).map((word) => {
    const number = decimal(word);
    if (number === undefined) throw new Failure(`${program} takes numbers of up to ten digits, found ${word}`);
    return number;
  });
  if (numbers.length === 0 || numbers.length % 3 !== 0)
    throw new Failure(`${program} takes three numbers for each mapping, found ${numbers.length}`);
  return Array.from({ length: numbers.length / 3 }, (_, at) => {
    const [containerId = 0, hostId = 0, size = 0] = numbers.slice(3 * at);
    return { containerId, hostId, size };
  });
}

/** The file as it is installed; `undefined` where it is the one that runs unless another is named. */
function programOf(helper: MapCheckAsked["helper"], isGid: boolean): Inode | undefined {
  if (helper === "setuid") return undefined;
  if (helper === "plain") return existingFile({ mode: 0o755 });
  const permitted = capabilitySet([isGid ? "CAP_SETGID" : "CAP_SETUID"]);
  return existingFile({ mode: 0o755, capability: { permitted, inheritable: 0, effective: true, rootId: undefined } });
}
