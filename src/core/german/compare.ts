import type { ChurnError } from "../compare/history/churn-error.ts";
import type { Explanations } from "../explanations.ts";

export const churnGerman: Explanations<ChurnError> = {
  "parameter-out-of-range": ({ parameter, found, least, most }) =>
    `${parameter}: erwartet ist eine ganze Zahl von ${least} bis ${most}, gefunden ${found}.`,
  "no-sizes": () => "sizes: erwartet ist mindestens eine Größe, gefunden keine.",
};
