import * as fc from "fast-check";
import type { RunningAllocator } from "../subject/adapter.ts";
import { type AllocatorCommand, type CommandModel, livePodAt, performOperation } from "./model.ts";

/** A pod asks for IDs: one that has none, or one that has some. */
export class AllocateCommand implements AllocatorCommand {
  readonly #podUid: string;
  readonly #slots: number;

  /**
   * Makes the command.
   *
   * @param podUid - the UID of the pod
   * @param slots - how many slots it asks for
   */
  constructor(podUid: string, slots: number = 1) {
    this.#podUid = podUid;
    this.#slots = slots;
  }

  /**
   * Tells whether it can be run.
   *
   * @returns `true`: a pod may always ask
   */
  check(): boolean {
    return true;
  }

  /**
   * Asks, and judges the answer.
   *
   * @param model - what is known
   * @param real - the allocator
   */
  run(model: CommandModel, real: RunningAllocator): void {
    const size = this.#slots * model.pool.idsPerPod;
    performOperation(model, real, { op: "allocate", podUid: this.#podUid, ...(this.#slots === 1 ? {} : { size }) });
  }

  /**
   * Shows the command.
   *
   * @returns such as `allocate(pod-0)`
   */
  toString(): string {
    return `allocate(${this.#podUid}${this.#slots === 1 ? "" : `, ${this.#slots} slots`})`;
  }

  /** The command as it is shown: what deep comparisons go by, since nothing else of it can be seen. */
  get [Symbol.toStringTag](): string {
    return #podUid in this ? this.toString() : "AllocateCommand";
  }
}

/**
 * Something happens to a live pod. Which one is a number, resolved when the command runs, so that it stays right while others
 * are dropped.
 */
export abstract class LivePodCommand implements AllocatorCommand {
  readonly #op: "release" | "loseRecord";
  readonly #position: number;
  #podUid: string | undefined;

  /**
   * Makes the command.
   *
   * @param op - what happens
   * @param position - to which of the live pods, counted on around the end
   */
  constructor(op: "release" | "loseRecord", position: number) {
    this.#op = op;
    this.#position = position;
  }

  /**
   * Tells whether it can be run.
   *
   * @param model - what is known
   * @returns `true` when a pod is live
   */
  check(model: Readonly<CommandModel>): boolean {
    return livePodAt(model, this.#position) !== undefined;
  }

  /**
   * Asks, and judges the answer.
   *
   * @param model - what is known
   * @param real - the allocator
   */
  run(model: CommandModel, real: RunningAllocator): void {
    this.#podUid = livePodAt(model, this.#position);
    if (this.#podUid !== undefined) performOperation(model, real, { op: this.#op, podUid: this.#podUid });
  }

  /**
   * Shows the command.
   *
   * @returns such as `release(pod-0)`, or which position before it has run
   */
  toString(): string {
    return `${this.#op}(${this.#podUid ?? `#${this.#position}`})`;
  }

  /** The command as it is shown: what deep comparisons go by, since nothing else of it can be seen. */
  get [Symbol.toStringTag](): string {
    return #op in this ? this.toString() : "LivePodCommand";
  }
}

/** A live pod ends. */
export class ReleaseCommand extends LivePodCommand {
  /**
   * Makes the command.
   *
   * @param position - which of the live pods, counted on around the end
   */
  constructor(position: number) {
    super("release", position);
  }
}

/** The record of a live pod is lost. */
export class LoseRecordCommand extends LivePodCommand {
  /**
   * Makes the command.
   *
   * @param position - which of the live pods, counted on around the end
   */
  constructor(position: number) {
    super("loseRecord", position);
  }
}

/** The allocator restarts. */
export class RestartCommand implements AllocatorCommand {
  /**
   * Tells whether it can be run.
   *
   * @returns `true`
   */
  check(): boolean {
    return true;
  }

  /**
   * Restarts, and judges the answer.
   *
   * @param model - what is known
   * @param real - the allocator
   */
  run(model: CommandModel, real: RunningAllocator): void {
    performOperation(model, real, { op: "restart" });
  }

  /**
   * Shows the command.
   *
   * @returns `restart()`
   */
  toString(): string {
    return "restart()";
  }

  /** The command as it is shown: what deep comparisons go by, since nothing else of it can be seen. */
  get [Symbol.toStringTag](): string {
    return this.toString();
  }
}

/** Which commands are wanted: fast-check's own constraints, `replayPath` among them, and those of the kit. */
export interface CommandsConstraints extends fc.CommandsContraints {
  /** How many pods come and go; 6 when absent. */
  readonly pods?: number;
  /** The most slots that a pod asks for; 1 when absent. */
  readonly maxSlotsPerPod?: number;
  /** Whether there are restarts and lost records; `true` when absent. */
  readonly restarts?: boolean;
  /** Commands of your own, as likely as those of the kit. */
  readonly extra?: readonly fc.Arbitrary<AllocatorCommand>[];
}

/**
 * Generates commands for `fc.modelRun`.
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
export function allocatorCommands(constraints: CommandsConstraints = {}): fc.Arbitrary<Iterable<AllocatorCommand>> {
  const { pods = 6, maxSlotsPerPod = 1, restarts = true, extra = [], ...own } = constraints;
  const position = fc.nat({ max: 2 * pods });
  const allocate = fc
    .tuple(fc.nat({ max: pods - 1 }), fc.integer({ min: 1, max: maxSlotsPerPod }))
    .map(([pod, slots]): AllocatorCommand => new AllocateCommand(`pod-${pod}`, slots));
  const release = position.map((at): AllocatorCommand => new ReleaseCommand(at));
  const recovery = restarts
    ? [
        fc.constant(undefined).map((): AllocatorCommand => new RestartCommand()),
        position.map((at): AllocatorCommand => new LoseRecordCommand(at)),
      ]
    : [];
  // Twice, because pools are full only where pods come more often than they go.
  return fc.commands([allocate, allocate, release, ...recovery, ...extra], own);
}
