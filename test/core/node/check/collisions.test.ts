import { describe, expect, it } from "vitest";
import { parseSubid } from "../../../../src/core/forms/linux/subid.ts";
import { collisionsWith } from "../../../../src/core/node/check/collisions.ts";
import type { NodePool } from "../../../../src/core/node/check/pool.ts";

const POOL: NodePool = { source: "subuid", start: 1000, size: 40, idsPerPod: 10, slots: 4 };

/** The owners that collide, and how many slots they have IDs of. */
function found(text: string, isOpen = false): readonly [readonly string[], number] {
  const { slots, findings } = collisionsWith(
    [{ name: "/etc/subuid", ...parseSubid(text) }],
    POOL,
    isOpen ? ["owners"] : [],
  );
  const owners = findings.flatMap((finding) =>
    finding.code === "subordinate-ids-collide" ? [finding.facts.owner] : [],
  );
  return [owners, slots];
}

describe("who else has IDs of the pool", () => {
  it.each<[string, readonly string[], number]>([
    ["kubelet:1000:40", [], 0],
    ["alice:1000:40", ["alice"], 4],
    ["alice:0:1000", [], 0],
    ["alice:0:1001", ["alice"], 1],
    ["alice:1040:9", [], 0],
    ["alice:1039:9", ["alice"], 1],
    ["alice:1005:0", [], 0],
    ["alice:1009:2\nbob:1011:9", ["alice", "bob"], 2],
    ["alice:1000:1\nalice:1030:1", ["alice"], 2],
    ["1000:1000:1", ["1000"], 1],
  ])("in %j are %j, in %i slots", (text, owners, slots) => {
    expect(found(text)).toEqual([owners, slots]);
  });

  it("are no numbers while it is open whether one is the kubelet's", () => {
    expect(found("1000:1000:1\nalice:1010:1\nkubelet:1000:40\n12345678901:1020:1", true)).toEqual([
      ["alice", "12345678901"],
      2,
    ]);
  });

  it("are not known of lines that are none", () => {
    const { findings } = collisionsWith([{ name: "/etc/subgid", ...parseSubid("alice\nbob:1:x\n") }], POOL, []);
    expect(findings).toMatchObject([
      { code: "subordinate-ids-malformed", facts: { name: "/etc/subgid", lines: 2, line: 1 } },
    ]);
  });
});
