import { explain } from "../../core/explain/kubelet.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { type CheckOptions, checkPod } from "../../core/kubelet/pod-checks/check-pod.ts";
import { KIND_RULES } from "../../core/manifest/kinds.ts";
import { formatPath } from "../../core/manifest/place.ts";
import type { PodSet } from "../../core/manifest/pod-set.ts";
import { own } from "../../core/manifest/value.ts";
import type { FindingFacts } from "../output/findings.ts";
import { FLAGS } from "./flags.ts";
import type { CheckedPods } from "./json.ts";

export interface PodsVerdict {
  readonly pods: readonly CheckedPods[];
  /** What was found; pods with the same finding share it. */
  readonly findings: readonly FindingFacts[];
}

/**
 * Checks pods one by one; those that come from one object are alike. `breathe` is called so that signals are handled.
 */
export async function checkPods(
  sets: readonly PodSet[],
  options: CheckOptions,
  breathe: () => Promise<void>,
): Promise<PodsVerdict> {
  const shared = new Map<string, FindingFacts & { readonly about: string[] }>();
  const pods: CheckedPods[] = [];
  for (const set of sets) {
    if (pods.length % PODS_IN_A_BREATH === 0) await breathe();
    const findings = checkPod({ spec: set.spec, annotations: annotationsOf(set) }, options);
    const name = `${set.kind} ${set.namespace}/${set.name}`;
    for (const finding of findings) {
      // Made of plain texts: a thousand pods have ten thousand findings, and nearly all of them share one.
      const key = `${set.kind}\n${finding.code}\n${finding.path}\n${finding.text}\n${Object.values(finding.facts).join("\n")}`;
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { ...factsOf(finding, set), about: [name] });
      else known.about.push(name);
    }
    pods.push(checked(set, findings));
  }
  return { pods, findings: [...shared.values()] };
}

const PODS_IN_A_BREATH = 1000;

function checked({ kind, namespace, name, count, hostUsers }: PodSet, findings: readonly Finding[]): CheckedPods {
  const found = new Set(findings.map(({ verdict }) => verdict));
  const [worst = "runs"] = (["refused", "fails-later", "undecided"] as const).filter((verdict) => found.has(verdict));
  return { kind, namespace, name, count, hostUsers: hostUsers ?? null, outcome: worst };
}

function factsOf(finding: Finding, set: PodSet): Omit<FindingFacts, "about"> {
  const { verdict, code, path, text, source, fix } = finding;
  const field = fieldIn(set, path);
  // The API server names the field of the object it was given, which is not always a Pod.
  const says = code === "not-valid" ? text?.replace(path, () => field) : text;
  return {
    verdict,
    code,
    field: field === "" ? null : field,
    says: says ?? null,
    why: explain(finding),
    fix: FLAGS[fix] ?? explain(fix),
    source,
  };
}

/** The field as it is written in the object, whose template the pod's `spec` may be. */
function fieldIn({ kind }: PodSet, path: string): string {
  const template = formatPath(KIND_RULES[kind].template);
  return template === "" || !path.startsWith("spec") ? path : `${template}.${path}`;
}

function annotationsOf({ kind, object }: PodSet): unknown {
  const template = KIND_RULES[kind].template.reduce<unknown>(own, object);
  return own(own(template, "metadata"), "annotations");
}
