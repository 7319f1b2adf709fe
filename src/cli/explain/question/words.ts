import type { IdMapping } from "../../../core/idmap/id-mapping.ts";
import { factEnglish } from "../../../core/kernel/english/facts.ts";
import { KIND_WORDS, type NamespaceKind } from "../../../core/kernel/namespaces/namespace-kind.ts";
import { DEFAULT_DIRECTORY } from "./default-directory.ts";
import type { FileWord, OwnedMode, Owner, Question } from "./question.ts";

export function ownerText({ uid, gid }: Owner): string {
  return `${uid}:${gid}`;
}

export function fileText(question: Question): string {
  const { owner, mode, acl } = question;
  const list = acl === undefined ? "" : " and a list";
  return `${nounOf(question)} of ${ownedText({ ...owner, mode })}${list}`;
}

export function directoryText(directory: OwnedMode = DEFAULT_DIRECTORY): string {
  return `a directory of ${ownedText(directory)}`;
}

export function mountText({ idmapped, mountMap }: Question): string {
  if (mountMap !== undefined) return `, on a mount with ${mapText(mountMap)}`;
  return idmapped ? ", on a mount with the pod's map" : "";
}

export function mapText(mappings: readonly IdMapping[]): string {
  const [first, ...more] = mappings.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`);
  return `map ${first}${more.length === 0 ? "" : ` and ${more.length} more`}`;
}

function ownedText(owned: OwnedMode): string {
  return `${ownerText(owned)}, mode ${modeText(owned.mode)}`;
}

export function modeText(mode: number): string {
  return `0${mode.toString(8).padStart(3, "0")}`;
}

export function nounOf({ fileType }: Question): string {
  return NOUNS[fileType];
}

const NOUNS: Readonly<Record<FileWord, string>> = {
  file: "a file",
  directory: "a directory",
  fifo: "a FIFO",
  socket: "a socket",
  char: "a character device",
  block: "a block device",
  link: "a symbolic link",
};

/** `user namespace`, or `user and network namespaces`. */
export function namespacesText(kinds: readonly NamespaceKind[]): string {
  return `${joinedWords(kinds.map(kindText))} ${kinds.length === 1 ? "namespace" : "namespaces"}`;
}

export function articleOf([first, ...more]: readonly NamespaceKind[]): string {
  return more.length > 0 ? "" : first === "ipc" ? "an " : "a ";
}

function kindText(kind: NamespaceKind): string {
  return kind === "user" ? kind : factEnglish.kind[KIND_WORDS[kind]];
}

function joinedWords(words: readonly string[]): string {
  const [last = "", ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
