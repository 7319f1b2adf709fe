import type { ContainerId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import type { Process } from "../credentials/process.ts";
import { type Allowed, conclude, type Decision, type Step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { followFileUserId, followUserIds } from "./capability-fixup.ts";
import { commitCredentials } from "./commit-credentials.ts";
import { type Ids, type Side, setFileId } from "./id-change.ts";

/** A call that changes the IDs of one side; `change` is what the two sides have in common. */
export interface IdCall<Arguments extends readonly ContainerId[]> {
  readonly name: string;
  readonly side: Side;
  readonly change: (trace: Trace, process: Process, side: Side, ...ids: Arguments) => Ids | Errno;
}

export function decideIds<Arguments extends readonly ContainerId[]>(
  call: IdCall<Arguments>,
  process: Process,
  ...ids: Arguments
): Decision<Process> {
  const steps: Step[] = [];
  const changed = change(steps, call, process, ids);
  return conclude(steps, refusalIn(changed), () => withIds(steps, process, call.side, changed as Ids));
}

export function errnoOfIds<Arguments extends readonly ContainerId[]>(
  call: IdCall<Arguments>,
  process: Process,
  ...ids: Arguments
): Errno | undefined {
  return refusalIn(change(undefined, call, process, ids));
}

/** The process afterwards, without the steps; the one before where the call is refused. */
export function afterIds<Arguments extends readonly ContainerId[]>(
  call: IdCall<Arguments>,
  process: Process,
  ...ids: Arguments
): Process {
  const changed = change(undefined, call, process, ids);
  return typeof changed === "string" ? process : withIds(undefined, process, call.side, changed);
}

/** setfsuid(2) and setfsgid(2), which never fail. */
export function decideFileId(name: string, side: Side, process: Process, id: ContainerId): Allowed<Process> {
  expectProcess(name, "process", process);
  checkIds(name, side, [id]);
  const steps: Step[] = [];
  const { file } = setFileId(steps, process, side, id);
  const decidedAt = steps.length - 1;
  const next: Process =
    side === "group" ? { ...process, fsgid: file } : followFileUserId(steps, process, { ...process, fsuid: file });
  return {
    allowed: true,
    errno: undefined,
    value: commitCredentials(steps, process, next),
    decidedBy: "file-id-ignored",
    decidedAt,
    steps,
  };
}

function change<Arguments extends readonly ContainerId[]>(
  trace: Trace,
  call: IdCall<Arguments>,
  process: Process,
  ids: Arguments,
): Ids | Errno {
  expectProcess(call.name, "process", process);
  checkIds(call.name, call.side, ids);
  return call.change(trace, process, call.side, ...ids);
}

function checkIds(caller: string, side: Side, ids: readonly ContainerId[]): void {
  for (const [index, id] of ids.entries())
    checkUint32(caller, ids.length === 1 ? `the ${side} ID` : `the ${NAMES[index]} ${side} ID`, id);
}

const NAMES = ["real", "effective", "saved"] as const;

function refusalIn(changed: Ids | Errno): Errno | undefined {
  return typeof changed === "string" ? changed : undefined;
}

/** Only user IDs change the capabilities. */
function withIds(trace: Trace, process: Process, side: Side, { real, effective, saved, file }: Ids): Process {
  const next: Process =
    side === "group"
      ? { ...process, rgid: real, egid: effective, sgid: saved, fsgid: file }
      : followUserIds(trace, process, { ...process, ruid: real, euid: effective, suid: saved, fsuid: file });
  return commitCredentials(trace, process, next);
}
