import { checkFile } from "./check-document.ts";
import { failed, type Tally, tally, total } from "./outcome.ts";
import { closingReport, fileReport } from "./report.ts";
import { vectorFiles } from "./vector-files.ts";

/** Runs every vector file at or below the paths and reports; gives the exit code. */
export function main(paths: readonly string[], print: (line: string) => void): number {
  const tallies: Tally[] = [];
  const record = (path: string, run: () => Tally): void => {
    const start = performance.now();
    const result = run();
    tallies.push(result);
    for (const line of fileReport(path, result, performance.now() - start)) print(line);
  };
  for (const path of paths) {
    const files = vectorFiles(path);
    for (const file of files) record(file, () => checkFile(file));
    if (files.length === 0) record(path, () => tally([failed(path, "folder", "a .json or .json.gz file", "none")]));
  }
  const result = total(tallies);
  for (const line of closingReport(result)) print(line);
  return result.failures.length === 0 ? 0 : 1;
}
