import { DEFAULT_SETTINGS } from "../../../core/kernel/decision/kernel-settings.ts";
import { TRACED } from "../../../core/node/escape/form.ts";
import { tryOnProcess } from "../../../core/node/escape/try-operation.ts";
import type { ProcessOperation } from "../../../core/node/host/operations.ts";
import { OPERATION_VERBS } from "../../output/operation-verbs.ts";
import type { Operand, OperationName } from "../question/question.ts";
import { targetLine } from "../world/scene.ts";
import type { Operation } from "./operation.ts";

type ProcessQuestion = "signal" | "trace" | "environ" | "root" | "limits" | "setns";

const TARGET: readonly Operand[] = ["target", "targetMap", "samePod", "otherPod", "below"];

export const PROCESS_OPERATIONS: Readonly<Record<ProcessQuestion, Operation>> = {
  signal: onProcess("signal"),
  trace: onProcess("trace"),
  environ: onProcess("environ"),
  root: onProcess("root"),
  limits: onProcess("limits"),
  setns: { ...onProcess("setns"), takes: [...TARGET, "namespace"] },
};

function onProcess(op: OperationName & ProcessOperation): Operation {
  return {
    takes: TARGET,
    words: (_question, { target, place }) =>
      `${OPERATION_VERBS[op]} a process of kuid ${target.euid} ${place.preposition} ${place.name}`,
    scene: (question, world) => [targetLine(question, world)],
    decide: (_question, { process, target }) => tryOnProcess(TRACED, process, target, op, DEFAULT_SETTINGS),
  };
}
