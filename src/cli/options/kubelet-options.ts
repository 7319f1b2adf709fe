import { InvalidArgumentError } from "commander";
import type { Release } from "../../core/releases/releases.ts";
import { decimal } from "../base/numbers.ts";
import type { OptionRows } from "../program/option-row.ts";
import { KUBELET_CONFIG_OPTIONS, type KubeletConfigOptions } from "./kubelet-config-options.ts";
import { RELEASE } from "./release-option.ts";
import { SUBID_OPTIONS, type SubidOptions } from "./subid-options.ts";

/** What is known about a kubelet and its node. */
export interface KubeletOptions extends KubeletConfigOptions, SubidOptions {
  readonly release?: Release;
  /** The UID of the account `kubelet`, or what is in the way of one. */
  readonly account?: Account;
  /** False where the node has that account, but no program `getsubids`. */
  readonly getsubids: boolean;
  /** False where the node has no program `getent`, with which newer kubelets look for the account. */
  readonly getent: boolean;
}

export const KUBELET_OPTIONS: OptionRows<KubeletOptions> = {
  release: RELEASE,
  ...KUBELET_CONFIG_OPTIONS,
  ...SUBID_OPTIONS,
  account: { value: "<uid>", about: "the account kubelet: its UID, or missing, or lookup-fails", read: readAccount },
  getsubids: {
    negated: true,
    about: "the node has an account kubelet but no program getsubids",
    conflicts: ["subuid"],
  },
  getent: { negated: true, about: "the node has no program getent, which 1.38 looks for that account with" },
};

/** What is known of the account `kubelet`: its UID, that there is none, or that the name service does not answer. */
export type Account = number | "missing" | "lookup-fails";

function readAccount(text: string): Account {
  if (text === "missing" || text === "lookup-fails") return text;
  const uid = decimal(text);
  if (uid !== undefined && Number(uid) <= 4294967294) return Number(uid);
  throw new InvalidArgumentError("Expected a UID, missing, or lookup-fails: what id -u kubelet says.");
}
