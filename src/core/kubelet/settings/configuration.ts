import { int64 } from "../../go/go-uint32.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { checkSettings, DEFAULT_MAX_PODS, type KubeletSettings } from "./settings.ts";

/**
 * Checks the settings that the kubelet checks before it does anything with them.
 *
 * @param settings - what the kubelet is started with
 * @returns what is wrong, in the kubelet's own words and order; empty when nothing is
 * @throws TypeError when a number is not an integer, RangeError when the release is not modelled, or a number is larger
 * than its type in Go.
 * @remarks `ValidateKubeletConfiguration`, `pkg/kubelet/apis/config/validation`, v1.36.3. `idsPerPod` exists since 1.33; a
 * kubelet that only ignores it (1.33, 1.34) checks it all the same.
 * @example
 * ```ts
 * import { validateConfiguration } from "userns-sim/kubelet";
 *
 * validateConfiguration({ release: "1.36", idsPerPod: 100000 });
 * // => ["invalid configuration: userNamespaces.idsPerPod must be a multiple of 65536"]
 * validateConfiguration({ release: "1.30", idsPerPod: 100000 }); // => []
 * ```
 */
export function validateConfiguration(settings: KubeletSettings): readonly string[] {
  checkSettings("validateConfiguration", settings);
  const { release, maxPods = DEFAULT_MAX_PODS, idsPerPod } = settings;
  const problems: string[] = [];
  if (maxPods < 0)
    problems.push(`invalid configuration: maxPods (--max-pods) ${maxPods} must not be a negative number`);
  if (idsPerPod !== undefined && traitAt(RELEASE_TABLE.idsPerPod, release) !== "unknown") {
    const fault = idsPerPodFault(int64(idsPerPod));
    if (fault !== undefined) problems.push(`invalid configuration: userNamespaces.idsPerPod must ${fault}`);
  }
  return problems;
}

function idsPerPodFault(idsPerPod: bigint): string | undefined {
  if (idsPerPod < 65536n) return "not be less than 65536";
  if (idsPerPod % 65536n !== 0n) return "be a multiple of 65536";
  if (idsPerPod > 4294967295n) return "not be more than 4294967295";
  return undefined;
}
