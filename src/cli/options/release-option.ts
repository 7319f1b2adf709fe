import { InvalidArgumentError } from "commander";
import { DEFAULT_RELEASE, RELEASES, type Release, releaseOf, releaseRange } from "../../core/releases/releases.ts";
import type { OptionRow } from "../program/option-row.ts";

export const RELEASE: OptionRow<Release | undefined> = {
  value: "<version>",
  about: `the release of Kubernetes, ${releaseRange()}, ${DEFAULT_RELEASE === RELEASES.at(-1) ? "the newest" : DEFAULT_RELEASE} when not given`,
  read: readRelease,
};

/** What `kubectl get nodes` prints is right, too: the patch does not matter. */
function readRelease(text: string): Release {
  const release = releaseOf(text);
  if (release === undefined) throw new InvalidArgumentError(`Expected a release from ${releaseRange()}.`);
  return release;
}
