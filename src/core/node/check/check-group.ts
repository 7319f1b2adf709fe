import type { Finding } from "../../findings/finding.ts";
import { type CheckOptions, checkPod } from "../../kubelet/pod-checks/check-pod.ts";
import { KIND_RULES } from "../../manifest/kinds.ts";
import { formatPath } from "../../manifest/place.ts";
import { own } from "../../manifest/value.ts";
import type { PodGroup } from "./node-to-check.ts";

/** Whether pods ask for a user namespace: `spec.hostUsers` is false. */
export function asksForUserns({ spec }: PodGroup): boolean {
  return own(spec, "hostUsers") === false;
}

/** What is found about each pod of a group, with the fields as they are written in its object. */
export function checkGroup(group: PodGroup, options: CheckOptions): readonly Finding[] {
  const { spec, annotations } = group;
  return checkPod({ spec, annotations }, options).map((found) => inObject(group, found));
}

/** The template of a workload is the pod's `spec`, and the API server names the field of the object it was given. */
function inObject({ kind = "Pod" }: PodGroup, found: Finding): Finding {
  const template = formatPath(KIND_RULES[kind].template);
  if (template === "" || !found.path.startsWith("spec")) return found;
  const path = `${template}.${found.path}`;
  const text = found.code === "not-valid" ? found.text?.replace(found.path, () => path) : found.text;
  return { ...found, path, ...(text === undefined ? {} : { text }) };
}
