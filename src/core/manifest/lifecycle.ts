import { type Cursor, within } from "./cursor.ts";
import type { PodKind } from "./pod-set.ts";
import { elements, own } from "./value.ts";

/**
 * Why an object has no pods on a node although its template describes some: a Pod or a Job ran to its end, a Job or a
 * CronJob is told not to run.
 */
export function whyNoPods(object: Cursor, kind: PodKind): "finished" | "suspended" | undefined {
  const { value } = object;
  if (kind === "Pod") return FINISHED_PHASES.includes(own(own(value, "status"), "phase")) ? "finished" : undefined;
  if (kind !== "Job" && kind !== "CronJob") return undefined;
  if (elements(within(object, "status", "conditions").value)?.some(isFinalCondition)) return "finished";
  const isSuspended =
    within(object, "spec", "suspend").value === true ||
    within(object, "spec", "jobTemplate", "spec", "suspend").value === true;
  return isSuspended ? "suspended" : undefined;
}

/** The UIDs of what controls an object; `undefined` where it has no owners. */
export function controllersOf(object: Cursor): readonly unknown[] | undefined {
  const owners = elements(within(object, "metadata", "ownerReferences").value);
  return owners?.filter((owner) => own(owner, "controller") === true).map((owner) => own(owner, "uid"));
}

const FINISHED_PHASES: readonly unknown[] = ["Succeeded", "Failed"];

function isFinalCondition(condition: unknown): boolean {
  const type = own(condition, "type");
  return (type === "Complete" || type === "Failed") && own(condition, "status") === "True";
}
