import { Failure } from "../base/failure.ts";
import { ROOTLESS } from "../options/map-reading-options.ts";
import { PODS_DIR_OPTIONS } from "../options/pods-dir-options.ts";
import { SUBID_OPTIONS } from "../options/subid-options.ts";
import type { OptionRows } from "../program/option-row.ts";

/** Where it stands whose IDs are whose. */
export interface SourcesAsked {
  readonly podsDir?: string;
  readonly pods?: string;
  readonly subuid?: string;
  readonly subgid?: string;
  readonly passwd?: string;
  readonly rootless?: number;
  /** `NAME=MAP`. */
  readonly map?: readonly string[];
  readonly here?: true;
}

export const SOURCES_ASKED: OptionRows<SourcesAsked> = {
  podsDir: { value: "<dir>", about: PODS_DIR_OPTIONS.podsDir.about },
  pods: PODS_DIR_OPTIONS.pods,
  subuid: { ...SUBID_OPTIONS.subuid, about: "a file like /etc/subuid: whose subordinate ID it is" },
  subgid: { ...SUBID_OPTIONS.subgid, about: "the same of groups, a file like /etc/subgid" },
  passwd: { value: "<file>", about: "a file like /etc/passwd: whose own ID it is" },
  rootless: ROOTLESS,
  map: {
    value: "<name=map>",
    about: "a map by a name, container:host:size or in any form; again for more maps, or for more lines of one",
    again: true,
  },
  here: { about: "read /etc/subuid, /etc/subgid, /etc/passwd and /proc of this machine; Linux only" },
};

export function expectSources(asked: SourcesAsked): void {
  const { podsDir, pods, subuid, subgid, passwd, rootless, map, here } = asked;
  if (pods !== undefined && podsDir === undefined) throw new Failure("--pods goes with --pods-dir");
  const subids = here ?? subuid ?? subgid;
  if (rootless !== undefined && subids === undefined)
    throw new Failure("--rootless has a meaning with --subuid, --subgid or --here only");
  if ((podsDir ?? passwd ?? map ?? subids) === undefined)
    throw new Failure(
      "where does it stand whose IDs are whose? Name --pods-dir, --subuid, --subgid, --passwd, --map NAME=MAP, or --here for this machine",
    );
}
