import type { OptionRows } from "../program/option-row.ts";

export interface PoolOptions {
  /** `START:SIZE`. */
  readonly pool?: string;
  readonly subuid?: string;
  /** Whose entry of that file counts. */
  readonly subuidUser: string;
  readonly idsPerPod: number;
}

export const POOL_OPTIONS: OptionRows<PoolOptions> = {
  pool: {
    value: "<start:size>",
    about: "the host IDs that pods may get (default: the kubelet's, less its last slot)",
  },
  subuid: { value: "<file>", about: "take the pool from a file like /etc/subuid", conflicts: ["pool"] },
  subuidUser: { value: "<name>", about: "whose entry of that file to take", default: "kubelet" },
  idsPerPod: { value: "<number>", about: "how many IDs each pod gets", whole: [1, 2147483647], default: 65536 },
};
