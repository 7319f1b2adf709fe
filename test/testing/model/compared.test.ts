import assert from "node:assert";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { OperationCommand } from "../../../src/testing/commands/operation-command.ts";
import { createModel } from "../../../src/testing/model/create-model.ts";
import { judge } from "../../../src/testing/model/judge.ts";
import type { Model } from "../../../src/testing/model/model.ts";

/** A model that knows of so many pods. */
function known(...pods: readonly string[]): Model {
  return pods.reduce(
    (model, podUid, slot) => judge(model, { op: "allocate", podUid }, { start: 10 * slot + 10, size: 10 }).model,
    createModel({ pool: { start: 10, size: 40 }, idsPerPod: 10 }),
  );
}

/** What differs, and can only be asked of the value itself. */
const VALUES: readonly (readonly [shown: string, make: () => unknown])[] = [
  ["[]", () => known()],
  ["web", () => known("web")],
  ["db", () => known("db")],
  ["allocate(a)", () => new OperationCommand({ op: "allocate", podUid: "a" })],
  ["allocate(b)", () => new OperationCommand({ op: "allocate", podUid: "b" })],
  ["allocate(a, 2 slots)", () => new OperationCommand({ op: "allocate", podUid: "a", slots: 2 })],
  ["release(#0)", () => new OperationCommand({ op: "release", position: 0 })],
  ["release(#1)", () => new OperationCommand({ op: "release", position: 1 })],
  ["loseRecord(#0)", () => new OperationCommand({ op: "loseRecord", position: 0 })],
  ["restart()", () => new OperationCommand({ op: "restart" })],
];

describe("two values of the kit", () => {
  it.each(VALUES)("are deeply equal only where they are the same: %s", (shown, make) => {
    expect(inspect(make())).toContain(shown);
    for (const [other, makeOther] of VALUES) {
      const compare = () => assert.deepStrictEqual([make()], [makeOther()]);
      if (other === shown) {
        compare();
        expect([make()]).toStrictEqual([makeOther()]);
      } else {
        expect(compare).toThrow(assert.AssertionError);
        expect([make()]).not.toEqual([makeOther()]);
      }
    }
  });

  it("can be asked of the class, too", () => {
    expect(Object.prototype.toString.call(Object.getPrototypeOf(known()))).toBe("[object Model]");
    expect(inspect(OperationCommand.prototype)).toContain("OperationCommand");
  });
});
