import { InvalidArgumentError } from "commander";
import { decimal } from "../base/numbers.ts";
import type { Owner, Question } from "./question.ts";

export const MAX_ID = 4294967294;

export function readOwner(text: string): Owner {
  const [uid, gid, ...more] = text.split(":").map(decimal);
  if (uid === undefined || gid === undefined || more.length > 0 || uid > MAX_ID || gid > MAX_ID)
    throw new InvalidArgumentError("Expected uid:gid, like 0:0.");
  return { uid, gid };
}

export function readDirectory(text: string): Question["directory"] {
  const [uid, gid, mode, ...more] = text.split(":");
  if (mode === undefined || more.length > 0) throw new InvalidArgumentError("Expected uid:gid:mode, like 0:0:1777.");
  return { ...readOwner(`${uid}:${gid}`), mode: readMode(mode) };
}

export function readMode(text: string): number {
  if (!/^0?[0-7]{1,4}$/.test(text)) throw new InvalidArgumentError("Expected an octal mode from 0 to 07777.");
  return Number.parseInt(text, 8);
}
