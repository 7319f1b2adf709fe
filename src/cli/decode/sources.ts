import { hostOwners } from "../../core/node/audit/host-owners.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName, readText } from "../documents/input.ts";
import { readMapArguments } from "../inputs/given-map.ts";
import { readProc } from "../inputs/proc.ts";
import type { SourcesAsked } from "./asked-sources.ts";
import type { OwnerSource } from "./decode.ts";

/** Everybody besides pods whose IDs the options tell. */
export async function readOwners(io: Io, asked: SourcesAsked): Promise<readonly OwnerSource[]> {
  const { here, rootless } = asked;
  if (here) await expectLinux(io);
  const file = async (option: "subuid" | "subgid" | "passwd"): Promise<string | undefined> => {
    const path = asked[option];
    if (path !== undefined) return await readText(io, path);
    return here ? await readHere(io, option) : undefined;
  };
  const subuid = await file("subuid");
  const subgid = await file("subgid");
  const passwd = await file("passwd");
  const owners = hostOwners({
    ...(subuid !== undefined && { subuid }),
    ...(subgid !== undefined && { subgid }),
    ...(passwd !== undefined && { passwd }),
    ...(rootless !== undefined && { rootless }),
  });
  return [...owners, ...(await readMaps(io, asked.map ?? [])), ...(here ? await readProcesses(io) : [])];
}

async function expectLinux(io: Io): Promise<void> {
  if ((await io.directories.link("/proc/self")) === undefined)
    throw new Failure("--here: there is no /proc, so this is no Linux: copy the files, and name them");
}

/** Files that are not there grant nothing. */
async function readHere(io: Io, name: string): Promise<string | undefined> {
  const found = await io.directories.read("/", ["etc", name], MAX_BYTES);
  if (found.kind === "file") return new TextDecoder().decode(found.bytes);
  if (found.kind === "absent") return undefined;
  throw new Failure(`--here: ${fileName(`/etc/${name}`)} cannot be read: name it with --${name}`);
}

const MAX_BYTES = 8388608;

/** Maps by the names that they were given; a name given again adds lines. */
async function readMaps(io: Io, texts: readonly string[]): Promise<readonly OwnerSource[]> {
  const byName = new Map<string, string[]>();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new Failure(`--map: expected NAME=MAP, as web=0:100000:65536, found ${text}`);
    const name = text.slice(0, at);
    byName.set(name, [...(byName.get(name) ?? []), text.slice(at + 1)]);
  }
  const owners: OwnerSource[] = [];
  for (const [name, lines] of byName) {
    const { uid, gid = uid } = await readMapArguments(io, { name: `--map ${name}`, takesTriples: true }, lines);
    owners.push({ kind: "map", name, uids: uid.mappings, gids: gid.mappings });
  }
  return owners;
}

/** The user namespaces of what runs here, each by the process that has the lowest number. */
async function readProcesses(io: Io): Promise<readonly OwnerSource[]> {
  const { namespaces } = await readProc(io);
  return namespaces.map(({ mappings, processes: [first, ...more] }) => ({
    kind: "process",
    name: `${first?.command} (PID ${first?.pid}${more.length === 0 ? "" : ` and ${more.length} more`})`,
    uids: mappings,
    gids: [],
  }));
}
