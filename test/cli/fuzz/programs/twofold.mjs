/** Counts its pods anew at a restart, and never gives the last slot. */
import { createInterface } from "node:readline";

let pool = { start: 0, slots: 0, idsPerPod: 1 };
let slots = new Map();

function answer({ op, pod, ...settings }) {
  switch (op) {
    case "init":
      return init(settings);
    case "allocate":
      return allocate(pod);
    case "release":
      slots.delete(pod);
      return { ok: true };
    case "restart":
      slots = new Map([...slots.keys()].map((each, slot) => [each, slot]));
      return { ok: true };
    default:
      return { error: `unknown operation ${op}` };
  }
}

function init({ pool: { start, size }, idsPerPod }) {
  if (start + size > 4294967295) return { ok: false, error: "the pool reaches ID 4294967295" };
  pool = { start, slots: size / idsPerPod, idsPerPod };
  slots = new Map();
  return { ok: true, supports: ["restart", "seed"] };
}

function allocate(pod) {
  if (!slots.has(pod)) {
    const taken = new Set(slots.values());
    const slot = [...Array(pool.slots - 1).keys()].find((each) => !taken.has(each));
    if (slot === undefined) return { error: "no slot is free", code: "exhausted" };
    slots.set(pod, slot);
  }
  return { start: pool.start + slots.get(pod) * pool.idsPerPod, size: pool.idsPerPod };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
