import * as fc from "fast-check";
import { ACCESS_PATHS } from "userns-sim/node";
import { describe, expect, it } from "vitest";
import { fromBlob, pack, toFile, unpack } from "../../docs/page/state/link.ts";
import * as changes from "../../docs/page/state/play/changes.ts";
import { eventOf, isOfPod, podsOfEvents } from "../../docs/page/state/play/next-event.ts";
import { COLUMNS, EVENT_TYPES, EXAMPLE, LIMITS, type Play } from "../../docs/page/state/play/play.ts";
import { createPlayer, played } from "../../docs/page/state/play/played.ts";
import type { Played } from "../../docs/page/state/play/shown.ts";

function podOf(metadata: object, spec: object = {}): string {
  return `${JSON.stringify({ kind: "Pod", metadata, spec: { hostUsers: false, containers: [{ name: "main" }], ...spec } })}\n`;
}

const LONG = "x".repeat(1_200);

/** Manifests whose names a directory, a link or a line would not take. */
const HOSTILE = [
  { name: "dots", uid: ".." },
  { name: "dot", uid: "." },
  { name: "nul", uid: "\0" },
  { name: "long", uid: LONG },
  { name: "proto", uid: "__proto__" },
  { name: "lone", uid: "\ud800" },
  { name: "a", namespace: "one" },
  { name: "a", namespace: "two" },
].map((metadata) => podOf(metadata));

const deep = podOf(
  { name: "deep" },
  {
    volumes: [{ name: "v", hostPath: { path: `/${LONG}` } }],
    containers: [{ name: "main", volumeMounts: [{ name: "v", mountPath: `/${LONG}` }] }],
  },
);

/** Whatever somebody does on the page, with what it shows at that moment. */
type Deed = (shown: Played) => changes.Change;

const oneOf = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(items.length, 1)];
const nothing: changes.Change = (play) => play;
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", LONG.slice(0, LIMITS.text), "\0", "\ud800"));

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .subarray([...HOSTILE, deep, "- 1\n", ""])
      .map((all) => () => changes.edit({ pods: all.join("---\n") })),
  },
  fc.record({ pool: text, map: text }).map((fields) => () => changes.edit(fields)),
  fc
    .constantFrom("kubelet", "first-fit", "shared-range")
    .map((strategy) => () => changes.edit({ strategy: strategy as Play["strategy"] })),
  {
    weight: 8,
    arbitrary: fc.tuple(fc.constantFrom(...EVENT_TYPES), fc.nat(), text).map(
      ([type, at, raw]): Deed =>
        (shown) => {
          const pod = oneOf(podsOfEvents(shown), at)?.uid;
          if (pod === undefined && isOfPod(type)) return nothing;
          return changes.happens(eventOf({ type, pod: pod ?? "", raw, release: "1.30" }, shown));
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map(
      (at): Deed =>
        (shown) =>
          changes.selectPod(oneOf(shown.pods, at)?.uid ?? "", shown),
    ),
  },
  fc.nat(200).map(
    (slot): Deed =>
      (shown) =>
        changes.selectSlot(slot, shown),
  ),
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), fc.nat(2), fc.boolean()).map(
      ([at, column, whole]): Deed =>
        ({ escape: asked }) => {
          const targets = [...asked.host, ...asked.pods.flatMap((row) => row.targets)];
          const cell = oneOf(
            targets.flatMap(({ cells }) => cells),
            at,
          )?.cell;
          return cell === undefined ? nothing : changes.selectCell(cell, COLUMNS[column] ?? null, whole);
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map(
      (at): Deed =>
        ({ escape: asked }) => {
          const from = oneOf(asked.from, at);
          return from === undefined ? nothing : changes.ask({ pod: from.pod, container: from.container });
        },
    ),
  },
  fc.tuple(fc.constantFrom(...ACCESS_PATHS), text).map(
    ([path, source]): Deed =>
      () =>
        changes.ask({ path, source }),
  ),
  fc.integer().map(
    (position): Deed =>
      () =>
        changes.goTo(position),
  ),
);

describe("what the page can make", () => {
  it("is carried by a file, and by a link where it fits into one", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 10 }), async (deeds) => {
        const player = createPlayer();
        const play = deeds.reduce((now, next) => next(player(now))(now), EXAMPLE);
        const link = await pack(play);
        if (link !== undefined) expect(await unpack(link)).toEqual({ ok: true, play });
        expect(await fromBlob(new Blob([toFile(play)]))).toEqual({ ok: true, play });
      }),
    );
  });

  it("is carried by a file where it is as large as it gets", async () => {
    const most = (limit: number) => "\u0001".repeat(limit);
    const selected = { ...EXAMPLE.selected, pod: most(LIMITS.name), cell: most(LIMITS.name) };
    const play: Play = {
      ...EXAMPLE,
      pods: most(LIMITS.manifest),
      map: most(LIMITS.map),
      pool: most(LIMITS.text),
      events: Array(LIMITS.events).fill({ type: "write-file", pod: most(LIMITS.text), raw: most(LIMITS.raw) }),
      position: 0,
      escape: { ...EXAMPLE.escape, pod: most(LIMITS.name), container: most(LIMITS.name), source: most(LIMITS.text) },
      selected,
    };
    const read = await fromBlob(new Blob([toFile(play)]));
    expect(read.ok && JSON.stringify(read.play) === JSON.stringify(play)).toBe(true);
  });

  it("is no event of a pod whose UID can name no directory", () => {
    const shown = played({ ...EXAMPLE, pods: HOSTILE.join("---\n") });
    expect(shown.pods.filter(({ isNamed }) => !isNamed).map(({ label, state }) => [label, state])).toEqual(
      ["dots", "dot", "nul", "long"].map((name) => [name, "refused"]),
    );
    expect(podsOfEvents(shown).map(({ label }) => label)).toEqual(["proto", "lone", "one/a", "two/a"]);
  });

  it("is one more pod of a name that is as long as a UID may be", () => {
    const like = "y".repeat(LIMITS.text);
    const event = eventOf({ type: "create", pod: like, raw: "", release: "" }, { pods: [] });
    expect("pod" in event && event.pod.length).toBeLessThan(LIMITS.text);
  });
});
