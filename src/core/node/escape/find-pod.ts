import { err, ok, type Result } from "../../result.ts";
import type { Node } from "../node.ts";
import type { ContainerUnknown, PodAmbiguous, PodUnknown } from "../placement/errors.ts";
import type { PlacedContainer, PlacedPod } from "../placement/placed-pod.ts";

export interface Inhabitant {
  readonly pod: PlacedPod;
  readonly container: PlacedContainer;
}

/**
 * The container as it is placed and as it would be without user namespaces; the first regular one, or the first at all,
 * unless named.
 */
export function findContainer(
  node: Node,
  index: number,
  name: string | undefined,
): Result<{ readonly withUserns: Inhabitant; readonly withoutUserns: Inhabitant }, ContainerUnknown> {
  const [pod] = node.pods.slice(index) as [PlacedPod];
  const [twin] = node.podsWithoutUserns.slice(index) as [PlacedPod];
  const { containers } = pod;
  const regular = containers.findIndex(({ container }) => container.type === "regular");
  const place =
    name === undefined ? Math.max(regular, 0) : containers.findIndex(({ container }) => container.name === name);
  const container = containers[place];
  if (container === undefined)
    return err({
      code: "container-unknown",
      pod: pod.label,
      container: name,
      known: containers.map((each) => each.container.name),
    });
  return ok({
    withUserns: { pod, container },
    withoutUserns: { pod: twin, container: twin.containers[place] as PlacedContainer },
  });
}

/** The place of the pod among those of the node, or that there is none or more than one. */
export function findPod({ pods }: Node, name: string): Result<number, PodUnknown | PodAmbiguous> {
  // A UID is one pod's alone, even where another pod has it for a name.
  const byUid = pods.findIndex(({ pod }) => pod.uid === name);
  if (byUid !== -1) return ok(byUid);
  const found = pods.filter(({ pod }) => pod.name === name || `${pod.namespace}/${pod.name}` === name);
  const [only] = found;
  if (only === undefined) return err({ code: "pod-unknown", pod: name, known: pods.map(({ label }) => label) });
  if (found.length > 1) return err({ code: "pod-ambiguous", pod: name, known: found.map(({ label }) => label) });
  return ok(pods.indexOf(only));
}
