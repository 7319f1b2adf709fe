import type { Explanations } from "../explanations.ts";
import { goQuote } from "../go/go-text.ts";
import type { PolicyError } from "./pod-security/policy.ts";

export const policyEnglish: Explanations<PolicyError> = {
  "unknown-level": ({ found }) =>
    `${goQuote(found)} is no level of the Pod Security Standards. Expected privileged, baseline or restricted.`,
  "bad-version": ({ found }) => `${goQuote(found)} is no version of a policy. Expected latest, or one as in v1.35.`,
};
