import { FORM_NAMES, type FormName } from "../../core/forms/form/form-names.ts";
import { FORMS } from "../../core/forms/forms.ts";
import type { Io } from "../base/io.ts";
import { readTextArguments } from "../documents/text-arguments.ts";
import { readMapText } from "../inputs/read-map-text.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { readAsked } from "./asked.ts";
import type { TranslateDocument } from "./json.ts";
import { render } from "./render.ts";
import { translate } from "./translate.ts";

interface Options {
  readonly map: readonly string[];
  readonly form?: FormName;
  readonly from: "container" | "host";
  readonly kind?: "uid" | "gid";
  readonly owner?: string;
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
    form: {
      value: "<name>",
      about: "the form of that text, where it cannot be told",
      choices: FORM_NAMES,
    },
    from: {
      value: "<side>",
      about: "the side that the IDs are on",
      choices: ["container", "host"],
      default: "container",
    },
    kind: { value: "<kind>", about: "users or groups only, where the text has both", choices: ["uid", "gid"] },
    owner: { value: "<name>", about: "whose line of a subuid file to take" },
  },
  notes: `Forms of a map: ${FORM_NAMES.map((name) => FORMS[name].title).join(", ")}. Subordinate IDs are mapped from container ID 0 on, as the kubelet does.`,
  exits: {
    yes: "every ID has a mapping",
    no: "no: an ID is unmapped",
    wrongUse: "wrong use, or a map that cannot be read",
  },
  examples: [
    'userns-sim translate --map "0 65536 65536" 1000 0-65535',
    "userns-sim translate --map @/proc/self/uid_map --from host 66536",
    "kubectl exec web-0 -- cat /proc/1/uid_map | userns-sim translate --map -",
  ],
  version: 1,
  run: translateIds,
  outcomes: { mapped: "yes", unmapped: "no" },
  renderers: { text: render },
};

async function translateIds(io: Io, { values: ids, options }: Asked<Options>): Promise<TranslateDocument> {
  const { kind, from } = options;
  const asked = ids.map(readAsked);
  const text = await readTextArguments(io, options.map, MAX_MAP_BYTES);
  const maps = readMapText(text, options);
  return translate(maps, kind, from, asked);
}

/** The kernel takes 340 lines; a subuid file of a machine with many users has some thousand. */
export const MAX_MAP_BYTES = 8388608;
