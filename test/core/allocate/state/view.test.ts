import { expect, it } from "vitest";
import { allocate, createPool, emptyAllocations, firstFit, type PoolView, unwrap } from "../../../../src/index.ts";

const NAMES = ["isFree", "nextFree", "freeRun", "podAt"] as const;

it("a view names what a strategy asked of it that cannot be asked", () => {
  const view = viewOf();
  const said = NAMES.flatMap((name) =>
    [-1, 0.5, 4294967296, "0"].map((slot) => saidOf(name, () => view[name](slot as number, 1))),
  );
  const most = [-1, "1"].map((count) => saidOf("freeRun", () => view.freeRun(0, count as number)));
  expect([...said, ...most]).toMatchInlineSnapshot(`
    [
      "isFree: expected the slot from 0 to 4294967295, got -1",
      "isFree: expected the slot to be an integer, got 0.5",
      "isFree: expected the slot from 0 to 4294967295, got 4294967296",
      "isFree: expected the slot to be an integer, got "0"",
      "nextFree: expected the slot from 0 to 4294967295, got -1",
      "nextFree: expected the slot to be an integer, got 0.5",
      "nextFree: expected the slot from 0 to 4294967295, got 4294967296",
      "nextFree: expected the slot to be an integer, got "0"",
      "freeRun: expected the slot from 0 to 4294967295, got -1",
      "freeRun: expected the slot to be an integer, got 0.5",
      "freeRun: expected the slot from 0 to 4294967295, got 4294967296",
      "freeRun: expected the slot to be an integer, got "0"",
      "podAt: expected the slot from 0 to 4294967295, got -1",
      "podAt: expected the slot to be an integer, got 0.5",
      "podAt: expected the slot from 0 to 4294967295, got 4294967296",
      "podAt: expected the slot to be an integer, got "0"",
      "freeRun: expected most from 0 to 4294967295, got -1",
      "freeRun: expected most to be an integer, got "1"",
    ]
  `);
});

function viewOf(): PoolView {
  let view: PoolView | undefined;
  const pool = unwrap(createPool({ start: 65536, size: 2 * 65536 }));
  const { propose, ...others } = firstFit();
  const strategy: ReturnType<typeof firstFit> = {
    ...others,
    propose: (...asked) => {
      [, view] = asked;
      return propose(...asked);
    },
  };
  allocate(emptyAllocations(pool, strategy), "web");
  if (view === undefined) throw new Error("nobody was asked");
  return view;
}

function saidOf(name: string, ask: () => unknown): string {
  try {
    return `${name}: answers ${String(ask())}`;
  } catch (thrown) {
    return (thrown as Error).message;
  }
}
