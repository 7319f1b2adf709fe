import { describe, expect, it } from "vitest";
import { answerSignal, type SignalInput } from "../core/kernel/support/signal.ts";
import { type CredentialRow, worldOf } from "../core/kernel/support/world.ts";
import type { Case } from "./group.ts";
import { files } from "./groups/files.ts";
import { signals } from "./groups/processes.ts";
import { needed, shrink } from "./shrink.ts";
import { simpler } from "./simpler.ts";

function person(uid: number, capabilities = "0"): CredentialRow {
  return [1, [uid, uid + 1, uid, uid + 1], [7, 7, 7, 7], [8, 9], capabilities, capabilities, ""];
}

const namespaces = [
  { id: 1, parent: 0, owner: 0, group: 0, uid_map: "0 65536 65536\n70000 5 1", gid_map: "0 65536 65536" },
  { id: 2, parent: 0, owner: 0, group: 0, uid_map: "0 131072 65536", gid_map: "0 131072 65536" },
];

describe("simpler", () => {
  it("takes away one thing at a time, and nothing from who has nothing", () => {
    const bare: CredentialRow = [0, [0, 0, 0, 0], [0, 0, 0, 0], [], "0", "0", ""];
    expect(simpler(signals, { creds: [bare, bare], input: [0, 0, 0, 0] })).toEqual([]);
    const question: Case = { creds: [bare, bare], input: [0, 1, 0, 15] };
    expect(simpler(signals, question).map(({ input }) => input)).toEqual([
      [0, 0, 0, 15],
      [0, 1, 0, 0],
      [0, 1, 0, 1],
      [0, 1, 0, 7],
    ]);
  });

  it("keeps the mode that an ACL gives in step with its entries", () => {
    const acl = [
      0o070,
      [
        ["u:", 0, 0],
        ["u", 5, 7],
        ["g:", 0, 0],
        ["m", 0, 7],
        ["o", 0, 0],
      ],
    ];
    const input = [0, 0, [0, 0, 0], acl, [0, 0, 0], [0, 0], 0, 0, 0, 0];
    const acls = simpler(files, { creds: [person(0)], input }).map((candidate) => candidate.input[3]);
    expect(acls).toContainEqual([
      0,
      [
        ["u:", 0, 0],
        ["u", 5, 7],
        ["g:", 0, 0],
        ["o", 0, 0],
      ],
    ]);
    expect(acls).toContainEqual([
      0o010,
      [
        ["u:", 0, 0],
        ["u", 5, 7],
        ["g:", 0, 0],
        ["m", 0, 1],
        ["o", 0, 0],
      ],
    ]);
    expect(acls).toContain(null);
  });
});

describe("shrink", () => {
  it("leaves only what two kernels that differ in one thing disagree about", async () => {
    const world = worldOf(namespaces);
    const setting = { namespaces, mounts: { "0": null }, homes: [], world };
    const question: Case = { creds: [person(10, "80"), person(20)], input: [0, 1, 1, 15] };
    // A kernel that lets every signal through: it differs where the model says EPERM.
    const helper = { ask: (commands: readonly string[]) => Promise.resolve(commands.map(() => "0")) };
    const computed = answerSignal(world, question, question.input as unknown as SignalInput);
    const found = {
      question,
      setting: needed(signals, question, setting),
      verdict: { agrees: false, observed: [0], computed },
    } as const;
    const { question: smallest, setting: rest, verdict } = await shrink(helper, signals, found);
    expect(verdict).toEqual({ agrees: false, observed: [0], computed: [1] });
    expect(smallest.input).toEqual([0, 1, 0, 0]);
    expect(smallest.creds.map(([, , gids, groups, effective]) => [gids, groups, effective])).toEqual([
      [[0, 0, 0, 0], [], "0"],
      [[0, 0, 0, 0], [], "0"],
    ]);
    expect(rest.namespaces).toEqual([]);
  });
});

describe("needed", () => {
  it("keeps the namespaces of the credentials and of the input's mount, with those above them", () => {
    const nested = [
      ...namespaces,
      { id: 3, parent: 2, owner: 131072, group: 131072, uid_map: "0 0 1", gid_map: "0 0 1" },
    ];
    const mounts = { "0": null, "1": { idmap_ns: 1 }, "3": { idmap_ns: 3 } };
    const setting = { namespaces: nested, mounts, homes: [0] };
    const input = [0, 3, [0, 0, 0], null, [0, 0, 0], [0, 0], 0, 0, 0, 0];
    const kept = needed(files, { creds: [[0, [0, 0, 0, 0], [0, 0, 0, 0], [], "0", "0", ""]], input }, setting);
    expect(kept.namespaces.map(({ id }) => id)).toEqual([2, 3]);
    expect(kept.mounts).toEqual({ "0": null, "3": { idmap_ns: 3 } });
    expect(kept.homes).toEqual([]);
  });
});
