import { accessAttribute } from "../../../../src/core/kernel/attributes/access-attribute.ts";
import { setFileCapability } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { readFileCapability, removeFileCapability } from "../../../../src/core/kernel/attributes/shown-capability.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { existingFile, type FileType } from "../../../../src/core/kernel/inode/file.ts";
import { tmpfsOf } from "./tmpfs.ts";
import { type CredentialRow, numberOf, processOf, type World } from "./world.ts";

/** The names that are asked about: one of each kind, and the one that the kernel itself reads. */
export const ATTRIBUTE_NAMES = ["user.a", "trusted.a", "security.a", "security.capability"] as const;

/** What a case of attributes asks; the root is of the capability that the file has, null where it has none. */
export type AttributesInput = readonly [
  credentials: number,
  idmapNamespace: number,
  flags: number,
  type: FileType,
  file: readonly [uid: number, gid: number, mode: number],
  name: (typeof ATTRIBUTE_NAMES)[number],
  root: number | null,
];

/** How many columns of a case are input. */
export const ATTRIBUTES_INPUTS = 7;

/** Decides reading, setting and removing. */
export function decideAttributes(world: World, creds: readonly CredentialRow[], input: AttributesInput) {
  const [one, idmap, flags, type, [uid, gid, mode], name, root] = input;
  const process = processOf(world, creds[one] as CredentialRow);
  const capability = { permitted: 1, inheritable: 0, effective: false, rootId: root === 0 ? undefined : (root ?? 0) };
  const file = existingFile({
    type,
    uid,
    gid,
    mode: type === "symlink" ? 0o777 : mode,
    mount: tmpfsOf(world, idmap, flags),
    ...(name === "security.capability" && root !== null && { capability }),
  });
  const read = readFileCapability(process, file);
  const decisions: readonly Decision<unknown>[] =
    name === "security.capability"
      ? [read, setFileCapability(process, file, { permitted: 1 }), removeFileCapability(process, file)]
      : (["get", "set", "remove"] as const).map((access) => accessAttribute(process, file, name, access));
  return { decisions, shown: name === "security.capability" && read.allowed ? (read.value.rootId ?? 0) : 0 };
}

/** Answers a case. */
export function answerAttributes(
  world: World,
  creds: readonly CredentialRow[],
  input: AttributesInput,
): readonly [results: readonly number[], shownRoot: number] {
  const { decisions, shown } = decideAttributes(world, creds, input);
  return [decisions.map(({ errno }) => numberOf(errno)), shown];
}
