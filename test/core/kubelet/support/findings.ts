import { type CheckOptions, checkPod } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";
import { RELEASES } from "../../../../src/core/releases/releases.ts";

/** What is said of a pod, a line for each finding. */
export function linesOf(spec: unknown, options: CheckOptions): readonly string[] {
  return checkPod({ spec }, options).map(
    ({ verdict, code, path, text, facts }) =>
      `${verdict} ${code} ${path} ${JSON.stringify(facts)}${text === undefined ? "" : ` ${text}`}`,
  );
}

/** With every gate on, releases differ in a few places only. */
export const ON_RELEASES = ["1.26", "1.27", "1.30", "1.31", "1.33", "1.34", "1.35", "1.36"].map(
  (release) => `release ${release}`,
);

export function nodeAt(where: string, options: CheckOptions): CheckOptions {
  return { ...options, release: RELEASES.find((release) => where.endsWith(release)) ?? "1.36" };
}
