import { cellName, createNode, escapeMatrix, readPods } from "userns-sim/node";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../../docs/page/state/play/manifest/manifest.ts";
import { EXAMPLE, type Play } from "../../../docs/page/state/play/play.ts";
import { played } from "../../../docs/page/state/play/played.ts";
import { escapeRows, keyOfCell } from "../../../docs/page/views/play/escape-rows.ts";
import { PLAY_WORDS } from "../../../docs/page/words/play.ts";

const NAMES = ["a", "ab", "a-b", "b"];
const pods = NAMES.map(
  (name) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostUsers: false, containers: [{ name: main }, { name: main-2 }] }\n`,
).join("---\n");
const PLAYS: readonly (readonly [string, Play])[] = [
  ["pods whose names begin alike", { ...EXAMPLE, pods }],
  ["pods that share a range", { ...EXAMPLE, pods, strategy: "shared-range" }],
  ["descriptors that were inherited", { ...EXAMPLE, pods, escape: { ...EXAMPLE.escape, path: "fd" } }],
  ["an image of its own", { ...EXAMPLE, pods, escape: { ...EXAMPLE.escape, path: "rootfs" } }],
];

describe.each(PLAYS)("the rows of the matrix: %s", (_, play) => {
  const asked = played(play).escape;
  const words = PLAY_WORDS.en;

  it("open to all cells that the library has, each behind the row that is opened for it", () => {
    const closed = escapeRows(asked, new Set(), words);
    const behind = closed.flatMap(({ opens }, at) => {
      if (opens === undefined) throw new Error("a cell without a row");
      const open = escapeRows(asked, new Set([opens]), words);
      const cells = open.slice(at + 1, at + 1 + open.length - closed.length).map(({ cell = "" }) => cell);
      expect(cells.map((cell) => keyOfCell(asked, cell))).toEqual(cells.map(() => opens));
      return cells;
    });
    expect([...behind].sort()).toEqual([...cellsOf(play)].sort());
    expect(keyOfCell(asked, "no such cell")).toBeUndefined();
  });

  it("tell of a closed pod what its cells come to", () => {
    for (const { pod, withUserns, withoutUserns, of, beyond } of asked.pods) {
      const cells = escapeRows(asked, new Set([`pod ${pod}`]), words).filter(({ opens }) => opens === undefined);
      const allowed = (column: number) => cells.filter((row) => row.cells[column]?.text === "ok").length;
      expect([allowed(0), allowed(1), cells.length]).toEqual([withUserns, withoutUserns, of]);
      expect(cells.some((row) => row.cells[0]?.mark === "beyond")).toBe(beyond);
    }
  });
});

function cellsOf({ pods: text, strategy, escape: { path } }: Play): readonly string[] {
  const read = readPods(readManifest(text).documents, {});
  const node = read.ok ? createNode({ pods: read.value.pods, strategy }) : read;
  const matrix = node.ok ? escapeMatrix(node.value, { pod: "a" }, path) : node;
  if (!matrix.ok) throw new Error(JSON.stringify(matrix.error));
  return matrix.value.rows.map(cellName);
}
