import { explain } from "../../../src/core/explain/kernel.ts";
import { toContainer } from "../../../src/core/idmap/translate.ts";
import { ALL_CAPABILITIES, capabilitySet } from "../../../src/core/kernel/credentials/capability.ts";
import { without } from "../../../src/core/kernel/credentials/capability-algebra.ts";
import { answerMapWrite, decideMapWrite, type MapWriteInput } from "../../core/kernel/support/mapwrite.ts";
import { type CredentialRow, namespaceOf } from "../../core/kernel/support/world.ts";
import type { Draw } from "../draw.ts";
import { drawText, drawValid } from "../draw-map-text.ts";
import { type Case, credentialsOf, type Group, vectorsOf } from "../group.ts";
import { drawNamespaceOf, drawPerson, HOST_CAPABILITIES } from "../people.ts";
import type { Scene } from "../scene.ts";
import { hex, person, type Reply } from "../wire.ts";

/** Writes of uid_map, gid_map and projid_map. */
export const mapWrite: Group = {
  name: "map-write",
  schema: "userns-kernel/mapwrite/1 cases",
  share: 20_000,
  columns: ["open", "errno", "second", "extents", "kernelLower"],
  draw: drawCase,
  needs: () => ({}),
  command: commandOf,
  observe,
  answer: (question, setting) => answerMapWrite(setting.world, vectorsOf(question, setting), inputOf(question)),
  outcomes: ([open, errno]) => [open === 0 ? (errno as number) : "open EACCES"],
  explain: (question, setting) => {
    const { opened, writes } = decideMapWrite(setting.world, vectorsOf(question, setting), inputOf(question));
    return [
      `open: ${explain(opened)}`,
      ...writes.map((decision, at) => `${at === 0 ? "write" : "second"}: ${explain(decision)}`),
    ];
  },
  unsupported: (_question, { restrictsNamespaces }) => restrictsNamespaces,
};

const FILES = ["uid_map", "gid_map", "projid_map"];

function inputOf({ input }: Case): MapWriteInput {
  return input as unknown as MapWriteInput;
}

function drawCase(draw: Draw, scene: Scene): Case {
  const creator = drawCreator(draw, scene);
  const creds = [creator];
  const file = draw.weighted([
    [5, () => "uid_map"],
    [5, () => "gid_map"],
    [1, () => "projid_map"],
  ]);
  const opener = draw.chance(26) ? "=" : creds.push(drawWriter(draw, scene, creator)) - 1;
  const writer = draw.chance(15) ? creds.push(drawWriter(draw, scene, creator)) - 1 : null;
  const setgroups = draw.weighted([
    [5, () => "-"],
    [4, () => "deny"],
    [1, () => "allow"],
  ]);
  const offset = draw.chance(4) ? draw.between(1, 40) : 0;
  const [encoding, text] = drawText(draw, scene, creator, file);
  const second = draw.chance(12) ? drawValid(draw, scene, creator, file) : null;
  return { creds, input: ["live", file, 0, opener, writer, setgroups, offset, encoding, text, second] };
}

/** Somebody who may create a namespace: both IDs are mapped where he is. */
function drawCreator(draw: Draw, scene: Scene): CredentialRow {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const namespace = draw.chance(45) ? 0 : drawNamespaceOf(draw, scene);
    const row = drawPerson(draw, scene, { namespace });
    const { uidMap, gidMap } = namespaceOf(scene.world, namespace);
    if (toContainer(uidMap, row[1][1]) !== undefined && toContainer(gidMap, row[2][1]) !== undefined) return row;
  }
  return drawPerson(draw, scene, { namespace: 0 });
}

/** Most often somebody of the parent, and often one who may write, but for a capability. */
function drawWriter(draw: Draw, scene: Scene, creator: CredentialRow): CredentialRow {
  const [namespace] = creator;
  const one = draw.weighted([
    [7, () => drawPerson(draw, scene, { namespace, like: creator })],
    [2, () => drawPerson(draw, scene, { namespace })],
    [1, () => drawPerson(draw, scene, { namespace: 0 })],
    [1, () => drawPerson(draw, scene)],
  ]);
  if (draw.chance(45)) return one;
  const all = one[0] === 0 ? HOST_CAPABILITIES : ALL_CAPABILITIES;
  const some = capabilitySet(draw.times(2, () => draw.pick(NEEDED)));
  const held = draw.chance(65) ? without(all, some) : some;
  return [one[0], one[1], one[2], one[3], held.toString(16), held.toString(16), ""];
}

/** What writing a map may take. */
const NEEDED = [
  "CAP_SETUID",
  "CAP_SETGID",
  "CAP_SETFCAP",
  "CAP_SYS_ADMIN",
  "CAP_DAC_OVERRIDE",
  "CAP_KILL",
  "CAP_KILL",
] as const;

function commandOf(question: Case): string {
  const [, file, creator, opener, writer, setgroups, offset, encoding, text, second] = inputOf(question);
  const row = (place: unknown): string => person(credentialsOf(question, place));
  const body =
    typeof text !== "string" ? hex(text[0].padEnd(text[1])) : encoding === 1 && text !== "" ? text : hex(text);
  return [
    "map",
    FILES.indexOf(file),
    row(creator),
    opener === "=" ? 1 : 0,
    row(opener === "=" ? creator : opener),
    writer === null ? 0 : 1,
    row(writer ?? creator),
    ["-", "deny", "allow"].indexOf(setgroups),
    offset,
    body,
    second === null ? 0 : 1,
    hex(typeof second === "string" ? second : ""),
  ].join(" ");
}

function observe(reply: Reply): readonly unknown[] {
  const [open, errno, second, lines = 0] = reply.take(4);
  if (open !== 0) return [open, 0, -1, [], []];
  const [firsts, lowers, counts, kernelLower] = [
    reply.take(lines),
    reply.take(lines),
    reply.take(lines),
    reply.take(lines),
  ];
  return [open, errno, second, firsts.map((first, at) => [first, lowers[at], counts[at]]), kernelLower];
}
