import type { PolicyError } from "../apiserver/pod-security/policy.ts";
import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";

export const policyGerman: Explanations<PolicyError> = {
  "unknown-level": ({ found }) =>
    `${goQuote(found)} ist keine Stufe der Pod Security Standards. Erwartet ist privileged, baseline oder restricted.`,
  "bad-version": ({ found }) =>
    `${goQuote(found)} ist keine Version einer Policy. Erwartet ist latest oder so etwas wie v1.35.`,
};
