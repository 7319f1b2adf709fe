import { defineLesson } from "../../../../src/lessons.ts";
import { source } from "./mine.mjs";

const [step] = source.steps;
const [question] = step.questions;

function faulty(id, changed) {
  return defineLesson({ ...source, id, steps: [{ ...step, ...changed }] });
}

function asking(id, changed) {
  return faulty(id, { questions: [{ ...question, ...changed }] });
}

const right = { is: 132072, text: { de: "Das" } };

export default [
  asking("wrong-expect", { expect: 66536 }),
  asking("two-right", { choices: [right, { is: 132072, text: { de: "Jenes" } }] }),
  asking("no-why", {
    choices: [
      { is: (map) => map.mappings[0].hostId + 1000, text: { de: "Das" } },
      { is: 1000, text: { de: "Jenes" } },
    ],
  }),
  faulty("typed-id", { say: { de: "Der Pod beginnt bei 131072." } }),
  defineLesson({
    ...source,
    id: "one-language",
    title: { de: "Nachschlagen", en: "A look-up" },
    goal: { de: "Ja.", en: "Yes." },
    steps: [{ ...step, say: { de: "Nur so.", en: "So." }, questions: [], after: { de: "Nur hier." } }],
  }),
];
