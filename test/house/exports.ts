import ts from "typescript";
import { root } from "./sources.ts";

/** What each entry point exports, types too: the name, and what is declared under it. */
export type Exports = Readonly<Record<string, ReadonlyMap<string, unknown>>>;

/** Asks the compiler what the files right under `src` export. */
export function exportsOfEntries(): Readonly<Record<string, ReadonlyMap<string, ts.Symbol>>> {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = ts.sys.readDirectory(`${root}src`, [".ts"], undefined, undefined, 1);
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  return Object.fromEntries(
    files.map((file) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      const names = module === undefined ? [] : checker.getExportsOfModule(module);
      const meant = (symbol: ts.Symbol): ts.Symbol =>
        (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
      return [file.slice(`${root}src/`.length, -".ts".length), new Map(names.map((name) => [name.name, meant(name)]))];
    }),
  );
}

/** The names that stand for one thing in one entry and for another in the next, with the entries. */
export function clashesOf(exports: Exports, shared: ReadonlySet<string>): readonly string[] {
  const all = Object.entries(exports);
  const names = new Set(all.flatMap(([, meanings]) => [...meanings.keys()]));
  return [...names]
    .filter((name) => !shared.has(name))
    .map((name) => ({ name, where: all.filter(([, meanings]) => meanings.has(name)) }))
    .filter(({ name, where }) => new Set(where.map(([, meanings]) => meanings.get(name))).size > 1)
    .map(({ name, where }) => `${name}: ${where.map(([entry]) => entry).join(", ")}`);
}
