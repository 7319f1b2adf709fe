import { describe, expect, it } from "vitest";
import { clashesOf, exportsOfEntries } from "./exports.ts";

/** The same questions as `kernel` asks, by design under the same names. */
const TWIN = "kernel-errno";

/** One verb explains, with the texts of its entry. */
const SHARED = new Set(["explain", "english"]);

describe("the names of the entry points", () => {
  const exports = exportsOfEntries();
  const { [TWIN]: twin, ...others } = exports;

  it("are all read", () => {
    expect(Object.keys(exports)).toEqual(
      expect.arrayContaining(["index", "kernel", "kubelet", "node", "testing", TWIN]),
    );
    for (const names of Object.values(exports)) expect(names.size).toBeGreaterThan(1);
  });

  it("mean one thing each, types too", () => {
    expect(clashesOf(others, SHARED)).toEqual([]);
  });

  it("would be found where they mean two", () => {
    const two = { here: new Map([["Step", 1]]), there: new Map([["Step", 2]]), same: new Map([["Step", 1]]) };
    expect(clashesOf(two, new Set())).toEqual(["Step: here, there, same"]);
    expect(clashesOf(two, new Set(["Step"]))).toEqual([]);
    expect(clashesOf({ here: two.here, same: two.same }, new Set())).toEqual([]);
  });

  it("are those of the kernel where the errno alone is asked for", () => {
    const kernel = new Set(exports["kernel"]?.keys());
    expect([...(twin?.keys() ?? [])].filter((name) => !kernel.has(name))).toEqual([]);
    expect(clashesOf(exports, SHARED)).toContain("openFile: kernel-errno, kernel");
  });
});
