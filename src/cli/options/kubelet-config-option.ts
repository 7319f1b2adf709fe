import type { OptionRow } from "../program/option-row.ts";

/** The file of a kubelet's configuration. */
export const KUBELET_CONFIG: OptionRow<string | undefined> = {
  value: "<file>",
  about: "the kubelet's configuration, YAML or JSON",
};
