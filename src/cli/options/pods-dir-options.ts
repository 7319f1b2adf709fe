import type { OptionRows } from "../program/option-row.ts";

export interface PodsDirOptions {
  readonly podsDir: string;
  readonly pods?: string;
}

export const PODS_DIR_OPTIONS: OptionRows<PodsDirOptions> = {
  podsDir: {
    value: "<dir>",
    about: "the kubelet's pods directory, /var/lib/kubelet/pods or a copy of it",
    required: true,
  },
  pods: { value: "<file>", about: "the pods that there are, for their names: kubectl get pods -A -o json" },
};
