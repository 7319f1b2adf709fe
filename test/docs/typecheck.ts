import ts from "typescript";
import { entries } from "../support/entries.ts";
import { type Fence, root } from "./fences.ts";

/** Compiles examples against the sources and gives what the compiler says, each complaint with its place. */
export function complaints(fences: readonly Fence[]): string[] {
  // Files that exist for the compiler only; `export {}` gives each its own scope, on its last line.
  const examples = new Map(fences.map((fence, index) => [`${root}test/docs/example-${index}.ts`, fence]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => examples.has(file) || fileExists(file);
  host.getSourceFile = (file, target, ...rest) => {
    const example = examples.get(file);
    return example
      ? ts.createSourceFile(file, `${example.code}export {};`, target, true)
      : getSourceFile(file, target, ...rest);
  };
  const program = ts.createProgram({ rootNames: [...examples.keys()], options, host });
  return [...examples].flatMap(([path, fence]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map(({ messageText, start = 0, file: source }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
      return `${fence.file}:${fence.line + line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    }),
  );
}

function compilerOptions(): ts.CompilerOptions {
  const path = `${root}test/tsconfig.json`;
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    `${root}test`,
  );
  const paths = Object.entries(entries).map(([name, source]) => [
    name === "index" ? "userns-sim" : `userns-sim/${name}`,
    [root + source],
  ]);
  // Examples show values without using them.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false, paths: Object.fromEntries(paths) };
}
