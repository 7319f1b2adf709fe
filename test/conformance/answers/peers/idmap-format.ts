import { createIdMap, FORMS, type FormName, formatProcMap, type IdMapping, unwrap } from "../../../../src/index.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { insertedAll } from "./incus-map.ts";
import { integer, mappings, ranges } from "./input.ts";
import { kindMappings, mapsOfOne } from "./kind-mappings.ts";

/** The operations `format.*` of maps. Peers write mappings that the kernel refuses together, so each is written by itself. */
export const idmapFormatOperations: Operations = {
  "format.lxc": (input) =>
    gives(
      kindMappings(input, "map").flatMap((mapping) =>
        written("lxc", mapping, mapping.kind)
          .trimEnd()
          .split("\n")
          .map((line) => line.replace("lxc.idmap = ", "")),
      ),
    ),
  "format.containerd": (input) => {
    const list = (name: string): string =>
      mappings(input, name)
        .map((each) => written("triple", each, "both"))
        .join(",");
    return gives({ uid: list("uids"), gid: list("gids") });
  },
  "format.newuidmapArgv": (input) => {
    const subuid = ranges(input, "ranges").map(({ start, size }) => `owner:${start}:${size}\n`);
    const read = FORMS.subid.read(subuid.join(""), { owner: "owner", rootless: integer(input, "ownId") });
    const text = read.ok ? FORMS.newuidmap.write?.(read.value) : read;
    return text?.ok ? gives(text.value.split(" ")) : refuses();
  },
  "format.lxcFromMatches": (input) => {
    const size = integer(input, "size");
    const matches = mappings(input, "matches");
    if (matches.some((each) => each.containerId + each.size > size)) return refuses();
    const base = { containerId: 0, hostId: integer(input, "defaultBase"), size };
    const [first, ...entries] = [base, ...matches].map((each) => ({ ...each, kind: "uid" as const }));
    const map = createIdMap(insertedAll(first === undefined ? [] : [first], entries) ?? []);
    return map.ok && map.value.mappings.length > 0 ? gives(formatProcMap(map.value).trimEnd().split("\n")) : refuses();
  },
};

function written(form: FormName, mapping: IdMapping, kind: "uid" | "gid" | "both"): string {
  const text = FORMS[form].write?.(mapsOfOne(unwrap(createIdMap([mapping])), kind));
  return text?.ok ? text.value : "";
}
