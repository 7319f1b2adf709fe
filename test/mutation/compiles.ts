import { join } from "node:path";
import ts from "typescript";

/** Says whether a file would compile if it had another text; the files that import it see its types as they were. */
export type Compiles = (file: string, text: string) => boolean;

/** The compiler over all sources. A mutant may leave a name unused or a line unreached; that is what it is for. */
export function compilerOf(root: string): Compiles {
  const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config;
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root, {
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowUnreachableCode: true,
  });
  let changed: { path: string; text: string } | undefined;
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => (path === changed?.path ? String(version) : "0"),
    getScriptSnapshot: (path) => {
      const text = path === changed?.path ? changed.text : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return (file, text) => {
    const path = join(root, file);
    changed = { path, text };
    version++;
    return service.getSyntacticDiagnostics(path).length + service.getSemanticDiagnostics(path).length === 0;
  };
}
