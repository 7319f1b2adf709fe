import { expectOneOf } from "../misuse/misuse.ts";
import { RELEASE_SOURCES, RELEASES, type Release } from "./releases.ts";

/** What is known of a release whose source nobody read. */
export interface UnreadRelease {
  /** What differs from the release that stands in for it, and is known all the same, in a sentence or two. */
  readonly known: string;
  /** What nobody knows, in a sentence; null where that is nothing in particular. */
  readonly notKnown: string | null;
  /** Where what is known stands. */
  readonly source: string;
}

/**
 * The releases whose source nobody read, with what their changelogs and pull requests say of user namespaces.
 *
 * They are judged by the newest release that was read and by this. A message that is not known is null, never made up.
 */
export const UNREAD_RELEASES: Readonly<Partial<Record<Release, UnreadRelease>>> = {
  "1.37": {
    known:
      "No change of how the kubelet hands out IDs was found there; KubeletInUserNamespace is on, and Pod Security takes two sysctls more.",
    notKnown:
      "Whether some 1.37.x has the fixes of PR 141345 is not known: a missing getsubids, and a pool that reaches 4294967295.",
    source: "kubernetes/kubernetes CHANGELOG-1.37.md",
  },
  "1.38": {
    known:
      "As of 1.38.0-alpha.2 it looks its account up with getent, takes the default pool where getsubids is missing, ends that pool one slot earlier, and does not start with subordinate IDs that reach 4294967295.",
    notKnown: null,
    source: "kubernetes/kubernetes CHANGELOG-1.38.md, PRs 135870 and 141345",
  },
};

/**
 * Tells how the kubelet of a release is known: whether its source was read.
 *
 * @param release - one of `RELEASES`
 * @returns `"read"`, or `"not read"`, where the newest release before it that was read stands in
 * @example
 * ```ts
 * import { evidenceOf } from "userns-sim/kubelet";
 *
 * evidenceOf("1.36"); // => "read"
 * evidenceOf("1.38"); // => "not read"
 * ```
 */
export function evidenceOf(release: Release): "read" | "not read" {
  expectOneOf("evidenceOf", "release", release, RELEASES);
  return RELEASE_SOURCES[release] === null ? "not read" : "read";
}

/**
 * Says how an answer about a release is to be taken, where nobody read its source.
 *
 * @param release - one of `RELEASES`
 * @returns a few sentences; `undefined` for a release that was read
 * @example
 * ```ts
 * import { releaseNote } from "userns-sim/kubelet";
 *
 * releaseNote("1.37")?.startsWith("Nobody read the source of 1.37: it is judged by 1.36"); // => true
 * releaseNote("1.36"); // => undefined
 * ```
 */
export function releaseNote(release: Release): string | undefined {
  expectOneOf("releaseNote", "release", release, RELEASES);
  const unread = UNREAD_RELEASES[release];
  if (unread === undefined) return undefined;
  const { known, notKnown } = unread;
  const judged = `Nobody read the source of ${release}: it is judged by ${standIn(release)} and by what its changelog says.`;
  return [judged, known, ...(notKnown === null ? [] : [notKnown])].join(" ");
}

/** The newest release that was read, up to one. */
export function standIn(release: Release): Release {
  const older = RELEASES.slice(0, RELEASES.indexOf(release) + 1);
  return older.reduce((newest, each) => (RELEASE_SOURCES[each] === null ? newest : each), RELEASES[0]);
}
