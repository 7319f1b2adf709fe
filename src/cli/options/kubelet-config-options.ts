import type { OptionRows } from "../program/option-row.ts";

/** The files of a kubelet's configuration. */
export interface KubeletConfigOptions {
  readonly kubeletConfig?: string;
  readonly kubeletConfigDir?: string;
}

export const KUBELET_CONFIG_OPTIONS: OptionRows<KubeletConfigOptions> = {
  kubeletConfig: {
    value: "<file>",
    about: "the kubelet's configuration, YAML or JSON: its file, /configz, or the ConfigMap kubelet-config",
  },
  kubeletConfigDir: {
    value: "<dir>",
    about: "its drop-in directory, merged over that as by the kubelet's --config-dir",
  },
};
