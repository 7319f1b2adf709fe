import { withCount } from "../../support/counts.ts";
import { commands, exitCodes } from "./commands.ts";
import { nodeConditions, podConditions, startConditions } from "./conditions.ts";
import { COUNTS } from "./counts.ts";
import { defects } from "./defects.ts";
import { forms, formTitles } from "./forms.ts";
import { glossaryTerms } from "./glossary.ts";
import { hole } from "./hole.ts";
import { laws } from "./laws.ts";
import { LESSON_LINES } from "./lessons.ts";
import { PICTURES } from "./pictures.ts";
import { withRegions } from "./regions.ts";
import { apiServerTraits, kubeletTraits, releases, withReleaseRange } from "./releases.ts";
import { strategies, strategyPromises } from "./strategies.ts";

/** What is written into the regions of the pages, by their names. */
export const TABLES: Readonly<Record<string, () => string>> = {
  strategies,
  "strategy-promises": strategyPromises,
  laws,
  forms,
  "form-titles": formTitles,
  glossary: glossaryTerms,
  hole,
  releases,
  "kubelet-traits": kubeletTraits,
  "api-server-traits": apiServerTraits,
  defects,
  commands,
  "exit-codes": exitCodes,
  "pod-conditions": podConditions,
  "node-conditions": nodeConditions,
  "start-conditions": startConditions,
  ...PICTURES,
  ...LESSON_LINES,
};

/** What stands in a region. */
export function contentOf(name: string): string {
  const write = TABLES[name];
  if (write === undefined)
    throw new Error(`there is no table ${name}; expected one of ${Object.keys(TABLES).join(", ")}`);
  return write();
}

/** A page as it has to be: regions, counts and the range of the releases. */
export function asWritten(text: string): string {
  const counted = Object.entries(COUNTS).reduce((page, [words, count]) => withCount(page, words, count()), text);
  return withReleaseRange(withRegions(counted, contentOf));
}
