// An allocator behind the protocol of `userns-sim fuzz`, in JavaScript: the lowest free slot.
import { createInterface } from "node:readline";

let pool = { start: 0, slots: 0, idsPerPod: 1 };
/** What would lie on the disk: the slot of each pod. It outlives a restart. */
let disk = new Map();
/** What the program remembers: the slot of each pod, and which slots are taken. */
let slotOf = new Map();
let taken = new Set();

function recover() {
  slotOf = new Map(disk);
  taken = new Set(slotOf.values());
}

function answer(request) {
  switch (request.op) {
    case "init":
      return init(request);
    case "allocate":
      return allocate(request.pod);
    case "release":
      return release(request.pod);
    case "restart":
      recover();
      return { ok: true };
    case "loseRecord":
      disk.delete(request.pod);
      return { ok: true };
    default:
      return { error: `unknown operation ${request.op}` };
  }
}

function init({ pool: { start, size }, idsPerPod }) {
  // ID 4294967295 is no ID: a range that has it cannot be mapped.
  if (start + size > 4294967295) return { ok: false, error: "the pool reaches ID 4294967295" };
  pool = { start, slots: Math.floor(size / idsPerPod), idsPerPod };
  disk = new Map();
  recover();
  return { ok: true, supports: ["restart", "loseRecord", "seed"] };
}

function allocate(pod) {
  let slot = slotOf.get(pod);
  if (slot === undefined) {
    slot = 0;
    while (taken.has(slot)) slot++;
    if (slot >= pool.slots) return { error: "no slot is free", code: "exhausted" };
    slotOf.set(pod, slot);
    taken.add(slot);
    disk.set(pod, slot);
  }
  return { start: pool.start + slot * pool.idsPerPod, size: pool.idsPerPod };
}

function release(pod) {
  taken.delete(slotOf.get(pod));
  slotOf.delete(pod);
  disk.delete(pod);
  return { ok: true };
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
