import { compareNames } from "../../go/compare-names.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import type { ContainerView, SecurityView } from "../pod-view/pod-view-types.ts";

/**
 * What a check of the Pod Security Standards says.
 *
 * @internal
 */
export interface CheckVerdict {
  /** The short reason, verbatim. */
  readonly reason: string;
  /** The details, verbatim. */
  readonly detail: string;
}

/**
 * Sorts texts as Go sorts a set of them, each once.
 *
 * @param texts - the texts
 * @returns the sorted texts
 * @internal
 */
export function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareNames);
}

/**
 * Puts texts in quotation marks and joins them. Upstream escapes nothing here.
 *
 * @param texts - the texts
 * @returns for example `"a", "b"`
 * @internal
 */
export function joinQuote(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(", ");
}

/**
 * Chooses between one and several.
 *
 * @param singular - the word for one
 * @param count - how many there are
 * @param plural - the word for several; the singular with an `s` unless told
 * @returns the word
 * @internal
 */
export function pluralize(singular: string, count: number, plural: string = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

/**
 * Names containers.
 *
 * @param names - their names
 * @returns for example `containers "a", "b"`
 * @internal
 */
export function nameContainers(names: readonly string[]): string {
  return `${pluralize("container", names.length)} ${joinQuote(names)}`;
}

/**
 * Names those containers of a pod for which something holds.
 *
 * @param pod - the pod
 * @param test - what has to hold
 * @returns their names in the order upstream visits them
 * @internal
 */
export function containersWhere(pod: PodView, test: (container: ContainerView) => boolean): readonly string[] {
  return pod.containers.filter(test).map(({ name }) => name);
}

/**
 * Names who sets something: the pod, some of its containers, or both.
 *
 * @param pod - the pod
 * @param test - whether a `securityContext` sets it
 * @returns for example `pod and container "a"`; empty where nobody does
 * @internal
 */
export function settersWhere(pod: PodView, test: (security: SecurityView) => boolean): readonly string[] {
  const names = containersWhere(pod, ({ security }) => test(security));
  return [...(test(pod.security) ? ["pod"] : []), ...(names.length > 0 ? [nameContainers(names)] : [])];
}

/**
 * Lists every `securityContext` of a pod: its own, then those of its containers.
 *
 * @param pod - the pod
 * @returns the contexts
 * @internal
 */
export function securityContexts(pod: PodView): readonly SecurityView[] {
  return [pod.security, ...pod.containers.map(({ security }) => security)];
}
