/** The facts that are words, and what each of them can be. */
const FACT_WORDS = {
  by: ["regular", "directory", "symlink", "character-device", "block-device", "fifo", "socket"],
  code: [
    "blank-line",
    "missing-number",
    "not-a-number",
    "trailing-text",
    "empty-mapping",
    "reaches-no-id",
    "wraps",
    "overlapping-mappings",
    "too-many-mappings",
  ],
  how: ["in-effect", "not-in-effect"],
  kind: ["user", "group", "uid", "gid", "projid", "pid", "network", "ipc", "cgroup", "uts", "time", "mount"],
  option: ["uid", "gid"],
  side: ["user", "owner", "group"],
  type: ["regular", "directory", "symlink", "character-device", "block-device", "fifo", "socket"],
  want: ["read", "write", "execute", "read-write", "read-execute", "write-execute", "read-write-execute"],
  way: ["link", "pidfd"],
  what: [
    "all-capabilities",
    "ambient-capabilities",
    "set-id-bits",
    "file-capabilities",
    "entry",
    "directory",
    "user-namespaces",
    "mount-namespaces",
    "uts-namespaces",
    "ipc-namespaces",
    "pid-namespaces",
    "cgroup-namespaces",
    "network-namespaces",
    "time-namespaces",
    "inotify-instances",
    "inotify-watches",
  ],
  which: ["real", "saved"],
  who: ["anybody", "effective-user-0", "group-0", "others", "writer", "opener"],
  why: [
    "file-has-capabilities",
    "ids-change",
    "mount-nosuid",
    "mount-namespace-differs",
    "mounted-in-other-user-namespace",
    "no-new-privs",
    "traced",
    "directories-shared",
    "not-owner",
    "owner-not-in-group",
    "not-regular",
    "set-user-id",
    "set-group-id",
    "not-read-write",
    "gid-map-missing",
    "setgroups-denied",
    "setgroups-allowed",
    "user-namespace-differs",
    "target-has-more-capabilities",
    "several-ids",
    "opener-not-creator",
    "not-effective-user",
    "not-effective-group",
  ],
} as const;

/** The facts that are words: for the name of each fact the words that it can be. */
export type FactWords = { readonly [Name in keyof typeof FACT_WORDS]: (typeof FACT_WORDS)[Name][number] };

/** A word that a fact can be; what it reads like in a language is up to the texts. */
export type FactWord = FactWords[keyof FactWords];

/** How the words read in one language. */
export type FactTexts = { readonly [Name in keyof FactWords]: { readonly [Word in FactWords[Name]]: string } };

/**
 * Lists the words that stand in the facts of steps. All other texts there are names and notations: of namespaces,
 * capabilities, filesystems, modes and bits.
 *
 * @returns the words, from the names of the facts
 * @example
 * ```ts
 * import { createProcess, english, existingFile, factWords, openFile } from "userns-sim/kernel";
 *
 * factWords().want.includes("read-write"); // => true
 * const [step] = openFile(createProcess(), existingFile({ mode: 0o644 }), "rw").steps;
 * step?.facts.want; // => "read-write"
 * english.facts.want["read-write"]; // => "read and write"
 * ```
 */
export function factWords(): { readonly [Name in keyof FactWords]: readonly FactWords[Name][] } {
  return FACT_WORDS;
}
