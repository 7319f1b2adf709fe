import { checkInteger } from "../../id/integer.ts";
import { misuse, oneOf } from "../../misuse/misuse.ts";
import type { FactWords } from "../decision/fact-word.ts";

/** `MAY_READ`: read a file or list a directory. */
export const MAY_READ = 4;
/** `MAY_WRITE`: write a file, or change the entries of a directory. */
export const MAY_WRITE = 2;
/** `MAY_EXEC`: execute a file or search a directory. */
export const MAY_EXEC = 1;

/** The set-user-ID bit. */
export const S_ISUID = 0o4000;
/** The set-group-ID bit; on a directory, new files get its group. */
export const S_ISGID = 0o2000;
/** The sticky bit. */
export const S_ISVTX = 0o1000;
export const S_IRWXG = 0o070;
export const S_IWGRP = 0o020;
export const S_IWOTH = 0o002;
export const S_IXGRP = 0o010;
/** Execute permission for anybody. */
export const S_IXUGO = 0o111;
/** All twelve bits of a mode. */
export const S_IFALL = 0o7777;

/** What one wants to do with a file: read, write, execute (or search), in any combination. */
export type Access = "r" | "w" | "x" | "rw" | "rx" | "wx" | "rwx";

export function maskOf(caller: string, access: Access): number {
  const mask = MASKS[access];
  // What a prototype has is no number.
  if (typeof mask !== "number") throw misuse(caller, "access", oneOf(Object.keys(MASKS)), access);
  return mask;
}

const MASKS: Readonly<Record<Access, number>> = { r: 4, w: 2, x: 1, rw: 6, rx: 5, wx: 3, rwx: 7 };

/** A mode that was written without `0o` is told where it can be: 4755 is no mode, and 644 is 0o1204. */
export function checkMode(caller: string, mode: number): void {
  if (typeof mode !== "number") throw misuse(caller, "the mode", "a number such as 0o644", mode);
  if (mode > S_IFALL && /^[0-7]{4}$/.test(String(mode)))
    throw new RangeError(`${caller}: expected the mode from 0 to 0o7777, got ${mode}: write it in octal, 0o${mode}`);
  checkInteger(caller, "the mode", mode, 0, S_IFALL);
}

/** Three bits, 0 to 7, as ls(1) writes them. */
export function showBits(bits: number): string {
  return `${bits & MAY_READ ? "r" : "-"}${bits & MAY_WRITE ? "w" : "-"}${bits & MAY_EXEC ? "x" : "-"}`;
}

/** Names what a mask asks for, which is something. */
export function showWant(mask: number): FactWords["want"] {
  return WANTS[mask - 1] as FactWords["want"];
}

const WANTS: readonly FactWords["want"][] = [
  "execute",
  "write",
  "write-execute",
  "read",
  "read-execute",
  "read-write",
  "read-write-execute",
];

/** Without the group's execute bit, the set-group-ID bit does not mean that a program changes its group. */
export function changesGroup(mode: number): boolean {
  return (mode & (S_ISGID | S_IXGRP)) === (S_ISGID | S_IXGRP);
}
