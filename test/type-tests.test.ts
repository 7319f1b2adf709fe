import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { complaintsAbout } from "./support/compiler.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test-d.ts"));

/** A type test of the rooms, with what is wrong in it. */
const PLANTED = `import { expectTypeOf, it } from "vitest";
import { type HostId, hostId } from "../src/core/id/id.ts";
it("holds", () => {
  expectTypeOf<HostId>().toExtend<number>();
  expectTypeOf<HostId>().toBeString();
  expectTypeOf(hostId).returns.toEqualTypeOf<string>();
  // @ts-expect-error but nothing is wrong with it
  const host: HostId = hostId(0);
  expectTypeOf(host).not.toExtend<number>();
});
`;

describe("the type tests", () => {
  it("hold, and the compiler finds those that do not", () => {
    const planted = `${folder}planted.test-d.ts`;
    const texts = new Map(files.map((name) => [folder + name, readFileSync(folder + name, "utf8")]));
    expect(texts.size).toBeGreaterThan(5);
    const found = complaintsAbout(texts.set(planted, PLANTED));
    expect(found.filter(({ path }) => path !== planted)).toEqual([]);
    expect(found.map(({ line }) => line)).toEqual([5, 6, 7, 9]);
  });
});
