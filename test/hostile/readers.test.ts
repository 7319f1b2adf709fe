import ts from "typescript";
import { expect, it } from "vitest";
import { exportsOfEntries } from "../house/exports.ts";
import { READERS } from "./readers.ts";

/** They read from the simulated kernel, of what was made here. */
const OF_NO_STRANGER: ReadonlySet<string> = new Set(["readFileCapability", "readIdMap"]);

/** The types of what comes from a stranger. */
const FOREIGN: ReadonlySet<string> = new Set(["unknown", "PodToCheck"]);

it("tries every exported function that reads what a stranger wrote", () => {
  const exported = Object.values(exportsOfEntries()).flatMap((names) =>
    [...names].flatMap(([name, { valueDeclaration }]) =>
      valueDeclaration !== undefined && ts.isFunctionDeclaration(valueDeclaration) ? [{ name, valueDeclaration }] : [],
    ),
  );
  const readers = exported
    .filter(
      ({ name, valueDeclaration: { parameters } }) =>
        name === "findIds" || /^(?:parse|read)[A-Z]/.test(name) || FOREIGN.has(parameters[0]?.type?.getText() ?? ""),
    )
    .map(({ name }) => name)
    .filter((name) => !OF_NO_STRANGER.has(name));
  const tried = Object.keys(READERS).map((name) => name.replace(/Value$/, ""));
  expect([...new Set(tried)].sort()).toEqual([...new Set(readers)].sort());
});
