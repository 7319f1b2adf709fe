import type { PlacedMapping } from "../../../../src/core/forms/form/placed-map.ts";
import { filled, joined, punched } from "../../../../src/core/forms/podman/id-list.ts";
import { createIdMap, FORMS, type IdMap, type IdMapping, type IdRange, unwrap } from "../../../../src/index.ts";
import { field } from "../../fields.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { integer, mappings, ranges, shown } from "./input.ts";

/** A mapping of an input stands nowhere in a text. */
const NOWHERE = { text: "", at: 0 };

/** The operations `map.*` of podman. */
export const podmanMapOperations: Operations = {
  "map.insert.podman": (input) => {
    const [entry] = placed(mappings({ entry: [field(input, "entry", "input")] }, "entry"));
    const map = placed(mappings(input, "map"));
    return gives(shown(joined(entry === undefined ? map : punched(map, entry))));
  },
  "map.fill": (input) =>
    gives(shown(filled(placed(mappings(input, "map")), standingForThemselves(ranges(input, "available")), NOWHERE))),
  "map.keepId": (input) => {
    const mode = `keep-id:uid=${integer(input, "uid")},gid=${integer(input, "gid")},size=${integer(input, "maxSize")}`;
    const outer = { uid: ownAnd(mappings(input, "uids")), gid: ownAnd(mappings(input, "gids")) };
    const read = FORMS.podman.read(mode, { outer });
    if (!read.ok) return refuses();
    const { uid, gid = uid } = read.value;
    return gives({ uids: shown(uid.mappings), gids: shown(gid.mappings) });
  },
};

function placed(some: readonly IdMapping[]): readonly PlacedMapping[] {
  return some.map((mapping) => ({ ...mapping, field: NOWHERE }));
}

function standingForThemselves(some: readonly IdRange<number>[]): IdMap {
  return unwrap(createIdMap(some.map(({ start, size }) => ({ containerId: start, hostId: start, size }))));
}

/** The map of a rootless podman that has one ID of its own and the subordinate ones; how they are parted does not matter. */
function ownAnd(subordinate: readonly IdMapping[]): IdMap {
  const size = subordinate.reduce((sum, each) => sum + each.size, 1);
  return standingForThemselves([{ start: 0, size }]);
}
