import { parseSubid, type SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { KubeletUser, ProgramRun } from "../../core/kubelet/settings/settings.ts";
import type { Assumption, SubordinateFile } from "../../core/node/check/node-to-check.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readText } from "../documents/input.ts";
import type { KubeletOptions } from "../options/kubelet-options.ts";

export interface AccountFacts {
  /** The account; where not all is known, what is most likely. */
  readonly user: KubeletUser;
  /** What of it nobody said. */
  readonly assumed: readonly Assumption[];
  readonly files: readonly SubordinateFile[];
}

export async function readAccount(io: Io, options: KubeletOptions): Promise<AccountFacts> {
  const { subuid, subgid } = options;
  if (subuid === undefined && subgid !== undefined) throw new Failure("--subgid: needs --subuid beside it");
  const uids = subuid === undefined ? undefined : await readFile(io, subuid);
  const gids = subgid === undefined ? undefined : await readFile(io, subgid);
  const files = [uids, gids].filter((file) => file !== undefined);
  if (!options.kubeletUser) return { user: { kind: "no-account" }, assumed: [], files };
  if (!options.getsubids) return { user: { kind: "no-getsubids" }, assumed: [], files };
  if (uids === undefined) return { user: { kind: "no-account" }, assumed: ["account"], files };
  return { ...accountIn(uids, gids), files };
}

/** The owner whose entries the kubelet asks for. */
const KUBELET = "kubelet";

async function readFile(io: Io, path: string): Promise<SubordinateFile> {
  return { ...parseSubid(await readText(io, path)), name: fileName(path) };
}

/** An entry of the account means that there is one; without any, nobody can tell. */
function accountIn(uids: SubordinateFile, gids: SubordinateFile | undefined): Pick<AccountFacts, "user" | "assumed"> {
  const uidRun = runGetsubids(uids.entries);
  const gidRun = gids === undefined ? uidRun : runGetsubids(gids.entries);
  if ("failure" in uidRun && "failure" in gidRun) return { user: { kind: "no-account" }, assumed: ["entry"] };
  return {
    user: { kind: "getsubids", uids: uidRun, gids: gidRun },
    assumed: gids === undefined ? ["groups"] : [],
  };
}

/** What `getsubids kubelet` prints: shadow `src/getsubids.c`, `"%d: %s %lu %lu\n"`; without an entry it fails. */
function runGetsubids(entries: readonly SubordinateIds[]): ProgramRun {
  const lines = entries
    .filter(({ owner }) => owner === KUBELET)
    .map(({ owner, start, count }, i) => `${i}: ${owner} ${start} ${count}\n`);
  return lines.length === 0 ? { failure: "exit status 1" } : { output: lines.join("") };
}
