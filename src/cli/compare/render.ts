import { type Line, no, type Text } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { poolNotes } from "../inputs/pool.ts";
import { columns, joinBlocks, labelled, lengthOf, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import { historyText } from "./history-text.ts";
import type { CompareDocument, StrategyFacts } from "./json.ts";
import { percent } from "./percent.ts";

/** Writes a comparison as text: several small tables, each with a sentence about what it counts. */
export function render(document: CompareDocument, style: Style): readonly Line[] {
  return joinBlocks([
    wrap(historyText(document.history), style.width),
    wrap(poolText(document), style.width),
    ...TABLES.map((one) => [...wrap(one.says, style.width), [], ...table(document, one, style)]),
    document.strategies.some(({ insecure }) => insecure) ? wrap(no(INSECURE), style.width) : [],
  ]);
}

const INSECURE = "shared-range is no strategy to use: it gives all pods the same IDs, and is here to compare with.";

interface Table {
  /** What it counts. */
  readonly says: string;
  /** What stands over the columns. */
  readonly head: readonly string[];
  /** The cells of a strategy behind its name. */
  readonly row: (facts: StrategyFacts, dash: string) => readonly (number | string)[];
}

const TABLES: readonly Table[] = [
  {
    says:
      "Exposure: a pod MET files when it started on a slot where files of another pod lay, and so became their owner. " +
      "TICKS is how long pods ran beside such files, IDS how many host IDs owned them.",
    head: ["EXPOSURE", "LEFT", "MET", "OF STARTS", "TICKS", "LONGEST", "IDS"],
    row: ({ placed, exposure: { left, starts, ticks, longest, hostIds } }) => [
      left,
      starts,
      percent(starts, placed),
      ticks,
      longest,
      hostIds,
    ],
  },
  {
    says: "Reuse: how many other pods started, and how many ticks passed, until a slot went to another pod.",
    head: ["REUSE", "SLOTS", "STARTS: LEAST", "MEDIAN", "TICKS: LEAST", "MEDIAN"],
    row: ({ reuse }, dash) =>
      reuse === null
        ? [0, dash, dash, dash, dash]
        : [reuse.slots, reuse.starts.least, reuse.starts.median, reuse.ticks.least, reuse.ticks.median],
  },
  {
    says: "Return: pods that came back, and those of them that got the very slots that they had.",
    head: ["RETURN", "CAME BACK", "OWN SLOTS", "OF THESE"],
    row: ({ returns: { starts, kept } }) => [starts, kept, percent(kept, starts)],
  },
  {
    says:
      "Room: pods that got no slots, THOUGH FREE those for which enough were free; the most pods at a time, and the most " +
      "that SHARE IDS with another one.",
    head: ["ROOM", "REFUSED", "THOUGH FREE", "MOST PODS", "SHARE IDS"],
    row: ({ refused, refusedThoughFree, mostPods, mostSharing }) => [refused, refusedThoughFree, mostPods, mostSharing],
  },
  {
    says:
      "Search: how much of the free room lies outside of its longest run, and how many questions about the pool a start " +
      "took.",
    head: ["SEARCH", "FRAGMENTED", "QUESTIONS: MEAN", "MOST"],
    row: ({ fragmentation, questions }) => [percent(fragmentation, 1), questions.mean.toFixed(1), questions.most],
  },
];

function table({ strategies }: CompareDocument, { head, row }: Table, style: Style): readonly Text[] {
  const [title = "", ...titles] = head;
  const rows = strategies.map((facts) => ({
    name: nameText(facts),
    cells: row(facts, style.glyphs.dash).map(String),
  }));
  const widths = titles.map((text, i) => Math.max(text.length, ...rows.map(({ cells }) => cells[i]?.length ?? 0)));
  const names = Math.max(title.length, ...rows.map(({ name }) => lengthOf(name)));
  if (widths.reduce((sum, width) => sum + GAP + width, names) > style.width)
    return rows.flatMap(({ name, cells }) => [
      name,
      ...labelled([["", titles.map((text, i) => `${text} ${cells[i]}`).join(", ")]], GAP, style.width),
    ]);
  const right = (cells: readonly string[]): readonly string[] => cells.map((cell, i) => cell.padStart(widths[i] ?? 0));
  return columns([[title, ...right(titles)], ...rows.map(({ name, cells }) => [name, ...right(cells)])], style.width);
}

const GAP = 2;

function nameText({ name, insecure }: StrategyFacts): Text {
  return insecure ? no(`${name} (insecure)`) : name;
}

function poolText({ pool, quarantine, strategies }: CompareDocument): string {
  const rests = strategies.some(({ name }) => name.includes("quarantine"));
  return [
    `The pool is ${rangeText(pool)}: ${count(pool.slots, "slot")} of ${count(pool.idsPerPod, "ID")}.`,
    ...poolNotes(pool),
    ...(rests ? [`In a quarantine, a slot rests for ${count(quarantine, "tick")}.`] : []),
  ].join(" ");
}
