import { ATTRIBUTE_NAMES, answerAttributes } from "../../../core/kernel/support/attributes.ts";
import { answerEntries } from "../../../core/kernel/support/entries.ts";
import { answerKinds } from "../../../core/kernel/support/kinds.ts";
import { answerLists } from "../../../core/kernel/support/lists.ts";
import { answerPrograms, EXEC_WAYS } from "../../../core/kernel/support/programs.ts";
import { answerSticky } from "../../../core/kernel/support/sticky.ts";
import { asInteger, type Fields, onlyFields } from "../../fields.ts";
import type { RowOutcome } from "../../outcome.ts";
import { asArrayOf, asTupleOf, type Read } from "../../shape.ts";
import { checkColumns } from "./check-columns.ts";
import { asHex, asIndexOf, asNullOr, asOneOf, readScene, type Scene } from "./scene.ts";

const COMMON = ["schema", "kernel", "namespaces", "creds", "cases"];
const OWNER = asTupleOf(asInteger, asInteger);
const INODE = asTupleOf(asInteger, asInteger, asInteger);
const TYPE = asOneOf("regular", "directory", "symlink", "character-device", "block-device", "fifo", "socket");
const TYPED = asTupleOf(TYPE, asInteger, asInteger, asInteger);
const BIT = asOneOf(0, 1);
const LEVEL = asOneOf(0, 1, 2);
const LIST = asArrayOf(asTupleOf(asOneOf("u:", "u", "g:", "g", "m", "o"), asInteger, asInteger));

/** Runs `userns-kernel/kinds/1`: every operation on files of every type. */
export const checkKinds: (document: Fields) => Iterable<RowOutcome> = checking(
  [asInteger, asInteger, asNullOr(asInteger), TYPE, INODE, INODE, asInteger, asInteger, asInteger, asInteger],
  ({ world, creds }, args) => answerKinds(world, creds, args as never),
);

/** Runs `userns-kernel/entries/1`: rename and link. */
export const checkEntries: (document: Fields) => Iterable<RowOutcome> = checking(
  [asInteger, asNullOr(asInteger), BIT, TYPED, asNullOr(TYPED), INODE, INODE],
  ({ world, creds }, args) => answerEntries(world, creds, args as never),
);

/** Runs `userns-kernel/lists/1`: access control lists. */
export const checkLists: (document: Fields) => Iterable<RowOutcome> = checking(
  [asInteger, INODE, LIST, INODE, LIST, asInteger, asInteger, asInteger, asInteger, LIST],
  ({ world, creds }, args) => answerLists(world, creds, args as never),
);

/** Runs `userns-kernel/attributes/1`: extended attributes. */
export const checkAttributes: (document: Fields) => Iterable<RowOutcome> = checking(
  [asInteger, asInteger, TYPE, INODE, asOneOf(...ATTRIBUTE_NAMES), asNullOr(asInteger)],
  ({ world, creds }, args) => answerAttributes(world, creds, args as never),
);

/** Runs `userns-kernel/sticky/1`: O_CREAT and links in sticky directories. */
export const checkSticky: (document: Fields) => Iterable<RowOutcome> = checking(
  [asTupleOf(BIT, LEVEL, LEVEL), asInteger, TYPE, INODE, INODE, OWNER],
  ({ world, creds }, args) => answerSticky(world, creds, args as never),
);

/** Runs `userns-kernel/programs/1`: scripts, tracers and shared directories. */
export const checkPrograms: (document: Fields) => Iterable<RowOutcome> = checking(
  [asInteger, INODE, asNullOr(asTupleOf(asHex, BIT, asInteger)), asOneOf(...EXEC_WAYS), asNullOr(INODE)],
  ({ world, creds, mounts }, args) => answerPrograms(world, { creds, mounts }, args as never),
  ["mounts"],
);

/** The first column of each is the index of credentials. */
function checking(
  columns: readonly Read[],
  answer: (scene: Scene, args: readonly unknown[]) => readonly unknown[],
  more: readonly string[] = [],
): (document: Fields) => Iterable<RowOutcome> {
  return function* check(document) {
    onlyFields(document, new Set([...COMMON, ...more]), "document");
    const scene = readScene(document);
    yield* checkColumns(document, "cases", [asIndexOf(scene.creds), ...columns], (args) => answer(scene, args));
  };
}
