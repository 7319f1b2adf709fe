import type { KubeletSettings } from "../../core/kubelet/settings/settings.ts";
import type { Assumption, SubordinateFile } from "../../core/node/check/node-to-check.ts";
import { DEFAULT_RELEASE } from "../../core/releases/releases.ts";
import type { Io } from "../base/io.ts";
import type { KubeletOptions } from "../options/kubelet-options.ts";
import type { Problems } from "../output/unreadable.ts";
import { readKubeletConfig } from "./kubelet-config.ts";
import { readAccount } from "./kubelet-user.ts";

/** What the options say about a kubelet, as a check of its node takes it. */
export interface KubeletFacts {
  readonly kubelet: KubeletSettings;
  readonly assumed: readonly Assumption[];
  readonly subordinateFiles: readonly SubordinateFile[];
}

export type KubeletReading = { readonly facts: KubeletFacts } | Problems;

export async function readKubeletFacts(io: Io, options: KubeletOptions): Promise<KubeletReading> {
  const { release = DEFAULT_RELEASE } = options;
  const reading = await readKubeletConfig(io, options);
  if (reading !== undefined && "problems" in reading) return reading;
  const { user, assumed, files } = await readAccount(io, options);
  const { maxPods, idsPerPod, featureGates = {} } = reading?.config ?? {};
  return {
    facts: {
      kubelet: {
        release,
        featureGates,
        kubeletUser: user,
        ...(options.getent ? {} : { getent: false }),
        ...(maxPods === undefined ? {} : { maxPods }),
        ...(idsPerPod === undefined ? {} : { idsPerPod }),
      },
      assumed: [
        ...assumed,
        ...(options.release === undefined ? (["release"] as const) : []),
        ...(reading === undefined ? (["configuration"] as const) : []),
      ],
      subordinateFiles: files,
    },
  };
}
