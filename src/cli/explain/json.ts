import type { ExplainedDecision } from "../output/decision.ts";
import { OPERATIONS } from "./operations/operations.ts";
import type { Operand, Question } from "./question/question.ts";

/** What `userns-sim explain --json` prints. */
export interface ExplainDocument extends ExplainedDecision {
  /** `allowed`, or `refused` with exit code 1. */
  readonly outcome: "allowed" | "refused";
  readonly asked: AskedQuestion;
  /** The world that was understood: who asks, and what there is besides. */
  readonly world: readonly string[];
}

/** The question, by the names of its options. Null stands for what was not given, or has no meaning with the operation. */
export type AskedQuestion = { readonly [Name in keyof Question]-?: Exclude<Question[Name], undefined> | null };

export function askedOf(question: Question): AskedQuestion {
  const { op, map, uid, gid, group, caps } = question;
  const { takes } = OPERATIONS[op];
  const taken = <Value>(name: Operand, value: Value | undefined): Value | null =>
    takes.includes(name) ? (value ?? null) : null;
  return {
    ...{ op, map: map ?? null, uid, gid, group: group ?? null, caps: caps ?? null },
    owns: taken("owns", question.owns),
    owner: taken("owner", question.owner),
    mode: taken("mode", question.mode),
    fileType: taken("fileType", question.fileType),
    acl: taken("acl", question.acl),
    defaultAcl: taken("defaultAcl", question.defaultAcl),
    directory: taken("directory", question.directory),
    idmapped: taken("idmapped", question.idmapped),
    mountMap: taken("mountMap", question.mountMap),
    creating: taken("creating", question.creating),
    sysctl: taken("sysctl", question.sysctl),
    toDirectory: taken("toDirectory", question.toDirectory),
    over: taken("over", question.over),
    to: taken("to", question.to),
    target: taken("target", question.target),
    targetMap: taken("targetMap", question.targetMap),
    samePod: taken("samePod", question.samePod),
    otherPod: taken("otherPod", question.otherPod),
    below: taken("below", question.below),
    madeBy: taken("madeBy", question.madeBy),
    namespace: taken("namespace", question.namespace),
    toId: taken("toId", question.toId),
    toGroups: taken("toGroups", question.toGroups),
    type: taken("type", question.type),
    mountOptions: taken("mountOptions", question.mountOptions),
    port: taken("port", question.port),
    name: taken("name", question.name),
    access: taken("access", question.access),
  };
}
