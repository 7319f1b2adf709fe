import { answerAccess } from "../../../core/kernel/support/access.ts";
import { answerMapWrite } from "../../../core/kernel/support/mapwrite.ts";
import { answerPtrace } from "../../../core/kernel/support/ptrace.ts";
import { answerExec, answerSetId } from "../../../core/kernel/support/setid.ts";
import { answerSignal } from "../../../core/kernel/support/signal.ts";
import { asInteger, asText, type Fields, onlyFields } from "../../fields.ts";
import type { RowOutcome } from "../../outcome.ts";
import { asArrayOf, asTupleOf, type Read } from "../../shape.ts";
import { checkColumns } from "./check-columns.ts";
import { asHex, asIndexOf, asNullOr, asOneOf, readScene } from "./scene.ts";

const COMMON = ["schema", "kernel", "namespaces", "creds", "cases"];
const INODE = asTupleOf(asInteger, asInteger, asInteger);
const OWNER = asTupleOf(asInteger, asInteger);
const BIT = asOneOf(0, 1);

const ACCESS_OPS = [
  ..."r w x rw access_r access_w open_r open_w chown_u chown_g chown_ug chmod utimes_now utimes_set stat".split(" "),
  ..."create mkdir unlink rename link mknod_chr mknod_whiteout mkfifo setfcap dir_r dir_w dir_x chown_noop".split(" "),
];

const PTRACE_OPS =
  "process_vm_readv readlink_cwd readlink_ns_user open_environ open_mem_rdwr open_ns_user ptrace_seize".split(" ");

/** Runs `userns-kernel/access/1`. */
export function* checkAccess(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set([...COMMON, "fs", "sysctl", "ops", "mounts"]), "document");
  const scene = readScene(document, ACCESS_OPS);
  const entry = asTupleOf(asOneOf("u:", "u", "g:", "g", "m", "o"), asInteger, asInteger);
  const acl = asNullOr(asTupleOf(asInteger, asArrayOf(entry)));
  const modes = [asInteger, asInteger, asInteger, asInteger];
  const columns = [asIndexOf(scene.creds), asInteger, INODE, acl, INODE, OWNER, ...modes];
  yield* checkColumns(document, "cases", columns, (args) => answerAccess(scene.world, scene, args as never));
}

/** Runs `userns-kernel/mapwrite/1`. */
export function* checkMapWrite(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set([...COMMON, "page_size"]), "document");
  const scene = readScene(document);
  const cred = asIndexOf(scene.creds);
  const padded = asTupleOf(asText, asInteger);
  const written: Read = (value, path) => (typeof value === "string" ? value : padded(value, path));
  const columns: readonly Read[] = [
    asText,
    asOneOf("uid_map", "gid_map", "projid_map"),
    cred,
    (value, path) => (value === "=" ? value : cred(value, path)),
    asNullOr(cred),
    asOneOf("-", "deny", "allow"),
    asInteger,
    asOneOf(0, 1, 2),
    written,
    asNullOr(written),
  ];
  yield* checkColumns(document, "cases", columns, (args) => answerMapWrite(scene.world, scene, args as never));
}

/** Runs `userns-kernel/signal/1`. */
export function* checkSignal(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set(COMMON), "document");
  const scene = readScene(document);
  const cred = asIndexOf(scene.creds);
  const columns = [cred, cred, BIT, asInteger];
  yield* checkColumns(document, "cases", columns, (args) => answerSignal(scene.world, scene, args as never));
}

/** Runs `userns-kernel/ptrace/1`. */
export function* checkPtrace(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set([...COMMON, "yama", "ops"]), "document");
  const scene = readScene(document, PTRACE_OPS);
  const cred = asIndexOf(scene.creds);
  const columns = [cred, cred, BIT, asInteger];
  yield* checkColumns(document, "cases", columns, (args) => answerPtrace(scene.world, scene, args as never));
}

/** Runs `userns-kernel/setid/1`: the calls and the programs. */
export function* checkSetId(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set([...COMMON, "mounts", "exec"]), "document");
  const scene = readScene(document);
  const cred = asIndexOf(scene.creds);
  const calls = asOneOf(
    ..."setuid setreuid setresuid setfsuid setgid setregid setresgid setfsgid setgroups".split(" "),
  );
  yield* checkColumns(document, "cases", [cred, calls, asArrayOf(asInteger)], ([at, op, args]) => {
    asArgumentsOf(String(op))(args, "[2]");
    return answerSetId(scene.world, scene, [at, op, args] as never);
  });
  const capability = asNullOr(asTupleOf(asHex, BIT, asInteger));
  yield* checkColumns(document, "exec", [cred, asInteger, INODE, capability, BIT], (args) =>
    answerExec(scene.world, scene, args as never),
  );
}

/** A call takes as many IDs as its name says; setgroups takes any number. */
function asArgumentsOf(op: string): Read {
  if (op === "setgroups") return asArrayOf(asInteger);
  const count = op.includes("res") ? 3 : op.includes("re") ? 2 : 1;
  return asTupleOf(...Array.from({ length: count }, () => asInteger));
}
