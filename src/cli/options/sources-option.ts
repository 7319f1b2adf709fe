import type { OptionRow } from "../program/option-row.ts";

/** It is about what is printed, not about the answer, so that the commands hand it to nobody. */
export interface SourcesOption {
  readonly sources?: true;
}

export const SOURCES: OptionRow<true | undefined> = {
  about: "say of each rule which function of the kernel and which sentence of the manual it is from",
};
