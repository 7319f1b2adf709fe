import { Failure } from "../../base/failure.ts";
import { flagOf } from "../../program/option-from.ts";
import type { Operand, OperationName, Question } from "../question/question.ts";
import { FILE_OPERATIONS } from "./file-operations.ts";
import type { Operation } from "./operation.ts";
import { OWN_OPERATIONS } from "./own-operations.ts";
import { PROCESS_OPERATIONS } from "./process-operations.ts";

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  ...FILE_OPERATIONS,
  ...PROCESS_OPERATIONS,
  ...OWN_OPERATIONS,
};

/** An option that is passed over in silence would leave an answer to another question than the one that was put. */
export function expectOperands(
  { op, fileType }: Pick<Question, "op" | "fileType">,
  isGiven: (operand: Operand) => boolean,
): void {
  const { takes, needs = [], fileTypes } = OPERATIONS[op];
  const takers = Object.values(OPERATIONS).flatMap((operation) => operation.takes);
  const apart = takers.find((operand) => isGiven(operand) && !takes.includes(operand));
  if (apart !== undefined) throw new Failure(`${flagOf(apart)} has no meaning with --op ${op}`);
  const missing = needs.find((operand) => !isGiven(operand));
  if (missing !== undefined) throw new Failure(`--op ${op} needs ${flagOf(missing)}`);
  if (fileTypes !== undefined && !fileTypes.includes(fileType))
    throw new Failure(`--op ${op} makes no ${fileType}: ask with --file-type ${fileTypes.join(", ")}`);
}
