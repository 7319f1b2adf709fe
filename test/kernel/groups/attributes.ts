import { explain } from "../../../src/core/explain/kernel.ts";
import {
  ATTRIBUTE_NAMES,
  ATTRIBUTES_INPUTS,
  type AttributesInput,
  answerAttributes,
  decideAttributes,
} from "../../core/kernel/support/attributes.ts";
import { type Case, credentialsOf, type Group } from "../group.ts";
import { drawMode, drawOnDisk, drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { drawFlags, drawIdmap, TYPES } from "./kinds.ts";

/** Reading, setting and removing extended attributes, file capabilities among them. */
export const attributes: Group = {
  name: "attributes",
  schema: "userns-sim-live/attributes/1 cases",
  share: 2000,
  columns: ["results", "shownRoot"],
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const idmap = draw.chance(50) ? 0 : drawIdmap(draw, scene);
    const name = draw.pick([...ATTRIBUTE_NAMES, "user.a", "security.capability"]);
    const uid = (): number => drawOnDisk(draw, scene, one, idmap, "uidMap");
    const root = name === "security.capability" && draw.chance(80) ? draw.pick([0, uid(), uid()]) : null;
    const type = draw.chance(60) ? draw.pick(["regular", "directory"] as const) : draw.pick(TYPES);
    const file = [uid(), drawOnDisk(draw, scene, one, idmap, "gidMap"), drawMode(draw) | draw.pick([0, 0, 0o1000])];
    return { creds: [one], input: [0, idmap, draw.chance(80) ? 0 : drawFlags(draw), type, file, name, root] };
  },
  needs: ([, idmap]) => ({ namespaces: [idmap as number] }),
  command: (question) => {
    const [one, idmap, flags, type, file, name, root] = inputOf(question);
    return [
      "attributes",
      person(credentialsOf(question, one)),
      idmap,
      flags,
      TYPES.indexOf(type),
      ...file,
      ATTRIBUTE_NAMES.indexOf(name),
      root === null ? 0 : 1,
      root ?? 0,
    ].join(" ");
  },
  observe: (reply) => [reply.take(3), reply.next()],
  answer: (question, { world }) => answerAttributes(world, question.creds, inputOf(question)),
  outcomes: ([results]) => results as readonly number[],
  explain: (question, { world }) =>
    decideAttributes(world, question.creds, inputOf(question)).decisions.map((decision) => explain(decision)),
  unsupported: ({ input: [, idmap, , , , name] }, { idmappedMounts, userAttributes }) =>
    (idmap === 0 ? undefined : idmappedMounts) ?? (name === "user.a" ? userAttributes : undefined),
};

function inputOf({ input }: Case): AttributesInput {
  return input.slice(0, ATTRIBUTES_INPUTS) as unknown as AttributesInput;
}
