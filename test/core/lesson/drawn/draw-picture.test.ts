import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { createIdMap, emptyIdMap, initialIdMap } from "../../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { drawPicture } from "../../../../src/core/lesson/drawn/draw-picture.ts";
import { ladder } from "../../../../src/core/lesson/picture/ladder.ts";
import { matrix } from "../../../../src/core/lesson/picture/matrix.ts";
import { observers } from "../../../../src/core/lesson/picture/observers.ts";
import { owner } from "../../../../src/core/lesson/picture/owner.ts";
import type { Picture } from "../../../../src/core/lesson/picture/picture.ts";
import { ruler } from "../../../../src/core/lesson/picture/ruler.ts";
import { slots } from "../../../../src/core/lesson/picture/slots.ts";
import { timeline } from "../../../../src/core/lesson/picture/timeline.ts";
import { LANGUAGES } from "../../../../src/core/lesson/words/words.ts";
import { unwrap } from "../../../../src/core/result.ts";

const poolOf = (count: number) => unwrap(createPool({ start: 65536, size: count * 65536 }));
const podsIn = (taken: readonly number[]) =>
  taken.map((slot, i) => ({ label: `pod-${i}`, range: { start: 65536 * (slot + 1), size: 65536 } }));
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const two = unwrap(
  createIdMap([
    { containerId: 0, hostId: 1000, size: 1 },
    { containerId: 1, hostId: 100000, size: 65535 },
  ]),
);
const decision = openFile(createProcess({ uid: 1000, gid: 1000 }), existingFile({ mode: 0o600 }), "r");
const lost = { onDisk: 70000, inInode: 70000, throughMount: undefined, asShown: 65534 };

const pictures: Readonly<Record<string, Picture>> = {
  "slots, a few": slots(poolOf(110), [...podsIn([0, 46, 109]), { label: "on host users" }]),
  "slots, none taken": slots(poolOf(8), []),
  "slots, several in one": slots(poolOf(8), podsIn([3, 3])),
  "slots, more than are drawn one by one": slots(poolOf(65534), podsIn([0, 1, 40000])),
  "slots, as many pods as are named": slots(poolOf(110), podsIn(numbers(20))),
  "slots, more pods than letters": slots(poolOf(110), podsIn(numbers(60))),
  "ruler, a pod": ruler(podIdMap({ start: 131072, size: 65536 }).uid, [0, 1000, 65535, 65536]),
  "ruler, two mappings": ruler(two, [1000]),
  "ruler, too many for a line": ruler(initialIdMap(), [1, 1000, 65534, 65536, 131072]),
  "ruler, one that just fits": ruler(initialIdMap(), [1, 70000]),
  "ruler, no mapping": ruler(emptyIdMap(), [0]),
  observers: observers({ en: "one file", de: "eine Datei" }, [
    { by: "host", as: 131072 },
    { by: { en: "its pod", de: "ihr Pod" }, as: 0 },
    { by: "web-1", as: { en: "nothing", de: "nichts" } },
  ]),
  owner: owner(lost, { en: "its pod", de: "ihr Pod" }),
  ladder: ladder(decision),
  "ladder, disputed": ladder({ ...decision, disputed: { code: "mapped-source" } }),
  "ladder, allowed": ladder(openFile(createProcess(), existingFile({ mode: 0o600 }), "r")),
  matrix: matrix(
    ["with", { en: "without user namespaces", de: "ohne User-Namespaces" }],
    [
      { name: "/etc/shadow", cells: ["--", { text: "rw", mark: "beyond" }] },
      {
        name: { en: "a neighbour's socket", de: "der Socket eines Nachbarn" },
        cells: ["-", { text: "c", mark: "disputed" }],
      },
    ],
  ),
  "matrix, empty": matrix([], []),
  timeline: timeline([
    { at: "1.25", text: { en: "alpha, and only for pods without volumes that last", de: "Alpha, nur ohne Volumes" } },
    { at: 2, text: "GA" },
  ]),
  "timeline, empty": timeline([]),
};

describe("drawPicture", () => {
  it.each([
    [80, false],
    [40, true],
  ])("draws all of them in %i columns, ASCII alone: %s", async (width, ascii) => {
    const text = Object.entries(pictures).flatMap(([name, picture]) =>
      LANGUAGES.flatMap((language) => [
        `=== ${name}, ${language}`,
        ...drawPicture(picture, { language, width, ascii }),
        "",
      ]),
    );
    expect(text.filter((line) => line.length > width && !line.startsWith("==="))).toEqual([]);
    if (ascii) expect(text.join("\n").replace(/[äöüßÄÖÜ]/g, "")).toMatch(/^[ -~\n]*$/);
    await expect(text.join("\n")).toMatchFileSnapshot(`golden/pictures-${width}.golden.txt`);
  });

  it("refuses what is no picture, and a width that nobody has", () => {
    expect(() => drawPicture({ kind: "no-picture" } as never, { language: "en" })).toThrow(TypeError);
    expect(() => drawPicture(pictures["owner"] as Picture, { language: "en", width: 39 })).toThrow(RangeError);
  });
});

describe("the makers", () => {
  it("refuse what does not fit", () => {
    expect(() => slots(poolOf(2), podsIn([2]))).toThrow("slots: expected the slot of a range from 0 to 1, got 2");
    expect(() => matrix(["one"], [{ name: "row", cells: [] }])).toThrow("matrix: expected 1 cells in each row, got 0");
    expect(() => ladder({ allowed: true } as never)).toThrow(TypeError);
  });
});
