import type { OptionRows } from "../program/option-row.ts";

export interface NodeOptions {
  readonly node?: string;
  readonly example?: true;
}

export const NODE_OPTIONS: OptionRows<NodeOptions> = {
  node: { value: "<name>", about: "the node to look at, where the pods are on several" },
  example: { about: "take the manifests that come with this package" },
};
