import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS, EXAMPLE } from "../../docs/page/state/play/play.ts";
import { readPlay } from "../../docs/page/state/play/stored/read-play.ts";
import { writePlay } from "../../docs/page/state/play/stored/write-play.ts";
import { anyPlay } from "./support/plays.ts";

function faultsOf(value: unknown): readonly (readonly [string, string])[] {
  const read = readPlay(value);
  return read.ok ? [] : read.faults.map(({ place, says }) => [place, says.en]);
}

describe("readPlay", () => {
  it("takes what is left out for the default", () => {
    expect(readPlay({})).toEqual({ ok: true, play: DEFAULTS });
    const events = [{ type: "cleanup" }];
    expect(readPlay({ events })).toEqual({ ok: true, play: { ...DEFAULTS, events, position: 1 } });
    expect(JSON.parse(writePlay(DEFAULTS))).toEqual({});
  });

  it.each<[unknown, string, string]>([
    [null, "", "an object"],
    [[], "", "an object"],
    [{ pods: 1 }, "pods", "a text of at most 200000 characters"],
    [{ pods: "x".repeat(200_001) }, "pods", "a text of at most 200000 characters"],
    [{ release: "2.0" }, "release", "one of 1.25"],
    [{ seed: 1.5 }, "seed", "a whole number from 0 to 4294967295"],
    [{ seed: -1 }, "seed", "a whole number"],
    [{ idsPerPod: 0 }, "idsPerPod", "a whole number from 1 to 2147483647"],
    [{ strategy: "worst-fit" }, "strategy", "random-scan"],
    [{ fixes: ["all"] }, "fixes[0]", "last-slot"],
    [{ fixes: { length: 1 } }, "fixes", "a list"],
    [{ events: Array(1_001).fill({ type: "cleanup" }) }, "events", "a list of at most 1000"],
    [{ events: [{ type: "explode" }] }, "events[0].type", "one of create"],
    [{ events: [{ type: "release" }] }, "events[0].pod", "a text"],
    [{ events: [{ type: "cleanup", pod: "a" }] }, "events[0].pod", "no such field; the fields are type"],
    [{ events: [{ type: "create", pod: "a", like: 1 }] }, "events[0].like", "a text"],
    [{ events: [{ type: "release", pod: ".." }] }, "events[0].pod", "a UID"],
    [{ events: [{ type: "cleanup" }, { type: "create", pod: "a/b" }] }, "events[1].pod", "a UID"],
    [{ position: 1 }, "position", "a whole number from 0 to 0"],
    [{ escape: { path: "fly" } }, "escape.path", "one of walk"],
    [{ selected: { id: { side: "host" } } }, "selected.id.id", "a whole number"],
    [{ selected: { slot: 4_194_304 } }, "selected.slot", "a whole number"],
    [{ colour: "blue" }, "colour", "no such field; the fields are pods"],
    [JSON.parse('{"__proto__":{"pods":"x"}}'), "__proto__", "no such field"],
    [JSON.parse('{"escape":{"__proto__":1}}'), "escape.__proto__", "no such field"],
    [JSON.parse('{"events":[{"type":"__proto__"}]}'), "events[0].type", "one of"],
    [JSON.parse('{"release":"__proto__"}'), "release", "one of"],
  ])("says of %j what would be right", (value, place, says) => {
    expect(faultsOf(value)).toEqual([[place, expect.stringContaining(says)]]);
  });

  it("tells of several faults, and of no more than 20", () => {
    expect(faultsOf({ seed: "1", release: 1 }).map(([place]) => place)).toEqual(["release", "seed"]);
    expect(faultsOf({ events: Array(100).fill(1) })).toHaveLength(20);
    const events = Array.from({ length: 1_000 }, (_, at) => ({ type: "release", pod: `/${at}` }));
    expect(faultsOf({ events })).toHaveLength(20);
  });

  it("throws at nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything({ withNullPrototype: true, withMap: true }),
          fc.json().map((text) => JSON.parse(text) as unknown),
        ),
        (value) => {
          const read = readPlay(value);
          if (!read.ok) expect(read.faults.length).toBeGreaterThan(0);
        },
      ),
    );
    const angry = {
      get pods() {
        throw new Error("no");
      },
    };
    expect(faultsOf(angry)).toEqual([["", "Expected an object { … }."]]);
    expect(
      faultsOf(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error("no");
            },
          },
        ),
      ),
    ).toHaveLength(1);
  });

  it("gives what was written, and takes nothing that is mutated for something else", () => {
    fc.assert(
      fc.property(anyPlay, fc.nat(), fc.anything(), (play, at, other) => {
        const written = JSON.parse(writePlay(play)) as Record<string, unknown>;
        expect(readPlay(written)).toEqual({ ok: true, play });
        const names = Object.keys({ ...EXAMPLE });
        const mutated = readPlay({ ...written, [names[at % names.length] as string]: other });
        if (mutated.ok) expect(readPlay(JSON.parse(writePlay(mutated.play)))).toEqual(mutated);
      }),
    );
  });
});
