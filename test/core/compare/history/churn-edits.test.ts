import { expect, it } from "vitest";
import { type ChurnParameters, churn, explain, type PodEvent } from "../../../../src/compare.ts";

const BASE: ChurnParameters = { pods: 12, arrival: 2, lifetime: 4, returning: 50, leftovers: 50, cleanup: 3, seed: 1 };

const NUMBERS = [
  -1, 0, 1, 2, 99, 100, 101, 65536, 65537, 100000, 100001, 1000000, 1000001, 4294967295, 4294967296, 0.5,
];

const SIZES = [
  [],
  [{ slots: 3, weight: 1 }],
  [
    { slots: 1, weight: 1 },
    { slots: 2, weight: 3 },
    { slots: 65536, weight: 1 },
  ],
  ...NUMBERS.flatMap((number) => [
    [
      { slots: 1, weight: 1 },
      { slots: number, weight: 1 },
    ],
    [
      { slots: 1, weight: 1 },
      { slots: 2, weight: number },
    ],
  ]),
];

/** `3 +pod-2*4` for a pod that starts with four slots, `5 -pod-2~9` for its end with files until 9. */
function shown(event: PodEvent): string {
  const more =
    event.what === "start" ? (event.slots === 1 ? "" : `*${event.slots}`) : event.leaves && `~${event.leaves.until}`;
  return `${event.at} ${event.what === "start" ? "+" : "-"}${event.podUid.replace("pod-", "")}${more ?? ""}`;
}

function saidOf(parameters: ChurnParameters): string {
  const history = churn(parameters);
  if (!history.ok) return `${history.error.code}: ${explain(history.error)}`;
  return history.value.slice(0, 24).map(shown).join(", ");
}

it("each parameter makes the history of the golden file", async () => {
  const seeds = [2, 3, 4, 5].map((seed) => [`seed ${seed}`, { ...BASE, seed }] as const);
  const ties = [2, 3, 4, 5].map((seed) => [`seed ${seed}, ties`, { ...BASE, arrival: 0, lifetime: 1, seed }] as const);
  const edits = (Object.keys(BASE) as (keyof typeof BASE)[]).flatMap((key) =>
    NUMBERS.filter((number) => key !== "pods" || number < 1000 || number > 100000).map(
      (number) => [`${key} ${number}`, { ...BASE, [key]: number }] as const,
    ),
  );
  const sizes = SIZES.map((list) => [`sizes ${JSON.stringify(list)}`, { ...BASE, sizes: list }] as const);
  const lines = [...seeds, ...ties, ...edits, ...sizes].map(
    ([name, parameters]) => `${name}\n    ${saidOf(parameters)}`,
  );
  await expect([`as it is\n    ${saidOf(BASE)}`, ...lines].join("\n")).toMatchFileSnapshot("golden/churn.golden.txt");
});
