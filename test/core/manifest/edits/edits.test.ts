import { describe, expect, it } from "vitest";
import { formatPath } from "../../../../src/core/manifest/place.ts";
import { type PodContainer, type PodSet, podsOf } from "../../../../src/core/manifest/pod-set.ts";
import type { ManifestProblem } from "../../../../src/core/manifest/problem.ts";
import { readManifests } from "../../../../src/core/manifest/read-manifests.ts";
import { differencesFrom, valueAt, type Way, waysIn, withValue } from "../../../support/edits/values.ts";
import { SAMPLES } from "./samples.ts";

/** What a value may be instead; `undefined` leaves it out. */
const VALUES: readonly unknown[] = [
  ...[undefined, null, true, false, 0, 1, -1, 1.5, 2147483647, 2147483648, "", "x", "X", "x.y", "-x", "a/b", "True"],
  ...["Pod", "List", "Job", "Succeeded", "Failed", "Complete", "Merge", "apps/v1", "batch/v1beta1", "v1", "o"],
  ...["x".repeat(63), "x".repeat(64), [], [null], [{}], {}, { hostUsers: false }, { hostusers: 1 }],
];

/** What is read, in few words, but for what is handed on as it was given. `here` is the way to what was edited. */
function readingOf(documents: readonly unknown[], here: Way): unknown {
  const { podSets, nodes, namespaces, problems, otherKinds, ...counts } = readManifests(documents);
  return {
    ...counts,
    others: otherKinds.map(({ kind, count }) => `${kind} ${count}`),
    sets: podSets.map(setOf),
    pods: Array.from(podsOf(podSets.filter(({ count }) => count < 9)), ({ key, name }) => `${key} ${name}`),
    nodes: [...nodes.keys()],
    namespaces: [...namespaces.keys()],
    problems: problems.map((problem) => problemOf(problem, documents, here)),
  };
}

function setOf({ spec: _spec, object: _object, containers, path, specPath, ...set }: PodSet): unknown {
  const { kind, namespace, name, uid, isMirror, count, document, supplementalGroups, ...rest } = set;
  return {
    is: `${kind} ${namespace}/${name} ${uid}${isMirror ? " of a file" : ""} at ${document} ${formatPath(path)}`,
    count,
    spec: formatPath(specPath),
    groups: supplementalGroups.join(" "),
    ...rest,
    containers: containers.map(containerOf).join(", "),
  };
}

function containerOf({ name, type, path, runAsUser, runAsGroup }: PodContainer): string {
  const ids = [runAsUser, runAsGroup].map((id) => `${id.from}${id.from === "image" ? "" : ` ${id.id}`}`);
  return `${type} ${name} (${ids.join(", ")}) at ${formatPath(path)}`;
}

function problemOf(problem: ManifestProblem, documents: readonly unknown[], here: Way): string {
  const { code, document, path, ...rest } = problem;
  const place = [document, ...path];
  const { found, first, belongs, ...facts } = rest as Readonly<Record<string, unknown>>;
  if (code === "wrong-type") expect(found).toBe(seen(valueAt(documents, place)));
  return [
    code,
    ...Object.values(facts),
    ...(code === "duplicate-pod" || code === "misplaced" ? [found] : []),
    ...(belongs === undefined ? [] : [`of ${formatPath(belongs as Way)}`]),
    place.join() === here.join() ? "here" : `at ${formatPath(place)}`,
    ...(first === undefined ? [] : [`and ${JSON.stringify(first)}`]),
  ].join(" ");
}

/** A value as a problem shows it. */
function seen(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return JSON.stringify(typeof value === "string" && value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

/** A line for each way in which the reading differs, and below it the edits that make it so. */
function linesOf(documents: readonly object[]): string {
  const own = readingOf(documents, []);
  const differences = differencesFrom(own);
  const edits = new Map<string, Map<string, string[]>>();
  for (const way of waysIn(documents).slice(1)) {
    for (const value of VALUES) {
      const edited = withValue(documents, way, value) as readonly unknown[];
      const difference = withoutValue(differences(readingOf(edited, way)), value);
      const places = edits.get(difference) ?? new Map<string, string[]>();
      edits.set(difference, places);
      places.set(way.join("."), [...(places.get(way.join(".")) ?? []), shortOf(value)]);
    }
  }
  const lines = Array.from(edits, ([difference, places]) => [difference, ...placesOf(places)].join("\n"));
  return `${[JSON.stringify(own, null, 1), ...lines].join("\n")}\n`;
}

/** What differs alike for each value that is handed on is one line. */
function withoutValue(difference: string, value: unknown): string {
  if (typeof value !== "string" && !(typeof value === "number" && value > 9)) return difference;
  const own = new RegExp(`(?<![\\w.])${String(value).replace(/[.\\-]/g, "\\$&")}(?![\\w.])`, "g");
  return value === "" ? difference : difference.replace(own, "IT");
}

/** Places with the same values stand in one line. */
function placesOf(places: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const byValues = new Map<string, string[]>();
  for (const [way, values] of places) {
    const all = values.length === VALUES.length ? "whatever it is" : values.join(" ");
    byValues.set(all, [...(byValues.get(all) ?? []), way]);
  }
  return Array.from(byValues, ([values, ways]) => `  ${ways.join(" ")}: ${values}`);
}

function shortOf(value: unknown): string {
  const text = value === undefined ? "absent" : JSON.stringify(value);
  return text.length > 30 ? `"x…" (${text.length - 2})` : text;
}

describe("every value of a manifest, and another one instead", () => {
  it.each(Object.entries(SAMPLES))("%s: makes of it what the golden file has", async (name, documents) => {
    await expect(linesOf(documents)).toMatchFileSnapshot(`golden/${name}.golden.txt`);
  });

  it.each(Object.entries(SAMPLES))("%s: is handed on as it was given", (_name, documents) => {
    for (const { spec, specPath, object, document, path } of readManifests(documents).podSets) {
      expect(valueAt(documents, [document, ...specPath])).toBe(spec);
      expect(valueAt(documents, [document, ...path])).toBe(object);
    }
  });
});
