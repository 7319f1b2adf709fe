import { createPool, type Pool } from "../../allocate/pool/pool.ts";
import type { HostId } from "../../id/id.ts";
import { createProcess, type Process } from "../../kernel/credentials/process.ts";
import type { UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { Decision } from "../../kernel/decision/decision.ts";
import { existingDirectory, existingFile, type Inode } from "../../kernel/inode/file.ts";
import { type KubeletEvent, type KubeletOutcome, replay, step } from "../../kubelet/history/step.ts";
import { createKubelet, type Kubelet, type KubeletOptions } from "../../kubelet/manager/kubelet.ts";
import type { CreateError, NotStarted } from "../../kubelet/settings/errors.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import type { AccessPath } from "../../node/escape/access-path.ts";
import { escapeCell } from "../../node/escape/escape.ts";
import { defaultHost } from "../../node/host/default-host.ts";
import type { Host } from "../../node/host/host.ts";
import type { Node } from "../../node/node.ts";
import type { PlacedPod } from "../../node/placement/placed-pod.ts";
import { containerCapabilities } from "../../node/pod/container.ts";
import { type NodePod, readPod } from "../../node/pod/pod.ts";
import { ok, type Result, unwrap } from "../../result.ts";

/** The pool of the course: as many slots as a node runs pods, few enough to be drawn one by one. */
export function coursePool(): Pool {
  return unwrap(createPool({ start: 65536, size: 110 * 65536 }));
}

/** A pod of one container, `main`, with a user namespace of its own unless its spec says otherwise. */
export function coursePod(name: string, spec: object = {}): NodePod {
  return readPod({ uid: name, name, spec: { hostUsers: false, containers: [{ name: "main" }], ...spec } });
}

/** The parts of a spec that mount a path of the host into the container `main`. */
export function hostPathSpec(path: string): object {
  return {
    volumes: [{ name: "host", hostPath: { path } }],
    containers: [{ name: "main", volumeMounts: [{ name: "host", mountPath: "/host" }] }],
  };
}

/** A pod of a node by its label. */
export function podOf(node: Pick<Node, "pods">, label: string): PlacedPod {
  const pod = node.pods.find((each) => each.label === label);
  if (pod === undefined) throw new RangeError(`podOf: there is no pod ${label}`);
  return pod;
}

/** The process of a container of a pod. */
export function processOf(node: Pick<Node, "pods">, label: string, name = "main"): Process {
  return sure(podOf(node, label).containers.find(({ container }) => container.name === name)).process;
}

/** Root of a container, with the capabilities that a runtime leaves to it. */
export function containerRoot(userNamespace: UserNamespace): Process {
  const process = createProcess({ userNamespace, capabilities: containerCapabilities([], []) });
  return { ...process, bounding: process.permitted };
}

/** A file of a host by its path. */
export function fileOf({ files }: Pick<Host, "files">, path: string): Inode {
  return sure(files.find((each) => each.path === path)).file;
}

/** The first of what a world is sure to have. */
export function firstOf<T>(things: readonly T[]): T {
  return sure(things[0]);
}

/** What a world is sure to have: where it lacks it, no lesson is played. */
export function sure<T>(thing: T): NonNullable<T> {
  if (thing === undefined || thing === null) throw new RangeError("sure: the world of the lesson lacks this");
  return thing;
}

/** What comes of a question that a world is sure to be allowed. */
export function resultOf<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(`resultOf: the kernel refuses it with ${decision.errno}`);
  return decision.value;
}

/** What is wrong where a world is sure that something is. */
export function errorOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error("errorOf: nothing is wrong");
  return result.error;
}

/** What the kernel says to the escaped root of a pod, in one cell such as `/etc/shadow:read`. */
export function reachOf(
  node: Node,
  pod: string,
): (path: AccessPath, cell: string, source?: string) => Decision<unknown> {
  return (path, cell, source) => unwrap(escapeCell(node, { pod }, path, cell, { source })).withUserns;
}

/** What it says to the same process on the same node without user namespaces. */
export function reachWithoutOf(node: Node, pod: string): ReturnType<typeof reachOf> {
  return (path, cell, source) => unwrap(escapeCell(node, { pod }, path, cell, { source })).withoutUserns;
}

/** A file that everybody may read, in a directory below one of mode 0700. */
export const NOTES = "/root/app/notes";

/** The host with {@link NOTES}. */
export function hostWithNotes(): Host {
  const host = defaultHost();
  const locked = existingDirectory({ mode: 0o700, directory: host.root });
  const directory = existingDirectory({ mode: 0o755, directory: locked });
  return { ...host, files: [...host.files, { path: NOTES, file: existingFile({ mode: 0o644, directory }) }] };
}

/** A kubelet that was started, and then had this happen to it. */
export function runningKubelet(
  settings: KubeletSettings,
  options?: KubeletOptions,
  events: readonly KubeletEvent[] = [],
): Kubelet {
  return replay(createKubelet(settings, options), [{ type: "start" }, ...events]).kubelet;
}

/** What a start of such a kubelet comes to. */
export function startWith(settings: KubeletSettings, options?: KubeletOptions): KubeletOutcome<"start"> {
  return step(createKubelet(settings, options), { type: "start" }).outcome;
}

/** Has a kubelet make user namespaces for some pods, one after the other. */
export function withPods(kubelet: Kubelet, pods: readonly string[]): Kubelet {
  return replay(
    kubelet,
    pods.map((podUid) => ({ type: "create", podUid })),
  ).kubelet;
}

/** The file `userns` that a kubelet has for a pod. */
export function usernsFileOf({ pods }: Kubelet, podUid: string): string {
  return sure(pods?.flatMap((each) => (each.podUid === podUid && each.kind === "file" ? each.raw : []))[0]);
}

/** The first host ID that a kubelet gives to a pod with `hostUsers: false`, which stays the same for one that has a range. */
export function firstIdFor(kubelet: Kubelet, podUid: string, draw?: number): Result<HostId, CreateError | NotStarted> {
  const { outcome } = step(kubelet, { type: "create", podUid, ...(draw !== undefined && { draw }) });
  if (!outcome.ok) return outcome;
  if (outcome.value?.mode !== "POD") throw new RangeError(`firstIdFor: ${podUid} has no user namespace`);
  return ok(outcome.value.mapping.hostId);
}
