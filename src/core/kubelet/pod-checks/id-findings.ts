import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import type { ContainerView, SecurityView } from "../../apiserver/pod-view/pod-view-types.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath, type ManifestPath } from "../../manifest/place.ts";
import { processGroups } from "../messages/process-ids.ts";
import { layerMappability } from "../runtime/filesystems.ts";
import { type ImageFacts, idsPerPodOf, type NodeFacts } from "../runtime/node-facts.ts";
import type { Version } from "../runtime/version.ts";
import {
  containerdReached,
  isNamed,
  LOOKS_AT_USER_SINCE,
  noHostIdText,
  startingRuntime,
  unmappedGroupText,
  unmappedIdText,
} from "./runtime-texts.ts";

/**
 * The IDs outside of a pod's map, all of which the API server takes: those of the whole pod, then container by
 * container.
 */
export function idFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const { security } = pod;
  const users = userFindings(security, facts);
  const groups = [
    ...groupFinding([...security.path, "fsGroup"], security.fsGroup, facts),
    ...security.supplementalGroups.flatMap((id, i) =>
      groupFinding([...security.path, "supplementalGroups", i], id, facts),
    ),
  ];
  return [
    ...(setsGroupsFirst(facts) ? [...groups, ...users] : [...users, ...groups]),
    ...pod.containers.flatMap((container) => [
      ...userFindings(container.security, facts),
      ...imageFindings(container, pod, facts),
    ]),
  ];
}

/** crun looks at no ID before it sets it, and sets the groups first; runc looks at the user before, and so may containerd. */
function setsGroupsFirst(facts: NodeFacts): boolean {
  const { runtimes = [] } = facts;
  return startingRuntime(facts) === "crun" && containerdReached(runtimes, LOOKS_AT_USER_SINCE) === "no";
}

function userFindings(security: SecurityView, facts: NodeFacts): readonly Finding[] {
  return [
    ...userFinding("user", [...security.path, "runAsUser"], security.runAsUser, facts),
    ...userFinding("group", [...security.path, "runAsGroup"], security.runAsGroup, facts),
  ];
}

function userFinding(
  kind: "user" | "group",
  path: ManifestPath,
  id: number | undefined,
  facts: NodeFacts,
): readonly Finding[] {
  if (isMapped(id, facts)) return [];
  const text = unmappedIdText(kind, id, facts.runtimes ?? []);
  return [finding("id-not-mapped", formatPath(path), { id, idsPerPod: idsPerPodOf(facts) }, text)];
}

function groupFinding(path: ManifestPath, id: number | undefined, facts: NodeFacts): readonly Finding[] {
  if (isMapped(id, facts)) return [];
  return [
    finding(
      "further-group-not-mapped",
      formatPath(path),
      { id, idsPerPod: idsPerPodOf(facts) },
      unmappedGroupText(facts),
    ),
  ];
}

function imageFindings(container: ContainerView, pod: PodView, facts: NodeFacts): readonly Finding[] {
  const path = [...container.path, "image"];
  const { images = {} } = facts;
  const image = Object.hasOwn(images, container.image) ? images[container.image] : undefined;
  if (image === undefined) return [finding("image-not-given", formatPath(path), { image: container.image })];
  const own = declaredIds(container, pod);
  return [
    ...(own.runAsUser === undefined ? userFinding("user", path, image.user, facts) : []),
    ...(own.runAsGroup === undefined ? userFinding("group", path, image.group, facts) : []),
    ...processGroups({ ...pod.security, supplementalGroups: [], fsGroup: undefined }, image).flatMap((id) =>
      groupFinding(path, id, facts),
    ),
    ...fileFindings(path, image, facts),
  ];
}

function declaredIds(container: ContainerView, pod: PodView): Pick<SecurityView, "runAsUser" | "runAsGroup"> {
  return {
    runAsUser: container.security.runAsUser ?? pod.security.runAsUser,
    runAsGroup: container.security.runAsGroup ?? pod.security.runAsGroup,
  };
}

/** Before, `incrementFS` of containerd adds the first ID of the pod to whatever owner there is: pull request 10307. */
const CHECKS_COPIES_SINCE: Version = [2, 0];

function fileFindings(path: ManifestPath, { fileIds = [] }: ImageFacts, facts: NodeFacts): readonly Finding[] {
  const idsPerPod = idsPerPodOf(facts);
  const { runtimes = [] } = facts;
  const isContainerd = runtimes.length === 0 || isNamed(runtimes, "containerd");
  const isCopied = ["no", "not-named"].includes(layerMappability(facts).answer);
  const isChecked = !isContainerd || containerdReached(runtimes, CHECKS_COPIES_SINCE) !== "no";
  return fileIds
    .filter((id) => !isMapped(id, facts))
    .map((id) =>
      isCopied && isChecked
        ? finding(
            "image-file-refused",
            formatPath(path),
            { id, idsPerPod },
            isContainerd ? noHostIdText(id) : undefined,
          )
        : finding("image-file-not-mapped", formatPath(path), { id, idsPerPod }),
    );
}

/** An ID below 0 or above 2147483647 never gets here: the API server refuses it. */
function isMapped(id: number | undefined, facts: NodeFacts): id is undefined {
  return id === undefined || id < idsPerPodOf(facts);
}
