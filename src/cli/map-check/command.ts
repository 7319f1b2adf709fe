import { InvalidArgumentError } from "commander";
import { FORMS } from "../../core/forms/forms.ts";
import type { SubordinateIds } from "../../core/forms/linux/subid.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { type Line, line } from "../base/line.ts";
import { decimal } from "../base/numbers.ts";
import { readTextArguments } from "../documents/text-arguments.ts";
import { areSubidFiles } from "../inputs/given-map.ts";
import { refuseInSilence } from "../inputs/options-of-forms.ts";
import { readNamespace } from "../inputs/outer-map.ts";
import { CAPABILITIES_OPTION } from "../options/capabilities-option.ts";
import { expectOwner } from "../options/expect-owner.ts";
import { FORM, OUTER, READER, ROOTLESS } from "../options/map-reading-options.ts";
import { SOURCES, type SourcesOption } from "../options/sources-option.ts";
import { SUBID_OPTIONS } from "../options/subid-options.ts";
import { renderDecision } from "../output/decision.ts";
import { joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { DIRECTIONS } from "../translate/directions.ts";
import { HELPERS, type MapCheckAsked, refuseApart, WRITERS } from "./asked.ts";
import { checkMap } from "./check.ts";
import { readGrants } from "./grants.ts";
import type { MapCheckDocument } from "./json.ts";
import { mapText } from "./map-text.ts";

export const mapCheckCommand: CommandRow<MapCheckAsked & SourcesOption, MapCheckDocument> = {
  summary: "Tell whether the kernel would take a map, written by whom, and if not, which rule is in the way.",
  argument: {
    name: "<lines...>",
    about: 'the map, a line each ("0 65536 65536"); @FILE, or - for standard input',
  },
  options: {
    gid: { about: "it is written to gid_map instead of uid_map" },
    as: {
      value: "<who>",
      about: "who writes: a process of the parent namespace, one inside, or newuidmap(1)",
      choices: WRITERS,
      default: "parent",
    },
    uid: {
      value: "<id>",
      about: "the user that created the namespace and writes, as its parent sees it",
      whole: [0, 4294967294],
      default: 0,
    },
    subid: {
      value: "<start:count>",
      about: "what newuidmap may map for the user, as /etc/subuid has it; again for more",
      again: true,
      read: readSubid,
      conflicts: ["subuid", "subgid"],
    },
    subuid: { ...SUBID_OPTIONS.subuid, about: "the same, from a file like /etc/subuid" },
    subgid: { ...SUBID_OPTIONS.subgid, about: "the same, from a file like /etc/subgid, with --gid" },
    owner: {
      value: "<name>",
      about:
        "the user's name in that file, where lines with its number count anyway; of a map of subordinate IDs: whose",
    },
    reader: READER,
    rootless: ROOTLESS,
    helper: {
      value: "<kind>",
      about: "what newuidmap's file has: its set-user-ID bit, a file capability instead, or neither",
      choices: HELPERS,
      default: "setuid",
    },
    caps: {
      ...CAPABILITIES_OPTION,
      about: "the user's capabilities, with newuidmap its bounding set: all, none, or names",
    },
    newPrivs: { negated: true, about: "newuidmap runs under no_new_privs" },
    form: { ...FORM, about: "the form of the map, where it cannot be told" },
    outer: {
      ...OUTER,
      about: "the map of the parent namespace: container:host:size, or in any form; again for more (default: host)",
    },
    denySetgroups: { about: "deny was written to setgroups before" },
    sources: SOURCES,
  },
  former: { parent: "outer" },
  notes: `Text of uid_map goes to the kernel as it is. What userns-sim translate reads,
and container:host:size, is made into such text first.`,
  exits: { yes: "the kernel takes it", no: "no", wrongUse: "wrong use" },
  examples: [
    'userns-sim map-check "0 65536 65536"',
    'userns-sim map-check "0 4294901760 65536"',
    'userns-sim map-check --as self --uid 1000 "0 1000 1"',
    "userns-sim map-check --as newuidmap --uid 1000 --subid 100000:65536 \\\n0:1000:1 1:100000:65536",
    'userns-sim map-check --outer 0:65536:65536 "0 100000 65536"',
  ],
  version: 1,
  run: readAndCheck,
  outcomes: { taken: "yes", refused: "no" },
  renderers: { text: render },
};

async function readAndCheck(io: Io, asked: Asked<MapCheckAsked>): Promise<MapCheckDocument> {
  const { values: lines, options, isGiven } = asked;
  refuseApart(options, isGiven);
  expectOwner("--owner", options.owner);
  const text = await readTextArguments(io, lines, MAX_WRITTEN_BYTES);
  const { gid, form, outer, owner, reader, rootless, subuid, subgid } = options;
  const parent = await readNamespace(io, "--outer", outer, "parent");
  const ofGrants = (subuid ?? subgid) !== undefined;
  const written = mapText(text, gid === true, {
    isSubidFile: areSubidFiles(lines),
    kind: gid === true ? "gid" : "uid",
    ...(form && { form }),
    // With the file of grants the owner is asked for there, whatever the map is.
    ...(owner !== undefined && (!ofGrants || areSubidFiles(lines) || form === "subid") && { owner }),
    ...(reader !== undefined && { reader }),
    ...(rootless !== undefined && { rootless }),
    // Some forms look into the map that theirs lives in, and are rootless where there is one.
    ...(outer && { outer: { uid: parent.uidMap, gid: parent.gidMap } }),
  });
  if (owner !== undefined && !ofGrants && written.form !== "subid" && written.form !== "getsubids")
    throw new Failure("--owner has a meaning with --subuid, --subgid and subordinate IDs only");
  refuseInSilence({ reader, rootless }, [written.form]);
  return checkMap(written, parent, await readGrants(io, options), options);
}

/** A page is what the kernel reads; a little more shows what it says to more. */
export const MAX_WRITTEN_BYTES = 65536;

function render(document: MapCheckDocument, style: Style): readonly Line[] {
  const { file, text, form, says, onHost, advice } = document;
  const read = form === "proc-map" ? "" : `, made of a map read as ${FORMS[form].title}; ${DIRECTIONS[form]}`;
  return joinBlocks([
    [...wrap(`The text for ${file}${read}:`, style.width), ...shownLines(text).map((words) => line`${words}`)],
    onHost === null ? [] : renderOnHost(onHost),
    renderDecision(document, style),
    says === null ? [] : wrap(`It prints: ${says}`, style.width),
    advice === null ? [] : wrap(advice, style.width),
  ]);
}

function renderOnHost({ outer, mappings }: NonNullable<MapCheckDocument["onHost"]>): readonly Line[] {
  return [
    ["The map that it lives in:", ...shownLines(formatted(outer))],
    mappings.length === 0
      ? ["Both together map nothing."]
      : ["Both together, from the container to the host:", ...shownLines(formatted(mappings))],
  ].flatMap((lines) => lines.map((words) => line`${words}`));
}

function formatted(mappings: readonly IdMapping[]): string {
  return mappings.map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}`).join("\n");
}

function shownLines(text: string): readonly string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  // Marked, so that no line of the text passes for one of the command's own.
  const shown = lines.slice(0, MOST_LINES).map((written) => `  | ${written}`);
  return lines.length > MOST_LINES ? [...shown, `  and ${lines.length - MOST_LINES} more`] : shown;
}

const MOST_LINES = 20;

function readSubid(text: string): SubordinateIds {
  const [start, count, ...more] = text.split(":").map(decimal);
  if (start === undefined || count === undefined || more.length > 0)
    throw new InvalidArgumentError("Expected start:count, like 100000:65536.");
  return { owner: "", start, count };
}
