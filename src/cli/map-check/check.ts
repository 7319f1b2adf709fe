import { parseProcMap } from "../../core/forms/kernel/proc-map.ts";
import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import { compose } from "../../core/idmap/compose.ts";
import type { IdMap } from "../../core/idmap/id-map.ts";
import { toHost } from "../../core/idmap/translate.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";
import type { IdMapKind } from "../../core/kernel/credentials/id-map-kind.ts";
import { createProcess, type Process } from "../../core/kernel/credentials/process.ts";
import type { UserNamespace } from "../../core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../core/kernel/decision/decision.ts";
import { openIdMap } from "../../core/kernel/userns/id-map-file.ts";
import { unshareUserNamespace } from "../../core/kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../core/kernel/userns/write-id-map.ts";
import type { HelperRun } from "../../core/userland/run-newuidmap.ts";
import { Failure } from "../base/failure.ts";
import { explainedDecision } from "../output/decision.ts";
import { adviceOn } from "./advice.ts";
import type { MapCheckAsked } from "./asked.ts";
import { asLines, runHelper } from "./helper.ts";
import type { MapCheckDocument } from "./json.ts";
import type { MapText } from "./map-text.ts";

/** How an attempt went, how far it came, and what the program said that made it. */
interface Attempt {
  readonly call: MapCheckDocument["call"];
  readonly decision: Decision<unknown>;
  readonly says?: string | undefined;
}

/** Has a map written, and tells what comes of it. */
export function checkMap(
  { text, form }: MapText,
  parent: UserNamespace,
  grants: readonly SubordinateIds[],
  asked: MapCheckAsked,
): MapCheckDocument {
  const { as, gid, uid, outer, denySetgroups, caps } = asked;
  const kind = gid === true ? "gid" : "uid";
  const creator = creatorOf(uid, parent, as === "newuidmap" ? undefined : caps);
  const inside = unshareUserNamespace(creator, "new").value?.process;
  if (inside === undefined) throw new Failure(`user ${uid} cannot create a user namespace there`);
  const namespace: UserNamespace = { ...inside.userNamespace, setgroups: denySetgroups === true ? "deny" : "allow" };
  const created: Process = { ...inside, userNamespace: namespace };
  const { call, decision, says } =
    as === "newuidmap"
      ? attemptOf(runHelper(creator, created, text, grants, asked))
      : write(as === "self" ? created : creator, created, kind, text);
  const written = as === "newuidmap" ? asLines(text) : text;
  const file = `${kind}_map` as const;
  const writer = as === "newuidmap" ? `new${kind}map for user ${uid}` : `user ${uid} ${PLACES[as]}`;
  const asker = as === "newuidmap" ? `new${kind}map, for user ${uid},` : `User ${uid} ${PLACES[as]}`;
  const explained = explainedDecision(`${asker} asks to ${call === "open" ? "open" : "write"} ${file}.`, decision);
  return {
    outcome: decision.allowed ? "taken" : "refused",
    file,
    text: written,
    form,
    call,
    writer,
    says: says ?? null,
    onHost: outer === undefined ? null : onHost(written, kind === "uid" ? parent.uidMap : parent.gidMap),
    advice: decision.allowed ? null : adviceOn(decision, written, call, asked, creator.userNamespace),
    ...explained,
    errno: OWN_CALLS.includes(call) ? null : explained.errno,
  };
}

/** Both steps, from the container by way of the parent to the host. */
function onHost(text: string, outer: IdMap): MapCheckDocument["onHost"] {
  const inner = parseProcMap(text);
  const composed = inner.ok ? compose(outer, inner.value) : undefined;
  return composed?.ok ? { outer: outer.mappings, mappings: composed.value.mappings } : null;
}

const PLACES = { parent: "of the parent namespace", self: "inside" };

/** Where newuidmap refuses by itself, with a text and without an error of the kernel. */
const OWN_CALLS: readonly MapCheckDocument["call"][] = ["target", "arguments", "grant"];

function attemptOf(run: HelperRun): Attempt {
  return { call: run.call, decision: run, says: run.says };
}

function write(writer: Process, created: Process, kind: IdMapKind, text: string): Attempt {
  const opened = openIdMap(writer, created, "w");
  return opened.allowed
    ? { call: "write", decision: writeIdMap(writer, created.userNamespace, kind, text) }
    : { call: "open", decision: opened };
}

function creatorOf(
  uid: number,
  userNamespace: UserNamespace,
  capabilities: readonly Capability[] | undefined,
): Process {
  if (toHost(userNamespace.uidMap, uid) === undefined)
    throw new Failure(`user ${uid} is not mapped by --outer, so nobody can be it`);
  if (toHost(userNamespace.gidMap, uid) === undefined)
    throw new Failure(`group ${uid}, that of user ${uid}, is not mapped by --outer, so nobody can be in it`);
  return createProcess({ userNamespace, uid, gid: uid, ...(capabilities === undefined ? {} : { capabilities }) });
}
