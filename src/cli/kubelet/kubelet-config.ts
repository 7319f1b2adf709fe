import { int64 } from "../../core/apiserver/pod-view/int64.ts";
import { at, boolean, type Cursor, isObjectOrAbsent, report } from "../../core/manifest/cursor.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import { own, ownKeys, show } from "../../core/manifest/value.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { readDocuments } from "../documents/documents.ts";
import { locateProblems } from "../documents/locate-problems.ts";
import type { Problems } from "../output/unreadable.ts";

export interface KubeletConfig {
  /** `maxPods`; `undefined` where it is not set. */
  readonly maxPods: number | undefined;
  /** `userNamespaces.idsPerPod`; `undefined` where it is not set. */
  readonly idsPerPod: number | undefined;
  readonly featureGates: Readonly<Record<string, boolean>>;
}

/** A configuration that was read, or what is wrong with it. */
export type ConfigReading = { readonly config: KubeletConfig } | Problems;

/**
 * `KubeletConfiguration`, `k8s.io/kubelet/config/v1beta1/types.go`: `maxPods` is an int32, `idsPerPod` an int64. What
 * is not about user namespaces is not looked at.
 */
export async function readKubeletConfig(io: Io, path: string): Promise<ConfigReading> {
  const file = await readDocuments(io, path);
  const found: ManifestProblem[] = [];
  const documents = file.values.flatMap((value, document) =>
    value === null ? [] : [{ value, document, path: [], problems: found }],
  );
  const [cursor, ...more] = documents;
  if (cursor === undefined || more.length > 0)
    throw new Failure(`${file.name}: expected one KubeletConfiguration, found ${documents.length} documents`);
  checkKind(file.name, cursor.value);
  const config = readConfig(cursor);
  if (found.length === 0) return { config };
  return { problems: await locateProblems([file], found), problemCount: found.length };
}

function checkKind(name: string, value: unknown): void {
  const [apiVersion, kind] = [own(value, "apiVersion"), own(value, "kind")];
  if (apiVersion !== API_VERSION || kind !== "KubeletConfiguration")
    throw new Failure(
      `${name}: expected apiVersion ${API_VERSION} and kind KubeletConfiguration, found ${shown(apiVersion)} and ${shown(kind)}`,
    );
}

const API_VERSION = "kubelet.config.k8s.io/v1beta1";

function shown(value: unknown): string {
  return value === undefined ? "none" : show(value);
}

function readConfig(cursor: Cursor): KubeletConfig {
  const gates = at(cursor, "featureGates");
  const userNamespaces = at(cursor, "userNamespaces");
  isObjectOrAbsent(gates);
  isObjectOrAbsent(userNamespaces);
  return {
    maxPods: int32(at(cursor, "maxPods")),
    idsPerPod: int64(at(userNamespaces, "idsPerPod")),
    featureGates: Object.fromEntries(
      ownKeys(gates.value).flatMap((gate) => {
        const value = boolean(at(gates, gate));
        return value === undefined ? [] : [[gate, value] as const];
      }),
    ),
  };
}

/** The kubelet decodes a number that does not fit as little as a text; one below 0 it decodes, and refuses then. */
function int32(cursor: Cursor): number | undefined {
  const value = int64(cursor);
  if (value === undefined || (value >= -2147483648 && value <= 2147483647)) return value;
  return report(cursor, { code: "number-out-of-range", found: value, min: -2147483648, max: 2147483647 });
}
