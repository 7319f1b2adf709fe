import type { OptionRows } from "../program/option-row.ts";

/** The subordinate IDs of a node. */
export interface SubidOptions {
  /** The file of subordinate user IDs. */
  readonly subuid?: string;
  /** The file of subordinate group IDs. */
  readonly subgid?: string;
}

export const SUBID_OPTIONS: OptionRows<SubidOptions> = {
  subuid: { value: "<file>", about: "the node's /etc/subuid" },
  subgid: { value: "<file>", about: "the node's /etc/subgid" },
};
