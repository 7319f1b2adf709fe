import { dictionary } from "./said.ts";

/** What the start says, in English. */
export const startEn = dictionary({
  lead: "How Kubernetes and Linux keep the user and group IDs of pods apart. Each lesson asks first; then the library that this page runs answers, and says why.",
  find: "Find lessons, terms and questions",
  found: (count: number) => (count === 1 ? "1 match" : `${count} matches`),
  nothing: (text: string) => `Nothing has “${text}” in it. Try fewer letters, or one word.`,
  which: "Which lessons",
  cuts: {
    all: "All",
    talk: "A talk",
    lab: "A lab",
    lecture: "A lecture",
    cks: "For the CKS",
  },
  cutSize: (lessons: number, minutes: number) => `${lessons} lessons, ${minutes} min`,
  done: "done",
  doneOf: (done: number, of: number) => `${done} of ${of} done`,
  lessons: "Lessons",
  terms: "Terms",
  questions: "Questions",
  questionsAt: "The guide beside this page answers them.",
});
