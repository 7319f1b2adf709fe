import { type Finding, finding } from "../../findings/finding.ts";
import { type CheckOptions, checkPod } from "../../kubelet/pod-checks/check-pod.ts";
import { KIND_RULES } from "../../manifest/kinds.ts";
import { formatPath } from "../../manifest/place.ts";
import { own } from "../../manifest/value.ts";
import type { PodGroup } from "./node-to-check.ts";

/** Tells what is found about each pod of a group. */
export type GroupChecker = (group: PodGroup, options: CheckOptions) => readonly Finding[];

/** Whether pods ask for a user namespace: `spec.hostUsers` is false. */
export function asksForUserns({ spec }: PodGroup): boolean {
  return own(spec, "hostUsers") === false;
}

/** What is found about each pod of a group, with the fields as they are written in its object. */
export function checkGroup(group: PodGroup, options: CheckOptions): readonly Finding[] {
  const { spec, annotations, policy = options.policy } = group;
  const found = checkPod({ spec, annotations }, policy === undefined ? options : { ...options, policy });
  return found.flatMap((each) => asItCame(group, each)).map((each) => inObject(group, each));
}

/** Pod Security is asked when a pod is made; what it would say of one that is there already decides nothing. */
function asItCame({ came }: PodGroup, found: Finding): readonly Finding[] {
  if (came === undefined) return [found];
  if (found.code === "policy-not-given") return [];
  if (found.code !== "pod-security") return [found];
  return came === "mirror" ? [] : [finding("pod-security-anew", found.path, found.facts, found.text)];
}

/** The template of a workload is the pod's `spec`, and the API server names the field of the object it was given. */
function inObject({ kind = "Pod" }: PodGroup, found: Finding): Finding {
  const template = formatPath(KIND_RULES[kind].template);
  if (template === "" || !found.path.startsWith("spec")) return found;
  const path = `${template}.${found.path}`;
  const text = found.code === "not-valid" ? found.text?.replace(found.path, () => path) : found.text;
  return { ...found, path, ...(text === undefined ? {} : { text }) };
}
