import { RELEASE_TABLE, type Release, type ReleasedFix, traitAt } from "../../releases/releases.ts";
import type { PodsDirectory } from "../disk/disk.ts";
import { createKubelet } from "../manager/kubelet.ts";
import type { KubeletSettings } from "../settings/settings.ts";
import { type KubeletOutcome, step } from "./step.ts";

/** What a start comes to, once for each kubelet that the release may have. */
export type PossibleStarts = readonly [KubeletOutcome<"start">, ...KubeletOutcome<"start">[]];

/**
 * Starts the kubelet as the model has it, and, where nobody knows which defects the release still has, the one without
 * them. They were fixed in one pull request, so a release has all of the fixes or none.
 */
export function possibleStarts(settings: KubeletSettings, pods: PodsDirectory = []): PossibleStarts {
  const start = (fixes: readonly ReleasedFix[]): KubeletOutcome<"start"> =>
    step(createKubelet(settings, { pods, fixes }), { type: "start" }).outcome;
  const [none, ...others] = possibleFixes(settings.release);
  return [start(none), ...others.map(start)];
}

/** What a release may have fixed besides what it is known to have: nothing, and, where nobody knows, all of that. */
export function possibleFixes(release: Release): readonly [readonly ReleasedFix[], ...(readonly ReleasedFix[])[]] {
  const open = traitAt(RELEASE_TABLE.fixesNotKnown, release);
  return open.length === 0 ? [[]] : [[], open];
}
