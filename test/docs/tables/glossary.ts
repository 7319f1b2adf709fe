import { glossary } from "../../../src/lessons.ts";
import { table } from "./regions.ts";

/** What the glossary says, in the order of the course, the errors last. */
export function glossaryTerms(): string {
  const rows = Object.values(glossary()).map(({ name, says }) => [name.en, name.de, says.en]);
  return table(["term", "auf Deutsch", "what it is"], rows);
}
