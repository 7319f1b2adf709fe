import { InvalidArgumentError } from "commander";
import type { Acl, AclEntry } from "../../../core/kernel/inode/acl.ts";
import { decimal } from "../../base/numbers.ts";
import { MAX_ID } from "./readers.ts";

/** Entries as getfacl(1) writes them, with commas between them. */
export function readAcl(text: string): Acl {
  if (/^default:|,default:/.test(text))
    throw new InvalidArgumentError("A default list is given with --default-acl, and without the word default.");
  const entries = text.split(",").map(readEntry);
  const keys = entries.map(keyOf);
  if (new Set(keys).size < keys.length) throw new InvalidArgumentError("Expected each entry once.");
  return entries;
}

function readEntry(text: string): AclEntry {
  const [tag = "", name = "", bits = "", ...more] = text.split(":");
  const permissions = /^[r-][w-][x-]$/.test(bits) && more.length === 0 ? bitsOf(bits) : undefined;
  if (permissions !== undefined) {
    const id = decimal(name);
    if (name === "" && isPlain(tag)) return { tag: PLAIN[tag], permissions };
    if (id !== undefined && id <= MAX_ID && (tag === "user" || tag === "group")) return { tag, id, permissions };
  }
  throw new InvalidArgumentError("Expected getfacl's words with IDs, like user:1000:rw-,group::r--,mask::r--.");
}

function bitsOf(bits: string): number {
  return [...bits].reduce((sum, letter) => sum * 2 + (letter === "-" ? 0 : 1), 0);
}

function keyOf(entry: AclEntry): string {
  return "id" in entry ? `${entry.tag}:${entry.id}` : entry.tag;
}

function isPlain(tag: string): tag is keyof typeof PLAIN {
  return Object.hasOwn(PLAIN, tag);
}

const PLAIN = { user: "owner", group: "owning-group", mask: "mask", other: "other" } as const;
