// Wrong on purpose: an allocator behind the protocol of `userns-sim fuzz` that is right until it restarts.
//
// Slots that were given back lie on a stack, and behind them come those that no pod has had yet. After a restart the
// first of these is taken for the number of pods on the disk: too low, as soon as a pod has gone before another.
import { createInterface } from "node:readline";

let pool = { start: 0, slots: 0, idsPerPod: 1 };
/** What would lie on the disk: the slot of each pod. */
let disk = new Map();
let givenBack = [];
let neverUsed = 0;

function answer({ op, pod, ...settings }) {
  switch (op) {
    case "init":
      return init(settings);
    case "allocate":
      return allocate(pod);
    case "release":
      return release(pod);
    case "restart":
      givenBack = [];
      neverUsed = disk.size;
      return { ok: true };
    default:
      return { error: `unknown operation ${op}` };
  }
}

function init({ pool: { start, size }, idsPerPod }) {
  if (start + size > 4294967295) return { ok: false, error: "the pool reaches ID 4294967295" };
  pool = { start, slots: size / idsPerPod, idsPerPod };
  disk = new Map();
  givenBack = [];
  neverUsed = 0;
  return { ok: true, supports: ["restart"] };
}

function allocate(pod) {
  if (!disk.has(pod)) {
    if (givenBack.length === 0 && neverUsed === pool.slots) return { error: "no slot is free", code: "exhausted" };
    disk.set(pod, givenBack.pop() ?? neverUsed++);
  }
  return { start: pool.start + disk.get(pod) * pool.idsPerPod, size: pool.idsPerPod };
}

function release(pod) {
  if (disk.has(pod)) givenBack.push(disk.get(pod));
  disk.delete(pod);
  return { ok: true };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
