import { ALL_CAPABILITIES, CAPABILITIES } from "../../../core/kernel/credentials/capability.ts";
import { hasBit } from "../../../core/kernel/credentials/capability-algebra.ts";
import type { Process } from "../../../core/kernel/credentials/process.ts";
import type { AclEntry } from "../../../core/kernel/inode/acl.ts";
import type { Inode } from "../../../core/kernel/inode/file.ts";
import { showBits } from "../../../core/kernel/inode/mode.ts";
import { type FourNumbers, ownerNumbers } from "../../../core/kernel/inode/owner-numbers.ts";
import { OWNED_WORDS, type Question } from "../question/question.ts";
import { mapText, modeText } from "../question/words.ts";
import { OWNED } from "./owned.ts";
import type { World } from "./world.ts";

/** Who asks, as the world was understood. */
export function askerLine({ map, uid }: Question, { process }: World): string {
  const place =
    map === undefined ? `the host; user ${uid}` : `a pod, ${mapText(map)}; user ${uid} is kuid ${process.euid}`;
  return `Asker: ${place}; ${capabilitiesText(process)}`;
}

/** Whom something is done to. */
export function targetLine({ target, targetMap }: Question, { place, target: process }: World): string {
  const map = targetMap === undefined ? "" : `, ${mapText(targetMap)}`;
  const maker = place.maker === undefined ? "" : `, made by kuid ${place.maker}`;
  return `Target: ${place.name}${maker}${map}; user ${target.uid} is kuid ${process.euid}`;
}

/** A file's owner, from the disk to the eyes of who asks; all filesystems here are the host's. */
export function ownerLine(label: string, file: Inode, process: Process): string {
  const { uid, gid } = ownerNumbers(process.userNamespace, file);
  const pair = (number: keyof FourNumbers): string => `${uid[number] ?? "no ID"}:${gid[number] ?? "no ID"}`;
  const { idmap } = file.mount;
  const through = idmap === undefined ? "" : `, ${pair("throughMount")} through ${mapText(idmap.uid.mappings)}`;
  return `${label}: ${pair("onDisk")} on disk${through}, shown as ${pair("asShown")}`;
}

/** Who owns the namespaces that a process is in. */
export function ownsLine(process: Process): string {
  const own = OWNED_WORDS.filter((word) => process[OWNED[word]].owner.parent !== undefined);
  const others = OWNED_WORDS.filter((word) => !own.includes(word));
  if (own.length === 0) return "Namespaces: all are the host's";
  return `Namespaces: the pod's ${own.join(", ")}${others.length === 0 ? "" : `; the host's ${others.join(", ")}`}`;
}

/** The same, unless nothing is asked of them: a user namespace belongs to none. */
export function ownersOf({ namespace, owns }: Question, process: Process): readonly string[] {
  return owns === undefined && namespace.every((kind) => kind === "user") ? [] : [ownsLine(process)];
}

/** A file, and what a list has made of it. */
export function fileScene({ acl }: Question, { process, file }: World): readonly string[] {
  const line = ownerLine("File", file, process);
  if (acl === undefined) return [line];
  const list = file.acl === undefined ? "none" : file.acl.map(entryText).join(",");
  return [line, `List: ${list}; the mode is ${modeText(file.mode)}`];
}

/** A directory, and its default list if it has one. */
export function directoryScene(_question: Question, { process, directory }: World): readonly string[] {
  const line = ownerLine("Directory", directory, process);
  const { defaultAcl } = directory;
  return defaultAcl === undefined ? [line] : [line, `Default list: ${defaultAcl.map(entryText).join(",")}`];
}

function entryText(entry: AclEntry): string {
  const bits = showBits(entry.permissions);
  if ("id" in entry) return `${entry.tag}:${entry.id}:${bits}`;
  return `${entry.tag === "owner" ? "user" : entry.tag === "owning-group" ? "group" : entry.tag}::${bits}`;
}

function capabilitiesText({ effective }: Process): string {
  if (effective === ALL_CAPABILITIES) return "all capabilities";
  const [first = "no capabilities", ...more] = CAPABILITIES.filter((_name, bit) => hasBit(effective, bit));
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
