import { explain } from "../../../src/core/explain/kernel.ts";
import { answerEntries, decideEntries, ENTRIES_INPUTS, type EntriesInput } from "../../core/kernel/support/entries.ts";
import { type Case, credentialsOf, type Group } from "../group.ts";
import { drawMode, drawOnDisk, drawPerson } from "../people.ts";
import { person } from "../wire.ts";
import { drawIdmap, TYPES } from "./kinds.ts";

/** Renaming and linking by type: within a directory, to another one, over something, from mount to mount. */
export const entries: Group = {
  name: "entries",
  schema: "userns-sim-live/entries/1 cases",
  share: 3000,
  columns: ["rename", "link"],
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const idmap = draw.chance(50) ? 0 : drawIdmap(draw, scene);
    // Two namespaces may have the same maps, and two mounts that are alike are one to the model.
    const apart = idmap === 0 ? drawIdmap(draw, scene) : 0;
    const other = draw.chance(12) && apart !== idmap ? apart : null;
    const owner = (): readonly [number, number] => [
      drawOnDisk(draw, scene, one, idmap, "uidMap"),
      drawOnDisk(draw, scene, one, idmap, "gidMap"),
    ];
    const file = (): readonly unknown[] => [draw.pick(TYPES), ...owner(), drawMode(draw)];
    const directory = (): readonly unknown[] => [
      ...owner(),
      draw.weighted([
        [4, () => 0o777],
        [3, () => 0o1777],
        [1, () => 0o755],
        [2, () => drawMode(draw)],
      ]),
    ];
    return {
      creds: [one],
      input: [0, idmap, other, draw.int(2), file(), draw.chance(70) ? file() : null, directory(), directory()],
    };
  },
  needs: ([, idmap, other]) => ({ namespaces: [idmap as number, (other as number | null) ?? 0] }),
  command: (question) => {
    const [one, idmap, other, same, file, replaced, from, to] = inputOf(question);
    const typed = (row: typeof replaced): readonly number[] =>
      row === null ? [-1, 0, 0, 0] : [TYPES.indexOf(row[0]), row[1], row[2], row[3]];
    return [
      "entries",
      person(credentialsOf(question, one)),
      idmap,
      other ?? -1,
      same,
      ...typed(file),
      ...typed(replaced),
      ...from,
      ...to,
    ].join(" ");
  },
  observe: (reply) => reply.take(2),
  answer: (question, { world }) => answerEntries(world, question.creds, inputOf(question)),
  outcomes: (output) => output as readonly number[],
  explain: (question, { world }, observed) => {
    const { rename, link } = decideEntries(world, question.creds, inputOf(question));
    const [renamed, linked] = answerEntries(world, question.creds, inputOf(question));
    return [
      ...(renamed === observed[0] ? [] : [`rename: ${explain(rename)}`]),
      ...(linked === observed[1] ? [] : [`link: ${explain(link)}`]),
    ];
  },
  unsupported: ({ input: [, idmap, other] }, { protectedHardlinks, idmappedMounts }) =>
    protectedHardlinks ?? (idmap === 0 && (other === null || other === 0) ? undefined : idmappedMounts),
};

function inputOf({ input }: Case): EntriesInput {
  return input.slice(0, ENTRIES_INPUTS) as unknown as EntriesInput;
}
