import {
  type CheckFinding,
  checkNode,
  type Fix,
  fixOf,
  type NodeCheck,
  type NodePool,
  type NodeToCheck,
  type PodGroup,
} from "../../../../../src/node.ts";
import { compact } from "../../../../support/compact.ts";

/** A node, what was found, and what would help against each of that. */
export interface Checked {
  readonly node: NodeToCheck;
  readonly check: NodeCheck;
  readonly met: readonly { readonly found: CheckFinding; readonly group: PodGroup | undefined; readonly fix: Fix }[];
}

export function checkedWithFixes(node: NodeToCheck): Checked {
  const check = checkNode(node);
  const ofNode = new Set<CheckFinding>(check.findings);
  const about = [
    ...check.findings.map((found) => [found, undefined] as const),
    ...check.pods.flatMap(({ group, findings }) =>
      findings.filter((found) => !ofNode.has(found)).map((found) => [found, group] as const),
    ),
  ];
  return { node, check, met: about.map(([found, group]) => ({ found, group, fix: fixOf(found, node) })) };
}

/** Everything that a check says about a node, with what would help, line by line; what has a line of its own only once. */
export function toldOf({ check, met }: Checked): readonly string[] {
  const { outcome, kubelet, pool, capacity, counts, findings, pods } = check;
  const { evidence, starts, maxPods, gate } = kubelet;
  const lines = new Map(met.map(({ found, fix }) => [found, `${said(found)} => ${fixSaid(fix)}`]));
  const ofNode = new Set<CheckFinding>(findings);
  const numbers = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    `outcome ${outcome}; ${numbers.map(([name, count]) => `${count} ${name}`).join(", ")}`,
    `kubelet ${evidence}, starts: ${starts}, maxPods ${maxPods}, ${gate === null ? "no gate" : `${gate.name} ${gate.on ? "on" : "off"}`}`,
    pool === null ? "no pool" : poolSaid(pool),
    capacity === null ? "no capacity" : `capacity ${compact(capacity)}`,
    ...findings.map((found) => `node: ${lines.get(found)}`),
    ...pods.flatMap(({ group, count, verdict, by, where, text, findings: those }) => {
      const name = `${group.kind ?? "Pod"} ${group.name}`;
      const decided = [by, where, text].every((each) => each === null) ? "" : ` ${compact([by, where, text])}`;
      return [
        `${name} x${count}: ${verdict ?? "no verdict"}${decided}`,
        ...those.map((found) =>
          ofNode.has(found) ? `${name}, as the node: ${found.code}` : `${name}: ${lines.get(found)}`,
        ),
      ];
    }),
  ];
}

function said(found: CheckFinding): string {
  const { code, verdict, by, path, text, facts } = found;
  const who = by === null ? "" : ` by ${by}`;
  const what = text === undefined ? "" : ` ${JSON.stringify(text)}`;
  const about = compact({
    ...facts,
    ...("pool" in facts ? { pool: poolSaid(facts.pool) } : {}),
    ...("error" in facts ? errorSaid(facts.error) : {}),
  });
  return `${verdict}${who} ${code} at ${path || "-"} ${about}${what}`;
}

function errorSaid({ text: _, ...error }: { readonly text: string | null }): object {
  return { error };
}

function poolSaid({ source, start, size, idsPerPod, slots }: NodePool): string {
  return `pool ${source} ${start}:${size}, ${slots} slots of ${idsPerPod}`;
}

function fixSaid({ code, changes, first, ...more }: Fix): string {
  const facts = "facts" in more ? ` ${compact(more.facts)}` : "";
  const done = changes.map((change) => {
    if ("fact" in change) return `${change.fact}=${change.value}`;
    if ("file" in change) return `${change.file}=${change.value}`;
    return "setting" in change ? `${change.setting}=${change.value}` : `${change.field}=${change.value}`;
  });
  return [code + facts, ...(first ?? []), ...done].join("; ");
}
