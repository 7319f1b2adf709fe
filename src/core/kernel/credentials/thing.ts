import { isObject } from "../../misuse/came.ts";

/** Says which thing of the kernel stands in the place of another one: each has a field that no other has. */
export function thingOf(value: unknown): string | undefined {
  return isObject(value) ? THINGS.find(([field]) => field in value)?.[1] : undefined;
}

const THINGS: readonly (readonly [field: string, words: string])[] = [
  ["decidedBy", "a Decision: give its value"],
  ["securebits", "a process"],
  ["layer", "a file"],
  ["creatorHadSetfcap", "a user namespace"],
  ["superblock", "a mount"],
];
