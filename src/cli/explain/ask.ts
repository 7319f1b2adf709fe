import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { toHost } from "../../core/idmap/translate.ts";
import { CAPABILITIES, type Capability } from "../../core/kernel/credentials/capability.ts";
import { createProcess, type Process } from "../../core/kernel/credentials/process.ts";
import type { UserNamespace } from "../../core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS } from "../../core/kernel/decision/kernel-settings.ts";
import { createFile } from "../../core/kernel/fs/create-file.ts";
import { existingFile } from "../../core/kernel/inode/file.ts";
import { createMount } from "../../core/kernel/inode/mount.ts";
import { tryOnFile, tryOnProcess } from "../../core/node/escape/try-operation.ts";
import { Failure } from "../base/failure.ts";
import { printable } from "../base/printable.ts";
import { namespaceOf } from "../options/mapping-option.ts";

/** What can be asked about a file; `create` and `unlink` are about the directory, too. */
export const FILE_QUESTIONS = ["read", "write", "execute", "chown", "chmod", "create", "unlink"] as const;

/** What can be asked about a process. */
export const PROCESS_QUESTIONS = ["signal", "trace", "environ", "root", "limits", "setns"] as const;

/** What can be asked. */
export type QuestionName = (typeof FILE_QUESTIONS)[number] | (typeof PROCESS_QUESTIONS)[number];

/** The options that are about other questions than this one. */
export function optionsApart(op: QuestionName): readonly (keyof Question)[] {
  return OPTION_QUESTIONS.flatMap(([option, questions]) => (questions.includes(op) ? [] : [option]));
}

/** The options that not every question has, and the questions that have them. */
const OPTION_QUESTIONS: readonly (readonly [option: keyof Question, questions: readonly QuestionName[]])[] = [
  ["owner", FILE_QUESTIONS.filter((op) => op !== "create")],
  ["mode", FILE_QUESTIONS],
  ["directory", ["create", "unlink"]],
  ["idmapped", FILE_QUESTIONS],
  ["to", ["chown"]],
  ["target", PROCESS_QUESTIONS],
  ["targetMap", PROCESS_QUESTIONS],
];

/** A user and a group, as `chown` takes them. */
export interface Owner {
  /** The user ID. */
  readonly uid: number;
  /** The group ID. */
  readonly gid: number;
}

/** One question, as the options put it. */
export interface Question {
  /** What is tried. */
  readonly op: QuestionName;
  /** The map of who asks; the host's without one. */
  readonly map?: readonly IdMapping[];
  /** Its user ID, as its namespace sees it. */
  readonly uid: number;
  /** Its group ID. */
  readonly gid: number;
  /** Its further groups. */
  readonly group?: readonly number[];
  /** Its capabilities, unless they are those of its user. */
  readonly caps?: readonly Capability[];
  /** Who owns the file, on disk. */
  readonly owner: Owner;
  /** The mode of the file. */
  readonly mode: number;
  /** The directory of the file, for `create` and `unlink`. */
  readonly directory: Owner & {
    /** Its mode. */
    readonly mode: number;
  };
  /** Whether the file is on a mount with the map of who asks. */
  readonly idmapped?: true;
  /** Whom `chown` gives the file to. */
  readonly to: Owner;
  /** The map of the process that something is done to; the host's without one. */
  readonly targetMap?: readonly IdMapping[];
  /** Its user and group ID, as its namespace sees it. */
  readonly target: Owner;
}

/** Puts the question to the kernel, and says it in English. */
export function ask(asked: Question): { readonly question: string; readonly decision: Decision<unknown> } {
  const { op, owner, mode, to } = asked;
  const userNamespace = namespaceOf("--map", asked.map, "asker");
  const process = processOf("--map", userNamespace, asked, asked.caps, asked.group);
  const isPod = asked.map !== undefined;
  const who = `user ${asked.uid}, group ${asked.gid} ${isPod ? `of a pod (kuid ${process.euid})` : "of the host"}`;
  if (isAboutProcess(op)) {
    const target = processOf("--target-map", namespaceOf("--target-map", asked.targetMap, "target"), asked.target);
    const whom = `a process of kuid ${target.euid} ${asked.targetMap === undefined ? "on the host" : "in a pod"}`;
    return { question: `${op}: ${who}, on ${whom}`, decision: tryOnProcess(process, target, op, DEFAULT_SETTINGS) };
  }
  const isMapped = asked.idmapped === true && isPod;
  const { uidMap: uid, gidMap: gid } = userNamespace;
  const on = isMapped ? { mount: createMount({ idmap: { uid, gid } }) } : {};
  const where = isMapped ? " on a mount with the pod's map" : "";
  const file = existingFile({ ...owner, mode, ...on });
  const directory = existingFile({ ...asked.directory, type: "directory", ...on });
  const what = `a file of ${ownedText(owner, mode)}`;
  const inWhat = `a directory of ${ownedText(asked.directory, asked.directory.mode)}`;
  const actor = { opener: process, ...to, kernel: DEFAULT_SETTINGS };
  switch (op) {
    case "create":
      return { question: `create: ${who}, in ${inWhat}${where}`, decision: createFile(process, directory, mode) };
    case "unlink":
      return {
        question: `unlink: ${who}, on ${what} in ${inWhat}${where}`,
        decision: tryOnFile(actor, { file, directory }, op),
      };
    default:
      return {
        question: `${op}: ${who}, on ${what}${where}`,
        decision: tryOnFile(actor, { file, directory: undefined }, op),
      };
  }
}

function ownedText({ uid, gid }: Owner, mode: number): string {
  return `${uid}:${gid}, mode 0${mode.toString(8).padStart(3, "0")}`;
}

function isAboutProcess(op: QuestionName): op is (typeof PROCESS_QUESTIONS)[number] {
  return (PROCESS_QUESTIONS as readonly string[]).includes(op);
}

function processOf(
  option: string,
  userNamespace: UserNamespace,
  { uid, gid }: Owner,
  caps: readonly Capability[] | undefined = undefined,
  groups: readonly number[] = [],
): Process {
  // Users and groups have the same map here.
  for (const id of [uid, gid, ...groups])
    if (toHost(userNamespace.uidMap, id) === undefined)
      throw new Failure(`ID ${id} is not mapped by ${option}, so no process can have it`);
  return createProcess({ userNamespace, uid, gid, groups, ...(caps === undefined ? {} : { capabilities: caps }) });
}

/** `all`, `none`, or names with commas between them, with or without `CAP_`. */
export function readCapabilities(text: string): readonly Capability[] {
  const all = text.toLowerCase();
  if (all === "all") return CAPABILITIES;
  if (all === "none") return [];
  return text.split(",").map((word) => {
    const upper = word.toUpperCase();
    const name = upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
    const capability = CAPABILITIES.find((each) => each === name);
    if (capability === undefined) throw new Failure(`no capability is called "${printable(word)}"`);
    return capability;
  });
}
