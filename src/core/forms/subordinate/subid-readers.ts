import { goQuote } from "../../go/go-text.ts";
import type { SubidReader } from "../form/subid-reader.ts";

/** How one program reads `/etc/subuid`, and what map it makes of the lines of one owner. */
export interface SubidReaderRow {
  /** The program or library, and who reads by it. */
  readonly title: string;
  /** Where that can be read. */
  readonly source: string;
  /**
   * How the lines of an owner are mapped from container ID 0 on: one after the other in the order of the file, or of their
   * first host IDs; the first line alone; or each line from container ID 0 on, which the kernel takes for one line only.
   */
  readonly order: "file" | "start" | "first" | "each-from-0";
  /** How many IDs a line of the owner must have: one with less is passed over. */
  readonly leastIds: number;
  /** What is taken off the ends of a line: nothing, white space, or a carriage return. */
  readonly trims: "nothing" | "space" | "carriage-return";
  /** What is a comment: nothing, a line that begins with #, or everything behind a #. */
  readonly comments: "none" | "line" | "rest";
  /** How many fields a line must have; in `rest` the third reaches to the end of the line. */
  readonly fields: "three" | "three-or-more" | "rest" | "any";
  /** What becomes of a line with other fields: it is passed over, or the whole file is refused. */
  readonly otherLines: "skipped" | "refused";
  /** Which texts are numbers: those of strtoul(3) in base 0 or 10, or those of Go with or without a sign. */
  readonly numbers: "strtoul-0" | "strtoul-10" | "signed" | "unsigned";
  /** What becomes of another text in a line of the owner: the line is passed over, the file refused, or it counts as 0. */
  readonly otherNumbers: "skipped" | "refused" | "zero";
  /**
   * Which lines are an owner's: those under the name or the number; those under the name, whatever its case, or where there
   * are none those under the number, or never; or those under the name, or whose owner begins with the number, where a name
   * counts as 0.
   */
  readonly owner: "name-or-number" | "name-of-any-case" | "name-else-number" | "name-or-leading-number";
  /** Where a user's own ID goes: in front of all lines, into a hole that is made for it, or nowhere. */
  readonly rootless: "front" | "hole" | "none";
  /** What the program says. */
  readonly says: SubidReaderTexts;
}

/** What a reader of `/etc/subuid` says where it does not take it. */
export interface SubidReaderTexts {
  /**
   * Of a line that is none.
   *
   * @param file - the path of the file
   * @param line - what is left of it without its ends and its comment
   * @returns the program's words
   */
  line?(file: string, line: string): string;
  /**
   * Of a number that is none.
   *
   * @param file - the path of the file
   * @param field - what stands there
   * @returns the program's words
   */
  number?(file: string, field: string): string;
  /**
   * Where the owner has no line.
   *
   * @param file - the path of the file
   * @param owner - whose lines were looked for
   * @returns the program's words
   */
  nobody?(file: string, owner: string): string;
  /** Where no line of the owner has IDs enough. */
  readonly tooFew?: string;
}

/**
 * The readers of `/etc/subuid`, by their names: one file, six maps.
 *
 * @example
 * ```ts
 * import { FORMS, SUBID_READERS, unwrap } from "userns-sim";
 *
 * const file = "alice:200000:1000\nalice:100000:65536\n";
 * SUBID_READERS.storage.order; // => "start"
 * unwrap(FORMS.subid.read(file, { owner: "alice", reader: "storage" })).uid.mappings[0]?.hostId; // => 100000
 * unwrap(FORMS.subid.read(file, { owner: "alice", reader: "moby" })).uid.mappings[0]?.hostId; // => 200000
 * ```
 */
export const SUBID_READERS: Readonly<Record<SubidReader, SubidReaderRow>> = {
  shadow: {
    title: "shadow: newuidmap, getsubids, and rootlesskit and the kubelet by getsubids",
    source: "subordinate_parse, lib/subordinateio.c, 4.13",
    order: "file",
    leastIds: 0,
    trims: "nothing",
    comments: "none",
    fields: "three",
    otherLines: "skipped",
    numbers: "strtoul-0",
    otherNumbers: "skipped",
    owner: "name-or-number",
    rootless: "front",
    says: {},
  },
  storage: {
    title: "containers/storage: podman, buildah, CRI-O",
    source: "parseSubidFile and createIDMap, pkg/idtools/idtools.go, 83cf5746",
    order: "start",
    leastIds: 0,
    trims: "space",
    comments: "line",
    fields: "three",
    otherLines: "refused",
    numbers: "signed",
    otherNumbers: "refused",
    owner: "name-or-number",
    rootless: "front",
    says: {
      line: (file) => `cannot parse subuid/gid information: Format not correct for ${file} file`,
      number: (file, field) =>
        `string to int conversion failed during subuid/gid parsing of ${file}: strconv.Atoi: parsing ${goQuote(field)}: invalid syntax`,
    },
  },
  moby: {
    title: "moby: Docker's userns-remap",
    source: "ParseSubIDFilter and lookupSubRangesFile, github.com/moby/sys/user, b985e231",
    order: "file",
    leastIds: 0,
    trims: "space",
    comments: "none",
    fields: "any",
    otherLines: "skipped",
    numbers: "signed",
    otherNumbers: "zero",
    owner: "name-or-number",
    rootless: "front",
    says: { nobody: (_, owner) => `no subuid ranges found for user ${goQuote(owner)}` },
  },
  incus: {
    title: "Incus",
    source: "getFromShadow, shared/idmap/set_load.go, and FilterPOSIX, shared/idmap/set.go, 09dc3e60",
    order: "each-from-0",
    leastIds: 65536,
    trims: "carriage-return",
    comments: "rest",
    fields: "three-or-more",
    otherLines: "refused",
    numbers: "unsigned",
    otherNumbers: "skipped",
    owner: "name-else-number",
    rootless: "none",
    says: {
      line: unexpectedValues,
      nobody: () => "No map found for user",
      tooFew: "No valid subuid/subgid map, only privileged containers will be functional",
    },
  },
  lxd: {
    title: "LXD",
    source: "getFromShadow and DefaultIdmapSet, lxd/idmap/idmapset_linux.go, 21d6ecac",
    order: "first",
    leastIds: 65536,
    trims: "carriage-return",
    comments: "rest",
    fields: "three-or-more",
    otherLines: "refused",
    numbers: "unsigned",
    otherNumbers: "skipped",
    owner: "name-of-any-case",
    rootless: "none",
    says: {
      line: unexpectedValues,
      nobody: () => "No map found for user",
      tooFew: "No available uid/gid map could be found",
    },
  },
  unshare: {
    title: "unshare --map-auto",
    source: "read_subid_range, sys-utils/unshare.c, util-linux 39465c78",
    order: "first",
    leastIds: 0,
    trims: "nothing",
    comments: "none",
    fields: "rest",
    otherLines: "skipped",
    numbers: "strtoul-10",
    otherNumbers: "refused",
    owner: "name-or-leading-number",
    rootless: "hole",
    says: {
      number: (_, field) => `failed to parse subid map: '${field}'`,
      nobody: (file, owner) => `no line matching user "${owner}" in ${file}`,
    },
  },
};

function unexpectedValues(file: string, line: string): string {
  return `Unexpected values in ${goQuote(file)}: [${line.split(":").map(goQuote).join(" ")}]`;
}
