import { podKind } from "../../core/manifest/kinds.ts";
import { elements, isObject, own } from "../../core/manifest/value.ts";

/** What a check needs of an object, and how many values that is. Whatever is no object of a known kind stays as it is. */
export function keepForCheck(item: unknown): { readonly kept: unknown; readonly values: number } {
  const kept = keepOf(item);
  return { kept, values: valuesIn(kept) };
}

function keepOf(item: unknown): unknown {
  if (!isObject(item)) return item;
  const { kind, apiVersion } = item;
  if (typeof kind === "string" && !isLookedAt(kind, apiVersion)) return pick(item, ["kind", "apiVersion"]);
  return {
    ...item,
    ...changed(item, "metadata", (metadata) => ({
      ...pick(metadata, [
        "name",
        "generateName",
        "namespace",
        "uid",
        "deletionTimestamp",
        "ownerReferences",
        "annotations",
      ]),
      ...changed(metadata, "annotations", (annotations) => without(annotations, [APPLIED])),
      ...changed(metadata, "labels", (labels) => pick(labels, Object.keys(labels).filter(isPodSecurity))),
    })),
    ...changed(item, "status", (status) => ({
      ...pick(status, ["phase", "capacity", "nodeInfo", "runtimeHandlers", "declaredFeatures", "features"]),
      // Those of a Job tell that it ended; a Pod and a Node have many.
      ...(kind === "Job" ? pick(status, ["conditions"]) : {}),
    })),
    ...(kind === "Pod" ? changed(item, "spec", keepOfSpec) : {}),
  };
}

/** The whole object once more, as a text. */
const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function isPodSecurity(label: string): boolean {
  return label.startsWith("pod-security.");
}

function isLookedAt(kind: string, apiVersion: unknown): boolean {
  return kind === "Node" || kind === "Namespace" || kind.endsWith("List") || podKind(kind, apiVersion) !== undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** An object with one field of another, changed where that is an object itself; what is wrong with it is found later. */
function changed(object: Fields, name: string, change: (value: Fields) => Fields): Fields {
  const value = own(object, name);
  return isObject(value) ? { [name]: change(value) } : pick(object, [name]);
}

function pick(object: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(object, name)).map((name) => [name, object[name]]));
}

function without(object: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** Of a pod that asks for no user namespace nothing is judged; what is read of it to find mistakes stays. */
function keepOfSpec(spec: Fields): Fields {
  const asks = own(spec, "hostUsers") === false;
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(spec))
    if (CONTAINERS.includes(name)) kept[name] = containersOf(spec[name], asks);
    else if (asks ? !NOT_OF_SPEC.includes(name) : isRead(name, OF_SPEC)) kept[name] = spec[name];
  return kept;
}

function containersOf(value: unknown, asks: boolean): unknown {
  return elements(value)?.map((each) => (isObject(each) ? containerOf(each, asks) : each)) ?? value;
}

/** What a program is told decides nothing. */
function containerOf(container: Fields, asks: boolean): Fields {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(container))
    if (asks ? !NOT_OF_CONTAINER.includes(name) : isRead(name, OF_CONTAINER)) kept[name] = container[name];
  return kept;
}

function isRead(name: string, names: readonly string[]): boolean {
  return names.includes(name) || name.toLowerCase() === "hostusers";
}

const CONTAINERS: readonly string[] = ["containers", "initContainers", "ephemeralContainers"];
const OF_SPEC: readonly string[] = ["nodeName", "securityContext"];
const OF_CONTAINER: readonly string[] = ["name", "securityContext"];
const NOT_OF_SPEC: readonly string[] = ["affinity", "tolerations"];
const NOT_OF_CONTAINER: readonly string[] = ["args", "command", "env"];

function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let sum = 1;
  for (const name in value) sum += valuesIn((value as Fields)[name]);
  return sum;
}
