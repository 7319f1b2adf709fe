import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";

/** Work that grows with its size. */
export interface Growing {
  readonly name: string;
  readonly run: (size: number) => void;
}

/**
 * Counts the function calls that work of several sizes takes: the same number on every machine, however busy. What a loop
 * does without calling anything is not counted.
 *
 * In a process of its own, because counting would spoil the counts of a coverage that is being taken.
 * @param entry - the absolute path of a module that exports a function `growing`, which lists the work
 * @returns for each name, a count for each size
 */
export function callsOf(entry: string, sizes: readonly number[]): Readonly<Record<string, readonly number[]>> {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { growing } from ${JSON.stringify(entry)};
        import { Session } from "node:inspector";
        const session = new Session();
        session.connect();
        session.post("Profiler.enable");
        session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
        const calls = () => {
          let sum = 0;
          session.post("Profiler.takePreciseCoverage", (error, { result }) => {
            for (const { url, functions } of result)
              if (url.startsWith("file:")) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
          });
          return sum;
        };
        const counts = growing().map(({ name, run }) => [name, ${JSON.stringify(sizes)}.map((size) => {
          calls();
          run(size);
          return calls();
        })]);
        process.stdout.write(JSON.stringify(Object.fromEntries(counts)));`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const options = { input: String(outputFiles[0]?.text), encoding: "utf8", maxBuffer: 1e8 } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-"], options));
}
