import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { createIdMap, podIdMap, unwrap } from "userns-sim";
import { createProcess, existingFile, openFile } from "userns-sim/kernel";
import { ladder, matrix, observers, owner, type Picture, ruler, slots, timeline } from "userns-sim/lessons";
import { describe, expect, it } from "vitest";
import { idAt, rulerSections } from "../../../docs/page/pictures/drawn/ruler-points.ts";
import { slotCells } from "../../../docs/page/pictures/drawn/slot-cells.ts";
import { Matrix } from "../../../docs/page/pictures/matrix.tsx";
import { PictureView } from "../../../docs/page/pictures/picture-view.tsx";
import { Ruler } from "../../../docs/page/pictures/ruler.tsx";
import { Slots } from "../../../docs/page/pictures/slots.tsx";
import { tellPicture } from "../../../docs/page/pictures/tell-picture.ts";
import { Timeline } from "../../../docs/page/pictures/timeline.tsx";

const language = "en";
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const poolOf = (count: number) => ({ start: 65536, idsPerPod: 65536, slots: count });
const podsIn = (taken: readonly number[]) =>
  taken.map((slot, i) => ({ label: `pod-${i}`, range: { start: 65536 * (slot + 1), size: 65536 } }));
const many = unwrap(createIdMap(numbers(340).map((i) => ({ containerId: i * 10, hostId: 100000 + i * 20, size: 5 }))));
const elements = (markup: string) => markup.match(/<\w/g)?.length ?? 0;
const view = (picture: Picture) => renderToString(h(PictureView, { picture, language }));

describe("a picture of too much", () => {
  const pictures: Readonly<Record<string, readonly [Picture, number]>> = {
    "1,024 slots, 250 pods": [slots(poolOf(1024), podsIn(numbers(250).map((i) => i * 4))), 1400],
    "65,534 slots, 250 pods": [slots(poolOf(65534), podsIn(numbers(250).map((i) => i * 200))), 800],
    "340 mappings, 1,000 marks": [ruler(many, numbers(1000)), 300],
    "1,000 observers": [
      observers(
        "x",
        numbers(1000).map((i) => ({ by: `o${i}`, as: i })),
      ),
      300,
    ],
    "1,000 events": [timeline(numbers(1000).map((at) => ({ at, text: "x" }))), 400],
    "1,000 rows": [
      matrix(
        ["a"],
        numbers(1000).map((i) => ({ name: `r${i}`, cells: ["ok"] })),
      ),
      500,
    ],
  };

  it.each(Object.entries(pictures))(
    "%s stays readable, and says that the table has the rest",
    (_name, [picture, most]) => {
      expect(elements(view(picture))).toBeLessThan(most);
      expect(tellPicture(picture, language).rows.length).toBeGreaterThanOrEqual(250);
      expect(tellPicture(picture, language).desc.length).toBeLessThan(2500);
    },
  );

  it("draws a slot as a cell up to 1,024, and then several as one", () => {
    expect([3, 1024, 1025, 65535].map((count) => slotCells(slots(poolOf(count), [])).each)).toEqual([1, 1, 8, 256]);
    expect(view(slots(poolOf(65535), []))).toContain("one cell stands for 256 slots");
  });

  it("says which slot has several pods", () => {
    expect(view(slots(poolOf(8), podsIn([3, 3])))).toContain("✗ slot 3 has several pods.");
    expect(view(slots(poolOf(8), podsIn([3, 4])))).not.toContain("several");
  });
});

it.each([
  ["Who may do what", ["ok", "EACCES"]],
  ["Who may do what", ["r-", "--"]],
  ["Side by side", ["3081192", "1000"]],
  ["Side by side", ["host", "pod a"]],
])("a matrix is called %s where its cells are %j", (title, cells) => {
  expect(tellPicture(matrix(["a", "b"], [{ name: "x", cells }]), language).title).toBe(title);
});

describe("markup in a name", () => {
  const evil = `"><script>alert(1)</script>&amp;`;
  const decision = openFile(createProcess(), existingFile({ mode: 0o600 }), "r");
  const pictures: readonly Picture[] = [
    slots(poolOf(8), [{ label: evil, range: { start: 65536, size: 65536 } }]),
    observers(evil, [{ by: evil, as: evil }]),
    owner({ onDisk: 0, inInode: 0, throughMount: 0, asShown: 0 }, evil),
    matrix([evil], [{ name: evil, cells: [evil] }]),
    timeline([{ at: evil, text: evil }]),
    ladder({ ...decision, decidedBy: evil as "owner-bits" }),
  ];

  it.each(pictures.map((picture) => [picture.kind, picture] as const))("is text in %s", (_kind, picture) => {
    const markup = view(picture);
    expect(markup).not.toContain("<script");
    expect(markup).toContain("&lt;script>");
  });
});

describe("what can be operated", () => {
  const onSelect = () => undefined;
  const picture = slots(poolOf(110), podsIn([0, 46]));
  const map = podIdMap({ start: 131072, size: 65536 }).uid;
  const table = matrix(
    ["a", "b"],
    [
      { name: "r", cells: ["ok", "EPERM"] },
      { name: "s", cells: ["x", "y"] },
    ],
  );
  const events = timeline(numbers(1000).map((at) => ({ at, text: `e${at}` })));
  const operable = {
    slots: (selected?: number) => renderToString(h(Slots, { picture, language, selected, onSelect })),
    matrix: (selected?: number) =>
      renderToString(
        h(Matrix, {
          picture: table,
          language,
          onSelect,
          selected: selected === undefined ? undefined : { row: 1, column: selected },
        }),
      ),
    timeline: (selected?: number) => renderToString(h(Timeline, { picture: events, language, selected, onSelect })),
  };

  it.each(Object.entries(operable))("%s is one tab stop, with one cell selected", (_name, draw) => {
    expect(draw().match(/tabindex="0"/g)).toHaveLength(1);
    expect(draw()).not.toContain('aria-selected="true"');
    expect(draw(1).match(/<[^>]*aria-selected="true"[^>]*>/g)).toEqual([expect.stringContaining('tabindex="0"')]);
    expect(draw(1).match(/tabindex="0"/g)).toHaveLength(1);
  });

  it("is a picture only where nothing is to be selected", () => {
    const drawn = [
      renderToString(h(Slots, { picture, language })),
      renderToString(h(Matrix, { picture: table, language })),
    ];
    for (const markup of drawn) expect(markup).not.toMatch(/tabindex|role="grid/);
  });

  it("names each slot, and who is in it", () => {
    expect(operable.slots()).toContain('aria-label="slot 46: pod-1"');
    expect(operable.slots()).toContain('aria-label="slot 1: free"');
  });

  it("shows the events around the selected one", () => {
    expect(operable.timeline(999)).toContain('aria-posinset="1000"');
    expect(elements(operable.timeline(500))).toBeLessThan(400);
  });

  it("is a slider of IDs, which says both numbers, or that there is none", () => {
    const draw = (id: number) =>
      renderToString(h(Ruler, { picture: ruler(map, [id]), language, heading: "UIDs", selected: id, onSelect }));
    expect(draw(1000)).toContain('aria-valuetext="inside 1000 → host 132072"');
    expect(draw(70000)).toContain('aria-valuetext="✗ inside 70000: unmapped; shown instead: 65534"');
    expect(draw(1000)).toMatch(/<title [^>]*>UIDs: /);
  });

  it("finds the ID at a place of the ruler", () => {
    const [section] = rulerSections(ruler(map, [1000])).sections;
    if (section === undefined) throw new Error("a map has a ruler");
    const [first, mark, last] = section.points;
    expect([0, first?.x ?? 0, mark?.x ?? 0, last?.x ?? 0, 400].map((x) => idAt(section, x))).toEqual([
      0, 0, 1000, 65535, 65535,
    ]);
  });
});
