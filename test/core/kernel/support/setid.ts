import { toContainerOrOverflow } from "../../../../src/core/idmap/translate.ts";
import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { setfsgid, setgid, setregid, setresgid } from "../../../../src/core/kernel/identity/set-group-id.ts";
import { setgroups } from "../../../../src/core/kernel/identity/set-groups.ts";
import { setfsuid, setresuid, setreuid, setuid } from "../../../../src/core/kernel/identity/set-user-id.ts";
import { existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import {
  type CredentialRow,
  capabilitiesOf,
  type MountRows,
  mountOf,
  type NamespaceRow,
  numberOf,
  processOf,
  type World,
} from "./world.ts";

/** What a case of set*id asks. */
export type SetIdInput = readonly [credentials: number, op: string, args: readonly number[]];

/** What was observed, or what the model answers. */
export type SetIdOutput = readonly [
  errno: number,
  uids: readonly number[],
  gids: readonly number[],
  groups: readonly number[],
  permitted: string,
  effective: string,
  uidsInside: readonly number[],
  gidsInside: readonly number[],
];

/** What a case of exec asks. */
export type ExecInput = readonly [
  credentials: number,
  mount: number,
  file: readonly [uid: number, gid: number, mode: number],
  capability: readonly [permitted: string, effective: 0 | 1, rootId: number] | null,
  foreign: 0 | 1,
];

/** What was observed, or what the model answers; the rest is missing where the program did not run. */
export type ExecOutput =
  | readonly [errno: number]
  | readonly [
      errno: number,
      uids: readonly number[],
      gids: readonly number[],
      permitted: string,
      effective: string,
      uidsInside: readonly number[],
      gidsInside: readonly number[],
    ];

/** The file setid.json. */
export interface SetIdVectors {
  readonly namespaces: readonly NamespaceRow[];
  readonly mounts: MountRows;
  readonly creds: readonly CredentialRow[];
  readonly cases: readonly (readonly [...SetIdInput, ...SetIdOutput])[];
  readonly exec: readonly (readonly [...ExecInput, ...ExecOutput])[];
}

/** How many columns of a case of set*id are input. */
export const SET_ID_INPUTS = 3;

/** How many columns of a case of exec are input. */
export const EXEC_INPUTS = 5;

/** Decides a case of set*id. */
export function decideSetId(
  world: World,
  { creds }: Pick<SetIdVectors, "creds">,
  [credentials, op, args]: SetIdInput,
): { readonly process: Process; readonly decision: Decision<Process> } {
  const process = processOf(world, creds[credentials] as CredentialRow);
  return { process, decision: call(process, op, args) };
}

/** Answers a case of set*id. */
export function answerSetId(world: World, vectors: Pick<SetIdVectors, "creds">, input: SetIdInput): SetIdOutput {
  const { process, decision } = decideSetId(world, vectors, input);
  const after = decision.value ?? process;
  return [
    numberOf(decision.errno),
    [after.ruid, after.euid, after.suid, after.fsuid],
    [after.rgid, after.egid, after.sgid, after.fsgid],
    [...new Set(after.groups)].sort((a, b) => a - b),
    after.permitted.toString(16),
    after.effective.toString(16),
    uidsInside(after),
    gidsInside(after),
  ];
}

/** Decides a case of exec. */
export function decideExec(
  world: World,
  { creds, mounts }: Pick<SetIdVectors, "creds" | "mounts">,
  [credentials, mountId, owned, capability, foreign]: ExecInput,
): Decision<Process> {
  const process = processOf(world, creds[credentials] as CredentialRow);
  const file = programOf(world, mounts, mountId, owned, capability);
  const { mount } = file;
  const elsewhere = { ...file, mount: { ...mount, namespace: { ...mount.namespace, id: "elsewhere" } } };
  return execFile(process, foreign === 1 ? elsewhere : file);
}

/** The program of a case of exec. */
export function programOf(
  world: World,
  mounts: MountRows,
  mountId: number,
  [uid, gid, mode]: ExecInput[2],
  capability: ExecInput[3],
): Inode {
  return existingFile({
    uid,
    gid,
    mode,
    mount: mountOf(world, mounts, mountId),
    ...(capability && {
      capability: {
        permitted: capabilitiesOf(capability[0]),
        inheritable: 0,
        effective: capability[1] === 1,
        rootId: capability[2],
      },
    }),
  });
}

/** Answers a case of exec. */
export function answerExec(
  world: World,
  vectors: Pick<SetIdVectors, "creds" | "mounts">,
  input: ExecInput,
): ExecOutput {
  return execOutputOf(decideExec(world, vectors, input));
}

/** What a program is afterwards, or the error. */
export function execOutputOf(decision: Decision<Process>): ExecOutput {
  if (!decision.allowed) return [numberOf(decision.errno)];
  const after = decision.value;
  return [
    0,
    [after.ruid, after.euid, after.suid, after.fsuid],
    [after.rgid, after.egid, after.sgid, after.fsgid],
    after.permitted.toString(16),
    after.effective.toString(16),
    uidsInside(after),
    gidsInside(after),
  ];
}

function call(process: Process, op: string, args: readonly number[]): Decision<Process> {
  const [a = 0, b = 0, c = 0] = args;
  switch (op) {
    case "setuid":
      return setuid(process, a);
    case "setreuid":
      return setreuid(process, a, b);
    case "setresuid":
      return setresuid(process, a, b, c);
    case "setfsuid":
      return setfsuid(process, a);
    case "setgid":
      return setgid(process, a);
    case "setregid":
      return setregid(process, a, b);
    case "setresgid":
      return setresgid(process, a, b, c);
    case "setfsgid":
      return setfsgid(process, a);
    case "setgroups":
      return setgroups(process, args);
    default:
      throw new RangeError(`expected a call of the file, got ${op}`);
  }
}

function uidsInside({ userNamespace, ruid, euid, suid }: Process): readonly number[] {
  return [ruid, euid, suid].map((id) => toContainerOrOverflow(userNamespace.uidMap, id));
}

function gidsInside({ userNamespace, rgid, egid, sgid }: Process): readonly number[] {
  return [rgid, egid, sgid].map((id) => toContainerOrOverflow(userNamespace.gidMap, id));
}
