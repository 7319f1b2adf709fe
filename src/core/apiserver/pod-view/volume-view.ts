import { at, type Cursor, fieldsAt, objectAt, string, textAt } from "../../manifest/cursor.ts";
import { int64 } from "./int64.ts";
import type { VolumeView } from "./pod-view-types.ts";

/** `SetDefaults_Volume`, `pkg/apis/core/v1/defaults.go`: a volume without a source becomes an `emptyDir`. */
export function viewVolumes(volumes: readonly Cursor[]): readonly VolumeView[] {
  return volumes.map((volume) => {
    const fields = fieldsAt(volume);
    const sources = VOLUME_SOURCES.filter((source) => fields.includes(source));
    const inner = new Map(sources.map((source) => [source, objectAt(volume, source)]));
    const textIn = (source: string, key: string): string | undefined => {
      const cursor = inner.get(source);
      return cursor && string(at(cursor, key));
    };
    return {
      path: volume.path,
      name: textAt(volume, "name"),
      sources: sources.length === 0 ? ["emptyDir"] : sources,
      hostPath: textIn("hostPath", "path"),
      medium: textIn("emptyDir", "medium"),
      defaultMode: [...inner.values()]
        .map((source) => int64(at(source, "defaultMode")))
        .find((mode) => mode !== undefined),
    };
  });
}

/**
 * Where volumes can come from: the fields of `VolumeSource`. Those that the level `restricted` does not take come first,
 * in the order in which its check names them.
 */
export const VOLUME_SOURCES: readonly string[] = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "gitRepo",
  "nfs",
  "iscsi",
  "glusterfs",
  "rbd",
  "flexVolume",
  "cinder",
  "cephfs",
  "flocker",
  "fc",
  "azureFile",
  "vsphereVolume",
  "quobyte",
  "azureDisk",
  "photonPersistentDisk",
  "portworxVolume",
  "scaleIO",
  "storageos",
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];
