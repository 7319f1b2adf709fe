import ts from "typescript";

/** One import of a file, of whatever spelling. */
export interface Import {
  /** What is imported, as it is spelt. */
  readonly specifier: string;
  /** Whether nothing of it is left when the types are gone. */
  readonly isTypeOnly: boolean;
  /** The line it stands on, from 1. */
  readonly line: number;
}

/** Everything that a source file imports: declarations, re-exports, `import()`, `require()` and types within expressions. */
export function importsOf(text: string): readonly Import[] {
  const file = ts.createSourceFile("probe.ts", text, ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    const spelt = specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : "(computed)";
    found.push({ specifier: spelt, isTypeOnly, line: line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, isTypeExport(node));
    else if (ts.isImportTypeNode(node))
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node, node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly) return true;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return false;
  return exportClause.elements.every((element) => element.isTypeOnly);
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}
