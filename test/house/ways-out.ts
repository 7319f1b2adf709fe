import ts from "typescript";
import { root } from "./sources.ts";

/** What writes, by the name of its type; `Output` is the command's own word for a stream. */
const STREAMS: ReadonlySet<string> = new Set(["WriteStream", "Console", "FileHandle", "Output"]);

/** What of `node:fs` only reads. Whatever else is imported from it may write. */
const READS: ReadonlySet<string> = new Set([
  ...["Dir", "Stats", "statSync"],
  ...["closeSync", "constants", "createReadStream", "fstatSync", "lstat", "lstatSync", "opendirSync", "openSync"],
  ...["readdirSync", "readFileSync", "readlinkSync", "readSync"],
]);

/** The ways past a writer: for each file below a folder of `src` that has some, what they are. */
export function waysOut(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string[]>> {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const place = `${root}src/${folder}/`;
  const planted = new Map(Object.entries(more).map(([name, text]) => [`${place}${name}`, text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => planted.get(path) ?? readFile(path);
  host.fileExists = (path) => planted.has(path) || fileExists(path);
  const program = ts.createProgram([...fileNames, ...planted.keys()], options, host);
  const checker = program.getTypeChecker();
  const found: Record<string, string[]> = {};
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(place)) continue;
    const ways = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && !isPartOfImport(node)) for (const name of streamsOf(checker, node)) ways.add(name);
      if (ts.isImportDeclaration(node)) for (const name of writesIn(node)) ways.add(name);
      // A child that inherits a stream, or is given one by its number, writes to it as it likes.
      if (ts.isPropertyAssignment(node) && node.name.getText() === "stdio" && node.initializer.getText() !== '"pipe"')
        ways.add(node.getText());
      ts.forEachChild(node, visit);
    };
    visit(file);
    if (ways.size > 0) found[file.fileName.slice(place.length)] = [...ways].sort();
  }
  return found;
}

function isPartOfImport({ parent }: ts.Identifier): boolean {
  return ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isTypeReferenceNode(parent);
}

function streamsOf(checker: ts.TypeChecker, node: ts.Identifier): readonly string[] {
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  return parts.flatMap(({ symbol }) => (symbol !== undefined && STREAMS.has(symbol.name) ? [symbol.name] : []));
}

function writesIn({ moduleSpecifier, importClause }: ts.ImportDeclaration): readonly string[] {
  if (!ts.isStringLiteral(moduleSpecifier) || !/^(?:node:)?fs(?:\/promises)?$/.test(moduleSpecifier.text)) return [];
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [moduleSpecifier.text];
  return bindings.elements.map(({ name, propertyName = name }) => propertyName.text).filter((name) => !READS.has(name));
}
