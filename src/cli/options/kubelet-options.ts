import type { Release } from "../../core/releases/releases.ts";
import type { OptionRows } from "../program/option-row.ts";
import { KUBELET_CONFIG_OPTIONS, type KubeletConfigOptions } from "./kubelet-config-options.ts";
import { RELEASE } from "./release-option.ts";
import { SUBID_OPTIONS, type SubidOptions } from "./subid-options.ts";

/** What is known about a kubelet and its node. */
export interface KubeletOptions extends KubeletConfigOptions, SubidOptions {
  readonly release?: Release;
  /** False where the node has no account `kubelet`. */
  readonly kubeletUser: boolean;
  /** False where the node has that account, but no program `getsubids`. */
  readonly getsubids: boolean;
  /** False where the node has no program `getent`, with which newer kubelets look for the account. */
  readonly getent: boolean;
}

export const KUBELET_OPTIONS: OptionRows<KubeletOptions> = {
  release: RELEASE,
  ...KUBELET_CONFIG_OPTIONS,
  ...SUBID_OPTIONS,
  kubeletUser: { negated: true, about: "the node has no account kubelet, so the pool is the default one" },
  getsubids: {
    negated: true,
    about: "the node has an account kubelet but no program getsubids",
    conflicts: ["kubeletUser", "subuid"],
  },
  getent: { negated: true, about: "the node has no program getent, which 1.38 looks for that account with" },
};
