// A right allocator behind the protocol, the lowest free slot, that does one odd thing: `node odd.cjs ODDITY TOKEN`.
// It answers line by line, unless the oddity is about that. It does it when a second pod gets a range; the TOKEN is for whoever looks for processes that were left behind.
// CommonJS, because it starts faster, and these programs are started often.
const { spawn } = require("node:child_process");
const { appendFileSync, closeSync, mkdirSync, readFileSync, rmdirSync, writeSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const [oddity] = process.argv.slice(2);
const stuck = () => setInterval(() => undefined, 1000);
const odd = {
  crash: () => process.exit(3),
  tool: () => process.exit(127),
  signal: () => process.kill(process.pid, "SIGSEGV"),
  late: () => process.exit(3),
  hang: () => {
    isDead = true;
    stuck();
  },
  loop: () => {
    for (;;);
  },
  junk: () => say("panic: a slot is missing"),
  shape: () => say('{"ok":true}'),
  number: () => say('{"start":"65536","size":65536}'),
  flood: (given) => say(`${given}\n`.repeat(100000)),
  endless: (given) => {
    isDead = true;
    const more = () => process.stdout.write(`${given}\n`.repeat(1000), more);
    more();
  },
  gigabyte: () => {
    isDead = true;
    const piece = "x".repeat(1048576);
    const more = (left) => left > 0 && process.stdout.write(piece, () => more(left - 1));
    more(1024);
  },
  close: () => {
    isDead = true;
    closeSync(1);
    stuck();
  },
  deaf: () => {
    isDead = true;
    process.stdin.destroy();
    stuck();
  },
  forks: () => {
    for (const detached of [false, true])
      spawn("sh", ["-c", "sleep 600; : $0", process.argv[3]], { detached, stdio: "ignore" }).unref();
    process.exit(4);
  },
  holds: () => {
    spawn("sh", ["-c", "sleep 600; : $0", process.argv[3]], { detached: true, stdio: "inherit" }).unref();
    process.exit(5);
  },
};

let pool = { start: 0, slots: 0, idsPerPod: 1 };
let slotOf = new Map();
let inits = 0;
let held = [];
let isDead = false;
let isUnlucky = false;

function say(line) {
  held.push(`${line}\n`);
}

function init({ pool: { start, size }, idsPerPod }) {
  if (oddity === "refuses" && size > idsPerPod) return { ok: false, error: "too many slots" };
  if (oddity === "fussy" && size > idsPerPod) process.exit(8);
  if (oddity === "misspells") return { ok: true, supports: ["restrat"] };
  if (start + size > 4294967295) return { ok: false, error: "it reaches the last ID" };
  pool = { start, slots: size / idsPerPod, idsPerPod };
  if (oddity !== "stale" || inits === 0) slotOf = new Map();
  inits++;
  isUnlucky = oddity === "chance" && isThirdInit();
  if (oddity === "third" && inits === 3) process.exit(7);
  return { ok: true, supports: oddity === "random" || oddity === "locked" ? ["seed"] : [] };
}

/** What is up to chance, in a way that every run of the tests has the same. */
function isThirdInit() {
  const dice = join(tmpdir(), `userns-sim-${process.argv[3]}`);
  appendFileSync(dice, ".");
  return readFileSync(dice).length % 3 === 0;
}

function allocate(pod) {
  const isNew = !slotOf.has(pod);
  const slots = oddity === "word" ? Math.min(pool.slots, 64) : pool.slots;
  if (isNew && slotOf.size >= slots) return { error: "full", code: oddity === "wordless" ? "full" : "exhausted" };
  const taken = [...slotOf.values()];
  let slot = oddity === "random" && Math.random() < 0.5 ? pool.slots - 1 : 0;
  while (isNew && taken.includes(slot)) slot = (slot + 1) % pool.slots;
  // The second pod has the range of the first.
  if ((oddity === "careless" || isUnlucky) && isNew && slotOf.size === 1) slot = taken[0];
  if (oddity === "careless" && isNew && slotOf.size === 2) process.exit(9);
  const isOdd = isNew && slotOf.size === 1 && odd[oddity] !== undefined;
  if (isNew) slotOf.set(pod, slot);
  const given = { start: pool.start + slotOf.get(pod) * pool.idsPerPod, size: pool.idsPerPod };
  if (oddity === "blank") return { ...given, error: "", code: "" };
  return isOdd ? odd[oddity](JSON.stringify(given)) : given;
}

function answer({ op, pod, ...settings }) {
  if (op === "init") return init(settings);
  if (op === "allocate") return allocate(pod);
  slotOf.delete(pod);
  return { ok: true };
}

if (oddity === "locked") {
  const lock = join(tmpdir(), `userns-sim-${process.argv[3]}`);
  mkdirSync(lock);
  process.on("exit", () => rmdirSync(lock));
}

let rest = "";
process.stdin.setEncoding("utf8").on("data", (text) => {
  const lines = (rest + text).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    if (isDead) return;
    const given = answer(JSON.parse(line));
    if (given !== undefined) say(JSON.stringify(given));
    if (oddity === "twice") say(held.at(-1).trim());
    if (oddity !== "reverse" && oddity !== "late") flush();
  }
  // Out of order, as far as there is an order among what was asked at once.
  if (oddity === "reverse") held.reverse();
  flush();
});

/** At once: a process that ends does not wait for what it has not written yet. */
function flush() {
  if (held.length > 0 && !isDead) writeSync(1, held.join(""));
  held = [];
}
