import { Failure } from "../base/failure.ts";
import { flagOf } from "../program/option-from.ts";
import { FILE_OPERATIONS } from "./file-operations.ts";
import type { Operation } from "./operation.ts";
import { PROCESS_OPERATIONS } from "./process-operations.ts";
import type { Operand, OperationName } from "./question.ts";

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = { ...FILE_OPERATIONS, ...PROCESS_OPERATIONS };

/** An option that is passed over in silence would leave an answer to another question than the one that was put. */
export function refuseOperandsApart(op: OperationName, isGiven: (operand: Operand) => boolean): void {
  const takers = Object.values(OPERATIONS).flatMap(({ takes }) => takes);
  const apart = takers.find((operand) => isGiven(operand) && !OPERATIONS[op].takes.includes(operand));
  if (apart === undefined) return;
  throw new Failure(`${flagOf(apart)} has no meaning with --op ${op}`);
}
