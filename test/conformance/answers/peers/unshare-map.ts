import { aroundSingle } from "../../../../src/core/forms/subordinate/single-id.ts";
import { FORMS, type IdMapping, rangesOverlap } from "../../../../src/index.ts";
import { asArray, asInteger, asText, asTuple, type Fields, field } from "../../fields.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { integer, shown } from "./input.ts";

/** The operation `map.unshare`: the maps of unshare(1), and a hole in them for the user's own ID. */
export const unshareMapOperations: Operations = {
  "map.unshare": (input) => {
    const own = integer(input, "uid");
    const single = field(input, "single", "input");
    const options = { owner: `${own}`, subuid: subuid(input) };
    const hole = single === null ? undefined : { containerId: asInteger(single, "input.single"), hostId: own, size: 1 };
    const result: IdMapping[] = hole === undefined ? [] : [hole];
    for (const each of asArray(field(input, "maps", "input"), "input.maps")) {
      const text = asText(each, "input.maps");
      const read = FORMS.unshare.read(text, options);
      if (!read.ok) return refuses();
      for (const mapping of read.value.uid.mappings)
        result.push(...(hole === undefined ? [mapping] : around(mapping, hole, text !== "auto")));
    }
    return gives(shown(result));
  },
};

/** Of what the user wrote unshare gives up one ID where the hole lies in it; that it does so right behind it is its bug. */
function around(mapping: IdMapping, hole: IdMapping, given: boolean): readonly IdMapping[] {
  const lies = (side: "containerId" | "hostId"): boolean =>
    rangesOverlap({ start: mapping[side], size: mapping.size }, { start: hole[side], size: 1 });
  return aroundSingle([mapping], hole, given && (lies("containerId") || lies("hostId"))).slice(1);
}

function subuid(input: Fields): string {
  const lines = asArray(field(input, "subuid", "input"), "input.subuid").map((line) => {
    const [owner, start, count] = asTuple(line, "input.subuid", 3);
    return `${asText(owner, "input.subuid")}:${asInteger(start, "input.subuid")}:${asInteger(count, "input.subuid")}\n`;
  });
  return lines.join("");
}
