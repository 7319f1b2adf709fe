import { NAMESPACE_KINDS, OWNED_KINDS } from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { PROCESS_CONTROLS } from "../../../../src/core/kernel/processes/control-process.ts";
import { ATTRIBUTE_NAMES } from "../../../core/kernel/support/attributes.ts";
import { EXEC_WAYS } from "../../../core/kernel/support/programs.ts";
import { COUNTED } from "../../../kernel/groups/budgets.ts";
import { asInteger, asText } from "../../fields.ts";
import { asArrayOf, asTupleOf, type Read } from "../../shape.ts";
import { asHex, asNullOr, asOneOf } from "./scene.ts";

const INODE = asTupleOf(asInteger, asInteger, asInteger);
const OWNER = asTupleOf(asInteger, asInteger);
const TYPE = asOneOf("regular", "directory", "symlink", "character-device", "block-device", "fifo", "socket");
const TYPED = asTupleOf(TYPE, asInteger, asInteger, asInteger);
const LIST = asArrayOf(asTupleOf(asOneOf("u:", "u", "g:", "g", "m", "o"), asInteger, asInteger));
const LEVEL = asOneOf(0, 1, 2);
const BIT = asOneOf(0, 1);
const KIND = asOneOf(...OWNED_KINDS);
const WAY = asOneOf("descriptor", "link", "pidfd");

/** A kind of inode, and everything that is done to it. */
function asKinds(who: Read): readonly Read[] {
  const given = [asInteger, asInteger, asNullOr(asInteger), TYPE, INODE, INODE];
  return [who, ...given, asInteger, asInteger, asInteger, asInteger];
}

/** The arguments of each group, as it has them; `who` reads the place of credentials. */
export const INPUTS: Readonly<Record<string, (who: Read) => readonly Read[]>> = {
  join: (who) => [who, asInteger, WAY],
  setgroups: (who) => [who, asInteger],
  unshare: (who) => [who, BIT],
  idmap: (who) => [
    who,
    asOneOf("detached", "attached", "idmapped", "procfs", "fuse", "asking-fuse", "written"),
    asInteger,
    asInteger,
  ],
  mount: (who) => [who, asInteger, asText],
  "mount-home": (who) => [who, asInteger, asText],
  "mount-owner": (who) => [who, asInteger, asText, asNullOr(asInteger), asNullOr(asInteger)],
  "join-kind": (who) => [who, asInteger, asInteger, KIND, asInteger, WAY],
  "make-kinds": (who) => [who, asInteger, asInteger, asArrayOf(asOneOf(...NAMESPACE_KINDS))],
  "join-kinds": (who) => [who, asInteger, asInteger, asArrayOf(asOneOf(...NAMESPACE_KINDS)), asInteger],
  "host-name": (who) => [who, asInteger, asOneOf("sethostname", "setdomainname"), asInteger],
  clocks: (who) => [who, who, asOneOf("its own", "made on the host", "made inside", "made inside, with a child")],
  "proc-directory": (who) => [who, who],
  sysctl: (who) => [
    who,
    asInteger,
    asOneOf(
      ...["kernel/core_pattern", "kernel/ngroups_max", "kernel"],
      ...["net/ipv4/ping_group_range", "net/ipv4", "user/max_net_namespaces", "user"],
    ),
  ],
  control: (who) => [who, who, asOneOf(...PROCESS_CONTROLS), BIT],
  peer: (who) => [who, asInteger, asInteger, asInteger],
  status: (who) => [who, asInteger, asInteger],
  network: (who) => [who, asInteger, asOneOf("port", "raw", "ping"), asInteger, asInteger],
  budget: (who) => [asOneOf(...COUNTED), asArrayOf(asTupleOf(asInteger, asInteger)), asArrayOf(who)],
  oneself: (who) => [who],
  types: asKinds,
  layers: asKinds,
  entries: (who) => [who, asInteger, asNullOr(asInteger), BIT, TYPED, asNullOr(TYPED), INODE, INODE],
  lists: (who) => [who, asInteger, INODE, LIST, INODE, LIST, asInteger, asInteger, asInteger, asInteger, LIST],
  attributes: (who) => [who, asInteger, asInteger, TYPE, INODE, asOneOf(...ATTRIBUTE_NAMES), asNullOr(asInteger)],
  sticky: (who) => [who, asTupleOf(BIT, LEVEL, LEVEL), asInteger, TYPE, INODE, INODE, OWNER],
  programs: (who) => [
    who,
    asInteger,
    INODE,
    asNullOr(asTupleOf(asHex, BIT, asInteger)),
    asOneOf(...EXEC_WAYS),
    asNullOr(INODE),
  ],
};
