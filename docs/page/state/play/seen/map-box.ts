import { formatProcMap, type IdMap, type NotOfForm, recognizeMap } from "userns-sim";
import { createProcess, createUserNamespace, initialNamespace, writeIdMap } from "userns-sim/kernel";
import { ruler } from "userns-sim/lessons";
import { findIds } from "userns-sim/node";
import { inBoth, sayMain } from "../in-both.ts";
import type { FormReason, MapBox, MapReading, PlayedOwner, WhyDecision } from "../shown.ts";
import type { Happened } from "../world/happened.ts";
import { ownersHere } from "./ids.ts";
import { whyDecision } from "./why-decision.ts";

/** Reads what was pasted: a map in any form, else the IDs of any text, each with its owners in the state that is shown. */
export function readMapBox(text: string, happened: Happened): MapBox {
  if (text.trim() === "") return { kind: "empty" };
  const { readings, reasons } = recognizeMap(text);
  const why = reasons.map(reasonOf);
  if (readings.length > 0)
    return { kind: "map", readings: readings.map(({ form, uid, gid }) => reading(form, uid, gid)), reasons: why };
  if (why.some(({ errno }) => errno !== null)) return { kind: "map", readings: [], reasons: why };
  const found = findIds(text);
  // Where some are certain, the other numbers are of no use to anybody.
  const certain = found.filter((each) => each.certain);
  const ids = certain.length > 0 ? certain : found;
  const owners = new Map<number, readonly PlayedOwner[]>();
  const ownersOnce = (id: number): readonly PlayedOwner[] => {
    const known = owners.get(id) ?? ownersHere(happened, id);
    owners.set(id, known);
    return known;
  };
  return {
    kind: "text",
    ids: ids.slice(0, MOST_IDS).map(({ line, column, id, cut, kind, certain }) => ({
      ...{ line, column, id, cut, kind, certain },
      owners: cut ? [] : ownersOnce(id),
    })),
    more: Math.max(ids.length - MOST_IDS, 0),
    reasons: why,
  };
}

/** Each is a row, and nobody reads more. */
const MOST_IDS = 200;

function reading(form: MapReading["form"], uid: IdMap, gid: IdMap | undefined): MapReading {
  return {
    form,
    uid: ruler(uid),
    gid: gid === undefined ? null : ruler(gid),
    kernel: [written("uid", uid), ...(gid === undefined ? [] : [written("gid", gid)])],
  };
}

/** Root of the host writes it to the file of a process in a new user namespace. */
function written(kind: "uid" | "gid", map: IdMap): WhyDecision {
  const namespace = createUserNamespace(initialNamespace(), { id: "new" });
  return whyDecision(kind, writeIdMap(createProcess(), namespace, kind, formatProcMap(map)));
}

function reasonOf({ form, cause }: NotOfForm): FormReason {
  if (cause.code === "no-mapping") return { form, errno: null, says: inBoth((words) => words.noMapping) };
  return { form, errno: cause.code === "bad-map" ? cause.errno : null, says: sayMain(cause) };
}
