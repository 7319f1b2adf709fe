import type { Explanations } from "../../explanations.ts";
import type { ChurnError } from "./churn-error.ts";

export const churnEnglish: Explanations<ChurnError> = {
  "parameter-out-of-range": ({ parameter, found, least, most }) =>
    `${parameter}: expected a whole number from ${least} to ${most}, found ${found}.`,
  "no-sizes": () => "sizes: expected at least one size, found none.",
};
