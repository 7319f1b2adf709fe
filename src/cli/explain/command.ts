import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import type { Line } from "../base/line.ts";
import { CAPABILITIES_OPTION } from "../options/capabilities-option.ts";
import { MAPPING } from "../options/mapping-option.ts";
import { SOURCES, type SourcesOption } from "../options/sources-option.ts";
import { explainedDecision, renderDecision } from "../output/decision.ts";
import { joinBlocks } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { askedOf, type ExplainDocument } from "./json.ts";
import { OPERATIONS, refuseOperandsApart } from "./operations.ts";
import { OPERATION_NAMES, type Owner, type Question } from "./question.ts";
import { MAX_ID, readDirectory, readMode, readOwner } from "./readers.ts";
import { askerLine } from "./scene.ts";
import { sentenceOf } from "./sentence.ts";
import { worldOf } from "./world.ts";

const ROOT: Owner = { uid: 0, gid: 0 };

export const explainCommand: CommandRow<Question & SourcesOption, ExplainDocument> = {
  summary: "Ask the kernel one question about a file or a process, and hear how it decides.",
  options: {
    op: {
      value: "<name>",
      about: "what is tried",
      choices: OPERATION_NAMES,
      default: "read",
    },
    map: { ...MAPPING, about: "the map of who asks, users and groups; again for more (default: host)" },
    uid: { value: "<id>", about: "its user ID, as its namespace sees it", whole: [0, MAX_ID], default: 0 },
    gid: { value: "<id>", about: "its group ID", whole: [0, MAX_ID], default: 0 },
    group: { value: "<id>", about: "a further group; again for more", again: true, whole: [0, MAX_ID] },
    caps: CAPABILITIES_OPTION,
    owner: { value: "<uid:gid>", about: "who owns the file, on disk", read: readOwner, default: ROOT },
    mode: { value: "<octal>", about: "the mode of the file", read: readMode, default: 0o644, shownDefault: "0644" },
    directory: {
      value: "<uid:gid:mode>",
      about: "the directory of the file, for create and unlink",
      read: readDirectory,
      default: { ...ROOT, mode: 0o755 },
      shownDefault: "0:0:0755",
    },
    idmapped: { about: "the file is on a mount with the map of who asks" },
    to: { value: "<uid:gid>", about: "whom chown gives it to", read: readOwner, default: ROOT },
    target: {
      value: "<uid:gid>",
      about: "the other process, as its namespace sees it",
      read: readOwner,
      default: ROOT,
    },
    targetMap: { ...MAPPING, about: "the map of the other process; again for more (default: host)" },
    samePod: { about: "the other process lives in the namespace of who asks" },
    otherPod: { about: "it lives in another namespace, perhaps with the same IDs" },
    below: {
      about: "it lives in a namespace made inside that of who asks, whose IDs are the second numbers of --target-map",
    },
    sources: SOURCES,
  },
  exits: { yes: "allowed", no: "refused", wrongUse: "wrong use" },
  examples: [
    "userns-sim explain --map 0:65536:65536 --owner 0:0 --mode 0600 --op read",
    "userns-sim explain --map 0:65536:65536 --idmapped --mode 0600 --op write",
    "userns-sim explain --map 0:65536:65536 --op unlink --directory 0:0:1777",
    "userns-sim explain --map 0:65536:65536 --op signal --target 0:0 \\\n--target-map 0:131072:65536",
  ],
  version: 1,
  run: askKernel,
  outcomes: { allowed: "yes", refused: "no" },
  renderers: { text: render },
};

async function askKernel(_io: Io, { options, isGiven }: Asked<Question>): Promise<ExplainDocument> {
  const { op } = options;
  refuseOperandsApart(op, isGiven);
  if (options.idmapped === true && options.map === undefined)
    throw new Failure("--idmapped has a meaning with --map only: the host has no map to give to a mount");
  const world = worldOf(options);
  const { decide, scene } = OPERATIONS[op];
  const decision = decide(options, world);
  return {
    outcome: decision.allowed ? "allowed" : "refused",
    asked: askedOf(options),
    world: [askerLine(options, world), ...scene(options, world)],
    ...explainedDecision(sentenceOf(options, world), decision),
  };
}

function render(document: ExplainDocument, style: Style): readonly Line[] {
  return joinBlocks([renderDecision(document, style, document.world)]);
}
