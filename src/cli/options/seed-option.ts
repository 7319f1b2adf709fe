import type { OptionRow } from "../program/option-row.ts";

export const SEED: OptionRow<number> = {
  value: "<number>",
  about: "where the draws of a random strategy begin",
  whole: [0, 4294967295],
  default: 1,
};
