import * as fc from "fast-check";
import { expect } from "vitest";
import { ownersAmong, type PodMaps } from "../../../../src/core/node/audit/owners-of.ts";
import { ownersOfEach } from "../../../../src/core/node/audit/owners-of-each.ts";
import { prop } from "../../../support/prop.ts";

const size = fc.integer({ min: 1, max: 20 });
const mapping = fc.record({ containerId: fc.nat(9), hostId: fc.nat(60), size });
const maps = fc.array(mapping, { maxLength: 4 });
const pods: fc.Arbitrary<readonly PodMaps[]> = fc
  .array(
    fc.oneof(
      fc.record({ uids: maps, gids: maps }),
      maps.map((both) => ({ uids: both, gids: both })),
    ),
    { maxLength: 6 },
  )
  .map((all) => all.map((pod, i) => ({ podUid: `p${i}`, ...pod })));
const asked = fc
  .array(fc.record({ start: fc.nat(90), size }), { maxLength: 8 })
  .map((all) => all.map((range, about) => ({ ...range, about })));

const sorted = (owners: readonly object[]): readonly string[] => owners.map((owner) => JSON.stringify(owner)).sort();

prop("many ranges have the owners that each of them has alone", [pods, asked], (pods, asked) => {
  const answers = [...ownersOfEach(pods, asked)];
  expect(answers.map(({ about }) => about).sort((a, b) => a - b)).toEqual(asked.map(({ about }) => about));
  for (const { about, owners } of answers) {
    const range = asked[about];
    expect(sorted(owners)).toEqual(range && sorted(ownersAmong(pods, range)));
    expect(owners.map(({ podUid }) => podUid)).toEqual([...owners.map(({ podUid }) => podUid)].sort());
  }
});

prop(
  "no more mappings are looked at than one wants, and none in vain",
  [pods, asked, fc.nat(3)],
  (pods, asked, most) => {
    const mappings = pods.flatMap(({ uids, gids }) => [...uids, ...gids]);
    for (const { about, owners, looks } of ownersOfEach(pods, asked, most)) {
      const range = asked[about];
      const { start = 0, size = 0 } = range ?? {};
      const touching = mappings.filter(({ hostId, size: ids }) => hostId < start + size && start < hostId + ids).length;
      expect(looks).toBe(Math.min(most, touching));
      const all = range === undefined ? 0 : ownersAmong(pods, range).length;
      expect(owners.length).toBeLessThanOrEqual(most);
      expect(owners.length > 0).toBe(all > 0 && most > 0);
    }
  },
);
