import { podIdMap, toHost } from "../../../../src/index.ts";
import { defineLesson, ruler } from "../../../../src/lessons.ts";

export const source = {
  id: "mine",
  part: "numbers",
  minutes: 1,
  title: { de: "Nachschlagen" },
  goal: { de: "Du findest eine ID auf dem Host." },
  sources: [{ check: "T03a" }],
  terms: {
    lookup: {
      name: { de: "Nachschlagen" },
      says: { de: "Die Zeile der Abbildung suchen, in der die ID steht." },
      forms: { en: [], de: ["Nachschlagen"] },
    },
  },
  world: (seed) => podIdMap({ start: 65536 * (seed + 1), size: 65536 }).uid,
  steps: [
    {
      id: "look",
      say: { de: "Ein Pod hat eine Abbildung." },
      questions: [
        {
          id: "user",
          text: { de: "Wer ist Benutzer 1000 auf dem Host?" },
          ask: (map) => toHost(map, 1000),
          expect: 132072,
        },
      ],
      picture: (map) => ruler(map, [1000]),
    },
  ],
};

export default defineLesson(source);
