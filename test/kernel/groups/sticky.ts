import { explain } from "../../../src/core/explain/kernel.ts";
import { answerSticky, decideSticky, STICKY_INPUTS, type StickyInput } from "../../core/kernel/support/sticky.ts";
import { type Case, credentialsOf, type Group } from "../group.ts";
import { readProtected } from "../machine.ts";
import { drawMode, drawOnDisk, drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { drawIdmap, TYPES, withoutDriver } from "./kinds.ts";

/** O_CREAT on what others left in a directory, and following their links: under the settings that the machine has. */
export const sticky: Group = {
  name: "sticky",
  schema: "userns-sim-live/sticky/1 cases",
  share: 2000,
  columns: ["results"],
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const idmap = draw.chance(60) ? 0 : drawIdmap(draw, scene);
    const owner = (): readonly [number, number] => [
      drawOnDisk(draw, scene, one, idmap, "uidMap"),
      drawOnDisk(draw, scene, one, idmap, "gidMap"),
    ];
    const directory = owner();
    const near = (): readonly [number, number] => (draw.chance(30) ? directory : owner());
    const mode = draw.pick([0o1777, 0o1777, 0o1775, 0o1771, 0o777, 0o1755, drawMode(draw) | 0o1000]);
    return {
      creds: [one],
      input: [
        0,
        readProtected(),
        idmap,
        draw.pick(TYPES),
        [...near(), drawMode(draw) | draw.pick([0, 0o666])],
        [...directory, mode],
        near(),
      ],
    };
  },
  needs: ([, , idmap]) => ({ namespaces: [idmap as number] }),
  command: (question) => {
    const [one, , idmap, type, file, directory, link] = inputOf(question);
    return [
      "sticky",
      person(credentialsOf(question, one)),
      idmap,
      TYPES.indexOf(type),
      ...file,
      ...directory,
      ...link,
    ].join(" ");
  },
  observe: (reply, question) => {
    const [, , , type] = inputOf(question);
    return [[...reply.take(3).map((errno) => withoutDriver(errno, type)), reply.next()]];
  },
  answer: (question, { world }) => answerSticky(world, question.creds, inputOf(question)),
  outcomes: ([results]) => results as readonly number[],
  explain: (question, { world }) =>
    decideSticky(world, question.creds, inputOf(question)).map((decision) => explain(decision)),
  unsupported: ({ input: [, , idmap] }, { idmappedMounts }) => (idmap === 0 ? undefined : idmappedMounts),
  repair: ([one, , ...others]) => [one, readProtected(), ...others],
};

function inputOf({ input }: Case): StickyInput {
  return input.slice(0, STICKY_INPUTS) as unknown as StickyInput;
}
