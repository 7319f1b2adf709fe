import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import type { ContainerView } from "../../apiserver/pod-view/pod-view-types.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { hasFix } from "../runtime/runtime-fixes.ts";
import { type RuntimeVersion, runtimeRow, showRuntime } from "../runtime/runtimes.ts";
import { isAtLeast, reached, type Version } from "../runtime/version.ts";
import { versionFinding } from "./known-runtime.ts";
import { directoryOf, TOKEN_DIRECTORY } from "./places.ts";
import { startingRuntime, unmappableMountText } from "./runtime-texts.ts";

/** What runtimes get wrong about volumes that are made of images, and about the `VOLUME`s of an image. */
export function imageVolumeFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const cri = facts.runtimes?.find(({ name }) => runtimeRow(name)?.kind === "cri");
  // Which runtime it is has been asked already.
  if (cri === undefined) return [];
  return [
    ...pod.containers.flatMap((container) => mountedImages(container, pod, cri, facts)),
    ...pod.containers.flatMap((container) => declaredVolumes(container, pod, cri, facts)),
  ];
}

/** containerd pull request 10579. */
const IMAGE_VOLUMES_SINCE: Version = [2, 1];

function mountedImages(
  { mounts }: ContainerView,
  { volumes }: PodView,
  cri: RuntimeVersion,
  facts: NodeFacts,
): readonly Finding[] {
  return mounts.flatMap(({ volume: name, mountPath }) => {
    const volume = volumes.find((each) => each.name === name && each.sources[0] === "image");
    if (volume === undefined) return [];
    const path = formatPath(volume.path);
    const runtime = showRuntime(cri);
    if (cri.name !== "containerd") return [finding("image-volume-not-known", path, { runtime })];
    if (reached(cri.version, IMAGE_VOLUMES_SINCE) === "no")
      return [finding("image-volume-unsupported", path, { runtime })];
    const fixed = hasFix(cri, "image-volume");
    if (fixed.answer === "yes") return [];
    if ("changedIn" in fixed) return [versionFinding(cri, fixed.answer, fixed.changedIn, path)];
    const text = isAtLeast(cri.version, IMAGE_VOLUMES_SINCE)
      ? unmappableMountText("…/image-volumes/…", mountPath, facts)
      : undefined;
    return [finding("image-volume-not-mapped", path, { runtime }, text)];
  });
}

/**
 * `WithVolumes`, containerd `internal/cri/opts`, copies what is at a `VOLUME`, and gives the copy to the host's root: in the
 * pod it belongs to 65534, and no place to mount something can be made in it.
 */
function declaredVolumes(
  container: ContainerView,
  pod: PodView,
  cri: RuntimeVersion,
  facts: NodeFacts,
): readonly Finding[] {
  const { images = {} } = facts;
  const { volumes = [] } = (Object.hasOwn(images, container.image) ? images[container.image] : undefined) ?? {};
  const path = formatPath([...container.path, "image"]);
  // A volume of the pod at the same place takes the place of the image's.
  const left = volumes.filter((volume) =>
    container.mounts.every(({ mountPath }) => directoryOf(mountPath) !== directoryOf(volume)),
  );
  return left.flatMap((volume) => {
    const fixed = hasFix(cri, "volume-content");
    const runtime = showRuntime(cri);
    // Of other runtimes nobody reported it.
    if (fixed.answer === "yes" || fixed.answer === "not-known") return [];
    if ("changedIn" in fixed) return [versionFinding(cri, fixed.answer, fixed.changedIn, path)];
    const below = mountBelowVolume(volume, container, pod);
    if (below === undefined) return [finding("volume-content-not-mapped", path, { runtime, volume })];
    return [finding("volume-content-refused", path, { runtime, volume }, refusalText(volume, below, facts))];
  });
}

/** What is mounted below a `VOLUME`; `/var/run` is a link to `/run` in nearly all images. */
function mountBelowVolume(volume: string, { mounts }: ContainerView, pod: PodView): string | undefined {
  const token = pod.automountServiceAccountToken === false ? [] : [TOKEN_DIRECTORY];
  const directory = withoutLink(volume);
  return [...token, ...mounts.map(({ mountPath }) => mountPath)].find((mountPath) =>
    withoutLink(mountPath).startsWith(directory),
  );
}

function withoutLink(path: string): string {
  return directoryOf(path).replace(/^\/var\/run\//, "/run/");
}

/** runc, which makes the first directory that is not there yet. */
function refusalText(volume: string, mountPath: string, facts: NodeFacts): string | undefined {
  if (startingRuntime(facts) !== "runc") return undefined;
  const directory = withoutLink(volume);
  const first = withoutLink(mountPath).slice(directory.length).split("/", 1).join("");
  return `create mountpoint for ${mountPath} mount: mkdirat …/rootfs${directory}${first}: permission denied`;
}
