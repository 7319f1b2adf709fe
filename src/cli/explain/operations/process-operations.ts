import type { Process } from "../../../core/kernel/credentials/process.ts";
import type { Decision } from "../../../core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS } from "../../../core/kernel/decision/kernel-settings.ts";
import type { NamespaceKind } from "../../../core/kernel/namespaces/namespace-kind.ts";
import { setNamespaceOf } from "../../../core/kernel/namespaces/set-namespace.ts";
import { setNamespacesOf } from "../../../core/kernel/namespaces/set-namespaces.ts";
import { setUserNamespaceOf } from "../../../core/kernel/userns/set-user-namespace.ts";
import { TRACED } from "../../../core/node/escape/form.ts";
import { tryOnProcess } from "../../../core/node/escape/try-operation.ts";
import type { ProcessOperation } from "../../../core/node/host/operations.ts";
import { OPERATION_VERBS } from "../../output/operation-verbs.ts";
import type { Operand, OperationName } from "../question/question.ts";
import { namespacesText } from "../question/words.ts";
import { ownersOf, targetLine } from "../world/scene.ts";
import type { World } from "../world/world.ts";
import type { Operation } from "./operation.ts";

type ProcessQuestion = "signal" | "trace" | "environ" | "root" | "limits" | "setns";

const TARGET: readonly Operand[] = ["target", "targetMap", "samePod", "otherPod", "below", "madeBy"];

export const PROCESS_OPERATIONS: Readonly<Record<ProcessQuestion, Operation>> = {
  signal: onProcess("signal"),
  trace: onProcess("trace"),
  environ: onProcess("environ"),
  root: onProcess("root"),
  limits: onProcess("limits"),
  setns: {
    ...onProcess("setns"),
    takes: [...TARGET, "namespace", "owns"],
    words: ({ namespace }, world) =>
      `enter the ${namespacesText(namespace)} of ${targetText(world)}${namespace.length > 1 ? ", by one pidfd" : ""}`,
    scene: (question, world) => [targetLine(question, world), ...ownersOf(question, world.process)],
    decide: ({ namespace }, { process, target }) => join(process, target, namespace),
  },
};

/** One kind as nsenter(1) does it; a link leads to no more. */
function join(process: Process, target: Process, kinds: readonly NamespaceKind[]): Decision<unknown> {
  const [kind = "user", ...more] = kinds;
  if (more.length > 0) return setNamespacesOf(process, target, kinds);
  return kind === "user" ? setUserNamespaceOf(process, target, "link") : setNamespaceOf(process, target, kind, "link");
}

function onProcess(op: OperationName & ProcessOperation): Operation {
  return {
    takes: TARGET,
    words: (_question, world) => `${OPERATION_VERBS[op]} ${targetText(world)}`,
    scene: (question, world) => [targetLine(question, world)],
    decide: (_question, { process, target }) => tryOnProcess(TRACED, process, target, op, DEFAULT_SETTINGS),
  };
}

function targetText({ target, place }: World): string {
  return `a process of kuid ${target.euid} ${place.preposition} ${place.name}`;
}
