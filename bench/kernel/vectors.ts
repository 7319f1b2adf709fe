import { checkFile } from "../../test/conformance/check-document.ts";
import { vectorFiles } from "../../test/conformance/vector-files.ts";
import type { Prepare } from "../support/suite.ts";

/** Relative to the project, where npm runs its scripts: a bundle knows no other way back to it. */
const FOLDER = "test/conformance/vectors/kernel";

/** All that the real kernel was asked, read from the packed files, answered and compared. */
export const prepare: Prepare = () => {
  const files = vectorFiles(FOLDER).filter((file) => file.endsWith(".json.gz"));
  if (files.length === 0) throw new Error(`no vectors in ${FOLDER}: run this with "npm run bench"`);
  return (times) => {
    for (let i = 0; i < times; i++) for (const file of files) checkFile(file);
  };
};
