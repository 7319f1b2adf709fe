import { SUBID_READERS } from "../../core/forms/subordinate/subid-readers.ts";
import type { Line } from "../base/line.ts";
import { wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { OtherReader, SubordinateFacts } from "./json.ts";

/** Why the map is as it is, and on one line who would make another one of the text. */
export function renderSubordinate({ reader, why, others }: SubordinateFacts, { width }: Style): readonly Line[] {
  return [
    ...wrap(why, width),
    ...(reader === "shadow" ? [] : wrap(`Read as by ${SUBID_READERS[reader].title}.`, width)),
    ...(others.length === 0
      ? []
      : wrap(`Other readers make another map of it: ${others.map(otherText).join("; ")}.`, width)),
  ];
}

function otherText({ reader, mappings, reason }: OtherReader): string {
  if (mappings === null) return `${reader} none (${reason?.replace(/\.$/, "")})`;
  const shown = mappings.slice(0, MOST).map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}`);
  return `${reader} ${shown.join(", ")}${mappings.length > MOST ? ` and ${mappings.length - MOST} more` : ""}`;
}

const MOST = 3;
