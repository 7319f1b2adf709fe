import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { NAMESPACE_KINDS } from "../../core/kernel/namespaces/namespace-kind.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import type { Line } from "../base/line.ts";
import { expectSeen, readGivenMap } from "../inputs/given-map.ts";
import { oneMapOf, readOneMap } from "../inputs/one-map.ts";
import { CAPABILITIES_OPTION } from "../options/capabilities-option.ts";
import { FORM, type MapReadingOptions, OUTER } from "../options/map-reading-options.ts";
import { SOURCES, type SourcesOption } from "../options/sources-option.ts";
import { explainedDecision, renderDecision } from "../output/decision.ts";
import { joinBlocks } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { levelsOf } from "../translate/levels.ts";
import { askedOf, type ExplainDocument } from "./json.ts";
import { expectOperands, OPERATIONS } from "./operations/operations.ts";
import {
  ACCESS_WORDS,
  FILE_WORDS,
  OPERATION_NAMES,
  type Owner,
  type Question,
  REPLACED_WORDS,
} from "./question/question.ts";
import { readAcl } from "./question/read-acl.ts";
import {
  MAX_ID,
  readAttribute,
  readDirectory,
  readFilesystem,
  readGroup,
  readGroups,
  readKinds,
  readMode,
  readMountOptions,
  readOperation,
  readOwned,
  readOwner,
  readProtected,
} from "./question/readers.ts";
import { sentenceOf } from "./sentence.ts";
import { askerLine } from "./world/scene.ts";
import { worldOf } from "./world/world.ts";

const ROOT: Owner = { uid: 0, gid: 0 };

type MapName = "map" | "mountMap" | "targetMap";

/** The question, its maps not read yet. */
type Options = Omit<Question, MapName> & { readonly [Name in MapName]?: readonly string[] } & Pick<
    MapReadingOptions,
    "form" | "outer"
  >;

const MAP = { value: "<map>", again: true } as const;

export const explainCommand: CommandRow<Options & SourcesOption, ExplainDocument> = {
  summary: "Ask the kernel one question about a file or a process, and hear how it decides.",
  options: {
    op: {
      value: "<name>",
      about: "what is tried",
      choices: OPERATION_NAMES,
      read: readOperation,
      default: "read",
    },
    map: {
      ...MAP,
      about:
        "the map of who asks, users and groups: container:host:size, or in any form; again for more (default: host)",
    },
    form: { ...FORM, about: "the form of that map, where it cannot be told" },
    outer: OUTER,
    uid: { value: "<id>", about: "its user ID, as its namespace sees it", whole: [0, MAX_ID], default: 0 },
    gid: { value: "<id>", about: "its group ID", whole: [0, MAX_ID], default: 0 },
    group: {
      value: "<id>",
      about: "a further group, or host:ID for one of the host's; again for more",
      again: true,
      read: readGroup,
    },
    caps: CAPABILITIES_OPTION,
    owns: {
      value: "<names>",
      about:
        "those of net, pid, ipc, uts, cgroup, mnt, time that its user namespace owns, or none (default: all with --map)",
      read: readOwned,
    },
    owner: {
      value: "<uid:gid>",
      about: "who owns the file, on disk",
      read: readOwner,
      default: ROOT,
      shownDefault: "0:0",
    },
    mode: { value: "<octal>", about: "the mode of the file", read: readMode, default: 0o644, shownDefault: "0644" },
    fileType: { value: "<type>", about: "what the file is", choices: FILE_WORDS, default: "file" },
    acl: {
      value: "<entries>",
      about: "what setfacl -m adds to its mode, such as user:1000:rw-,mask::r--; IDs are those on disk",
      read: readAcl,
    },
    defaultAcl: {
      value: "<entries>",
      about: "what setfacl -d -m gives to the directory that create and mknod make a file in",
      read: readAcl,
    },
    directory: {
      value: "<uid:gid:mode>",
      about: "the directory of the file (default: 0:0:0755, where there must be one)",
      read: readDirectory,
    },
    idmapped: { about: "the file is on a mount with the map of who asks" },
    mountMap: { ...MAP, about: "the map of the mount that it is on; again for more", conflicts: ["idmapped"] },
    creating: { about: "read and write open it with O_CREAT, as > does in a shell" },
    sysctl: {
      value: "<name=value>",
      about: "what the machine protects, such as fs.protected_regular=2; again for more (default: 1 each)",
      again: true,
      read: readProtected,
    },
    toDirectory: {
      value: "<uid:gid:mode>",
      about: "where link and rename lead (default: the same directory)",
      read: readDirectory,
    },
    over: {
      value: "<type>",
      about: "what rename puts the file in the place of",
      choices: REPLACED_WORDS,
      default: "none",
    },
    to: { value: "<uid:gid>", about: "whom chown gives it to", read: readOwner, default: ROOT, shownDefault: "0:0" },
    target: {
      value: "<uid:gid>",
      about: "the other process, as its namespace sees it",
      read: readOwner,
      default: ROOT,
      shownDefault: "0:0",
    },
    targetMap: { ...MAP, about: "the map of the other process; again for more (default: host)" },
    samePod: { about: "the other process lives in the namespace of who asks" },
    otherPod: { about: "it lives in another namespace, perhaps with the same IDs" },
    below: {
      about: "it lives in a namespace made inside that of who asks, whose IDs are the second numbers of --target-map",
    },
    madeBy: {
      value: "<uid>",
      about: "who made the namespace below, as who asks sees it (default: root)",
      whole: [0, MAX_ID],
    },
    namespace: {
      value: "<kinds>",
      about: `what setns joins, several by one pidfd, and unshare makes: ${NAMESPACE_KINDS.join(", ")}`,
      read: readKinds,
      default: ["user"],
      shownDefault: "user",
    },
    toId: { value: "<id>", about: "the ID that setuid and setgid ask for", whole: [0, 4294967295] },
    toGroups: { value: "<ids>", about: "the groups that setgroups asks for, or none", read: readGroups },
    type: { value: "<filesystem>", about: "what is mounted, as in /proc/filesystems", read: readFilesystem },
    mountOptions: {
      value: "<options>",
      about: "what it is mounted with: uid=ID, gid=ID or both, with a comma between them",
      read: readMountOptions,
    },
    port: { value: "<number>", about: "what bind asks for", whole: [0, 65535] },
    name: { value: "<name>", about: "the attribute that xattr asks for, such as user.note", read: readAttribute },
    access: { value: "<what>", about: "what xattr does with it", choices: ACCESS_WORDS },
    sources: SOURCES,
  },
  exits: { yes: "allowed", no: "refused", wrongUse: "wrong use" },
  examples: [
    "userns-sim explain --map 0:65536:65536 --owner 0:0 --mode 0600 --op read",
    "userns-sim explain --map 0:65536:65536 --idmapped --mode 0600 --op write",
    "userns-sim explain --map 0:65536:65536 --op unlink --directory 0:0:1777",
    "userns-sim explain --map 0:65536:65536 --op signal --target 0:0 \\\n--target-map 0:131072:65536",
    "userns-sim explain --map 0:65536:65536 --op trace --target 1000:1000 \\\n--same-pod",
    "userns-sim explain --map 0:65536:65536 --op mount --type proc --owns mnt,net",
  ],
  version: 1,
  run: askKernel,
  outcomes: { allowed: "yes", refused: "no" },
  renderers: { text: render },
};

async function askKernel(io: Io, { options, isGiven }: Asked<Options>): Promise<ExplainDocument> {
  const { op } = options;
  expectOperands(options, isGiven);
  const question = await readMaps(io, options);
  const world = worldOf(question, options.outer === undefined ? "--map" : "--map and --outer together");
  const { decide, scene } = OPERATIONS[op];
  const decision = decide(question, world);
  return {
    outcome: decision.allowed ? "allowed" : "refused",
    asked: askedOf(question),
    world: [askerLine(question, world), ...scene(question, world)],
    ...explainedDecision(sentenceOf(question, world), decision),
  };
}

async function readMaps(io: Io, { map, mountMap, targetMap, form, outer, ...others }: Options): Promise<Question> {
  const [apart] = [outer && "--outer", form && "--form"].filter((flag) => flag !== undefined);
  if (map === undefined && apart !== undefined) throw new Failure(`${apart} has a meaning with --map only`);
  return {
    ...others,
    ...(map && { map: await readMapToHost(io, map, { ...(form && { form }), ...(outer && { outer }) }) }),
    ...(mountMap && { mountMap: await readOneMap(io, "--mount-map", mountMap) }),
    ...(targetMap && { targetMap: await readOneMap(io, "--target-map", targetMap) }),
  };
}

/** With the map that it lives in, both together. */
async function readMapToHost(
  io: Io,
  texts: readonly string[],
  asked: Pick<MapReadingOptions, "form" | "outer">,
): Promise<readonly IdMapping[]> {
  const given = await readGivenMap(io, { name: "--map", formOption: "--form", takesTriples: true }, texts, asked);
  expectSeen({ name: "--map" }, given.read);
  const { uid, gid } = levelsOf(given);
  return oneMapOf("--map", { uid: uid.whole, gid: gid.whole });
}

function render(document: ExplainDocument, style: Style): readonly Line[] {
  return joinBlocks([renderDecision(document, style, document.world)]);
}
