import type { Expectation, ExpectedWord } from "./expectation.ts";

/** Says what belongs there, as in `must be an object`. */
export function expectationEnglish(expected: Expectation): string {
  switch (expected.kind) {
    case "integer":
    case "release":
      return `${expected.kind === "integer" ? "an integer" : "a release"} from ${expected.least} to ${expected.most}`;
    case "range":
      return `a range that ends at ${expected.most} at most`;
    case "entries":
      return `at most ${expected.most} entries`;
    case "levels":
      return `data of at most ${expected.most} levels`;
    case "uid-for-a-directory":
      return `a UID that can name a directory, of at most ${expected.most} characters`;
    case "one-of":
      return listed(expected.values);
    default:
      return WORDS[expected.kind];
  }
}

const WORDS: { readonly [Word in ExpectedWord]: string } = {
  "plain-data": "plain data",
  string: "a string",
  array: "an array",
  object: "an object",
  "true-or-false": "true or false",
  "whole-number": "a whole number",
  "defect-name": "the name of a known defect",
  "true-false-or-unset": 'true, false or "unset"',
  "true-or-unset": "true or unset",
  "no-manager-at-rest": "no manager in a kubelet that does not run",
  "slots-in-order": "slots in ascending order, those of all pods among them",
  "pods-in-order": "pods in the order of their UIDs, each once",
};

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
