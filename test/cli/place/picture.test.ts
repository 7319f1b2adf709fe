import { describe, expect, it } from "vitest";
import { plain } from "../../../src/cli/base/line.ts";
import { styleFor } from "../../../src/cli/output/style.ts";
import type { PlacedDocument } from "../../../src/cli/place/json.ts";
import { picture } from "../../../src/cli/place/picture.ts";

/** A document with pods in these slots of a pool. */
function documentOf(slots: readonly number[], poolSlots = 65534): PlacedDocument {
  const size = poolSlots * 65536;
  const pod = { namespace: "a", uid: null, hostUsers: false, terminating: false, map: "", containers: [] };
  return {
    outcome: "placed",
    node: null,
    release: "1.36",
    evidence: "read",
    pool: { source: "default", start: 65536, size, idsPerPod: 65536, slots: poolSlots, aligned: true, rest: 0 },
    strategy: { name: "first-fit", seed: null },
    counts: {
      placed: slots.length,
      hostUsers: 0,
      wouldNotStart: 0,
      undecided: 0,
      finished: 0,
      suspended: 0,
      represented: 0,
      elsewhere: 0,
      otherKinds: [],
    },
    pods: slots.map((slot, i) => ({
      ...pod,
      name: `p-${i}`,
      origin: { kind: "Pod", namespace: "a", name: `p-${i}` },
      range: { start: 65536 + slot * 65536, size: 65536 },
    })),
  };
}

describe("picture", () => {
  it("counts pods that share a sign, up to nine", () => {
    const near = (first: number, count: number): readonly number[] =>
      Array.from({ length: count }, (_, i) => first + i);
    const far = Array.from({ length: 13 }, (_, i) => 5000 * (i + 1));
    const document = documentOf([...near(0, 10), ...near(64, 9), ...near(128, 2), ...far]);
    const style = styleFor({ stdout: { columns: 200 }, env: {} }, true);
    const [head, , ...rows] = picture(document, style).map(plain);
    expect(head).toBe(
      "One sign is 32 slots, 2097152 IDs; letters are pods, 2 to 9 and + several pods, . is free. To scale, except what is outside of the pool.",
    );
    expect(rows[1]?.slice(0, 24)).toBe("     65536  +.9.2.......");
    expect(rows.join("").replace(/[^A-Za-z]/g, "")).toContain("VWXYZab");
  });
});
