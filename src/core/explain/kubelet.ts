import { policyEnglish } from "../apiserver/english.ts";
import type { PolicyError } from "../apiserver/pod-security/policy.ts";
import { type Explanations, expectTexts, familiesOf, sayOneOf, unexplained } from "../explanations.ts";
import { findingEnglish, fixEnglish } from "../findings/english.ts";
import type { Finding, FixCode } from "../findings/finding.ts";
import { kubeletEnglish, runtimeEnglish, storedEnglish } from "../kubelet/english.ts";
import type { UsernsRefusal } from "../kubelet/messages/cri-userns.ts";
import type { KernelError } from "../kubelet/runtime/filesystems.ts";
import type { RuntimeError } from "../kubelet/runtime/runtimes.ts";
import type { KubeletError } from "../kubelet/settings/errors.ts";
import type { GetsubidsError } from "../kubelet/settings/getsubids.ts";
import type { ShapeFault } from "../shape/shape.ts";

/** Every refusal that a function of this entry point gives. */
export type KubeletRefusal =
  | KubeletError
  | ShapeFault
  | GetsubidsError
  | UsernsRefusal
  | RuntimeError
  | KernelError
  | PolicyError;

/** What this entry point says in one language: for each code a text, in families. */
export interface KubeletTexts {
  /** Why the kubelet refused. */
  readonly kubelet: Explanations<KubeletError, KubeletError>;
  /** What is wrong with a stored kubelet. */
  readonly stored: Explanations<ShapeFault>;
  /** Why the container runtime refused, or its name or the version of a kernel cannot be read. */
  readonly runtime: Explanations<UsernsRefusal | RuntimeError | KernelError>;
  /** Why a policy cannot be read. */
  readonly policy: Explanations<PolicyError>;
  /** Why a finding matters. */
  readonly findings: Explanations<Finding>;
  /** What would help. */
  readonly fixes: Readonly<Record<FixCode, () => string>>;
}

/**
 * The English of this entry point.
 *
 * @example
 * ```ts
 * import { english, explain } from "userns-sim/kubelet";
 *
 * const mine = { ...english, kubelet: { ...english.kubelet, "not-started": () => "Der Kubelet läuft nicht." } };
 * explain({ code: "not-started" }, mine); // => "Der Kubelet läuft nicht."
 * ```
 */
export const english: KubeletTexts = {
  kubelet: kubeletEnglish,
  stored: storedEnglish,
  runtime: runtimeEnglish,
  policy: policyEnglish,
  findings: findingEnglish,
  fixes: fixEnglish,
};

/**
 * Says why something was refused and what would be right, why a finding matters, or what would help.
 *
 * @param said - the refusal, the finding, or the `fix` of a finding
 * @param texts - the language
 * @returns a sentence or two, without control characters of the input
 * @throws TypeError when the argument is none of them.
 * @example
 * ```ts
 * import { admitPod, createKubelet, explain, step } from "userns-sim/kubelet";
 *
 * const { outcome } = step(createKubelet({ release: "1.36" }), { type: "release", podUid: "web" });
 * outcome.ok ? "" : explain(outcome.error);
 * // => "The kubelet is not running: start it first."
 *
 * const [finding] = admitPod({ spec: { hostUsers: false } }, { release: "1.32" });
 * finding && explain(finding);
 * // => "The API server drops this field without a word: the feature gate of user namespaces is off. The pod runs, and its root is the host's root."
 * finding && explain(finding.fix);
 * // => "Turn the feature gate on in the API server and on every kubelet, or use a newer release."
 * ```
 */
export function explain(said: KubeletRefusal | Finding | FixCode, texts: KubeletTexts = english): string {
  expectTexts(texts, Object.keys(english));
  const text = sayOneOf(familiesOf(texts, english), typeof said === "string" ? { code: said } : said);
  if (text === undefined) throw unexplained("a refusal of userns-sim/kubelet, a finding or its fix", said);
  return text;
}
