import { parseKernelRelease } from "../../../kubelet/runtime/filesystems.ts";
import { parseRuntime, type RuntimeVersion, runtimeRow } from "../../../kubelet/runtime/runtimes.ts";
import type { Version } from "../../../kubelet/runtime/version.ts";
import { checkSettings } from "../../../kubelet/settings/settings.ts";
import { elements, own } from "../../../manifest/value.ts";
import { expectArray, expectObject } from "../../../misuse/misuse.ts";
import { DEFAULT_RELEASE, type Release, releaseOf } from "../../../releases/releases.ts";
import type { NodeToCheck } from "../node-to-check.ts";

/** What a Node object says that matters here; `undefined` where it does not say it, or not so that it can be read. */
export interface NodeObject {
  /** `metadata.name`. */
  readonly name: string | undefined;
  /** `status.nodeInfo.operatingSystem`: `linux` or `windows`. */
  readonly operatingSystem: string | undefined;
  /** `status.nodeInfo.osImage`, such as `Ubuntu 24.04.1 LTS`. */
  readonly osImage: string | undefined;
  /** `status.nodeInfo.kubeletVersion`, as it stands there. */
  readonly kubeletVersion: string | undefined;
  /** The release that it is one of; `undefined` also where that is not modelled. */
  readonly release: Release | undefined;
  /** The runtime that the kubelet talks to. */
  readonly runtime: RuntimeVersion | undefined;
  /** The kernel. */
  readonly kernel: Version | undefined;
  /** Who made the kernel, such as `el9`, where its version does not tell what it can. */
  readonly kernelDistribution: string | undefined;
  /** `status.nodeInfo.kernelVersion`, as it stands there. */
  readonly kernelVersion: string | undefined;
  /** `status.capacity.pods`: what the kubelet's `maxPods` came to. */
  readonly maxPods: number | undefined;
  /** Whether the default handler of the runtime supports user namespaces; no handler is listed before Kubernetes 1.30. */
  readonly reportsUserNamespaces: boolean | undefined;
  /** `status.nodeInfo.runningInUserNamespace`: whether the kubelet runs in one itself; nobody says so before Kubernetes 1.37. */
  readonly runningInUserNamespace: boolean | undefined;
  /** `status.declaredFeatures`, by which the scheduler goes. */
  readonly declaredFeatures: readonly string[] | undefined;
}

/**
 * Reads a Node object, as `kubectl get nodes -o json` lists them.
 *
 * @param object - the object: anything
 * @returns what it says; it never throws, whatever it is given
 * @example
 * ```ts
 * import { readNodeObject } from "userns-sim/node";
 *
 * const nodeInfo = { kubeletVersion: "v1.36.1", kernelVersion: "6.8.0-60-generic" };
 * const { name, release, kernel } = readNodeObject({ metadata: { name: "worker-1" }, status: { nodeInfo } });
 * [name, release, kernel]; // => ["worker-1", "1.36", [6, 8]]
 * ```
 */
export function readNodeObject(object: unknown): NodeObject {
  const status = own(object, "status");
  const info = (field: string): string | undefined => text(own(own(status, "nodeInfo"), field));
  const [kubeletVersion, kernelVersion] = [info("kubeletVersion"), info("kernelVersion")];
  const runtime = parseRuntime(info("containerRuntimeVersion") ?? "");
  const kernel = parseKernelRelease(kernelVersion ?? "");
  return {
    name: text(own(own(object, "metadata"), "name")),
    operatingSystem: info("operatingSystem"),
    osImage: info("osImage"),
    kubeletVersion,
    release: releaseOf(kubeletVersion ?? ""),
    runtime: runtime.ok ? runtime.value : undefined,
    kernel: kernel.ok ? kernel.value.version : undefined,
    kernelDistribution: kernel.ok ? kernel.value.distribution : undefined,
    kernelVersion,
    maxPods: quantity(own(own(status, "capacity"), "pods")),
    reportsUserNamespaces: handlerReport(own(status, "runtimeHandlers")),
    runningInUserNamespace: flag(own(own(status, "nodeInfo"), "runningInUserNamespace")),
    declaredFeatures: elements(own(status, "declaredFeatures"))?.filter((name) => typeof name === "string"),
  };
}

/**
 * Adds to what is known about a node what its Node object says. Whatever was said before holds: the settings that are not
 * `assumed`, `maxPods` where it is set, and each of the facts.
 *
 * @param object - the Node object, as `kubectl get nodes -o json` lists it: anything
 * @param said - what is known besides; nothing unless given
 * @returns the node, for {@link checkNode}
 * @throws TypeError when what is known besides is no such node, RangeError when its release is not modelled.
 * @example
 * ```ts
 * import { checkNode, nodeFromObject } from "userns-sim/node";
 *
 * const nodeInfo = { kubeletVersion: "v1.33.4", containerRuntimeVersion: "containerd://1.7.24" };
 * const node = nodeFromObject({ status: { nodeInfo, capacity: { pods: "250" } } });
 * [node.kubelet, node.assumed]; // => [{ release: "1.33", maxPods: 250 }, ["configuration", "account"]]
 *
 * const spec = { hostUsers: false, containers: [{ name: "web", image: "nginx" }] };
 * const { pods } = checkNode({ ...node, pods: [{ namespace: "shop", name: "web", spec }] });
 * pods.map(({ text }) => text);
 * // => ["can't set `spec.hostUsers: false`, runtime does not support user namespaces"]
 * ```
 */
export function nodeFromObject(object: unknown, said: NodeToCheck = NOTHING): NodeToCheck {
  expectObject("nodeFromObject", "said", said, 'an object such as { kubelet: { release: "1.36" } }');
  const { kubelet, facts = {}, assumed } = said;
  checkSettings("nodeFromObject", kubelet);
  expectObject("nodeFromObject", "facts", facts, "an object such as { kernel: [6, 8] }");
  if (assumed !== undefined) expectArray("nodeFromObject", "assumed", assumed, 'an array such as ["account"]');
  return withNodeObject(said, readNodeObject(object));
}

/** The same, for an object that was read. */
export function withNodeObject(said: NodeToCheck, object: Partial<NodeObject>): NodeToCheck {
  const { kubelet, facts = {}, assumed = [] } = said;
  const { release, runtime, kernel, kernelDistribution, maxPods, reportsUserNamespaces } = object;
  const { runningInUserNamespace, declaredFeatures } = object;
  const { runtimes = [] } = facts;
  const talksTo = runtimes.some(({ name }) => runtimeRow(name)?.kind !== "oci");
  const takesRelease = release !== undefined && assumed.includes("release");
  return {
    ...said,
    kubelet: {
      ...(maxPods === undefined ? {} : { maxPods }),
      ...kubelet,
      ...(takesRelease ? { release } : {}),
    },
    assumed: takesRelease ? assumed.filter((about) => about !== "release") : assumed,
    facts: {
      ...(kernel === undefined ? {} : { kernel }),
      // A kernel that was named is not the object's, and neither is its maker.
      ...(kernelDistribution === undefined || facts.kernel !== undefined ? {} : { kernelDistribution }),
      ...(runningInUserNamespace === undefined ? {} : { runningInUserNamespace }),
      ...(declaredFeatures === undefined ? {} : { declaredFeatures }),
      // What the object reports is about the runtimes that it has.
      ...(reportsUserNamespaces === undefined || runtimes.length > 0 ? {} : { reportsUserNamespaces }),
      ...facts,
      ...(talksTo || runtime === undefined ? {} : { runtimes: [runtime, ...runtimes] }),
    },
  };
}

/** What several objects say alike. */
export function agreement(objects: readonly NodeObject[]): Partial<NodeObject> {
  const [first] = objects;
  if (first === undefined) return {};
  const names = Object.keys(first) as (keyof NodeObject)[];
  const agreed = names.filter((name) => new Set(objects.map((object) => JSON.stringify(object[name]))).size === 1);
  return Object.fromEntries(agreed.map((name) => [name, first[name]]));
}

const NOTHING: NodeToCheck = {
  kubelet: { release: DEFAULT_RELEASE },
  assumed: ["release", "configuration", "account"],
};

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** The API writes a quantity as a text; the number of pods has no suffix. */
function quantity(value: unknown): number | undefined {
  const found = /^\d{1,9}$/.exec(typeof value === "number" ? String(value) : (text(value) ?? ""));
  return found === null ? undefined : Number(found[0]);
}

/** The default handler is the one without a name. */
function handlerReport(handlers: unknown): boolean | undefined {
  const listed = elements(handlers)?.find((handler) => (own(handler, "name") ?? "") === "");
  return listed === undefined ? undefined : own(own(listed, "features"), "userNamespaces") === true;
}
