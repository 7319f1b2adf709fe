import type { PodSecurityPolicy } from "../../core/apiserver/pod-security/policy.ts";
import { KIND_RULES } from "../../core/manifest/kinds.ts";
import type { PodSet } from "../../core/manifest/pod-set.ts";
import { own } from "../../core/manifest/value.ts";
import type { PodGroup } from "../../core/node/check/node-to-check.ts";

/** The Pod Security Standards that namespaces enforce, by their names. */
export type Policies = ReadonlyMap<string, PodSecurityPolicy | undefined>;

/** What a check looks at of pods that were read. */
export function podGroup(set: PodSet, policies: Policies): PodGroup {
  const { kind, namespace, name, count, spec, object } = set;
  const template = KIND_RULES[kind].template.reduce<unknown>(own, object);
  const policy = policies.get(namespace);
  const came = cameBy(set);
  return {
    kind,
    namespace,
    name,
    count,
    spec,
    annotations: own(own(template, "metadata"), "annotations"),
    ...(policy === undefined ? {} : { policy }),
    ...(came === undefined ? {} : { came }),
  };
}

/** Only what was admitted comes to a scheduler; a template may name a node by itself. */
function cameBy({ kind, nodeName, isMirror }: PodSet): PodGroup["came"] {
  if (isMirror) return "mirror";
  return kind === "Pod" && nodeName !== undefined ? "admitted" : undefined;
}
