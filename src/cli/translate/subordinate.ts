import { explain } from "../../core/explain/main.ts";
import type { FormOptions } from "../../core/forms/form/form-row.ts";
import { otherSubidReadings } from "../../core/forms/linux/subid-readings.ts";
import { readMap } from "../../core/forms/read-map.ts";
import { SUBID_READERS } from "../../core/forms/subordinate/subid-readers.ts";
import { toHost } from "../../core/idmap/translate.ts";
import type { GivenMap } from "../inputs/given-map.ts";
import type { SubordinateFacts } from "./json.ts";

/** How the subordinate IDs of a map were read, or of the one that it lives in, with an ID above 0 for what that comes to. */
export function subordinateFacts(given: GivenMap, id: number): SubordinateFacts | null {
  const subids = [given, given.outer].find((map) => map?.read.form === "subid" || map?.read.form === "getsubids");
  if (subids === undefined) return null;
  const { text, read, options } = subids;
  const { reader = "shadow", rootless, kind = "uid" } = options;
  return {
    reader,
    rootless: rootless ?? null,
    why: rootless === undefined ? whyFrom0(subids, id) : whyRootless(subids, rootless, id),
    others:
      read.form !== "subid"
        ? []
        : otherSubidReadings(text, { ...options, reader, kind }).map(({ reader, read }) => ({
            reader,
            mappings: read.ok ? read.value.mappings : null,
            reason: read.ok ? null : explain(read.error),
          })),
  };
}

function whyRootless({ text, read, options }: GivenMap, rootless: number, id: number): string {
  const { rootless: _, ...others } = options;
  const here = toHost(read.uid, id);
  const there = hostId(text, others, id) ?? hostId(text, { ...others, owner: String(rootless) }, id);
  return [
    `Rootless podman, Docker and buildah put one's own ID first: container ID 0 is user ${rootless}, and the subordinate IDs follow from container ID 1 on${here === undefined ? "" : `, so that ${id} is ${here}`}.`,
    `Docker's userns-remap and the kubelet give container ID 0 the first subordinate ID${there === undefined ? "" : `: there ${id} is ${there}`}.`,
  ].join(" ");
}

function whyFrom0({ text, read, options }: GivenMap, id: number): string {
  const { reader = "shadow" } = options;
  const hasMode = SUBID_READERS[reader].rootless !== "none";
  const rootless = hostId(text, { ...options, rootless: ANYBODY }, id);
  const here = toHost(read.uid, id);
  const is = (host: number | undefined): string => (host === undefined ? "" : `: there ${id} is ${host}`);
  return [
    `Container ID 0 is the first subordinate ID, as with Docker's userns-remap and the kubelet${here === undefined ? "" : `, so that ${id} is ${here}`}.`,
    `Rootless podman, Docker and buildah put one's own ID first${is(rootless)}; --rootless UID${hasMode ? "" : `, without --reader ${reader},`} reads it so.`,
  ].join(" ");
}

/** What stands for the user's own ID while it is not known: where the others go does not depend on it. */
const ANYBODY = 4294967294;

function hostId(text: string, options: FormOptions, id: number): number | undefined {
  const read = readMap(text, { ...options, form: "subid" });
  return read.ok ? toHost(read.value.uid, id) : undefined;
}
