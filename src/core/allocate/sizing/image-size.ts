import { expectObject, expectText } from "../../misuse/misuse.ts";
/** The user and group files of an image. */
export interface ImageFiles {
  /** The text of its `/etc/passwd`; empty where it has none. */
  readonly passwd: string;
  /** The text of its `/etc/group`; empty where it has none. */
  readonly group: string;
}

/**
 * Tells how many IDs an image needs, going by the users and groups that it knows.
 *
 * @param files - its files, from anybody: lines that are no entries are passed over
 * @returns one more than the largest ID, `nobody`, `nogroup` and 65534 left aside; 0 where there is none, 4294967295 at most
 * @remarks `parseMountedFiles`, containers/storage `userns.go`, for Podman's `--userns=auto`. Where it compares each ID with the
 * size so far and so misses one that equals it, the number here is right.
 * @example
 * ```ts
 * import { imageSize } from "userns-sim";
 *
 * const passwd = "root:x:0:0::/root:/bin/sh\napp:x:4001:4001::/app:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n";
 * imageSize({ passwd, group: "" }); // => 4002
 * ```
 */
export function imageSize(files: ImageFiles): number {
  expectObject("imageSize", "files", files, "an object { passwd, group }");
  const { passwd, group } = files;
  expectText("imageSize", "passwd", passwd);
  expectText("imageSize", "group", group);
  let size = 0;
  for (const line of `${passwd}\n${group}`.split("\n")) {
    // Both files have the ID in the third field.
    const [name, , id = ""] = line.split(":", 3);
    if (name === "nobody" || name === "nogroup" || !/^\d{1,10}$/.test(id)) continue;
    const number = Number(id);
    if (number !== NOBODY && number <= LAST_ID) size = Math.max(size, number + 1);
  }
  return size;
}

const NOBODY = 65534;
const LAST_ID = 4294967294;
