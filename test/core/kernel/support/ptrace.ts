import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { ownerSeenBy, type ShownOwner } from "../../../../src/core/kernel/inode/owner-numbers.ts";
import { procFile } from "../../../../src/core/kernel/inode/proc-file.ts";
import { accessProcess, type ProcessAccess } from "../../../../src/core/kernel/processes/access-process.ts";
import { type CredentialRow, type NamespaceRow, namespaceOf, numberOf, processOf, type World } from "./world.ts";

/** What a case of ptrace.json asks. */
export type PtraceInput = readonly [sender: number, target: number, dumpable: 0 | 1, memoryNamespace: number];

/** What was observed, or what the model answers. */
export type PtraceOutput = readonly [results: readonly number[], environ: readonly [uid: number, gid: number]];

/** The file ptrace.json. */
export interface PtraceVectors {
  readonly ops: readonly string[];
  readonly namespaces: readonly NamespaceRow[];
  readonly creds: readonly CredentialRow[];
  readonly cases: readonly (readonly [...PtraceInput, ...PtraceOutput])[];
}

/** How many columns of a case are input. */
export const PTRACE_INPUTS = 4;

const OPS: Readonly<Record<string, ProcessAccess>> = {
  process_vm_readv: "memory",
  readlink_cwd: "link",
  readlink_ns_user: "link",
  open_environ: "open-environ",
  open_mem_rdwr: "open-mem",
  open_ns_user: "link",
  readlink_fd: "descriptor-link",
  open_fdinfo: "link",
  kcmp: "compare",
  pidfd_getfd: "take-descriptor",
  ptrace_seize: "attach",
};

/** Decides every way of a case, and gives the file that is looked at. */
export function decidePtrace(
  world: World,
  { creds, ops }: Pick<PtraceVectors, "creds" | "ops">,
  [senderId, targetId, dumpable, memoryNamespace]: PtraceInput,
): { readonly decisions: readonly Decision[]; readonly environ: ShownOwner } {
  const sender = processOf(world, creds[senderId] as CredentialRow);
  const target: Process = {
    ...processOf(world, creds[targetId] as CredentialRow),
    dumpable: dumpable === 1,
    memoryNamespace: namespaceOf(world, memoryNamespace),
  };
  return {
    decisions: ops.map((op) => accessProcess(sender, target, OPS[op] as ProcessAccess)),
    environ: ownerSeenBy(sender.userNamespace, procFile(target, 0o400)),
  };
}

/** Answers a case. */
export function answerPtrace(
  world: World,
  vectors: Pick<PtraceVectors, "creds" | "ops">,
  input: PtraceInput,
): PtraceOutput {
  const { decisions, environ } = decidePtrace(world, vectors, input);
  return [decisions.map(({ errno }) => numberOf(errno)), [environ.uid, environ.gid]];
}
