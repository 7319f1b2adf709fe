import type { IdMap } from "../../core/idmap/id-map.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { accessProcess } from "../../core/kernel/access-process.ts";
import { ALL_CAPABILITIES, type Capability, capabilityNames } from "../../core/kernel/capability.ts";
import { chmodFile } from "../../core/kernel/chmod-file.ts";
import { chownFile } from "../../core/kernel/chown-file.ts";
import { controlProcess } from "../../core/kernel/control-process.ts";
import type { Decision } from "../../core/kernel/decision.ts";
import { execFile } from "../../core/kernel/exec-file.ts";
import { existingFile, type File } from "../../core/kernel/file.ts";
import { createMount } from "../../core/kernel/mount.ts";
import { openFile } from "../../core/kernel/open-file.ts";
import { createProcess, type Process } from "../../core/kernel/process.ts";
import { sendSignal } from "../../core/kernel/send-signal.ts";
import { setUserNamespace } from "../../core/kernel/set-user-namespace.ts";
import { createUserNamespace, initialNamespace, type UserNamespace } from "../../core/kernel/user-namespace.ts";
import { Failure } from "../failure.ts";
import { mapOfOption } from "../map-option.ts";

/** What can be asked about a file. */
export const FILE_QUESTIONS = ["read", "write", "execute", "chown", "chmod"] as const;

/** What can be asked about a process. */
export const PROCESS_QUESTIONS = ["signal", "trace", "environ", "root", "limits", "setns"] as const;

/** What can be asked. */
export type QuestionName = (typeof FILE_QUESTIONS)[number] | (typeof PROCESS_QUESTIONS)[number];

/** A user and a group, as `chown` takes them. */
export interface Owner {
  /** The user ID. */
  readonly uid: number;
  /** The group ID. */
  readonly gid: number;
}

/** One question, as the options put it. */
export interface Asked {
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
  /** Whether the file is on a mount with the map of who asks. */
  readonly idmapped?: true;
  /** Whom `chown` gives the file to. */
  readonly to: Owner;
  /** The map of the process that something is done to; the host's without one. */
  readonly targetMap?: readonly IdMapping[];
  /** Its user and group ID, as its namespace sees it. */
  readonly target: Owner;
}

/**
 * Puts the question to the kernel.
 *
 * @param asked - the question
 * @returns the decision, and the question in English
 * @throws Failure when such a process cannot exist
 */
export function ask(asked: Asked): { readonly question: string; readonly decision: Decision<unknown> } {
  const map = asked.map === undefined ? undefined : mapOfOption("--map", asked.map);
  const process = processOf("--map", "asker", map, asked, asked.caps, asked.group);
  const who = `user ${asked.uid}, group ${asked.gid} ${map === undefined ? "of the host" : `of a pod (kuid ${process.euid})`}`;
  if (isAboutProcess(asked.op)) {
    const targetMap = asked.targetMap === undefined ? undefined : mapOfOption("--target-map", asked.targetMap);
    const target = processOf("--target-map", "target", targetMap, asked.target);
    const whom = `a process of kuid ${target.euid} ${targetMap === undefined ? "on the host" : "in a pod"}`;
    return { question: `${asked.op}: ${who}, on ${whom}`, decision: onProcess(process, target, asked.op) };
  }
  const { owner, mode, op } = asked;
  const mount =
    asked.idmapped === true && map !== undefined ? createMount({ idmap: { uid: map, gid: map } }) : undefined;
  const file = existingFile({ ...owner, mode, ...(mount === undefined ? {} : { mount }) });
  const what = `a file of ${owner.uid}:${owner.gid}, mode 0${mode.toString(8).padStart(3, "0")}`;
  const where = mount === undefined ? "" : " on a mount with the pod's map";
  return { question: `${op}: ${who}, on ${what}${where}`, decision: onFile(process, file, op, asked.to) };
}

/**
 * Tells questions about processes from those about files.
 *
 * @param op - what is tried
 * @returns `true` for a process
 */
export function isAboutProcess(op: QuestionName): op is (typeof PROCESS_QUESTIONS)[number] {
  return (PROCESS_QUESTIONS as readonly string[]).includes(op);
}

function processOf(
  option: string,
  id: string,
  map: IdMap | undefined,
  { uid, gid }: Owner,
  caps: readonly Capability[] | undefined = undefined,
  groups: readonly number[] = [],
): Process {
  const userNamespace = namespaceOf(id, map);
  for (const each of [uid, gid, ...groups])
    if (
      map !== undefined &&
      !map.mappings.some(({ containerId, size }) => each >= containerId && each < containerId + size)
    )
      throw new Failure(`ID ${each} is not mapped by ${option}, so no process can have it`);
  return createProcess({ userNamespace, uid, gid, groups, ...(caps === undefined ? {} : { capabilities: caps }) });
}

function namespaceOf(id: string, map: IdMap | undefined): UserNamespace {
  const host = initialNamespace();
  return map === undefined ? host : createUserNamespace(host, { id, maps: { uid: map, gid: map } });
}

function onFile(process: Process, file: File, op: (typeof FILE_QUESTIONS)[number], to: Owner): Decision<unknown> {
  switch (op) {
    case "read":
      return openFile(process, file, "r");
    case "write":
      return openFile(process, file, "w");
    case "execute":
      return execFile(process, file);
    case "chown":
      return chownFile(process, file, to.uid, to.gid);
    case "chmod":
      return chmodFile(process, file, 0o666);
  }
}

function onProcess(process: Process, target: Process, op: (typeof PROCESS_QUESTIONS)[number]): Decision<unknown> {
  switch (op) {
    case "signal":
      return sendSignal(process, target, SIGTERM);
    case "trace":
      return accessProcess(process, target, "attach");
    case "environ":
      return accessProcess(process, target, "open-environ");
    case "root":
      return accessProcess(process, target, "link");
    case "limits":
      return controlProcess(process, target, "limits");
    case "setns":
      return setUserNamespace(process, target.userNamespace);
  }
}

const SIGTERM = 15;

/**
 * Reads the capabilities of an option.
 *
 * @param text - `all`, `none`, or names with commas between them, with or without `CAP_`
 * @returns the capabilities
 * @throws Failure when one of them does not exist
 */
export function readCapabilities(text: string): readonly Capability[] {
  const all = capabilityNames(ALL_CAPABILITIES);
  if (text === "all") return all;
  if (text === "none") return [];
  return text.split(",").map((word) => {
    const name = `CAP_${word.toUpperCase().replace(/^CAP_/, "")}`;
    const capability = all.find((each) => each === name);
    if (capability === undefined) throw new Failure(`no capability is called ${JSON.stringify(word)}`);
    return capability;
  });
}
