import { newestRelease, RELEASES, type Release, traitAt } from "../../releases/releases.ts";
import { isInUserns, type PodView } from "../pod-view/pod-view.ts";
import { ADMISSION_TABLE, minorOf, type ReleaseOptions } from "../releases/api-releases.ts";
import { checkViewSecurity } from "./pod-security.ts";
import { formatPolicy, type PodSecurityPolicy } from "./policy.ts";

/** What would let a pod in a user namespace pass a check that it fails. */
export interface Relaxation {
  /** The first newer version of the policy, perhaps of a newer release. */
  readonly passes: string | undefined;
  /** The feature gate of this release. */
  readonly relaxingGate: string | undefined;
}

/** Tells for each check that a pod fails what would let it pass without failing another one. */
export function relaxationsOf(
  pod: PodView,
  annotations: unknown,
  policy: PodSecurityPolicy,
  options: ReleaseOptions,
): (check: string) => Relaxation {
  if (!isInUserns(pod)) return () => ({ passes: undefined, relaxingGate: undefined });
  const failed = (under: PodSecurityPolicy, given: ReleaseOptions): readonly string[] =>
    checkViewSecurity(pod, annotations, under, given).map(({ check }) => check);
  const now = failed(policy, options);
  const isBetter = (then: readonly string[], check: string): boolean =>
    !then.includes(check) && then.every((each) => now.includes(each));
  const own = minorOf(options.release);
  const current = policy.version === "latest" ? own : Math.min(policy.version, own);
  const newest = minorOf(newestRelease());
  const at = (version: number): readonly string[] =>
    failed({ level: policy.level, version }, version <= own ? options : { ...options, release: releaseOf(version) });
  const withGate = relaxes(options) ? failed(policy, gateOn(options)) : now;
  const latest = current < newest ? at(newest) : now;
  return (check) => ({
    passes: isBetter(latest, check)
      ? formatPolicy({
          level: policy.level,
          version: first(current + 1, (version) => isBetter(at(version), check)),
        })
      : undefined,
    relaxingGate: isBetter(withGate, check) ? GATE : undefined,
  });
}

const GATE = "UserNamespacesPodSecurityStandards";

function relaxes({ release }: ReleaseOptions): boolean {
  return traitAt(ADMISSION_TABLE.gates[GATE], release) !== "absent";
}

function gateOn(options: ReleaseOptions): ReleaseOptions {
  return { ...options, featureGates: { ...options.featureGates, [GATE]: true } };
}

/** The newest is known to hold. */
function first(from: number, holds: (version: number) => boolean): number {
  let version = from;
  while (!holds(version)) version++;
  return version;
}

function releaseOf(minor: number): Release {
  return RELEASES.find((release) => minorOf(release) === minor) as Release;
}
