import { expect, it } from "vitest";
import * as kubelet from "../../../src/kubelet.ts";

/** The texts in plain data, each with its place. */
function textsIn(value: unknown, place: string): readonly (readonly [place: string, text: string])[] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${place}.${key}`));
}

it("no text of a table is blank, but a prefix that a release does not have", () => {
  const tables = Object.entries(kubelet).filter(([, value]) => typeof value === "object");
  const texts = tables.flatMap(([name, value]) => textsIn(value, name));
  expect(texts.length).toBeGreaterThan(200);
  const blank = texts.filter(([, text]) => text.trim() === "").map(([place]) => place);
  expect(blank).toEqual(
    ["startPrefix", "storePrefix", "recordPrefix", "createPrefix", "cleanupPrefix"].map(
      (prefix) => `RELEASE_TABLE.${prefix}.since.1.25`,
    ),
  );
});

it("every source names something that can be looked up", () => {
  const tables = Object.entries(kubelet).filter(([, value]) => typeof value === "object");
  const sources = tables
    .flatMap(([name, value]) => textsIn(value, name))
    .filter(([place]) => place.endsWith(".source"));
  expect(sources.length).toBeGreaterThan(50);
  for (const [place, source] of sources) expect(source, place).toMatch(/[a-z]{3}/i);
});
