import { err, ok, type Result } from "../../core/result.ts";
import type { ProgramOperation } from "../../testing/history/operation.ts";
import type { History } from "./history/history.ts";

/**
 * Writes histories as a word that a shell leaves alone, such as `65536+131072/65536~1:a1,a2,r1,s,l2`: start and size of
 * the pool, IDs a pod, seed, and then each operation: `a1` allocates for p1, `a1x2` two slots, `r1` releases it, `l1` loses its record,
 * `s` restarts, `c1.2-2` cleans up where p1 and p2 are known and p2 runs, `t1=7b` writes `{` in the record of p1; several histories are joined by `_`.
 */
export function formatReplay(histories: readonly History[]): string {
  return histories.map(formatHistory).join("_");
}

/** Reads histories that {@link formatReplay} wrote. */
export function parseReplay(text: string): Result<readonly History[], string> {
  const histories: History[] = [];
  for (const part of text.trim().split("_")) {
    const history = parseHistory(part);
    if (!history.ok) return history;
    histories.push(history.value);
  }
  return ok(histories);
}

function formatHistory({ pool, idsPerPod, seed, operations }: History): string {
  return `${pool.start}+${pool.size}/${idsPerPod}~${seed}:${operations.map((operation) => formatOperation(operation, idsPerPod)).join(",")}`;
}

function formatOperation(operation: ProgramOperation, idsPerPod: number): string {
  if (operation.op === "restart") return "s";
  if (operation.op === "cleanup") return `c${numbersOf(operation.known)}-${numbersOf(operation.running)}`;
  if (operation.op === "corruptRecord")
    return `t${operation.podUid.slice(1)}=${Buffer.from(operation.text).toString("hex")}`;
  const slots = "size" in operation && operation.size !== undefined ? `x${operation.size / idsPerPod}` : "";
  return LETTERS[operation.op] + operation.podUid.slice(1) + slots;
}

function numbersOf(pods: readonly string[]): string {
  return pods.map((pod) => pod.slice(1)).join(".");
}

function podsOf(numbers: string): readonly string[] {
  return numbers === "" ? [] : numbers.split(".").map((number) => `p${number}`);
}

function parseHistory(part: string): Result<History, string> {
  const [all, start, size, idsPerPod, seed, list = ""] = part.match(HISTORY) ?? [];
  if (all === undefined) return err("expected START+SIZE/IDS~SEED:OPERATIONS, as a finding names it");
  const history = {
    pool: { start: Number(start), size: Number(size) },
    idsPerPod: Number(idsPerPod),
    seed: Number(seed),
  };
  const fault = faultOf(history);
  if (fault !== undefined) return err(fault);
  const words = list === "" ? [] : list.split(",");
  const operations = words.map((word) => parseOperation(word, history.idsPerPod));
  const bad = operations.indexOf(undefined);
  if (bad >= 0)
    return err(
      `operation ${bad}: expected a, r or l and a pod's number, a1x2 for two slots, c and pods for a cleanup, t1=HEX for a record, or s`,
    );
  return ok({ ...history, operations: operations.filter((operation) => operation !== undefined) });
}

function faultOf({ pool, idsPerPod, seed }: Omit<History, "operations">): string | undefined {
  const isPool = idsPerPod > 0 && pool.size > 0 && pool.start % idsPerPod === 0 && pool.size % idsPerPod === 0;
  if (!isPool || pool.start < idsPerPod || pool.start > LAST)
    return "expected a pool of whole slots that starts at a multiple of the IDs a pod, 0 not included";
  return seed > LAST ? "expected a seed from 0 to 4294967295" : undefined;
}

function parseOperation(word: string, idsPerPod: number): ProgramOperation | undefined {
  if (word === "s") return { op: "restart" };
  const [cleanup, known = "", running = ""] = word.match(CLEANUP) ?? [];
  if (cleanup !== undefined) return { op: "cleanup", known: podsOf(known), running: podsOf(running) };
  const [corrupt, pod, hex = ""] = word.match(CORRUPT) ?? [];
  if (corrupt !== undefined)
    return { op: "corruptRecord", podUid: `p${pod}`, text: Buffer.from(hex, "hex").toString() };
  const [, letter = "", number, slots] = word.match(/^([arl])(\d{1,9})(?:x([1-9]\d{0,5}))?$/) ?? [];
  const op = OPERATIONS[letter];
  const podUid = `p${number}`;
  if (slots !== undefined) return op === "allocate" ? { op, podUid, size: Number(slots) * idsPerPod } : undefined;
  return op === undefined ? undefined : { op, podUid };
}

const LAST = 4294967295;
const HISTORY = /^(\d{1,10})\+(\d{1,10})\/(\d{1,10})~(\d{1,10}):(.*)$/;
const CLEANUP = /^c((?:\d{1,9}(?:\.\d{1,9})*)?)-((?:\d{1,9}(?:\.\d{1,9})*)?)$/;
const CORRUPT = /^t(\d{1,9})=((?:[\da-f]{2}){0,1024})$/;
const LETTERS = { allocate: "a", release: "r", loseRecord: "l" } as const;
const OPERATIONS: Readonly<Record<string, keyof typeof LETTERS>> = { a: "allocate", r: "release", l: "loseRecord" };
