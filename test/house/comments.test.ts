import ts from "typescript";
import { describe, expect, it } from "vitest";
import { exportsOfEntries } from "./exports.ts";
import { ownSources } from "./sources.ts";

const sources = ownSources();

/** Every line of the sources that a pattern matches. */
function found(pattern: RegExp): readonly string[] {
  return Object.entries(sources).flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

/** Properties of exported interfaces without a comment, but those that have one possible value, which says it all. */
function undocumented(): readonly string[] {
  const symbols = Object.values(exportsOfEntries()).flatMap((meanings) => [...meanings.values()]);
  const interfaces = new Set(
    symbols.flatMap(({ declarations = [] }) => declarations.filter(ts.isInterfaceDeclaration)),
  );
  return [...interfaces].flatMap((node) =>
    node.members
      .filter((member) => ts.getJSDocCommentsAndTags(member).length === 0 && !isTag(member))
      .map((member) => `${node.name.text}.${member.name?.getText()}`),
  );
}

/** What refusals, results and decisions are told apart by. */
const TOLD_APART_BY = ["code", "errno"];

function isTag(member: ts.TypeElement): boolean {
  if (!ts.isPropertySignature(member)) return false;
  return (
    member.type !== undefined && (ts.isLiteralTypeNode(member.type) || TOLD_APART_BY.includes(member.name.getText()))
  );
}

describe("the comments", () => {
  it("say of a parameter more than its name", () => {
    expect(found(/@param (\w+) - (the|a|an) \1\.?$/i)).toEqual([]);
  });

  it("say of a property more than that it tells refusals apart", () => {
    expect(found(/\/\*\* (Names the cause|Which refusal it is)\. \*\//)).toEqual([]);
  });

  it("say once what is thrown, and leave the type to its name", () => {
    expect(found(/@throws.*\{@link (Type|Range)?Error\}/)).toEqual([]);
  });

  it("are there for every property that an entry point exports, but those with one possible value", () => {
    expect(undocumented()).toEqual([]);
  });
});
