import ts from "typescript";
import { describe, expect, it } from "vitest";
import { exportsOfEntries } from "./exports.ts";
import { ownSources, root } from "./sources.ts";

const sources = ownSources();
const exported = Object.values(exportsOfEntries()).flatMap((meanings) => [...meanings.values()]);

/** Every line of the sources that a pattern matches. */
function found(pattern: RegExp): readonly string[] {
  return Object.entries(sources).flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

/** Properties of exported interfaces without a comment, but those that have one possible value, which says it all. */
function undocumented(): readonly string[] {
  const interfaces = new Set(
    exported.flatMap(({ declarations = [] }) => declarations.filter(ts.isInterfaceDeclaration)),
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

/** Comments of one line, inside of what no entry point exports, all of whose words are in the name and the type below. */
function empty(): readonly string[] {
  const declared = exported.flatMap(({ declarations = [] }) => declarations.map(place));
  const isExported = new Set(declared);
  return Object.entries(sources).flatMap(([path, text]) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const said = named(node);
      if (said !== undefined && isExported.has(place(said))) return;
      for (const comment of said === undefined ? [] : ts.getJSDocCommentsAndTags(node))
        if (said !== undefined && ts.isJSDoc(comment) && isEmpty(comment.getText(), said))
          found.push(`${path}: ${comment.getText()}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(`${root}${path}`, text, ts.ScriptTarget.Latest, true));
    return found;
  });
}

type Named = ts.NamedDeclaration & { readonly type?: ts.TypeNode };

/** What a comment above a node is about. */
function named(node: ts.Node): Named | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0];
  const { name } = node as ts.NamedDeclaration;
  return name === undefined || ts.isVariableDeclaration(node) ? undefined : (node as Named);
}

function place(node: ts.Node): string {
  return `${node.getSourceFile().fileName}:${node.getStart()}`;
}

function isEmpty(comment: string, { name, type }: Named): boolean {
  if (comment.includes("\n") || comment.includes(" @")) return false;
  const isPlain = type !== undefined && !type.getText().includes("{");
  const known = wordsOf(`${name?.getText()} ${isPlain ? type.getText() : ""}`);
  return wordsOf(comment).every((word) => LITTLE_WORDS.includes(word) || known.includes(word));
}

/** In the singular, as far as an `s` makes the plural. */
function wordsOf(text: string): readonly string[] {
  const apart = text.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  return (apart.match(/[a-z]+|\d+/g) ?? []).map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
}

const LITTLE_WORDS = ["a", "an", "and", "are", "in", "is", "it", "its", "of", "on", "that", "the", "to", "what"];

describe("the comments", () => {
  it("say of a parameter more than its name", () => {
    expect(found(/@param (\w+) - (the|a|an) \1\.?$/i)).toEqual([]);
  });

  it("say of a property more than that it tells refusals, or others, apart", () => {
    const names = /\/\*\* (Names the (cause|refusal|reason)|Which (refusal|operation|request) it is)\. \*\//;
    expect([...found(names), ...found(/\/\*\* Tells the \w+ apart\. \*\//)]).toEqual([]);
  });

  it("say more than the name and the type below", () => {
    expect(empty()).toEqual([]);
  });

  it("say once what is thrown, and leave the type to its name", () => {
    expect(found(/@throws.*\{@link (Type|Range)?Error\}/)).toEqual([]);
  });

  it("are there for every property that an entry point exports, but those with one possible value", () => {
    expect(undocumented()).toEqual([]);
  });
});
