import { FORM_NAMES, type FormName } from "../../core/forms/form/form-names.ts";
import { FORMS } from "../../core/forms/forms.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { readGivenMap } from "../inputs/given-map.ts";
import { MAP_READING_OPTIONS, type MapReadingOptions } from "../options/map-reading-options.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { readAsked } from "./asked.ts";
import type { TranslateDocument } from "./json.ts";
import { render } from "./render.ts";
import { translate } from "./translate.ts";
import { writtenForms } from "./write.ts";

interface Options extends MapReadingOptions {
  readonly map: readonly string[];
  readonly from: "container" | "host";
  readonly kind?: "uid" | "gid";
  readonly write?: FormName;
}

export const translateCommand: CommandRow<Options, TranslateDocument> = {
  summary: "Translate IDs and ranges through a map, from the container to the host or back.",
  argument: { name: "[ids...]", about: "IDs, and ranges like 0-65535, 65536:65536 or [0,65536); none shows the map" },
  options: {
    map: {
      value: "<text>",
      about: "the map's text, @FILE, or - for standard input; give it again for more lines",
      again: true,
      required: true,
    },
    ...MAP_READING_OPTIONS,
    from: {
      value: "<side>",
      about: "the side that the IDs are on",
      choices: ["container", "host"],
      default: "container",
    },
    kind: {
      value: "<kind>",
      about: "users or groups only; what is written maps no ID of the other kind",
      choices: ["uid", "gid"],
    },
    write: { value: "<form>", about: "write the map in another form", choices: writtenForms() },
  },
  notes: `Forms of a map: ${FORM_NAMES.map((name) => FORMS[name].title).join(", ")}. Subordinate IDs are mapped from container ID 0 on, as the kubelet does; with --rootless one's own ID is container ID 0, as for rootless podman.`,
  exits: {
    yes: "every ID has a mapping",
    no: "no: an ID is unmapped, or the map cannot be written in that form",
    wrongUse: "wrong use, or a map that cannot be read, or in several ways",
  },
  examples: [
    'userns-sim translate --map "0 65536 65536" 1000 0-65535',
    "userns-sim translate --map @/proc/self/uid_map --from host 66536",
    "userns-sim translate --map @/etc/subuid --owner alice --rootless 1000 1000",
    "kubectl exec web-0 -- cat /proc/1/uid_map | userns-sim translate --map -",
  ],
  version: 1,
  run: translateIds,
  outcomes: { mapped: "yes", unmapped: "no", unseen: "no", "cannot-write": "no" },
  renderers: { text: render },
};

const MAP = { name: "--map", formOption: "--form", takesAny: true } as const;

async function translateIds(io: Io, { values: ids, options, isGiven }: Asked<Options>): Promise<TranslateDocument> {
  const asked = ids.map(readAsked);
  if (options.write !== undefined && asked.length > 0)
    throw new Failure("--write writes the map, and translates no IDs: leave them out");
  if (options.write !== undefined && isGiven("from"))
    throw new Failure("--from is about IDs that are translated, and --write translates none");
  return translate(await readGivenMap(io, MAP, options.map, options), options, asked);
}
