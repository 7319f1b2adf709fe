import type { Node, NodePod } from "userns-sim/node";
import type { Play } from "../play.ts";
import type { PlayedPod } from "../shown.ts";
import { literal } from "./literal.ts";
import type { Program } from "./program.ts";

/**
 * Writes which pods run: those of the manifests and those that came later, without those that are refused or gone.
 * Gives the option of a node that says so.
 */
export function writePods(
  code: Program,
  play: Play,
  manifest: readonly NodePod[],
  pods: readonly PlayedPod[],
  node: Node,
): string {
  const others = newcomers(play, manifest, pods);
  if (others.length > 0)
    code.add(
      "const all = [...pods];",
      `const others: [uid: string, like: string][] = ${literal(others)};`,
      "for (const [uid, like] of others) {",
      "  const pod = all.find((each) => each.uid === like);",
      "  if (pod !== undefined) all.push({ ...pod, uid, name: uid });",
      "}",
    );
  const running = new Map(node.pods.map(({ pod }) => [pod.uid, pod]));
  const out = pods.flatMap(({ uid }) => (running.has(uid) ? [] : [uid]));
  const without = out.length === 0 ? "" : `.filter(({ uid }) => !${literal(out)}.includes(uid))`;
  const onHost = ofTheHost(manifest, others, running);
  const withHost =
    onHost.length === 0
      ? ""
      : `.map((pod) => (${literal(onHost)}.includes(pod.uid) ? { ...pod, hostUsers: true } : pod))`;
  const all = others.length > 0 ? "all" : "pods";
  if (without === "" && withHost === "") return all === "pods" ? all : `pods: ${all}`;
  code.add(`const running = ${all}${without}${withHost};`, "");
  return "pods: running";
}

/** The pods that are not in the manifests, and which other one each is like. */
function newcomers(
  { events, position }: Play,
  manifest: readonly NodePod[],
  pods: readonly PlayedPod[],
): readonly (readonly [uid: string, like: string])[] {
  const first = new Set(manifest.map(({ uid }) => uid));
  const came = events.slice(0, position);
  return pods.flatMap(({ uid }) => {
    if (first.has(uid)) return [];
    // The first time that it came, there was no such pod yet, and the other one was there.
    const seen = new Set(first);
    for (const event of came) {
      if (event.type !== "create") continue;
      if (event.pod === uid && event.like !== undefined && seen.has(event.like)) return [[uid, event.like] as const];
      if (event.like !== undefined && seen.has(event.like)) seen.add(event.pod);
    }
    return [];
  });
}

/** Pods that ask for a user namespace and run in that of the host all the same. */
function ofTheHost(
  manifest: readonly NodePod[],
  others: readonly (readonly [uid: string, like: string])[],
  running: ReadonlyMap<string, NodePod>,
): readonly string[] {
  const asked = new Map(manifest.map(({ uid, hostUsers }) => [uid, hostUsers]));
  for (const [uid, like] of others) asked.set(uid, asked.get(like));
  return [...running].flatMap(([uid, { hostUsers }]) => (hostUsers === true && asked.get(uid) === false ? [uid] : []));
}
