import { createIdMap, type IdMap } from "../../../../src/core/idmap/id-map.ts";
import type { IdMapping } from "../../../../src/core/idmap/id-mapping.ts";
import type { PodIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { type Capability, capabilitySet } from "../../../../src/core/kernel/credentials/capability.ts";
import { mapOf } from "../../../../src/core/kernel/credentials/id-map-kind.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { createFile } from "../../../../src/core/kernel/fs/create-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { ownerSeenBy, type ShownOwner } from "../../../../src/core/kernel/inode/owner-numbers.ts";
import { showIdMap } from "../../../../src/core/kernel/userns/id-map-file.ts";
import { writeSetgroups } from "../../../../src/core/kernel/userns/setgroups-file.ts";
import { unshareUserNamespace } from "../../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../../../src/core/kernel/userns/write-id-map.ts";
import type { Result } from "../../../../src/core/result.ts";
import { newuidmap } from "../../../../src/core/userland/newuidmap.ts";
import {
  checkRuncIdmapMount,
  checkRuncRootless,
  checkRuncUserNamespace,
  isInUserNamespace,
  type RuncRefusal,
} from "../../../../src/core/userland/runc.ts";

/** What a peer's case expects, and what the model answers. */
export type PeerAnswer =
  | { readonly ok: unknown }
  | { readonly error: { readonly code?: string; readonly message?: string } };

/** Maps as the cases have them. */
interface Maps {
  readonly uids: readonly IdMapping[];
  readonly gids: readonly IdMapping[];
}

interface WriteMapInput {
  readonly kind: "uid" | "gid";
  readonly writer: {
    readonly in: "self" | "parent";
    readonly parentId: number;
    readonly capsInParent: readonly string[];
  };
  readonly text: string | readonly string[];
  readonly parentMap: readonly IdMapping[];
  readonly setgroups: "allow" | "deny";
}

interface MountInput {
  readonly userns: Maps | null;
  readonly mount: Maps | null;
}

/** The operations of vectors/peers that the kernel model answers, each from the input of a case alone. */
export const peerAnswers: Readonly<Record<string, (input: never) => PeerAnswer>> = {
  "kernel.writeMap": writeMap,
  "kernel.readMap": readMap,
  "kernel.setgroups": setgroupsFile,
  "idmappedMount.stat": idmappedStat,
  "idmappedMount.create": idmappedCreate,
  "userns.isInUserns": isInUserns,
  "validate.newuidmap": validateNewuidmap,
  "validate.runcUserns": runcUserns,
  "validate.runcRootless": runcRootless,
  "validate.runcIdmapMount": runcIdmapMount,
};

/** One process creates the namespace; it writes itself, or another one of the parent does. */
function writeMap({ kind, writer, text, parentMap, setgroups }: WriteMapInput): PeerAnswer {
  const parent = parentOf(parentMap);
  const capabilities = capabilitiesOf(writer.capsInParent);
  const creator: Process = { ...processIn(parent, writer.parentId), permitted: capabilities, effective: capabilities };
  const unshared = unshareUserNamespace(creator, "new");
  if (!unshared.allowed) return failure(unshared.errno);
  const opener = writer.in === "self" ? unshared.value.process : creator;
  let namespace: UserNamespace = unshared.value.process.userNamespace;
  namespace = writeSetgroups(namespace, setgroups).value ?? namespace;
  for (const one of typeof text === "string" ? [text] : text) {
    const written = writeIdMap(opener, namespace, kind, one);
    if (!written.allowed) return failure(written.errno);
    namespace = written.value;
  }
  return { ok: mapOf(namespace, kind).mappings };
}

function readMap({ map }: { readonly map: readonly IdMapping[] }): PeerAnswer {
  const maps = { uid: idMapOf(map), gid: idMapOf(map) };
  const namespace = createUserNamespace(initialNamespace(), { id: "new", maps });
  return { ok: showIdMap(namespace, initialNamespace(), "uid") };
}

function setgroupsFile({ steps }: { readonly steps: readonly string[] }): PeerAnswer {
  let namespace = createUserNamespace(initialNamespace(), { id: "new" });
  let read = "";
  for (const step of steps) {
    if (step === "read") read = `${namespace.setgroups}\n`;
    const word = /^write (.*)$/s.exec(step)?.[1];
    const decision =
      word !== undefined
        ? writeSetgroups(namespace, word)
        : step === "parent writes gid_map"
          ? writeIdMap(createProcess(), namespace, "gid", "0 0 1")
          : undefined;
    if (decision?.allowed === false) return failure(decision.errno);
    namespace = decision?.value ?? namespace;
  }
  return { ok: read };
}

function idmappedStat({
  disk,
  overflow,
  ...maps
}: MountInput & {
  readonly disk: { readonly uid: number; readonly gid: number };
  readonly overflow: number;
}): PeerAnswer {
  const { namespace, mount } = sceneOf(maps);
  const settings = { ...DEFAULT_SETTINGS, overflowUid: overflow, overflowGid: overflow };
  return { ok: shown(namespace, existingFile({ ...disk, mode: 0o644, mount }), settings) };
}

function idmappedCreate({ caller, ...maps }: MountInput & { readonly caller: ShownOwner }): PeerAnswer {
  const { namespace, mount } = sceneOf(maps);
  const process = createProcess({ userNamespace: namespace, uid: caller.uid, gid: caller.gid });
  const made = createFile(process, existingDirectory({ mode: 0o777, mount }), 0o644);
  if (!made.allowed) return failure(made.errno);
  const { uid, gid } = made.value;
  return { ok: { disk: { uid, gid }, stat: shown(namespace, made.value) } };
}

function isInUserns({ uidMapText }: { readonly uidMapText: string }): PeerAnswer {
  return { ok: isInUserNamespace(uidMapText) };
}

function validateNewuidmap({
  callerUid,
  subuid,
  args,
}: {
  readonly callerUid: number;
  readonly subuid: readonly (readonly [start: number, end: number])[];
  readonly args: readonly number[];
}): PeerAnswer {
  const grants = subuid.map(([start, end]) => ({ owner: "caller", start, count: end - start }));
  const mappings: IdMapping[] = [];
  for (let at = 0; at < args.length; at += 3) {
    const [containerId = 0, hostId = 0, size = 0] = args.slice(at, at + 3);
    mappings.push({ containerId, hostId, size });
  }
  const decision = newuidmap(callerUid, grants, mappings);
  return decision.allowed ? { ok: mappings } : failure(decision.errno);
}

function runcUserns({
  userns,
  joinPathMap,
  ...maps
}: Maps & { readonly userns: boolean; readonly joinPathMap?: Maps }): PeerAnswer {
  return verdict(
    checkRuncUserNamespace({
      enabled: userns,
      maps: mapsOf(maps),
      ...(joinPathMap && { joined: mapsOf(joinPathMap) }),
    }),
  );
}

function runcRootless({
  userns,
  mountData,
  ...maps
}: Maps & { readonly userns: boolean; readonly mountData: string }): PeerAnswer {
  return verdict(checkRuncRootless({ enabled: userns, maps: mapsOf(maps) }, [mountData]));
}

function runcIdmapMount({
  rootless,
  mount,
}: {
  readonly rootless: boolean;
  readonly mount: Maps & { readonly bind: boolean };
}): PeerAnswer {
  return verdict(checkRuncIdmapMount({ bind: mount.bind, maps: mapsOf(mount) }, rootless));
}

function parentOf(map: readonly IdMapping[]): UserNamespace {
  const host = initialNamespace();
  const [first, ...others] = map;
  const isHost = others.length === 0 && first?.containerId === 0 && first.hostId === 0 && first.size === 4294967295;
  return isHost ? host : createUserNamespace(host, { id: "parent", maps: { uid: idMapOf(map), gid: idMapOf(map) } });
}

function processIn(namespace: UserNamespace, id: number): Process {
  return createProcess({ userNamespace: namespace, uid: id, gid: id });
}

function capabilitiesOf(names: readonly string[]): number {
  return names.includes("ALL") ? createProcess().permitted : capabilitySet(names as readonly Capability[]);
}

function idMapOf(mappings: readonly IdMapping[]): IdMap {
  const map = createIdMap(mappings);
  if (!map.ok) throw new RangeError(`expected a map, got ${map.error.code}`);
  return map.value;
}

function mapsOf({ uids, gids }: Maps): PodIdMap {
  return { uid: idMapOf(uids), gid: idMapOf(gids) };
}

/** A side that is not given is the host's own in a namespace, and no idmap in a mount. */
function sceneOf({ userns, mount }: MountInput): { readonly namespace: UserNamespace; readonly mount: Mount } {
  const host = initialNamespace();
  return {
    namespace: userns === null ? host : createUserNamespace(host, { id: "container", maps: mapsOf(userns) }),
    mount: createMount(mount === null ? {} : { idmap: mapsOf(mount) }),
  };
}

function shown(namespace: UserNamespace, file: Inode, settings = DEFAULT_SETTINGS): ShownOwner {
  return ownerSeenBy(namespace, file, settings);
}

function failure(code: Errno): PeerAnswer {
  return { error: { code } };
}

function verdict(result: Result<undefined, RuncRefusal>): PeerAnswer {
  if (result.ok) return { ok: true };
  const { text } = result.error;
  return { error: text === undefined ? {} : { message: text } };
}

/** Whether an answer is the expected one: a message need only occur in the answer's, and `{}` stands for any error. */
export function agrees(answer: PeerAnswer, expected: PeerAnswer): boolean {
  if ("ok" in expected || "ok" in answer) return JSON.stringify(answer) === JSON.stringify(expected);
  const { code = answer.error.code, message } = expected.error;
  return answer.error.code === code && (message === undefined || isSame(answer.error, message));
}

function isSame({ message, code }: { readonly message?: string; readonly code?: string }, expected: string): boolean {
  return message === undefined ? code !== undefined : message.includes(expected);
}
