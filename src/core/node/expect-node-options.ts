import { expectPool } from "../allocate/pool/pool.ts";
import { State } from "../allocate/state/allocations.ts";
import { checkUint32 } from "../id/uint32.ts";
import { expectSettings } from "../kernel/decision/kernel-settings.ts";
import { expectKubelet } from "../kubelet/manager/kubelet.ts";
import { checkSettings } from "../kubelet/settings/settings.ts";
import { expectArray, expectObject, expectOneOf, expectText } from "../misuse/misuse.ts";
import { DEFAULT_RELEASE } from "../releases/releases.ts";
import type { NodeOptions } from "./node.ts";
import { rangeSources } from "./placement/range-sources.ts";

/** Everything is looked at here, so that no other function is named to a caller. */
export function expectNodeOptions(caller: string, options: NodeOptions): void {
  expectObject(caller, "options", options, "an object such as { pods }");
  const { pods, host, release = DEFAULT_RELEASE, strategy, pool, settings = {}, kubelet, seed, kernel } = options;
  expectArray(caller, "pods", pods, "an array of pods");
  for (const pod of pods) {
    expectObject(caller, "each pod", pod, "a pod made by readPod");
    expectText(caller, "the uid of each pod", pod.uid);
    expectArray(caller, "the containers of each pod", pod.containers, "an array of containers");
    expectArray(caller, "the volumes of each pod", pod.volumes, "an array of volumes");
  }
  if (host !== undefined) expectHost(caller, host);
  if (strategy !== undefined) expectOneOf(caller, "strategy", strategy, rangeSources());
  if (pool !== undefined) expectPool(caller, pool);
  expectObject(caller, "settings", settings, "an object such as { maxPods: 110 }");
  checkSettings(caller, { ...settings, release });
  if (kubelet !== undefined) expectPast(caller, options, kubelet);
  if (options.allocations !== undefined) expectAllocations(caller, options, options.allocations);
  if (seed !== undefined) checkUint32(caller, "seed", seed);
  if (kernel !== undefined) expectSettings(caller, kernel);
}

function expectHost(caller: string, host: NonNullable<NodeOptions["host"]>): void {
  expectObject(caller, "host", host, "a host such as defaultHost()");
  expectObject(caller, "host.root", host.root, "a directory");
  expectArray(caller, "host.files", host.files, "an array of { path, file }");
  expectArray(caller, "host.processes", host.processes, "an array of { name, process }");
}

function expectPast(caller: string, options: NodeOptions, kubelet: NonNullable<NodeOptions["kubelet"]>): void {
  expectKubelet(caller, kubelet);
  const beside = (["pool", "settings", "release"] as const).find((name) => options[name] !== undefined);
  if (beside !== undefined) throw new TypeError(`${caller}: expected no ${beside} beside a kubelet, which has its own`);
  const { strategy = "kubelet" } = options;
  if (strategy !== "kubelet")
    throw new TypeError(`${caller}: expected the strategy kubelet beside a kubelet, got ${strategy}`);
}

function expectAllocations(
  caller: string,
  options: NodeOptions,
  allocations: NonNullable<NodeOptions["allocations"]>,
): void {
  State.enter(caller, allocations);
  const beside = (["pool", "strategy", "kubelet"] as const).find((name) => options[name] !== undefined);
  if (beside !== undefined) throw new TypeError(`${caller}: expected no ${beside} beside a state of the allocator`);
}
