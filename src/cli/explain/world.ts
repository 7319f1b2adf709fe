import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { toHost } from "../../core/idmap/translate.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";
import { createProcess, type Process } from "../../core/kernel/credentials/process.ts";
import { existingFile, type Inode } from "../../core/kernel/inode/file.ts";
import { createMount } from "../../core/kernel/inode/mount.ts";
import { Failure } from "../base/failure.ts";
import { namespaceOf } from "../options/mapping-option.ts";
import { isOnIdmappedMount, type Owner, type Question } from "./question.ts";

export interface World {
  readonly process: Process;
  readonly target: Process;
  readonly file: Inode;
  readonly directory: Inode;
}

/** @throws Failure when an ID has no mapping, so that no process can have it. */
export function worldOf(question: Question): World {
  const { map, caps, group, owner, mode } = question;
  const process = processOf("--map", map, "asker", question, caps, group);
  const { uidMap: uid, gidMap: gid } = process.userNamespace;
  const on = isOnIdmappedMount(question) ? { mount: createMount({ idmap: { uid, gid } }) } : {};
  return {
    process,
    target: processOf("--target-map", question.targetMap, "target", question.target),
    file: existingFile({ ...owner, mode, ...on }),
    directory: existingFile({ ...question.directory, type: "directory", ...on }),
  };
}

function processOf(
  option: string,
  mappings: readonly IdMapping[] | undefined,
  name: string,
  { uid, gid }: Owner,
  caps?: readonly Capability[],
  groups: readonly number[] = [],
): Process {
  const userNamespace = namespaceOf(option, mappings, name);
  // Users and groups have the same map here.
  for (const id of [uid, gid, ...groups])
    if (toHost(userNamespace.uidMap, id) === undefined)
      throw new Failure(`ID ${id} is not mapped by ${option}, so no process can have it`);
  return createProcess({ userNamespace, uid, gid, groups, ...(caps === undefined ? {} : { capabilities: caps }) });
}
