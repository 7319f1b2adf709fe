import initSqlJs, { type Database } from "sql.js";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { AsyncAllocatorAdapter, StartTools } from "../../../src/testing/subject/adapter.ts";

const sql = await initSqlJs();

/** Keeps its ranges in a real SQLite: looks for the lowest free slot, and then writes it down. */
export function sqliteAllocator(isSerialised: boolean): AsyncAllocatorAdapter {
  return {
    name: "sqlite",
    async: true,
    concurrent: true,
    start: async (pool, _seed, { schedule }) => {
      const db = new sql.Database();
      db.run("CREATE TABLE slots (slot INTEGER, pod TEXT)");
      const usable = Array.from({ length: pool.size / pool.idsPerPod }, (_, slot) => slot).filter((slot) => {
        const start = pool.start + slot * pool.idsPerPod;
        return pool.exclude.every(
          (other) => other.start >= start + pool.idsPerPod || other.start + other.size <= start,
        );
      });
      const rangeOf = (slot: number): Answer => ({ start: pool.start + slot * pool.idsPerPod, size: pool.idsPerPod });
      const serially = isSerialised ? queue() : async <T>(act: () => Promise<T>): Promise<T> => act();
      return {
        allocate: (pod) => serially(() => allocate(db, schedule, usable, rangeOf, pod)),
        release: (pod) =>
          serially(async () => {
            await schedule(`DELETE ${pod}`, () => db.run("DELETE FROM slots WHERE pod = ?", [pod]));
            return { ok: true };
          }),
        stop: async () => db.close(),
      };
    },
  };
}

async function allocate(
  db: Database,
  schedule: StartTools["schedule"],
  usable: readonly number[],
  rangeOf: (slot: number) => Answer,
  pod: string,
): Promise<Answer> {
  const rows = await schedule(`SELECT ${pod}`, () => db.exec("SELECT slot, pod FROM slots")[0]?.values ?? []);
  const held = rows.find(([, owner]) => owner === pod);
  if (held !== undefined) return rangeOf(Number(held[0]));
  const taken = new Set(rows.map(([slot]) => slot));
  const slot = usable.find((other) => !taken.has(other));
  if (slot === undefined) return { error: "no free slot", code: "exhausted" };
  await schedule(`INSERT ${pod}`, () => db.run("INSERT INTO slots VALUES (?, ?)", [slot, pod]));
  return rangeOf(slot);
}

/** One after the other, as a lock or a serialisable transaction would have it. */
function queue(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act);
    last = next.catch(() => undefined);
    return next;
  };
}
