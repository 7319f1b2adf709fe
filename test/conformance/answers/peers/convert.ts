import { formatOciMappings, type IdMapping, parseCriMappings, parseOciConfig } from "../../../../src/index.ts";
import { asArray, asFields, asInteger, field } from "../../fields.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { mappings, shown } from "./input.ts";

/** CRI-O's way from the kubelet's message to an OCI configuration, and from there to its storage. */
export const convertOperations: Operations = {
  "convert.criToOci": (input) => {
    const list = asArray(field(input, "map", "input"), "input.map").map((each, index) => {
      const path = `input.map[${index}]`;
      const fields = asFields(each, path);
      const read = (name: string): number => asInteger(field(fields, name, path), `${path}.${name}`);
      return { containerId: read("containerId"), hostId: read("hostId"), length: read("length") };
    });
    const map = parseCriMappings(list);
    return map.ok ? gives(JSON.parse(formatOciMappings(map.value))) : refuses();
  },
  "convert.ociPair": (input) => {
    const linux = { uidMappings: inOci(mappings(input, "uids")), gidMappings: inOci(mappings(input, "gids")) };
    const maps = parseOciConfig({ linux });
    if (!maps.ok) return refuses();
    const [uids, gids] = [shown(maps.value.uid.mappings), shown(maps.value.gid.mappings)];
    return gives(uids.length === 0 || gids.length === 0 ? null : { uids, gids });
  },
};

function inOci(some: readonly IdMapping[]): readonly unknown[] {
  return some.map(({ containerId, hostId, size }) => ({ containerID: containerId, hostID: hostId, size }));
}
