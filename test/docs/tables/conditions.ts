import type { Condition, FindingVerdict } from "../../../src/core/findings/condition.ts";
import { FINDING_RULES } from "../../../src/core/findings/finding-rules.ts";
import { NODE_CONDITIONS, START_CONDITIONS } from "../../../src/core/node/check/node-conditions.ts";
import { docsIn } from "./doc-comments.ts";
import { code, table } from "./regions.ts";

/** What decides about a pod, and what is worth knowing of one. */
export function podConditions(): string {
  return conditions(FINDING_RULES, docsIn("src/core/findings/finding.ts", "FindingFacts"));
}

/** What decides about all pods of a node, and what is worth knowing of it. */
export function nodeConditions(): string {
  return conditions(NODE_CONDITIONS, docsIn("src/core/node/check/node-finding.ts", "NodeFindingFacts"), {
    where: ({ path }) => code(path),
  });
}

/** What keeps a kubelet from starting. */
export function startConditions(): string {
  const rows = Object.entries(START_CONDITIONS).map(([name, { path, depends, versions, source, evidence }]) => [
    code(name),
    code(path),
    words(depends),
    versions ?? "",
    source,
    evidence,
  ]);
  return table(["condition", "where", "depends on", "versions", "source", "known by"], rows);
}

/** `more` are columns beside those that all conditions have, by their heads. */
function conditions<C extends Condition>(
  all: Readonly<Record<string, C>>,
  docs: ReadonlyMap<string, string>,
  more: Readonly<Record<string, (condition: C) => string>> = {},
): string {
  const rows = Object.entries(all)
    .sort(([, a], [, b]) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))
    .map(([name, condition]) => {
      const { verdict, by, depends, versions, source, evidence } = condition;
      return [
        code(name),
        ...Object.values(more).map((cell) => cell(condition)),
        by === null ? verdict : `${verdict}, ${by}`,
        (docs.get(name) ?? "").replace(/\s+/g, " "),
        words(depends),
        versions ?? "",
        source,
        evidence,
      ];
    });
  const heads = ["verdict", "what it says", "depends on", "versions", "source", "known by"];
  return table(["condition", ...Object.keys(more), ...heads], rows);
}

/** As in the guide's table of verdicts, with warnings before what is open. */
const VERDICTS: readonly FindingVerdict[] = ["refused", "fails", "unsound", "warning", "undecided"];

function words(depends: readonly string[]): string {
  return depends.map((word) => word.replaceAll("-", " ")).join(", ");
}
