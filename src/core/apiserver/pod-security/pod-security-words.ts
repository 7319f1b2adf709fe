import { compareNames } from "../../go/compare-names.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import type { ContainerView, SecurityView } from "../pod-view/pod-view-types.ts";

export interface CheckVerdict {
  readonly reason: string;
  readonly detail: string;
}

/** Sorts texts as Go sorts a set of them, each once. */
export function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareNames);
}

/** Puts texts in quotation marks and joins them. Upstream escapes nothing here. */
export function joinQuote(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(", ");
}

export function pluralize(singular: string, count: number, plural: string = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

export function nameContainers(names: readonly string[]): string {
  return `${pluralize("container", names.length)} ${joinQuote(names)}`;
}

export function containersWhere(pod: PodView, test: (container: ContainerView) => boolean): readonly string[] {
  return pod.containers.filter(test).map(({ name }) => name);
}

/** For example `pod and container "a"`; empty where nobody does. */
export function settersWhere(pod: PodView, test: (security: SecurityView) => boolean): readonly string[] {
  const names = containersWhere(pod, ({ security }) => test(security));
  return [...(test(pod.security) ? ["pod"] : []), ...(names.length > 0 ? [nameContainers(names)] : [])];
}

/** Lists every `securityContext` of a pod: its own, then those of its containers. */
export function securityContexts(pod: PodView): readonly SecurityView[] {
  return [pod.security, ...pod.containers.map(({ security }) => security)];
}
