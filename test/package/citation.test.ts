import { expect, it } from "vitest";
import { parse } from "yaml";
import { page } from "../support/counts.ts";

it("is cited under the name, the version and the licence of the package", () => {
  const { name, version, license, description, author } = JSON.parse(page("package.json"));
  expect(parse(page("CITATION.cff"))).toMatchObject({
    title: name,
    version,
    license,
    abstract: `${description}.`,
    authors: [{ name: author }],
  });
});
