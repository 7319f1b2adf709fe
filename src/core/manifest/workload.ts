import {
  at,
  type Cursor,
  integer,
  isAbsent,
  isObjectOrAbsent,
  name,
  optionalName,
  report,
  string,
  within,
} from "./cursor.ts";
import { KIND_RULES } from "./kinds.ts";
import { findMisplaced } from "./misplaced.ts";
import type { KubeObject } from "./objects.ts";
import type { PodKind, PodSet } from "./pod-set.ts";
import { readPodSpec } from "./pod-spec.ts";
import { show } from "./value.ts";

/**
 * The pods of one object; `undefined` where they cannot be read, which is a problem. `number` gives the next number for
 * names generated from a prefix.
 */
export function readWorkload(
  object: KubeObject,
  kind: PodKind,
  number: (prefix: string) => number,
): PodSet | undefined {
  const steps = [...KIND_RULES[kind].template, "spec"];
  const spec = within(object, ...steps);
  // Every object on the way to the pods' spec is a place where a hasty hand writes the field.
  steps.forEach((_, i) => {
    findMisplaced(within(object, ...steps.slice(0, i)), spec.path, false);
  });
  const metadata = at(object, "metadata");
  if (!isObjectOrAbsent(metadata)) return undefined;
  const ownName = readName(metadata, number);
  const facts = readPodSpec(spec);
  const rest = {
    kind,
    namespace: optionalName(at(metadata, "namespace"), "dns-label") ?? "default",
    uid: kind === "Pod" ? readUid(metadata) : undefined,
    isMirror: kind === "Pod" && !isAbsent(mirrorOf(metadata)),
    count: readCount(object, kind),
    phase: string(within(object, "status", "phase")),
    deletionTimestamp: string(at(metadata, "deletionTimestamp")),
    object: object.value,
    document: object.document,
    path: object.path,
  };
  return ownName === undefined || facts === undefined ? undefined : { ...facts, ...rest, name: ownName };
}

function readName(metadata: Cursor, number: (prefix: string) => number): string | undefined {
  const [given, generateName] = [at(metadata, "name"), at(metadata, "generateName")];
  if (!isUnset(given) || isUnset(generateName)) return name(given, "dns-subdomain");
  const prefix = string(generateName);
  if (prefix === undefined) return undefined;
  // The API server appends five letters by chance; a number keeps the output the same from run to run.
  const { document, path, problems } = generateName;
  return optionalName({ value: `${prefix}${number(prefix)}`, document, path, problems }, "dns-subdomain");
}

/** To the API server the empty text is no name, neither here nor there: `BeforeCreate` of `registry/rest/create.go`. */
function isUnset(cursor: Cursor): boolean {
  return isAbsent(cursor) || cursor.value === "";
}

/**
 * The kubelet keys a static pod by the UID it made itself, which the mirror that the API server shows carries in an
 * annotation; the mirror's own UID never reaches a node's files.
 */
function readUid(metadata: Cursor): string | undefined {
  const uid = string(mirrorOf(metadata)) ?? string(at(metadata, "uid"));
  if (uid === undefined || uid === "") return undefined;
  // The UID becomes the name of a directory.
  if (!uid.includes("/")) return uid;
  return report(at(metadata, "uid"), { code: "bad-name", found: show(uid), expected: "uid" });
}

function mirrorOf(metadata: Cursor): Cursor {
  return within(metadata, "annotations", "kubernetes.io/config.mirror");
}

function readCount(object: Cursor, kind: PodKind): number {
  const { count } = KIND_RULES[kind];
  if (count === undefined) return 1;
  const holder = within(object, ...count.at);
  const declared = integer(at(holder, count.field)) ?? 1;
  if (count.field === "replicas") return declared;
  // A Job never runs more pods than it still needs completions.
  return Math.min(declared, integer(at(holder, "completions")) ?? declared);
}
