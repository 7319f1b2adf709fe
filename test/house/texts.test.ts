import { describe, expect, it } from "vitest";
import { importsOf } from "./imports.ts";
import { ownSources } from "./sources.ts";

/** The sources that hold texts. */
const isText = (path: string) => /\/(english|german)(\/[a-z-]+)*\.ts$/.test(path);

/** Who may bring texts along: who explains, and what is no library that others build upon. */
const MAY_EXPLAIN = /^src\/(core\/(explain|lesson)\/|cli\/|testing\/|(testing|protocol)\.ts$)/;

describe("the texts", () => {
  it("are imported by who explains, so that nobody else carries them", () => {
    const carriers = Object.entries(ownSources())
      .filter(([path]) => !isText(path) && !MAY_EXPLAIN.test(path))
      .flatMap(([path, text]) =>
        importsOf(text)
          .filter(({ specifier, isTypeOnly }) => !isTypeOnly && isText(specifier))
          .map(({ specifier }) => `${path}: ${specifier}`),
      );
    expect(carriers).toEqual([]);
  });
});
