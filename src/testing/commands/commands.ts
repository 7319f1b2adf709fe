import * as fc from "fast-check";
import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectBoolean, expectObject } from "../../core/misuse/misuse.ts";
import { expectArbitrary } from "../arbitraries/expect-arbitrary.ts";
import type { AllocatorCommand, AsyncAllocatorCommand } from "./model.ts";
import { OperationCommand } from "./operation-command.ts";

/**
 * Which commands are wanted: fast-check's own constraints, `replayPath` among them, and those of the kit.
 *
 * @typeParam Command - commands that are run at once, or later
 */
export interface CommandsConstraints<Command extends AllocatorCommand | AsyncAllocatorCommand = AllocatorCommand>
  extends fc.CommandsContraints {
  /** How many pods come and go; 6 when absent. */
  readonly pods?: number;
  /** The most slots that a pod asks for; 1 when absent. */
  readonly maxSlotsPerPod?: number;
  /** Whether there are restarts and lost records; `true` when absent. */
  readonly restarts?: boolean;
  /** Commands of your own, as likely as those of the kit. */
  readonly extra?: readonly fc.Arbitrary<Command>[];
}

/** Which commands are wanted for an allocator whose answers come later. */
export interface AsyncCommandsConstraints extends CommandsConstraints<AsyncAllocatorCommand> {
  /** Always `true`: the commands are for `fc.asyncModelRun`. */
  readonly async: true;
}

/**
 * Generates commands for `fc.modelRun`, or with `async: true` for `fc.asyncModelRun`.
 *
 * @param constraints - which commands are wanted
 * @returns lists of commands; they shrink as those of fast-check do
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { allocatorCommands, commandSetup } from "userns-sim/testing";
 *
 * const pool = { start: 65536, size: 131072, idsPerPod: 65536, exclude: [] };
 * const greedy = { start: () => ({ allocate: () => ({ start: 65536, size: 65536 }) }) };
 * const property = fc.property(allocatorCommands(), (commands) => fc.modelRun(commandSetup(greedy, pool), commands));
 * const { counterexample } = fc.check(property, { seed: 1 });
 * String(counterexample?.[0]).startsWith("allocate("); // => true
 * ```
 */
export function allocatorCommands(constraints?: CommandsConstraints): fc.Arbitrary<Iterable<AllocatorCommand>>;
export function allocatorCommands(constraints: AsyncCommandsConstraints): fc.Arbitrary<Iterable<AsyncAllocatorCommand>>;
export function allocatorCommands(
  constraints: (CommandsConstraints | AsyncCommandsConstraints) & { readonly async?: boolean } = {},
): fc.Arbitrary<Iterable<AllocatorCommand>> | fc.Arbitrary<Iterable<AsyncAllocatorCommand>> {
  expectObject("allocatorCommands", "constraints", constraints, "an object such as { pods: 6 }");
  const { pods = 6, maxSlotsPerPod = 1, restarts = true, extra = [], async: _async, ...own } = constraints;
  checkInteger("allocatorCommands", "pods", pods, 1, MOST_PODS);
  checkInteger("allocatorCommands", "maxSlotsPerPod", maxSlotsPerPod, 1, MOST_SLOTS);
  expectBoolean("allocatorCommands", "restarts", restarts);
  expectArray("allocatorCommands", "extra", extra, "an array of arbitraries of commands");
  for (const each of extra) expectArbitrary("allocatorCommands", "each of extra", each);
  const position = fc.nat({ max: 2 * pods });
  const allocate = fc
    .tuple(fc.nat({ max: pods - 1 }), fc.integer({ min: 1, max: maxSlotsPerPod }))
    .map(([pod, slots]) => new OperationCommand({ op: "allocate", podUid: `pod-${pod}`, slots }));
  const release = position.map((at) => new OperationCommand({ op: "release", position: at }));
  const recovery = restarts
    ? [
        fc.constant(undefined).map(() => new OperationCommand({ op: "restart" })),
        position.map((at) => new OperationCommand({ op: "loseRecord", position: at })),
      ]
    : [];
  // Twice, because pools are full only where pods come more often than they go.
  const all = [allocate, allocate, release, ...recovery, ...extra];
  // All are of one kind: that of the constraints.
  return fc.commands(all as fc.Arbitrary<AllocatorCommand>[], own);
}

const MOST_PODS = 1_000_000;
/** As many as a pool has at most. */
const MOST_SLOTS = 4194304;
