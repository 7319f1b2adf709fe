import type { RuntimeVersion } from "./runtimes.ts";
import { formatVersion, isAtLeast, type Version } from "./version.ts";

/** What some versions of a runtime get wrong about pods in user namespaces. */
export type RuntimeFixName = "image-volume" | "volume-content" | "host-network" | "host-network-report";

/** In which versions a runtime was put right. */
export interface RuntimeFix {
  readonly fix: RuntimeFixName;
  readonly runtime: string;
  /** The first version of each line that has it, the newest line last: all later lines have it. */
  readonly fixedIn: readonly Version[];
  /** Where it can be read. */
  readonly source: string;
}

/** What runtimes got wrong, and where it was put right. */
export const RUNTIME_FIXES: readonly RuntimeFix[] = [
  {
    fix: "image-volume",
    runtime: "containerd",
    fixedIn: [
      [2, 1, 7],
      [2, 2, 2],
      [2, 3],
    ],
    source: "containerd issue 12812; pull requests 12816, 12885 and 12894; release notes of 2.1.7 and 2.2.2",
  },
  {
    fix: "volume-content",
    runtime: "containerd",
    fixedIn: [
      [2, 0, 7],
      [2, 1, 5],
      [2, 2],
    ],
    source: "containerd issue 11852; pull requests 12218, 12241 and 12242; release notes of 2.0.7 and 2.1.5",
  },
  {
    fix: "host-network",
    runtime: "containerd",
    fixedIn: [[2, 3]],
    source: "containerd issue 12349; pull request 12518; release notes of 2.3.0",
  },
  {
    fix: "host-network-report",
    runtime: "containerd",
    fixedIn: [
      [2, 3, 4],
      [2, 4],
    ],
    source: "containerd pull requests 13162 and 13914; release notes of 2.3.4",
  },
];

/** Whether a runtime has a fix; `not-known` where only its third number says so and is not given, or nothing is known of it. */
export type HasFix = "yes" | "no" | "not-known";

export function hasFix({ name, version }: RuntimeVersion, fix: RuntimeFixName): HasFix {
  const row = RUNTIME_FIXES.find((each) => each.fix === fix && each.runtime === name);
  if (row === undefined) return "not-known";
  const first = firstInLine(version, row);
  if (version.length === 2 && first.length > 2 && isSameLine(version, first)) return "not-known";
  return isAtLeast(version, first) ? "yes" : "no";
}

/** The versions that have a fix, in words. */
export function fixedInText(fix: RuntimeFixName, runtime: string): string {
  const row = RUNTIME_FIXES.find((each) => each.fix === fix && each.runtime === runtime);
  return (row?.fixedIn ?? []).map(formatVersion).join(", ");
}

function firstInLine(version: Version, { fixedIn }: RuntimeFix): Version {
  return fixedIn.find((first) => isSameLine(version, first)) ?? fixedIn.at(-1) ?? version;
}

function isSameLine([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean {
  return major === otherMajor && minor === otherMinor;
}
