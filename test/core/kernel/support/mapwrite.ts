import type { IdMapKind } from "../../../../src/core/kernel/credentials/id-map-kind.ts";
import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import { initialNamespace, type UserNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { openIdMap, readIdMap } from "../../../../src/core/kernel/userns/id-map-file.ts";
import { writeSetgroups } from "../../../../src/core/kernel/userns/setgroups-file.ts";
import { unshareUserNamespace } from "../../../../src/core/kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../../../src/core/kernel/userns/write-id-map.ts";
import { type CredentialRow, type NamespaceRow, numberOf, processOf, type World } from "./world.ts";

/** What a case of mapwrite.json asks: everything before the column of the first error. */
export type MapWriteInput = readonly [
  tag: string,
  file: "uid_map" | "gid_map" | "projid_map",
  creator: number,
  opener: number | "=",
  writer: number | null,
  setgroups: "-" | "deny" | "allow",
  offset: number,
  encoding: 0 | 1 | 2,
  text: string | readonly [prefix: string, length: number],
  second: string | readonly [prefix: string, length: number] | null,
];

/** What was observed, or what the model answers. */
export type MapWriteOutput = readonly [
  openErrno: number,
  errno: number,
  secondErrno: number,
  extents: readonly (readonly [first: number, lower: number, count: number])[],
  kernelLower: readonly number[],
];

/** The file mapwrite.json. */
export interface MapWriteVectors {
  readonly namespaces: readonly NamespaceRow[];
  readonly creds: readonly CredentialRow[];
  readonly cases: readonly (readonly [...MapWriteInput, ...MapWriteOutput])[];
}

/** How many columns of a case are input. */
export const MAP_WRITE_INPUTS = 10;

/** Decides a case: the opening, the writes that it allows, and the namespace afterwards. */
export function decideMapWrite(
  world: World,
  { creds }: Pick<MapWriteVectors, "creds">,
  input: MapWriteInput,
): {
  readonly opened: Decision<unknown>;
  readonly writes: readonly Decision<UserNamespace>[];
  readonly namespace: UserNamespace;
} {
  const [, file, creatorId, openerId, writerId, setgroups, position, encoding, text, second] = input;
  const kind = kindOf(file);
  const process = (id: number): Process => processOf(world, creds[id] as CredentialRow);
  const creator = unshareUserNamespace(process(creatorId), "new");
  if (!creator.allowed) throw new Error("expected a creator that may create a namespace");
  const target = { ...creator.value.process, dumpable: true };
  const opener = openerId === "=" ? target : process(openerId);
  const writer = writerId === null ? opener : process(writerId);

  const opened = openIdMap(opener, target, "rw");
  const fresh = target.userNamespace;
  if (!opened.allowed) return { opened, writes: [], namespace: fresh };
  const before = setgroups === "-" ? fresh : (writeSetgroups(fresh, setgroups).value ?? fresh);
  const first = writeIdMap(opener, before, kind, bytesOf(encoding, text), { writer, position });
  const between = first.value ?? before;
  if (second === null) return { opened, writes: [first], namespace: between };
  const again = writeIdMap(opener, between, kind, bytesOf(0, second), { writer });
  return { opened, writes: [first, again], namespace: again.value ?? between };
}

/** Answers a case. */
export function answerMapWrite(
  world: World,
  vectors: Pick<MapWriteVectors, "creds">,
  input: MapWriteInput,
): MapWriteOutput {
  const { opened, writes, namespace } = decideMapWrite(world, vectors, input);
  const [first, again] = writes;
  if (first === undefined) return [numberOf(opened.errno), 0, -1, [], []];
  const kind = kindOf(input[1]);
  return [
    0,
    numberOf(first.errno),
    again === undefined ? -1 : numberOf(again.errno),
    readIdMap(namespace, namespace, kind).map(({ containerId, hostId, size }) => [containerId, hostId, size]),
    readIdMap(namespace, initialNamespace(), kind).map(({ hostId }) => hostId),
  ];
}

function kindOf(file: MapWriteInput[1]): IdMapKind {
  return file.slice(0, -4) as IdMapKind;
}

function bytesOf(encoding: 0 | 1 | 2, text: string | readonly [string, number]): string | Uint8Array {
  if (typeof text !== "string") return text[0].padEnd(text[1]);
  return encoding === 1 ? Uint8Array.from(Buffer.from(text, "hex")) : text;
}
