import { basename } from "node:path";
import { checkFile } from "./check-document.ts";
import { failed, type Tally, tally, total } from "./outcome.ts";
import { closingReport, fileReport } from "./report.ts";
import { checkSituation } from "./situation.ts";
import { SITUATION, vectorFiles } from "./vector-files.ts";

/** Runs every vector file at or below the paths and reports; gives the exit code. */
export async function main(paths: readonly string[], print: (line: string) => void): Promise<number> {
  const tallies: Tally[] = [];
  const record = async (path: string, run: () => Tally | Promise<Tally>): Promise<void> => {
    const start = performance.now();
    const result = await run();
    tallies.push(result);
    for (const line of fileReport(path, result, performance.now() - start)) print(line);
  };
  for (const path of paths) {
    const files = vectorFiles(path);
    for (const file of files)
      await record(file, async () =>
        basename(file) === SITUATION ? tally([await checkSituation(file)]) : checkFile(file),
      );
    if (files.length === 0)
      await record(path, () => tally([failed(path, "folder", "a .json or .json.gz file", "none")]));
  }
  const result = total(tallies);
  for (const line of closingReport(result)) print(line);
  return result.failures.length === 0 ? 0 : 1;
}
