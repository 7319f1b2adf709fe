import { expect, it } from "vitest";
import { createPool, type PoolOptions } from "../../../../src/core/allocate/pool/pool.ts";

const STARTS = [0, 1, 1023, 1024, 65535, 65536, 65537, 131072, 4294901760, 4294967294, 4294967295];
const SIZES = [
  0, 1, 2, 1023, 1024, 65536, 65537, 131072, 4194304, 4194305, 4294901759, 4294901760, 4294967294, 4294967295,
];
const IDS = [0, 1, 2, 1024, 65536, 131072, 2147483648, 4294967295];

const LETTERS: Readonly<Record<string, string>> = {
  "zero-ids-per-pod": "z",
  "start-misaligned": "a",
  "start-below-ids-per-pod": "b",
  "size-misaligned": "s",
  "empty-pool": "e",
  "past-last-id": "p",
  "too-many-slots": "t",
};

const options = [true, false].flatMap((aligned) =>
  IDS.flatMap((idsPerPod) => STARTS.map((start): Omit<PoolOptions, "size"> => ({ aligned, idsPerPod, start }))),
);

it("each pool is made or refused as in the golden file", async () => {
  const rows = options.map((given) => {
    const letters = SIZES.map((size) => {
      const pool = createPool({ ...given, size });
      return pool.ok ? (pool.value.aligned === undefined ? "+" : "-") : (LETTERS[pool.error.code] ?? "?");
    });
    return `${letters.join("")} ${given.aligned ? "" : "not "}aligned, ${given.idsPerPod} IDs each, from ${given.start}`;
  });
  const heads = [...SIZES.entries()].map(([i, size]) => `${"|".repeat(i)}${size} IDs`);
  const legend = Object.entries({ ...LETTERS, aligned: "+", "not aligned": "-" }).map(
    ([code, letter]) => `${letter} ${code}`,
  );
  await expect([...heads, ...rows, "", ...legend].join("\n")).toMatchFileSnapshot("golden/pools.golden.txt");
});

it("what would be nearest is not refused for the same reason, and no larger would do", () => {
  for (const given of options)
    for (const size of SIZES) {
      const pool = createPool({ ...given, size });
      if (pool.ok || !("nearest" in pool.error)) continue;
      const { code, nearest, idsPerPod } = pool.error;
      const isStart = code === "start-misaligned" || code === "start-below-ids-per-pod";
      const put = (value: number) => createPool({ ...given, size, [isStart ? "start" : "size"]: value });
      const again = put(nearest);
      const what = JSON.stringify({ ...given, size, code, nearest });
      if (code === "past-last-id" && nearest === 0) expect(put(idsPerPod), what).toMatchObject({ error: { code } });
      else expect(again.ok || again.error.code !== code, what).toBe(true);
      if (code === "past-last-id" && nearest > 0)
        expect(put(nearest + idsPerPod), what).toMatchObject({ error: { code } });
      if (code === "start-misaligned" || code === "size-misaligned")
        expect(
          nearest === idsPerPod ||
            (nearest <= (isStart ? given.start : size) && nearest + idsPerPod > (isStart ? given.start : size)),
          what,
        ).toBe(true);
    }
});
