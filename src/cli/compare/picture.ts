import { historyText } from "./history-text.ts";
import type { CompareDocument } from "./json.ts";
import { percentOf } from "./percent.ts";
import type { Picture } from "./svg.ts";

export function pictureOf({ history, pool, strategies }: CompareDocument): Picture {
  return {
    title: `Allocation strategies compared: ${pool.slots} slots`,
    description: historyText(history),
    panels: [
      { title: "met files of others", unit: "% of starts; less is better" },
      { title: "starts until reuse", unit: "median; more is better" },
      { title: "refused", unit: "% of starts; less is better" },
      { title: "questions", unit: "mean for a start; less is faster" },
    ],
    rows: strategies.map(({ name, insecure, starts, placed, refused, exposure, reuse, questions }) => ({
      name: insecure ? `${name} (insecure)` : name,
      marked: insecure,
      values: [
        percentOf(exposure.starts, placed),
        reuse?.starts.median,
        percentOf(refused, starts),
        Math.round(questions.mean * 10) / 10,
      ],
    })),
  };
}
