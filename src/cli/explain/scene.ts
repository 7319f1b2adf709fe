import { NO_ID } from "../../core/id/id.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { ALL_CAPABILITIES, CAPABILITIES } from "../../core/kernel/credentials/capability.ts";
import { hasBit } from "../../core/kernel/credentials/capability-algebra.ts";
import type { Process } from "../../core/kernel/credentials/process.ts";
import { ownerSeenBy } from "../../core/kernel/fs/stat-file.ts";
import type { Inode } from "../../core/kernel/inode/file.ts";
import { groupOf, ownerOf } from "../../core/kernel/inode/file-owner.ts";
import type { Question } from "./question.ts";
import { ownerText } from "./words.ts";
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

/** A file's owner, from the disk to the eyes of who asks. */
export function ownerLine(label: string, file: Inode, process: Process): string {
  const { idmap } = file.mount;
  const through =
    idmap === undefined
      ? ""
      : `, ${idText(ownerOf(file))}:${idText(groupOf(file))} through ${mapText(idmap.uid.mappings)}`;
  return `${label}: ${ownerText(file)} on disk${through}, shown as ${ownerText(ownerSeenBy(process.userNamespace, file))}`;
}

function idText(id: number): string {
  return id === NO_ID ? "no ID" : `${id}`;
}

export function mapText(mappings: readonly IdMapping[]): string {
  const [first, ...more] = mappings.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`);
  return `map ${first}${more.length === 0 ? "" : ` and ${more.length} more`}`;
}

function capabilitiesText({ effective }: Process): string {
  if (effective === ALL_CAPABILITIES) return "all capabilities";
  const [first = "no capabilities", ...more] = CAPABILITIES.filter((_name, bit) => hasBit(effective, bit));
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}
