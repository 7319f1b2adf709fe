import type { Explanations } from "../explanations.ts";
import { formatPath } from "./place.ts";
import type { ManifestProblem, ManifestShape } from "./problem.ts";

/** English for what can be wrong with a manifest; where it stands is for the caller to say. */
export const manifestEnglish: Explanations<ManifestProblem> = {
  "wrong-type": ({ found, expected }) => `expected ${shapeEnglish[expected]}, found ${found}`,
  missing: ({ expected }) => `missing; expected ${shapeEnglish[expected]}`,
  "bad-name": ({ found, expected }) => `expected ${shapeEnglish[expected]}, found ${found}`,
  "number-out-of-range": ({ found, min, max }) => `must be between ${min} and ${max}, inclusive; found ${found}`,
  "duplicate-pod": ({ shared, found }) =>
    shared === "uid"
      ? `a second pod with the UID ${JSON.stringify(found)}; a node tells its pods apart by their UIDs`
      : `a second pod named ${found}; give one of the two another name or a UID`,
  misplaced: ({ found, belongs }) => `${found} has no effect here; it is read from ${formatPath(belongs)}`,
  "too-deep": ({ limit }) => `lists stand in each other more than ${limit} deep`,
  "too-many-objects": ({ limit }) => `more than ${limit} objects`,
  "too-many-values": ({ limit }) => `more than ${limit} values in one object, which Kubernetes would not store`,
  "too-many-containers": ({ limit }) => `more than ${limit} containers in all pods; give fewer pods at a time`,
  "too-many-problems": ({ limit }) => `more than ${limit} problems; the others are not told`,
};

export const shapeEnglish: { readonly [Shape in ManifestShape]: string } = {
  object: "an object",
  list: "a list",
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  kind: "a Kubernetes object with a kind",
  name: "a name",
  container: "at least one container",
  "dns-label": "a name of at most 63 lower-case letters, digits and hyphens",
  "dns-subdomain": "a name of at most 253 lower-case letters, digits, hyphens and dots",
  uid: "a UID: a text without slashes, not empty",
  "groups-policy": "Merge or Strict",
};
