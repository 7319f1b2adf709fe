import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What the compiler says against a text. */
export interface Complaint {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * Compiles texts as if they were files of the tests, which they need not be.
 * @param texts - each by its whole path
 */
export function complaintsAbout(
  texts: ReadonlyMap<string, string>,
  unlike: ts.CompilerOptions = {},
): readonly Complaint[] {
  const options = { ...optionsOfTests(), ...unlike };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target, true);
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return [...texts.keys()].flatMap((path) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map(({ messageText, start = 0, file }) => ({
      path,
      line: (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
      message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    })),
  );
}

function optionsOfTests(): ts.CompilerOptions {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  return ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    folder,
  ).options;
}
