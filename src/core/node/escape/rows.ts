import type { Decision } from "../../kernel/decision/decision.ts";
import { type FileOperation, operationsOn, PROCESS_OPERATIONS } from "../host/operations.ts";
import { leadsThroughMount } from "./access-path.ts";
import type { Actor } from "./actor.ts";
import { withDispute } from "./dispute.ts";
import type { EscapeRow } from "./matrix.ts";
import type { FileTarget, ProcessTarget } from "./targets.ts";
import { tryOnFile, tryOnProcess } from "./try-operation.ts";
import { type FoundFile, isBelow, type NoWay, viewFile } from "./view-file.ts";

/** Who asks in the columns of the matrix. */
export interface Columns {
  readonly withUserns: Actor;
  readonly withoutUserns: Actor;
  /** A process that owns nothing. */
  readonly stranger: Actor;
}

/** A row for each operation; none for a file that does not lie below what is mounted. */
export function fileRows(columns: Columns, { target, withUserns, withoutUserns }: FileTarget): readonly EscapeRow[] {
  const { path, source } = columns.withUserns;
  if (leadsThroughMount(path) && source !== undefined && !isBelow(withUserns.path, source)) return [];
  const ownWay = viewFile(columns.withUserns, withUserns);
  const hostsWay = viewFile(columns.withoutUserns, withoutUserns);
  const directory = [ownWay, hostsWay].flatMap((way) => (way.found && way.directory) || [])[0];
  const own = questionsOn(ownWay, columns.withUserns);
  const operations = withUserns.operations ?? operationsOn(withUserns.file, directory);
  const plainer = plainerThan(columns.withUserns);
  const undisputed = plainer && questionsOn(viewFile(plainer, withUserns), plainer);
  const hosts = questionsOn(hostsWay, columns.withoutUserns);
  const strangers = questionsOn(viewFile(columns.stranger, withUserns), columns.stranger);
  return operations.map((operation) => ({
    target,
    operation,
    withUserns: undisputed ? withDispute(path, own(operation), undisputed(operation)) : own(operation),
    withoutUserns: hosts(operation),
    stranger: strangers(operation),
  }));
}

export function processRows(
  columns: Columns,
  { target, withUserns, withoutUserns }: ProcessTarget,
): readonly EscapeRow[] {
  const { kernel } = columns.withUserns;
  return PROCESS_OPERATIONS.map((operation) => ({
    target,
    operation,
    withUserns: tryOnProcess(columns.withUserns.process, withUserns, operation, kernel),
    withoutUserns: tryOnProcess(columns.withoutUserns.process, withoutUserns, operation, kernel),
    stranger: tryOnProcess(columns.stranger.process, withUserns, operation, kernel),
  }));
}

/** The way to a file is the same for all that is tried on it. */
function questionsOn(way: FoundFile | NoWay, actor: Actor): (operation: FileOperation) => Decision<unknown> {
  return (operation) => (way.found ? tryOnFile(actor, way, operation) : way.refused);
}

/** The same process without what the sources do not agree upon; `undefined` where there is no such thing. */
function plainerThan(actor: Actor): Actor | undefined {
  const { path, maps, process } = actor;
  if (path === "idmapped" && maps !== undefined) return { ...actor, maps: undefined };
  if (path === "deputy" && process.userNamespace.parent !== undefined) return { ...actor, opener: process };
  return undefined;
}
