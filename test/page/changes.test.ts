import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as changes from "../../docs/page/state/play/changes.ts";
import { changed, historyOf, type PlayHistory, redo, undo } from "../../docs/page/state/play/history.ts";
import { EXAMPLE, LIMITS } from "../../docs/page/state/play/play.ts";
import { played } from "../../docs/page/state/play/played.ts";
import { readPlay } from "../../docs/page/state/play/stored/read-play.ts";
import { anyEvent, anyPlay } from "./support/plays.ts";

const NONE = { pods: [] };

const anyChange: fc.Arbitrary<changes.Change> = fc.oneof(
  fc.record({ pods: fc.constantFrom("", EXAMPLE.pods), seed: fc.nat(3) }).map(changes.edit),
  fc.record({ path: fc.constantFrom("walk" as const, "fd" as const) }).map(changes.ask),
  fc.nat(3).map((slot) => changes.selectSlot(slot, NONE)),
  fc.constantFrom("default_a", "c").map((uid) => changes.selectPod(uid, NONE)),
  fc.nat(3).map((id) => changes.selectId({ side: "host", id })),
  fc.constantFrom("/etc/passwd:read", "x:y").map((cell) => changes.selectCell(cell)),
  fc.boolean().map((whole) => changes.selectCell("/etc/passwd:read", whole ? null : "withoutUserns", whole)),
  fc.constantFrom(changes.selectMap(), changes.stepBack(), changes.stepForward(), changes.fork()),
  fc.double().map(changes.goTo),
  anyEvent.map(changes.happens),
);

describe("changes", () => {
  it("point at a slot, and so at its pod", () => {
    const shown = played(EXAMPLE);
    const [first] = shown.pods;
    const slot = first?.slot ?? -1;
    expect(changes.selectSlot(slot, shown)(EXAMPLE).selected).toMatchObject({ about: "slot", slot, pod: "default_a" });
    expect(changes.selectPod("default_a", shown)(EXAMPLE).selected).toMatchObject({ about: "slot", slot });
    expect(changes.selectSlot(109, shown)(EXAMPLE).selected).toMatchObject({ slot: 109, pod: "default_a" });
  });

  it("go to a state, and drop what came after where something else happens", () => {
    const three = (["cleanup", "crash", "cleanup"] as const).reduce(
      (play, type) => changes.happens({ type })(play),
      EXAMPLE,
    );
    expect([three.position, three.events.length]).toEqual([3, 3]);
    const back = changes.goTo(1)(three);
    expect([back.position, back.events.length, back.selected.about]).toEqual([1, 3, "event"]);
    expect(changes.fork()(back).events).toEqual([{ type: "cleanup" }]);
    const other = changes.happens({ type: "restart" })(back);
    expect(other.events).toEqual([{ type: "cleanup" }, { type: "restart" }]);
    expect([changes.stepBack()(other).position, changes.stepForward()(other).position]).toEqual([1, 2]);
  });

  it("take no more events than a play may have", () => {
    const full = { ...EXAMPLE, events: Array(LIMITS.events).fill({ type: "cleanup" }), position: LIMITS.events };
    expect(changes.happens({ type: "cleanup" })(full)).toBe(full);
  });

  it("find a name for one more pod", () => {
    const shown = played(EXAMPLE);
    expect(changes.nextUid("default_a", shown)).toBe("a-2");
    const more = changes.happens({ type: "create", pod: "a-2", like: "default_a" })(EXAMPLE);
    expect(changes.nextUid("a-2", played(more))).toBe("a-3");
  });

  it("find a name that can be one, also where namespaces tell pods apart", () => {
    const [a = ""] = EXAMPLE.pods.split("---");
    const pods = `${a}---\n${a.replace("name: a", "name: a\n  namespace: one")}`;
    const play = { ...EXAMPLE, pods };
    const [, like] = played(play).pods;
    expect(like?.label).toBe("one/a");
    const uid = changes.nextUid(like?.uid ?? "", played(play));
    const more = changes.happens({ type: "create", pod: uid, like: like?.uid ?? "" })(play);
    expect([uid, played(more).pods.at(-1)?.state]).toEqual(["one_a-2", "runs"]);
    expect(readPlay(more).ok).toBe(true);
  });

  it("give plays that can be read again", () => {
    fc.assert(
      fc.property(anyPlay, fc.array(anyChange, { maxLength: 5 }), (play, all) => {
        const after = all.reduce((now, change) => change(now), play);
        expect(readPlay(JSON.parse(JSON.stringify(after)))).toEqual({ ok: true, play: after });
      }),
    );
  });
});

describe("a history", () => {
  const ways = fc.array(
    fc.oneof(
      anyChange.map((change) => (history: PlayHistory) => changed(history, change)),
      anyChange.map((change) => (history: PlayHistory) => changed(history, change, "pods")),
      fc.constantFrom(undo, redo),
    ),
    { maxLength: 12 },
  );

  it("is undone and redone by one step at a time", () => {
    fc.assert(
      fc.property(anyPlay, ways, anyChange, (play, all, change) => {
        const history = all.reduce((now, way) => way(now), historyOf(play));
        const next = changed(history, change);
        if (next === history) return;
        expect(undo(next).now).toBe(history.now);
        expect(redo(undo(next))).toEqual(next);
        expect(redo(next)).toBe(next);
        if (history.before.length > 0) expect(redo(undo(history)).now).toBe(history.now);
      }),
    );
  });

  it("leads back to the beginning", () => {
    fc.assert(
      fc.property(anyPlay, ways, (play, all) => {
        let history = all.reduce((now, way) => way(now), historyOf(play));
        while (history.before.length > 0) history = undo(history);
        expect(history.now).toBe(play);
        expect(undo(history)).toBe(history);
      }),
    );
  });

  it("undoes in one go what was typed in one go", () => {
    const type = (history: PlayHistory, pool: string) => changed(history, changes.edit({ pool }), "pool");
    const typed = ["6", "65", "655"].reduce(type, historyOf(EXAMPLE));
    expect(typed.before).toHaveLength(1);
    expect(undo(typed).now).toBe(EXAMPLE);
    expect(type(changed(typed, changes.selectMap()), "6553").before).toHaveLength(3);
  });

  it("keeps a fork's future", () => {
    const two = changes.happens({ type: "crash" })(changes.happens({ type: "cleanup" })(EXAMPLE));
    const history = changed(changed(historyOf(two), changes.goTo(1)), changes.fork());
    expect(history.now.events).toHaveLength(1);
    expect(undo(history).now.events).toHaveLength(2);
  });
});
