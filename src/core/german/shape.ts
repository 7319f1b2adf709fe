import type { Expectation, ExpectedWord } from "../shape/expectation.ts";

/** Says what belongs there, as in `erwartet: ein Objekt`. */
export function expectationGerman(expected: Expectation): string {
  switch (expected.kind) {
    case "integer":
    case "release":
      return `${expected.kind === "integer" ? "eine ganze Zahl" : "ein Release"} von ${expected.least} bis ${expected.most}`;
    case "range":
      return `ein ID-Bereich, der spätestens bei ${expected.most} endet`;
    case "entries":
      return `höchstens ${expected.most} Einträge`;
    case "levels":
      return `Daten mit höchstens ${expected.most} Ebenen`;
    case "uid-for-a-directory":
      return `eine UID, nach der ein Verzeichnis heißen kann, mit höchstens ${expected.most} Zeichen`;
    case "one-of":
      return listed(expected.values);
    default:
      return WORDS[expected.kind];
  }
}

const WORDS: { readonly [Word in ExpectedWord]: string } = {
  "plain-data": "reine Daten",
  string: "ein String",
  array: "ein Array",
  object: "ein Objekt",
  "true-or-false": "true oder false",
  "whole-number": "eine ganze Zahl",
  "defect-name": "der Name eines bekannten Defekts",
  "true-false-or-unset": 'true, false oder "unset"',
  "true-or-unset": "true oder nicht gesetzt",
  "no-manager-at-rest": "kein Manager in einem Kubelet, der nicht läuft",
  "slots-in-order": "Plätze in aufsteigender Folge, die aller Pods darunter",
  "pods-in-order": "Pods in der Folge ihrer UIDs, jeder einmal",
};

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} oder ${values.at(-1)}`;
}
