import { checkInteger } from "../../core/id/integer.ts";
import { expectObject, expectOneOf, expectText } from "../../core/misuse/misuse.ts";
import { type HistoryOperation, OPERATION_NAMES } from "../history/operation.ts";
import type { AsyncRunningAllocator, RunningAllocator } from "../subject/adapter.ts";
import { type AllocatorCommand, type CommandModel, livePodAt, performOperation } from "./model.ts";

/** What a command does: to a pod with a name, to one of the live pods, or to the allocator. */
export type CommandPlan =
  | {
      /** A pod asks for IDs: one that has none, or one that has some. */
      readonly op: "allocate";
      /** The UID of the pod. */
      readonly podUid: string;
      /** How many slots it asks for; 1 when absent. */
      readonly slots?: number;
    }
  | {
      /** A live pod ends, or its record is lost. */
      readonly op: "release" | "loseRecord";
      /**
       * Which of the live pods, counted on around the end: looked up when the command runs, so that it stays right while
       * others are dropped.
       */
      readonly position: number;
    }
  | {
      /** The allocator restarts. */
      readonly op: "restart";
    };

/**
 * One operation as a command for `fc.modelRun`, and for `fc.asyncModelRun` of an allocator whose answers come later.
 *
 * @example
 * ```ts
 * import { OperationCommand } from "userns-sim/testing";
 *
 * String(new OperationCommand({ op: "allocate", podUid: "web", slots: 2 })); // => "allocate(web, 2 slots)"
 * String(new OperationCommand({ op: "release", position: 3 })); // => "release(#3)"
 * ```
 */
export class OperationCommand implements AllocatorCommand {
  readonly #plan: CommandPlan;
  #podUid: string | undefined;

  /**
   * Makes the command.
   *
   * @param plan - what it does
   */
  constructor(plan: CommandPlan) {
    expectPlan(plan);
    this.#plan = plan;
  }

  /**
   * Tells whether it can be run.
   *
   * @param model - what is known
   * @returns `false` where it takes a live pod and there is none
   */
  check(model: Readonly<CommandModel>): boolean {
    return !("position" in this.#plan) || livePodAt(model, this.#plan.position) !== undefined;
  }

  /**
   * Asks, and judges the answer.
   *
   * @param model - what is known
   * @param real - the allocator
   */
  run(model: CommandModel, real: RunningAllocator): void;
  run(model: CommandModel, real: AsyncRunningAllocator): Promise<void>;
  run(model: CommandModel, real: RunningAllocator & AsyncRunningAllocator): void | Promise<void> {
    const operation = this.#operation(model);
    return operation && performOperation(model, real, operation);
  }

  /**
   * Shows the command.
   *
   * @returns such as `release(pod-0)`, or which position before it has run
   */
  toString(): string {
    const plan = this.#plan;
    if (plan.op === "restart") return "restart()";
    if (plan.op !== "allocate") return `${plan.op}(${this.#podUid ?? `#${plan.position}`})`;
    const { podUid, slots = 1 } = plan;
    return `allocate(${podUid}${slots === 1 ? "" : `, ${slots} slots`})`;
  }

  /** The command as it is shown: what deep comparisons go by, since nothing else of it can be seen. */
  get [Symbol.toStringTag](): string {
    return #plan in this ? this.toString() : "OperationCommand";
  }

  #operation(model: CommandModel): HistoryOperation | undefined {
    const plan = this.#plan;
    if (plan.op === "restart") return { op: "restart" };
    if (plan.op === "allocate") {
      const { op, podUid, slots = 1 } = plan;
      return slots === 1 ? { op, podUid } : { op, podUid, size: slots * model.pool.idsPerPod };
    }
    this.#podUid = livePodAt(model, plan.position);
    return this.#podUid === undefined ? undefined : { op: plan.op, podUid: this.#podUid };
  }
}

function expectPlan(plan: CommandPlan): void {
  const caller = "OperationCommand";
  expectObject(caller, "plan", plan, 'an object such as { op: "restart" }');
  expectOneOf(caller, "op", plan.op, OPERATION_NAMES);
  if (plan.op === "restart") return;
  if (plan.op === "allocate") {
    expectText(caller, "podUid", plan.podUid);
    if (plan.slots !== undefined) checkInteger(caller, "slots", plan.slots, 1, Number.MAX_SAFE_INTEGER);
  } else checkInteger(caller, "position", plan.position, 0, Number.MAX_SAFE_INTEGER);
}
