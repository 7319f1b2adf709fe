import type { OptionRows } from "../program/option-row.ts";
import { SUBID_OPTIONS, type SubidOptions } from "./subid-options.ts";

/** Which host IDs there are to give. */
export interface PoolOptions extends SubidOptions {
  /** `START:SIZE`. */
  readonly pool?: string;
  /** Whose entry of the files of subordinate IDs counts. */
  readonly subuidUser: string;
  readonly idsPerPod: number;
}

export const POOL_OPTIONS: OptionRows<PoolOptions> = {
  pool: {
    value: "<start:size>",
    about: "the host IDs that pods may get (default: the kubelet's, less its last slot)",
  },
  subuid: { ...SUBID_OPTIONS.subuid, about: "take the pool from a file like /etc/subuid", conflicts: ["pool"] },
  subgid: { ...SUBID_OPTIONS.subgid, about: "the same of groups; one file alone is for both", conflicts: ["pool"] },
  subuidUser: {
    value: "<name>",
    about: "whose entry of these files to take",
    default: "kubelet",
    goesWith: ["subuid", "subgid"],
  },
  idsPerPod: { value: "<number>", about: "how many IDs each pod gets", whole: [1, 2147483647], default: 65536 },
};
