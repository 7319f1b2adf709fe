import { InvalidArgumentError } from "commander";
import { DEFAULT_RELEASE, RELEASES, type Release, releaseRange } from "../../core/releases/releases.ts";
import type { OptionRow } from "../program/option-row.ts";

export const RELEASE: OptionRow<Release | undefined> = {
  value: "<version>",
  about: `the release of Kubernetes, ${releaseRange()}, ${DEFAULT_RELEASE === RELEASES.at(-1) ? "the newest" : DEFAULT_RELEASE} when not given`,
  read: readRelease,
};

/** What `kubectl get nodes` prints is right, too: the patch does not matter. */
function readRelease(text: string): Release {
  const [, minor] = /^v?(1\.\d{2})(?:\.\d[\w.+-]*)?$/.exec(text) ?? [];
  const release = RELEASES.find((known) => known === minor);
  if (release === undefined) throw new InvalidArgumentError(`Expected a release from ${releaseRange()}.`);
  return release;
}
