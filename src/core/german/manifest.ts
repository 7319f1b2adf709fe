import type { Explanations } from "../explanations.ts";
import { formatPath } from "../manifest/place.ts";
import type { ManifestProblem, ManifestShape } from "../manifest/problem.ts";

/** What can be wrong with a manifest; where it stands is for the caller to say. */
export const manifestGerman: Explanations<ManifestProblem> = {
  "wrong-type": ({ found, expected }) => `erwartet: ${shapeGerman[expected]}, gefunden: ${foundGerman(found)}`,
  missing: ({ expected }) => `fehlt; erwartet: ${shapeGerman[expected]}`,
  "bad-name": ({ found, expected }) => `erwartet: ${shapeGerman[expected]}, gefunden: ${foundGerman(found)}`,
  "number-out-of-range": ({ found, min, max }) =>
    `muss zwischen ${min} und ${max} liegen, beide erlaubt; gefunden: ${found}`,
  "duplicate-pod": ({ shared, found }) =>
    shared === "uid"
      ? `ein zweiter Pod mit der UID ${JSON.stringify(found)}; ein Knoten unterscheidet seine Pods nach UIDs`
      : `ein zweiter Pod namens ${found}; gib einem der beiden einen anderen Namen oder eine UID`,
  misplaced: ({ found, belongs }) => `${found} bewirkt hier nichts; gelesen wird es bei ${formatPath(belongs)}`,
  "too-deep": ({ limit }) => `mehr als ${limit} Listen ineinander`,
  "too-many-objects": ({ limit }) => `mehr als ${limit} Objekte`,
  "too-many-values": ({ limit }) => `mehr als ${limit} Werte in einem Objekt; das würde Kubernetes nicht speichern`,
  "too-many-containers": ({ limit }) => `mehr als ${limit} Container in allen Pods; gib weniger Pods auf einmal an`,
  "too-many-problems": ({ limit }) => `mehr als ${limit} Probleme; die übrigen fehlen hier`,
};

/** What stands there, as `show` has it: a scalar, or what kind of value it is. */
export function foundGerman(found: string): string {
  return KINDS.find(([english]) => english === found)?.[1] ?? found;
}

const KINDS: readonly (readonly [english: string, german: string])[] = [
  ["a list", "eine Liste"],
  ["an object", "ein Objekt"],
];

export const shapeGerman: { readonly [Shape in ManifestShape]: string } = {
  object: "ein Objekt",
  list: "eine Liste",
  string: "ein Text",
  boolean: "true oder false",
  integer: "eine ganze Zahl",
  kind: "ein Kubernetes-Objekt mit kind",
  name: "ein Name",
  container: "mindestens ein Container",
  "dns-label": "ein Name aus höchstens 63 Kleinbuchstaben, Ziffern und Bindestrichen",
  "dns-subdomain": "ein Name aus höchstens 253 Kleinbuchstaben, Ziffern, Bindestrichen und Punkten",
  uid: "eine UID: ein Text ohne Schrägstriche, nicht leer",
  "groups-policy": "Merge oder Strict",
};
