import { podsOf } from "../../core/manifest/pod-set.ts";
import type { Io } from "../base/io.ts";
import type { Problems } from "../output/unreadable.ts";
import { readManifestFiles } from "./manifests.ts";

/** Pods by their UIDs, or what is wrong with the list. */
export type PodList =
  | {
      /** Namespace and name of each, by its UID. */
      readonly names: ReadonlyMap<string, string>;
    }
  | Problems;

export async function readPodList(io: Io, path: string): Promise<PodList> {
  const { manifests, problems } = await readManifestFiles(io, [path]);
  if (problems.length > 0) return { problems, problemCount: manifests.problems.length };
  const withUid = manifests.podSets.filter(({ uid }) => uid !== undefined);
  return { names: new Map(Array.from(podsOf(withUid), ({ key, namespace, name }) => [key, `${namespace}/${name}`])) };
}
