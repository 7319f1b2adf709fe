import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { createFile } from "../../../../src/core/kernel/fs/create-file.ts";
import { statFile } from "../../../../src/core/kernel/fs/stat-file.ts";
import { setgid } from "../../../../src/core/kernel/identity/set-group-id.ts";
import { setuid } from "../../../../src/core/kernel/identity/set-user-id.ts";
import { existingDirectory, existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { readIdMap } from "../../../../src/core/kernel/userns/id-map-file.ts";
import { type NamespaceRow, namespaceOf, type World } from "./world.ts";

/** Three columns: an ID, and what it is on the side of the users and of the groups. */
export type Probe = readonly [id: number, uid: number | null, gid: number | null];

/** The file translate.json. */
export interface TranslateVectors {
  readonly namespaces: readonly NamespaceRow[];
  readonly creates: readonly (readonly [namespace: number, uid: number, gid: number, kuid: number, kgid: number])[];
  readonly map_reads: readonly (readonly [
    target: number,
    reader: number,
    uids: readonly number[],
    gids: readonly number[],
  ])[];
  readonly cases: readonly (readonly [namespace: number, up: readonly Probe[], down: readonly Probe[]])[];
}

/** Shows IDs of the kernel to a process inside. */
export function answerUp(world: World, namespace: number, ids: readonly number[]): readonly Probe[] {
  const process = inside(world, namespace);
  return ids.map((id) => {
    const shown = statFile(process, existingFile({ uid: id, gid: id, mode: 0o644 })).value;
    return [id, shown?.uid ?? null, shown?.gid ?? null];
  });
}

/** Gives the IDs of the kernel that IDs inside stand for. */
export function answerDown(world: World, namespace: number, ids: readonly number[]): readonly Probe[] {
  const process = inside(world, namespace);
  return ids.map((id) => [id, setuid(process, id).value?.euid ?? null, setgid(process, id).value?.egid ?? null]);
}

/** Creates a file inside, and gives its owner on the node. */
export function answerCreate(world: World, namespace: number, uid: number, gid: number): readonly (number | null)[] {
  const group = setgid(inside(world, namespace), gid).value;
  const user = group && setuid(group, uid).value;
  const file = user && createFile(user, existingDirectory({ mode: 0o777 }), 0o644).value;
  return [file?.uid ?? null, file?.gid ?? null];
}

/** Reads the maps of one namespace in another one. */
export function answerMapRead(world: World, target: number, reader: number): readonly (readonly number[])[] {
  const kinds = ["uid", "gid"] as const;
  return kinds.map((kind) =>
    readIdMap(namespaceOf(world, target), namespaceOf(world, reader), kind).map(({ hostId }) => hostId),
  );
}

function inside(world: World, namespace: number): Process {
  return { ...createProcess(), userNamespace: namespaceOf(world, namespace) };
}
