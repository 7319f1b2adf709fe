import { InvalidArgumentError } from "commander";
import { FILESYSTEM_TYPES, type FilesystemType } from "../../../core/kernel/mounts/filesystem-types.ts";
import { NAMESPACE_KINDS, type NamespaceKind } from "../../../core/kernel/namespaces/namespace-kind.ts";
import { Failure } from "../../base/failure.ts";
import { decimal } from "../../base/numbers.ts";
import {
  type Group,
  OPERATION_NAMES,
  type OperationName,
  OWNED_WORDS,
  type OwnedMode,
  type OwnedWord,
  type Owner,
  PROTECTED,
  type Sysctl,
} from "./question.ts";

export const MAX_ID = 4294967294;

export function readOwner(text: string): Owner {
  const [uid, gid, ...more] = text.split(":").map(decimal);
  if (uid === undefined || gid === undefined || more.length > 0 || uid > MAX_ID || gid > MAX_ID)
    throw new InvalidArgumentError("Expected uid:gid, like 0:0.");
  return { uid, gid };
}

export function readDirectory(text: string): OwnedMode {
  const [uid, gid, mode, ...more] = text.split(":");
  if (mode === undefined || more.length > 0) throw new InvalidArgumentError("Expected uid:gid:mode, like 0:0:1777.");
  return { ...readOwner(`${uid}:${gid}`), mode: readMode(mode) };
}

export function readAttribute(text: string): string {
  if (!/^(?:user|trusted|security)\../s.test(text))
    throw new InvalidArgumentError("Expected a name that begins with user., trusted. or security., like user.note.");
  return text;
}

export function readMode(text: string): number {
  if (!/^0?[0-7]{1,4}$/.test(text)) throw new InvalidArgumentError("Expected an octal mode from 0 to 07777.");
  return Number.parseInt(text, 8);
}

/** A group of its namespace, or `host:1000`. */
export function readGroup(text: string): Group {
  const onHost = text.startsWith("host:");
  return { id: readId(onHost ? text.slice("host:".length) : text), onHost };
}

/** Groups with commas between them, or `none`. */
export function readGroups(text: string): readonly number[] {
  return text === "none" ? [] : text.split(",").map(readId);
}

function readId(text: string): number {
  const id = decimal(text);
  if (id === undefined || id > MAX_ID) throw new InvalidArgumentError(`Expected a whole number from 0 to ${MAX_ID}.`);
  return id;
}

export function readOperation(text: string): OperationName {
  const op = OPERATION_NAMES.find((name) => name === text);
  if (op !== undefined) return op;
  if (Object.hasOwn(NOT_ASKED, text)) throw new Failure(`--op ${text}: ${NOT_ASKED[text]}`);
  throw new InvalidArgumentError(`Allowed choices are ${OPERATION_NAMES.join(", ")}.`);
}

const NOT_ASKED: Readonly<Record<string, string>> = {};

export function readOwned(text: string): readonly OwnedWord[] {
  if (text === "all") return OWNED_WORDS;
  if (text === "none") return [];
  return text.split(",").map((name) => {
    const word = OWNED_WORDS.find((each) => each === name);
    if (word === undefined)
      throw new Failure(
        `--owns takes ${OWNED_WORDS.join(", ")}, all or none${name === "" ? "" : `: a user namespace owns no ${name} namespace`}`,
      );
    return word;
  });
}

/** Kinds of namespaces with commas between them, in the kernel's order. */
export function readKinds(text: string): readonly NamespaceKind[] {
  const names = text.split(",");
  if (!names.every((name) => NAMESPACE_KINDS.some((kind) => kind === name)))
    throw new InvalidArgumentError(`Expected some of ${NAMESPACE_KINDS.join(", ")}, with commas between them.`);
  return NAMESPACE_KINDS.filter((kind) => names.includes(kind));
}

export function readFilesystem(text: string): FilesystemType {
  const type = FILESYSTEM_TYPES.find((known) => known === text);
  if (type === undefined)
    throw new Failure(`no filesystem is called "${text}"; what can be asked is ${FILESYSTEM_TYPES.join(", ")}`);
  return type;
}

/** As `sysctl -a` prints it, too, with blanks around the sign. */
export function readProtected(text: string): Sysctl {
  const [, name, value] = /^(fs\.protected_[a-z]{4,9}) {0,4}= {0,4}([0-2])$/.exec(text) ?? [];
  const names = Object.keys(PROTECTED) as readonly Sysctl["name"][];
  const known = names.find((each) => each === name);
  const found = known && PROTECTED[known].find((each) => String(each) === value);
  if (known === undefined || found === undefined)
    throw new InvalidArgumentError(`Expected one of ${names.join(", ")}, like fs.protected_regular=2.`);
  return { name: known, value: found };
}

/** `uid=` and `gid=`, in any order, with a comma between them. */
export function readMountOptions(text: string): Partial<Owner> {
  const given = text.split(",").map((option) => option.split("="));
  const ids = new Map(given.map(([name = "", id = ""]) => [name, decimal(id)]));
  const isKnown = given.every(([name, ...id]) => (name === "uid" || name === "gid") && id.length === 1);
  if (!isKnown || ids.size !== given.length || [...ids.values()].some((id) => id === undefined || id > MAX_ID + 1))
    throw new InvalidArgumentError("Expected uid=ID, gid=ID or both, like uid=1000,gid=1000.");
  return Object.fromEntries(ids);
}
