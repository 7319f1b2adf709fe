import type { Release } from "../../core/releases/releases.ts";
import type { OptionRows } from "../program/option-row.ts";
import { RELEASE } from "./release-option.ts";

export interface KubeletOptions {
  readonly release?: Release;
  readonly kubeletConfig?: string;
  readonly subuid?: string;
  readonly subgid?: string;
  /** False where the node has no account `kubelet`. */
  readonly kubeletUser: boolean;
  /** False where the node has that account, but no program `getsubids`. */
  readonly getsubids: boolean;
}

export const KUBELET_OPTIONS: OptionRows<KubeletOptions> = {
  release: RELEASE,
  kubeletConfig: { value: "<file>", about: "the kubelet's configuration, YAML or JSON" },
  subuid: { value: "<file>", about: "the node's /etc/subuid" },
  subgid: { value: "<file>", about: "the node's /etc/subgid" },
  kubeletUser: { negated: true, about: "the node has no account kubelet, so the pool is the default one" },
  getsubids: {
    negated: true,
    about: "the node has an account kubelet but no program getsubids",
    conflicts: ["kubeletUser", "subuid"],
  },
};
