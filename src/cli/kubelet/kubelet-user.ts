import { parseSubid, type SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { KubeletUser, ProgramRun } from "../../core/kubelet/settings/settings.ts";
import { isNumber } from "../../core/node/check/collisions.ts";
import type { Assumption, SubordinateFile } from "../../core/node/check/node-to-check.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readText } from "../documents/input.ts";
import type { Account, KubeletOptions } from "../options/kubelet-options.ts";

export interface AccountFacts {
  /** The account; where not all is known, what is most likely. */
  readonly user: KubeletUser;
  /** What of it nobody said. */
  readonly assumed: readonly Assumption[];
  readonly files: readonly SubordinateFile[];
}

export async function readAccount(io: Io, options: KubeletOptions): Promise<AccountFacts> {
  const { subuid, subgid, account } = options;
  if (subuid === undefined && subgid !== undefined) throw new Failure("--subgid: needs --subuid beside it");
  if (!options.getsubids && typeof account === "string")
    throw new Failure(`--no-getsubids: is not asked for with --account ${account}`);
  const uids = subuid === undefined ? undefined : await readFile(io, subuid, account);
  const gids = subgid === undefined ? undefined : await readFile(io, subgid, account);
  const files = [uids, gids].filter((file) => file !== undefined);
  if (account === "missing") return { user: { kind: "no-account" }, assumed: [], files };
  if (account === "lookup-fails") return { user: { kind: "lookup-fails", text: LOOKUP_TEXT }, assumed: [], files };
  if (!options.getsubids) return { user: { kind: "no-getsubids" }, assumed: [], files };
  if (uids === undefined && account !== undefined)
    return { user: { kind: "getsubids", uids: NO_ENTRY, gids: NO_ENTRY }, assumed: ["subordinate-ids"], files };
  if (uids === undefined) return { user: { kind: "no-account" }, assumed: ["account"], files };
  return { ...accountIn(uids, gids, account !== undefined), files };
}

/** The owner whose entries the kubelet asks for. */
const KUBELET = "kubelet";

/** What Go says; behind it stands why, such as `connection refused`. */
const LOOKUP_TEXT = "user: lookup username kubelet: …";

/**
 * An entry may name its owner by the UID: `list_owner_ranges`, shadow `lib/subordinateio.c`, compares those. Where the UID of
 * the account is known, its entries are under its name here.
 */
async function readFile(io: Io, path: string, account: Account | undefined): Promise<SubordinateFile> {
  const read = parseSubid(await readText(io, path));
  const uid = typeof account === "number" ? String(account) : undefined;
  const entries = read.entries.map((entry) => (entry.owner === uid ? { ...entry, owner: KUBELET } : entry));
  return { ...read, entries, name: fileName(path) };
}

/** An entry of the account means that there is one; without any, nobody can tell, unless its UID was said. */
function accountIn(
  uids: SubordinateFile,
  gids: SubordinateFile | undefined,
  exists: boolean,
): Pick<AccountFacts, "user" | "assumed"> {
  const uidRun = runGetsubids(uids.entries);
  const gidRun = gids === undefined ? uidRun : runGetsubids(gids.entries);
  const hasNone = "failure" in uidRun && "failure" in gidRun;
  const user: KubeletUser =
    hasNone && !exists ? { kind: "no-account" } : { kind: "getsubids", uids: uidRun, gids: gidRun };
  const owners = new Set(
    [uids, gids].flatMap((file) => file?.entries.map(({ owner }) => owner) ?? []).filter(isNumber),
  );
  if (!exists && owners.size > 0)
    return { user, assumed: gids !== undefined && isMismatch(uids, gids, owners) ? [] : ["owners"] };
  if (hasNone && !exists) return { user, assumed: ["entry"] };
  return { user, assumed: gids === undefined ? ["groups"] : [] };
}

/** Whether the two files differ for the account, whichever of the owners that are numbers it is, or none. */
function isMismatch(uids: SubordinateFile, gids: SubordinateFile, owners: ReadonlySet<string>): boolean {
  if (owners.size > MAX_OWNERS) return false;
  return ["", ...owners].every((uid) => {
    const [uidRun, gidRun] = [runGetsubids(uids.entries, uid), runGetsubids(gids.entries, uid)];
    return "output" in uidRun && "output" in gidRun && uidRun.output !== gidRun.output;
  });
}

/** Each of them costs a look at both files. */
const MAX_OWNERS = 20;

/** What `getsubids kubelet` prints: shadow `src/getsubids.c`, `"%d: %s %lu %lu\n"`; without an entry it fails. */
function runGetsubids(entries: readonly SubordinateIds[], uid = KUBELET): ProgramRun {
  const lines = entries
    .filter(({ owner }) => owner === KUBELET || owner === uid)
    .map(({ start, count }, i) => `${i}: ${KUBELET} ${start} ${count}\n`);
  return lines.length === 0 ? NO_ENTRY : { output: lines.join("") };
}

const NO_ENTRY: ProgramRun = { failure: "exit status 1" };
