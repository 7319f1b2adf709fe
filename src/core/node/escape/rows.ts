import { type FileOperation, operationsOn, PROCESS_OPERATIONS } from "../host/operations.ts";
import { leadsThroughMount } from "./access-path.ts";
import type { Actor } from "./actor.ts";
import { withDispute } from "./dispute.ts";
import type { Form } from "./form.ts";
import type { EscapeRow, Verdict } from "./matrix.ts";
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
export function fileRows<Cell extends Verdict>(
  ask: Form<Cell>,
  columns: Columns,
  { target, withUserns, withoutUserns }: FileTarget,
): readonly EscapeRow<Cell>[] {
  const { path, source } = columns.withUserns;
  if (leadsThroughMount(path) && source !== undefined && !isBelow(withUserns.path, source)) return [];
  const ownWay = viewFile(columns.withUserns, withUserns);
  const hostsWay = viewFile(columns.withoutUserns, withoutUserns);
  const directory = [ownWay, hostsWay].flatMap((way) => (way.found && way.directory) || [])[0];
  const own = questionsOn(ask, ownWay, columns.withUserns);
  const operations = withUserns.operations ?? operationsOn(withUserns.file, directory);
  const plainer = plainerThan(columns.withUserns);
  const undisputed = plainer && questionsOn(ask, viewFile(plainer, withUserns), plainer);
  const hosts = questionsOn(ask, hostsWay, columns.withoutUserns);
  const strangers = questionsOn(ask, viewFile(columns.stranger, withUserns), columns.stranger);
  return operations.map((operation) => ({
    target,
    operation,
    withUserns: undisputed ? withDispute(path, own(operation), undisputed(operation)) : own(operation),
    withoutUserns: hosts(operation),
    stranger: strangers(operation),
  }));
}

export function processRows<Cell extends Verdict>(
  ask: Form<Cell>,
  columns: Columns,
  { target, withUserns, withoutUserns }: ProcessTarget,
): readonly EscapeRow<Cell>[] {
  const { kernel } = columns.withUserns;
  return PROCESS_OPERATIONS.map((operation) => ({
    target,
    operation,
    withUserns: tryOnProcess(ask, columns.withUserns.process, withUserns, operation, kernel),
    withoutUserns: tryOnProcess(ask, columns.withoutUserns.process, withoutUserns, operation, kernel),
    stranger: tryOnProcess(ask, columns.stranger.process, withUserns, operation, kernel),
  }));
}

/** The way to a file is the same for all that is tried on it. */
function questionsOn<Cell>(ask: Form<Cell>, way: FoundFile | NoWay, actor: Actor): (operation: FileOperation) => Cell {
  const arrived = ask.goTo(actor.opener, way);
  return (operation) =>
    arrived.found === undefined ? arrived.answer : tryOnFile(ask, actor, arrived.found, operation);
}

/** The same process without what the sources do not agree upon; `undefined` where there is no such thing. */
function plainerThan(actor: Actor): Actor | undefined {
  const { path, process } = actor;
  if (path === "idmapped") return { ...actor, maps: undefined };
  if (path === "deputy" && process.userNamespace.parent !== undefined) return { ...actor, opener: process };
  return undefined;
}
