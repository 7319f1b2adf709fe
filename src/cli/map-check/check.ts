import { explain } from "../../core/explain/main.ts";
import { parseProcMap } from "../../core/forms/kernel/proc-map.ts";
import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { toHost } from "../../core/idmap/translate.ts";
import type { IdMapKind } from "../../core/kernel/credentials/id-map-kind.ts";
import { createProcess, type Process } from "../../core/kernel/credentials/process.ts";
import type { UserNamespace } from "../../core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../core/kernel/decision/decision.ts";
import { openIdMap } from "../../core/kernel/userns/id-map-file.ts";
import { writeSetgroups } from "../../core/kernel/userns/setgroups-file.ts";
import { unshareUserNamespace } from "../../core/kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../core/kernel/userns/write-id-map.ts";
import { newgidmap, newuidmap } from "../../core/userland/newuidmap.ts";
import { Failure } from "../base/failure.ts";
import { namespaceOf } from "../options/mapping-option.ts";
import { explainedDecision } from "../output/decision.ts";
import type { MapCheckDocument } from "./json.ts";

/** Who writes the map: a process outside of the namespace, one inside, or newuidmap(1) and newgidmap(1) for the user. */
export const WRITERS = ["parent", "self", "newuidmap"] as const;

export interface MapCheckAsked {
  /** Whether the map is written to gid_map. */
  readonly gid?: true;
  readonly as: (typeof WRITERS)[number];
  /** The user that created the namespace, as its parent sees it. */
  readonly uid: number;
  /** The map of the parent namespace; the host's without one. */
  readonly parent?: readonly IdMapping[];
  readonly denySetgroups?: true;
  /** The user's subordinate IDs. */
  readonly subid?: readonly SubordinateIds[];
}

/** How an attempt went, and how far it came. */
interface Attempt {
  readonly call: MapCheckDocument["call"];
  readonly decision: Decision<unknown>;
}

/** Has a map written, and tells what comes of it. */
export function checkMap(text: string, asked: MapCheckAsked): MapCheckDocument {
  const { as, gid, uid, parent, denySetgroups, subid } = asked;
  if (subid !== undefined && as !== "newuidmap") throw new Failure("--subid has a meaning with --as newuidmap only");
  if (denySetgroups === true && gid !== true) throw new Failure("--deny-setgroups has a meaning with --gid only");
  const kind = gid === true ? "gid" : "uid";
  const creator = creatorOf(uid, parent);
  const inside = unshareUserNamespace(creator, "new").value?.process;
  if (inside === undefined) throw new Failure(`user ${uid} cannot create a user namespace there`);
  const namespace: UserNamespace = { ...inside.userNamespace, setgroups: denySetgroups === true ? "deny" : "allow" };
  const created: Process = { ...inside, userNamespace: namespace };
  const { call, decision } =
    as === "newuidmap"
      ? writeByHelper(creator, created, kind, text, asked)
      : write(as === "self" ? created : creator, created, kind, text);
  const file = `${kind}_map` as const;
  const writer = as === "newuidmap" ? `new${kind}map for user ${uid}` : `user ${uid} ${PLACES[as]}`;
  const asker = as === "newuidmap" ? `new${kind}map, for user ${uid},` : `User ${uid} ${PLACES[as]}`;
  return {
    outcome: decision.allowed ? "taken" : "refused",
    file,
    call,
    writer,
    advice: decision.errno === "EINVAL" ? adviceOn(text) : null,
    ...explainedDecision(`${asker} asks to ${call === "open" ? "open" : "write"} ${file}.`, decision),
  };
}

const PLACES = { parent: "of the parent namespace", self: "inside" };

function write(writer: Process, created: Process, kind: IdMapKind, text: string): Attempt {
  const opened = openIdMap(writer, created, "w");
  return opened.allowed
    ? { call: "write", decision: writeIdMap(writer, created.userNamespace, kind, text) }
    : { call: "open", decision: opened };
}

function writeByHelper(
  user: Process,
  created: Process,
  kind: "uid" | "gid",
  text: string,
  { uid, subid = [] }: MapCheckAsked,
): Attempt {
  const map = parseProcMap(text);
  if (!map.ok) throw new Failure(`new${kind}map takes a map that is one. ${explain(map.error)}`);
  const { mappings } = map.value;
  const granted = kind === "uid" ? newuidmap(uid, subid, mappings) : newgidmap(uid, subid, mappings);
  if (!granted.allowed) return { call: "grant", decision: granted };
  const userNamespace = granted.value === "deny" ? denied(created.userNamespace) : created.userNamespace;
  // It goes on as the user that called it, and keeps what writing takes: shadow, `write_mapping`.
  const capabilities = [
    kind === "uid" ? ("CAP_SETUID" as const) : ("CAP_SETGID" as const),
    ...(mappings.some(({ hostId }) => hostId === 0) ? (["CAP_SETFCAP"] as const) : []),
  ];
  const helper = createProcess({ userNamespace: user.userNamespace, uid, gid: uid, capabilities });
  const { call, decision } = write(helper, { ...created, userNamespace }, kind, text);
  const steps = [...granted.steps, ...decision.steps];
  return { call, decision: { ...decision, decidedAt: granted.steps.length + decision.decidedAt, steps } };
}

/** It never fails here: no map is written yet. */
function denied(namespace: UserNamespace): UserNamespace {
  return writeSetgroups(namespace, "deny").value ?? namespace;
}

function adviceOn(text: string): string | null {
  const map = parseProcMap(text);
  return map.ok ? null : explain(map.error);
}

function creatorOf(uid: number, mappings: readonly IdMapping[] | undefined): Process {
  const userNamespace = namespaceOf("--parent", mappings, "parent");
  if (toHost(userNamespace.uidMap, uid) === undefined)
    throw new Failure(`user ${uid} is not mapped by --parent, so nobody can be it`);
  return createProcess({ userNamespace, uid, gid: uid });
}
