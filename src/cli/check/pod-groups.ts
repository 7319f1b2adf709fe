import { KIND_RULES } from "../../core/manifest/kinds.ts";
import type { PodSet } from "../../core/manifest/pod-set.ts";
import { own } from "../../core/manifest/value.ts";
import type { PodGroup } from "../../core/node/check/node-to-check.ts";

/** What a check looks at of pods that were read. */
export function podGroup({ kind, namespace, name, count, spec, object }: PodSet): PodGroup {
  const template = KIND_RULES[kind].template.reduce<unknown>(own, object);
  return { kind, namespace, name, count, spec, annotations: own(own(template, "metadata"), "annotations") };
}
