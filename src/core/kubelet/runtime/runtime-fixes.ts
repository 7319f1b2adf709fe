import type { RuntimeVersion } from "./runtimes.ts";
import { isAtLeast, NEVER, newestOf, reached, type Undecided, type Version } from "./version.ts";

/** What some versions of a runtime get wrong about pods in user namespaces. */
export type RuntimeFixName = "image-volume" | "volume-content" | "host-network" | "host-network-report";

/** In which versions a runtime was put right. */
export interface RuntimeFix {
  readonly fix: RuntimeFixName;
  readonly runtime: string;
  /** The version from which on all have it. */
  readonly since: Version;
  /** The first version of each older line that has it, too. */
  readonly backports: readonly Version[];
  /** Where it can be read. */
  readonly source: string;
}

/** What runtimes got wrong, and where it was put right. */
export const RUNTIME_FIXES: readonly RuntimeFix[] = [
  {
    fix: "image-volume",
    runtime: "containerd",
    since: [2, 3],
    backports: [
      [2, 1, 7],
      [2, 2, 2],
    ],
    source: "containerd issue 12812; pull requests 12816, 12885 and 12894; release notes of 2.1.7 and 2.2.2",
  },
  {
    fix: "volume-content",
    runtime: "containerd",
    since: [2, 2],
    backports: [
      [2, 0, 7],
      [2, 1, 5],
    ],
    source: "containerd issue 11852; pull requests 12218, 12241 and 12242; release notes of 2.0.7 and 2.1.5",
  },
  {
    fix: "host-network",
    runtime: "containerd",
    since: [2, 3],
    backports: [],
    source: "containerd issue 12349; pull request 12518; release notes of 2.3.0",
  },
  {
    fix: "host-network-report",
    runtime: "containerd",
    since: [2, 4],
    backports: [[2, 3, 4]],
    source: "containerd pull requests 13162 and 13914; release notes of 2.3.4",
  },
];

/** Whether a runtime has a fix; where its version does not tell, with the version that has it. */
export type HasFix =
  | { readonly answer: "yes" | "no" | "not-known" }
  | { readonly answer: Undecided; readonly changedIn: Version };

export function hasFix({ name, version }: RuntimeVersion, fix: RuntimeFixName): HasFix {
  const row = RUNTIME_FIXES.find((each) => each.fix === fix && each.runtime === name);
  if (row === undefined) return { answer: "not-known" };
  const changedIn = row.backports.find((first) => isSameLine(version, first)) ?? row.since;
  const answer = reached(version, changedIn);
  return answer === "yes" || answer === "no" ? { answer } : { answer, changedIn };
}

/** The first version from a given one on that has a fix, in its own line if that has one. */
export function versionWithFix({ name, version }: RuntimeVersion, fix: RuntimeFixName): Version {
  const row = RUNTIME_FIXES.find((each) => each.fix === fix && each.runtime === name);
  const backport = row?.backports.find((first) => isAtLeast(first, version));
  return backport ?? row?.since ?? NEVER;
}

/** The version of a line that has all the fixes which that line got later. */
export function newestPatch({ name, version }: RuntimeVersion): Version {
  const patches = RUNTIME_FIXES.filter((row) => row.runtime === name).flatMap(({ backports }) =>
    backports.filter((first) => isSameLine(version, first)),
  );
  return newestOf(patches, version);
}

function isSameLine([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean {
  return major === otherMajor && minor === otherMinor;
}
