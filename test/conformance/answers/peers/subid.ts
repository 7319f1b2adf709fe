import { contains, covers, firstGap, type IdRange, rangeSet, subtract } from "../../../../src/index.ts";
import { asArray, asFields, asInteger, asText, asTuple, type Fields, field } from "../../fields.ts";
import { gives, givesOrRefuses, type Operations } from "./answer.ts";
import { entries, integer, pairs, text } from "./input.ts";

interface Entry extends IdRange {
  readonly owner: string;
}

/** The operations `subid.*`: what usermod, userdel, newusers and libsubid do with the entries of `/etc/subuid`. */
export const subidOperations: Operations = {
  "subid.edit": (input) => {
    const owner = text(input, "owner");
    // usermod puts each option in front of its list, so the last one is done first.
    const ops = [...asArray(field(input, "ops", "input"), "input.ops")].reverse();
    return gives(ops.reduce<readonly Entry[]>((kept, op) => edited(kept, owner, asFields(op, "op")), given(input)));
  },
  "subid.removeOwner": (input) => gives(given(input).filter(({ owner }) => owner !== text(input, "owner"))),
  "subid.shouldAssign": (input) => gives(given(input).every(({ owner }) => owner !== text(input, "owner"))),
  "subid.list": (input) => {
    const user = asFields(field(input, "user", "input"), "input.user");
    const names = [asText(user["name"], "input.user.name"), `${asInteger(user["uid"], "input.user.uid")}`];
    return gives(pairs(given(input).filter(({ owner }) => names.includes(owner))));
  },
  "subid.owners": (input) => {
    const users = asFields(field(input, "users", "input"), "input.users");
    const holders = given(input).filter((entry) => contains(rangeSet([entry]), integer(input, "id")));
    return gives([...new Set(holders.map(({ owner }) => asInteger(users[owner], `input.users.${owner}`)))]);
  },
  "subid.newRange": (input) => {
    const count = integer(input, "count");
    const own = given(input).find(({ owner, size }) => owner === text(input, "owner") && size >= count);
    if (input["reuse"] === true && own !== undefined) return gives([own.start, own.start + count]);
    const [min, max] = [integer(input, "min"), integer(input, "max")];
    const start = firstGap(rangeSet(given(input)), { start: min, size: max + 1 - min }, count);
    return givesOrRefuses(start === undefined ? undefined : [start, start + count]);
  },
};

function given(input: Fields): readonly Entry[] {
  return entries(input, "entries");
}

/** `usermod -v` adds what the owner does not have; `-V` takes away: what is left behind a hole goes to the end. */
function edited(kept: readonly Entry[], owner: string, op: Fields): readonly Entry[] {
  const [verb = "", bounds] = Object.entries(op)[0] ?? [];
  const [first, last] = asTuple(bounds, verb, 2).map((bound) => asInteger(bound, verb)) as [number, number];
  const range = { start: first, size: last + 1 - first };
  if (verb === "add") {
    const own = rangeSet(kept.filter((entry) => entry.owner === owner));
    return covers(own, range) ? kept : [...kept, { owner, ...range }];
  }
  const behind: Entry[] = [];
  const inPlace = kept.flatMap((entry) => {
    if (entry.owner !== owner) return [entry];
    const [before, ...after] = subtract(rangeSet([{ start: entry.start, size: entry.size }]), rangeSet([range]));
    behind.push(...after.map((rest) => ({ owner, ...rest })));
    return before === undefined ? [] : [{ owner, ...before }];
  });
  return [...inPlace, ...behind];
}
