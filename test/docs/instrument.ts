import ts from "typescript";

/** An example as a function body: it loads what the example imports, and compares what the example claims. */
export interface Program {
  /** JavaScript that awaits `load(module)` and calls `check(line, actual, expected)`. */
  readonly body: string;
  /** How many values it claims. */
  readonly claims: number;
}

/**
 * Turns `expression; // => value` into a comparison, and imports into calls of `load`.
 *
 * A value goes on over the comment lines below it for as long as one of its brackets is open. After a
 * `const name = …;` the value is that of `name`.
 */
export function instrument(code: string): Program {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const edits: { from: number; to: number; text: string }[] = [];
  const claimed = new Set<number>();

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      edits.push({ from: node.getStart(), to: node.end, text: loading(node) });
      return;
    }
    const claim = ts.isStatement(node) ? claimAfter(code, node.end) : undefined;
    if (claim !== undefined && !claimed.has(claim.at)) {
      const line = file.getLineAndCharacterOfPosition(claim.at).line;
      if (ts.isExpressionStatement(node)) {
        claimed.add(claim.at);
        const text = `check(${line}, (${node.expression.getText()}), (${claim.value}));`;
        edits.push({ from: node.getStart(), to: node.end, text });
        return;
      }
      if (ts.isVariableStatement(node)) {
        claimed.add(claim.at);
        const name = node.declarationList.declarations.at(-1)?.name.getText();
        edits.push({ from: node.end, to: node.end, text: ` check(${line}, ${name}, (${claim.value}));` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const lost = [...code.matchAll(/\/\/ ?=>/g)].find(({ index }) => !claimed.has(index));
  if (lost !== undefined) {
    const line = file.getLineAndCharacterOfPosition(lost.index).line + 1;
    throw new Error(
      `line ${line} of the example: "// =>" does not follow a whole statement, so nothing would check it`,
    );
  }
  return { body: compile(apply(code, edits)), claims: claimed.size };
}

/** The value claimed in a comment right after a statement, on its last line or on the next one. */
function claimAfter(code: string, end: number): { at: number; value: string } | undefined {
  const [all = "", blanks = "", start] = code.slice(end).match(/^([ \t]*(?:\n[ \t]*)?)\/\/ ?=>(.*)/) ?? [];
  if (start === undefined) return undefined;
  let value = start;
  for (const line of code.slice(end + all.length + 1).split("\n")) {
    const more = line.match(/^\s*\/\/(.*)$/)?.[1];
    if (more === undefined || !isOpen(value)) break;
    value += `\n${more}`;
  }
  return { at: end + blanks.length, value: value.trim() };
}

function isOpen(value: string): boolean {
  const outsideStrings = value.replace(/"(?:[^"\\]|\\.)*"/g, "");
  return (outsideStrings.match(/[([{]/g) ?? []).length > (outsideStrings.match(/[)\]}]/g) ?? []).length;
}

/** `import { a, type B, c as d } from "x"` as `const { a, c: d } = await load("x")`. */
function loading(node: ts.ImportDeclaration): string {
  const clause = node.importClause;
  const from = node.moduleSpecifier.getText();
  if (clause === undefined) return `await load(${from});`;
  const { namedBindings } = clause;
  if (namedBindings === undefined) throw new Error(`nothing here has a default export: ${node.getText()}`);
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  if (ts.isNamespaceImport(namedBindings)) return `const ${namedBindings.name.text} = await load(${from});`;
  const names = namedBindings.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ propertyName, name }) => (propertyName ? `${propertyName.getText()}: ${name.text}` : name.text));
  return `const { ${names.join(", ")} } = await load(${from});`;
}

function apply(code: string, edits: readonly { from: number; to: number; text: string }[]): string {
  let result = code;
  for (const { from, to, text } of [...edits].sort((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + text + result.slice(to);
  }
  return result;
}

function compile(code: string): string {
  // The function around it makes `await` legal; the compiler takes the types away and keeps the lines.
  return ts.transpile(`"use strict";${code}`, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
}
