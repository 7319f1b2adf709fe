import type { Pool } from "userns-sim";
import { type KubeletSettings, replay } from "userns-sim/kubelet";
import type { Node } from "userns-sim/node";
import type { Play } from "../play.ts";
import type { PlayedPod } from "../shown.ts";
import type { AllocatorStep, KubeletLife, Past } from "../world/runner.ts";
import { poolOf, settingsOf } from "../world/settings.ts";
import { literal, quoted } from "./literal.ts";
import { KUBELET, NODE, type Program } from "./program.ts";

export interface NodeAsShown {
  readonly node: Node;
  readonly past: Past;
  readonly pods: readonly PlayedPod[];
  /** The option that says which pods run. */
  readonly running: string;
}

/** Writes how the node came to be as it is. */
export function writeNode(code: Program, play: Play, { node, past, pods, running }: NodeAsShown): void {
  const made = (options: string): void => {
    code.add(`const node = unwrap(${code.use(NODE, "createNode")}({ ${running}, ${options} }));`);
  };
  const release = `release: ${quoted(node.release)}`;
  if (past.kind === "baseline" || placesItself(play, pods)) {
    const pool = poolOf(play);
    const options = [`strategy: ${quoted(play.strategy)}`, `seed: ${play.seed}`, release];
    if (pool.ok && pool.value !== undefined) {
      writePool(code, pool.value);
      options.push("pool");
    }
    const settings = settingsOf(play);
    if (past.kind === "kubelet" && Object.keys(settings).length > 0) options.push(`settings: ${literal(settings)}`);
    made(options.join(", "));
  } else if (past.kind === "kubelet") {
    past.lives.forEach((life, at) => {
      writeLife(code, life, at, play);
    });
    made(`kubelet: ${nameOf(past.lives.length - 1)}.kubelet`);
  } else {
    writePool(code, past.pool);
    writeSteps(code, play, past.steps);
    made(`allocations, ${release}`);
  }
}

/** Where all pods came one after the other and nothing else happened, a node gives them their ranges by itself. */
function placesItself({ position, fixes }: Play, pods: readonly PlayedPod[]): boolean {
  return position === 0 && fixes.length === 0 && pods.every(({ state }) => state !== "refused");
}

function writePool(code: Program, { start, size, idsPerPod, aligned }: Pool): void {
  const options = { start, size, ...(idsPerPod === 65536 ? {} : { idsPerPod }), ...(aligned === false && { aligned }) };
  code.add(`const pool = unwrap(${code.use("", "createPool")}(${literal(options)}));`);
}

/** What happened to the kubelet from one crash to the next. */
function writeLife(code: Program, life: KubeletLife, at: number, { seed, fixes }: Play): void {
  const options = literal({ seed, ...(fixes.length > 0 && { fixes }) });
  const first =
    at === 0
      ? `${code.use(KUBELET, "createKubelet")}(${settingsText(code, life.kubelet.settings)}, ${options})`
      : `{ ...${nameOf(at - 1)}.kubelet, started: false, manager: null }`;
  code.add(`const ${nameOf(at)} = ${code.use(KUBELET, "replay")}(${first}, ${literal(life.events)});`);
  const { outcomes } = replay(life.kubelet, life.events);
  code.claim(
    `came${at === 0 ? "" : at + 1}`,
    `${nameOf(at)}.outcomes.map(({ ok }) => ok)`,
    outcomes.map(({ ok }) => ok),
  );
}

function nameOf(life: number): string {
  return `past${life === 0 ? "" : life + 1}`;
}

/** The account of the kubelet as one writes it. */
function settingsText(code: Program, settings: KubeletSettings): string {
  const { kubeletUser, ...others } = settings;
  const printed = kubeletUser?.kind === "getsubids" && "output" in kubeletUser.uids ? kubeletUser.uids.output : "";
  const [, start, size] = /^0: kubelet (\d+) (\d+)\n$/.exec(printed) ?? [];
  if (start === undefined || size === undefined) return literal(settings);
  const account = `kubeletUser: ${code.use(KUBELET, "kubeletUser")}(${start}, ${size})`;
  return `{ ${Object.entries(others)
    .map(([name, value]) => `${name}: ${literal(value)}, `)
    .join("")}${account} }`;
}

function writeSteps(code: Program, { strategy, seed }: Play, steps: readonly AllocatorStep[]): void {
  const [strategies, empty] = [code.use("", "STRATEGIES"), code.use("", "emptyAllocations")];
  const [allocate, release] = [code.use("", "allocate"), code.use("", "release")];
  const [fromSnapshot, snapshot] = [code.use("", "fromSnapshot"), code.use("", "snapshot")];
  const pairs = literal(steps.map(({ type, pod }) => [type, pod]));
  code.add(
    `const strategy = ${strategies}[${quoted(strategy)}].make(${seed});`,
    `let allocations = ${empty}(pool, strategy);`,
    `const steps: [step: "allocate" | "release" | "restart", uid: string][] = ${pairs};`,
    "for (const [step, uid] of steps) {",
    '  if (step === "restart") {',
    `    allocations = unwrap(${fromSnapshot}(${snapshot}(allocations), strategy));`,
    "  } else {",
    `    const done = step === "allocate" ? ${allocate}(allocations, uid) : ${release}(allocations, uid);`,
    "    if (done.ok) allocations = done.value.state;",
    "  }",
    "}",
  );
}
