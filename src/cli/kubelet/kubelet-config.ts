import { int64 } from "../../core/apiserver/pod-view/int64.ts";
import { at, boolean, type Cursor, isObjectOrAbsent, report } from "../../core/manifest/cursor.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import { ownKeys } from "../../core/manifest/value.ts";
import { DEFAULT_RELEASE, RELEASES, type Release } from "../../core/releases/releases.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { locateProblems } from "../documents/locate-problems.ts";
import type { KubeletConfigOptions } from "../options/kubelet-config-options.ts";
import type { Problems } from "../output/unreadable.ts";
import { configDirFiles } from "./config-dir.ts";
import { type ConfigDocument, readAnyConfig, readConfigFile } from "./config-document.ts";
import { mergePatch } from "./merge-patch.ts";

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
 *
 * @returns the file, and over it those of the drop-in directory; `undefined` where neither is given
 */
export async function readKubeletConfig(
  io: Io,
  { kubeletConfig, kubeletConfigDir, release = DEFAULT_RELEASE }: KubeletConfigOptions & ReleaseChoice,
): Promise<ConfigReading | undefined> {
  const read: ConfigDocument[] = kubeletConfig === undefined ? [] : [await readAnyConfig(io, kubeletConfig)];
  if (kubeletConfigDir !== undefined) {
    if (RELEASES.indexOf(release) < RELEASES.indexOf(CONFIG_DIR_SINCE))
      throw new Failure(
        `--kubelet-config-dir: the kubelet of ${release} has no drop-in directory; it came with ${CONFIG_DIR_SINCE}`,
      );
    for (const path of await configDirFiles(io, kubeletConfigDir)) read.push(await readConfigFile(io, path));
  } else if (kubeletConfig === undefined) return undefined;
  const problems: ManifestProblem[] = [];
  let first = 0;
  for (const { file, document, value, path } of read) {
    readConfig({ value, document: first + document, path, problems });
    first += file.values.length;
  }
  if (problems.length > 0)
    return {
      problems: await locateProblems(
        read.map(({ file }) => file),
        problems,
      ),
      problemCount: problems.length,
    };
  const value = read.reduce<unknown>((base, { value }) => mergePatch(base, value), {});
  return { config: readConfig({ value, document: 0, path: [], problems: [] }) };
}

/** Enhancement 3983. Before 1.30 the kubelet looks at it only where KUBELET_CONFIG_DROPIN_DIR_ALPHA is set. */
const CONFIG_DIR_SINCE: Release = "1.28";

interface ReleaseChoice {
  readonly release?: Release;
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
