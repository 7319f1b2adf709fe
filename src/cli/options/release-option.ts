import { InvalidArgumentError } from "commander";
import { RELEASES, type Release } from "../../core/kubelet/releases.ts";
import type { OptionRow } from "../program/option-row.ts";

/** The release of Kubernetes. */
export const RELEASE: OptionRow<Release | undefined> = {
  value: "<version>",
  about: "the release of Kubernetes, 1.25 to 1.36, the newest when not given",
  read: readRelease,
};

/** What `kubectl get nodes` prints is right, too: the patch does not matter. */
function readRelease(text: string): Release {
  const [, minor] = /^v?(1\.\d{2})(?:\.\d[\w.+-]*)?$/.exec(text) ?? [];
  const release = RELEASES.find((known) => known === minor);
  if (release === undefined) throw new InvalidArgumentError("Expected a release from 1.25 to 1.36.");
  return release;
}
