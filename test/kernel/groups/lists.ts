import { explain } from "../../../src/core/explain/kernel.ts";
import {
  answerLists,
  decideLists,
  LISTS_INPUTS,
  LISTS_OPS,
  LISTS_WATCHED,
  type ListRow,
  type ListsInput,
} from "../../core/kernel/support/lists.ts";
import type { Draw } from "../draw.ts";
import { type Case, credentialsOf, type Group } from "../group.ts";
import { drawInside, drawMode, drawOnDisk, drawPerson } from "../people.ts";
import { person, type Reply } from "../wire.ts";
import { drawIdmap } from "./kinds.ts";

/** Access control lists with chmod, chown and writes, in directories with a default list, and lists that are set. */
export const lists: Group = {
  name: "lists",
  schema: "userns-sim-live/lists/1 cases",
  share: 3000,
  columns: ["results", "after"],
  draw: (draw, scene) => {
    const one = drawPerson(draw, scene);
    const idmap = draw.chance(50) ? 0 : drawIdmap(draw, scene);
    const uid = (): number => drawOnDisk(draw, scene, one, idmap, "uidMap");
    const gid = (): number => drawOnDisk(draw, scene, one, idmap, "gidMap");
    const list = (): ListRow => drawList(draw, uid, gid);
    const insideUid = (): number => drawInside(draw, scene, one, "uidMap");
    const insideGid = (): number => drawInside(draw, scene, one, "gidMap");
    const given = drawList(draw, insideUid, insideGid);
    return {
      creds: [one],
      input: [
        0,
        idmap,
        [uid(), gid(), drawMode(draw)],
        draw.chance(70) ? list() : [],
        [uid(), gid(), draw.chance(70) ? draw.pick([0o777, 0o2777]) : drawMode(draw)],
        draw.chance(75) ? list() : [],
        insideUid(),
        insideGid(),
        drawMode(draw),
        drawMode(draw),
        draw.chance(80) ? given : spoilt(draw, given),
      ],
    };
  },
  needs: ([, idmap]) => ({ namespaces: [idmap as number] }),
  command: (question) => {
    const [one, idmap, file, list, directory, defaults, uid, gid, mode, made, given] = inputOf(question);
    return [
      "lists",
      person(credentialsOf(question, one)),
      idmap,
      ...file,
      ...listed(list),
      ...directory,
      ...listed(defaults),
      uid,
      gid,
      mode,
      made,
      ...listed(given),
    ].join(" ");
  },
  observe: (reply) => {
    const results = reply.take(LISTS_OPS.length);
    return [results, LISTS_WATCHED.map(() => inode(reply))];
  },
  answer: (question, { world }) => answerLists(world, question.creds, inputOf(question)),
  outcomes: ([results]) => results as readonly number[],
  explain: (question, { world }, observed) => {
    const { decisions } = decideLists(world, question.creds, inputOf(question));
    const [results, after] = answerLists(world, question.creds, inputOf(question));
    const [errors, files] = observed as readonly [readonly number[], readonly unknown[]];
    const ops = [
      ...LISTS_OPS.filter((_op, at) => results[at] !== errors[at]),
      ...LISTS_WATCHED.filter((_op, at) => JSON.stringify(after[at]) !== JSON.stringify(files[at])),
    ];
    return [...new Set(ops)].flatMap((op) => {
      const decision = decisions[op];
      return decision === undefined ? [] : [`${op}: ${explain(decision)}`];
    });
  },
  unsupported: ({ input: [, idmap] }, { idmappedMounts }) => (idmap === 0 ? undefined : idmappedMounts),
};

/** `ACL_USER_OBJ` and its like. */
const TAGS: Readonly<Record<string, number>> = { "u:": 1, u: 2, "g:": 4, g: 8, m: 16, o: 32 };

const NONE = 4294967295;

function inputOf({ input }: Case): ListsInput {
  return input.slice(0, LISTS_INPUTS) as unknown as ListsInput;
}

function listed(list: ListRow): readonly (number | undefined)[] {
  return [list.length, ...list.flatMap(([tag, id, permissions]) => [TAGS[tag], id, permissions])];
}

function inode(reply: Reply): readonly unknown[] | null {
  if (reply.next() === 0) return null;
  const owner = reply.take(3);
  const entries = (): ListRow =>
    Array.from({ length: reply.next() }, () => {
      const [number, id, permissions] = [reply.next(), reply.next(), reply.next()];
      return [Object.keys(TAGS).find((tag) => TAGS[tag] === number) ?? "", id, permissions];
    });
  const access = entries();
  return [...owner, access, entries()];
}

function drawList(draw: Draw, uid: () => number, gid: () => number): ListRow {
  const permissions = (): number => draw.pick([0, 1, 2, 3, 4, 5, 6, 6, 7, 7]);
  const users = draw.times(draw.int(3), () => ["u", uid(), permissions()] as const);
  const groups = draw.times(draw.int(3), () => ["g", gid(), permissions()] as const);
  const named = users.length + groups.length > 0;
  return [
    ["u:", NONE, permissions()],
    ...users,
    ["g:", NONE, permissions()],
    ...groups,
    ...(named || draw.chance(30) ? [["m", NONE, permissions()] as const] : []),
    ["o", NONE, permissions()],
  ];
}

/** A list that lacks an entry, has one twice, or in another place; now and then it is a list all the same. */
function spoilt(draw: Draw, list: ListRow): ListRow {
  const at = draw.int(list.length);
  const entry = list[at] ?? ["o", NONE, 0];
  const others = list.filter((_entry, index) => index !== at);
  const place = draw.int(list.length + 1);
  return draw.weighted([
    [2, () => others],
    [1, () => [...list.slice(0, place), entry, ...list.slice(place)]],
    [1, () => [...others.slice(0, place), entry, ...others.slice(place)]],
    [1, () => []],
  ]);
}
