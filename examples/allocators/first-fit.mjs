// An allocator behind the protocol of `userns-sim fuzz`, in JavaScript: the lowest free slots.
import { createInterface } from "node:readline";

let pool = { start: 0, slots: 0, idsPerPod: 1 };
/** What would lie on the disk: the first and the last slot of each pod. It outlives a restart. */
let disk = new Map();
/** What the program remembers: the slots of each pod, and which slots are taken. */
let slotsOf = new Map();
let taken = new Set();

function recover() {
  slotsOf = new Map(disk);
  taken = new Set([...slotsOf.values()].flatMap(each));
}

function answer(request) {
  switch (request.op) {
    case "init":
      return init(request);
    case "allocate":
      return allocate(request);
    case "release":
      return release(request.pod);
    case "restart":
      recover();
      return { ok: true };
    case "cleanup":
      return cleanup(request);
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
  return { ok: true, supports: ["restart", "loseRecord", "seed", "size", "cleanup"] };
}

function allocate({ pod, size = pool.idsPerPod }) {
  let slots = slotsOf.get(pod);
  if (slots === undefined) {
    const count = size / pool.idsPerPod;
    slots = { first: 0, last: count - 1 };
    while (each(slots).some((slot) => taken.has(slot))) slots = { first: slots.first + 1, last: slots.last + 1 };
    if (slots.last >= pool.slots) return refusal(count);
    slotsOf.set(pod, slots);
    for (const slot of each(slots)) taken.add(slot);
    disk.set(pod, slots);
  }
  const { first, last } = slots;
  return { start: pool.start + first * pool.idsPerPod, size: (last - first + 1) * pool.idsPerPod };
}

function refusal(count) {
  const isFull = pool.slots - taken.size < count;
  if (isFull) return { error: "too few slots are free", code: "exhausted" };
  return { error: "no free slots lie side by side", code: "fragmented" };
}

function release(pod) {
  const slots = slotsOf.get(pod);
  if (slots !== undefined) for (const slot of each(slots)) taken.delete(slot);
  slotsOf.delete(pod);
  disk.delete(pod);
  return { ok: true };
}

function cleanup({ known, running }) {
  for (const pod of slotsOf.keys()) if (!known.includes(pod) && !running.includes(pod)) release(pod);
  return { ok: true };
}

function each({ first, last }) {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
