import type { Answer } from "../../../src/testing/history/answer.ts";
import type { FoundRange } from "../../../src/testing/history/finding.ts";
import type { HistoryStep } from "../../../src/testing/history/operation.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
import type { ModelOptions } from "../../../src/testing/model/rules.ts";

/** A live pod: every single ID that it has, the ranges as they were given, and after how many restarts it was last told them. */
interface SlowPod {
  readonly podUid: string;
  readonly ranges: readonly FoundRange[];
  readonly ids: readonly number[];
  readonly epoch: number;
}

/** The model again, with plain lists of single IDs: slow, and with nothing to look up. */
export interface SlowModel {
  readonly options: ModelOptions;
  readonly pods: readonly SlowPod[];
  readonly epoch: number;
  /** Every single ID that somebody has or has had. */
  readonly given: readonly number[];
  readonly lost: readonly string[];
  readonly corrupt: readonly string[];
  /** Whoever has lost the record and asked again. */
  readonly again: readonly string[];
  /** Whoever may still have what it had before a restart. */
  readonly doubtful: readonly SlowPod[];
}

export interface SlowJudgement {
  readonly model: SlowModel;
  readonly law: LawName | undefined;
}

const LAST = 4294967294;

export function slowModel(options: ModelOptions): SlowModel {
  return { options, pods: [], epoch: 0, given: [], lost: [], corrupt: [], again: [], doubtful: [] };
}

function idsOf({ start, size }: FoundRange): readonly number[] {
  return Array.from({ length: size }, (_, i) => start + i);
}

function promised({ options }: SlowModel, name: "aligned" | "complete" | "one-range"): boolean {
  return (options.promises ?? ["complete", "one-range"]).includes(name);
}

/** The slots that can be handed out: whole, below the last ID, without an excluded ID. */
function usableSlots({ options: { pool, idsPerPod, exclude = [] } }: SlowModel): readonly FoundRange[] {
  const excluded = exclude.flatMap(idsOf);
  const slots: FoundRange[] = [];
  for (let start = pool.start; start + idsPerPod <= pool.start + pool.size; start += idsPerPod) {
    const ids = idsOf({ start, size: idsPerPod });
    if (ids.every((id) => id <= LAST && !excluded.includes(id))) slots.push({ start, size: idsPerPod });
  }
  return slots;
}

export function slowFree(model: SlowModel): number {
  const taken = model.pods.flatMap(({ ids }) => ids).length / model.options.idsPerPod;
  return usableSlots(model).length - taken;
}

function flawOf(model: SlowModel, range: FoundRange, isRightSize: boolean): LawName | undefined {
  const { pool, exclude = [] } = model.options;
  const { start, size } = range;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(start + size)) return "answers";
  if (start + size - 1 > LAST) return "no-last-id";
  if (start < pool.start || start + size > pool.start + pool.size) return "in-pool";
  if (!isRightSize) return "answers";
  if (promised(model, "aligned") && start % size !== 0) return "aligned";
  const ids = idsOf(range);
  if (exclude.flatMap(idsOf).some((id) => ids.includes(id))) return "in-pool";
  return model.pods.flatMap((pod) => pod.ids).some((id) => ids.includes(id)) ? "disjoint" : undefined;
}

const isWhole = (size: number, idsPerPod: number): boolean => size > 0 && size % idsPerPod === 0;

function grantFlaw(model: SlowModel, ranges: readonly FoundRange[], want: number): LawName | undefined {
  const { idsPerPod } = model.options;
  const [only] = ranges;
  if (only !== undefined && ranges.length === 1) return flawOf(model, only, only.size === want);
  for (const range of ranges) {
    const flaw = flawOf(model, range, isWhole(range.size, idsPerPod));
    if (flaw !== undefined) return flaw;
  }
  const ids = ranges.flatMap(idsOf);
  const isFair = ids.length === want && new Set(ids).size === ids.length && !promised(model, "one-range");
  return isFair ? undefined : "answers";
}

/** The slots of which nobody has an ID, nor may have one. */
function untouched(model: SlowModel): readonly FoundRange[] {
  const taken = [...model.pods, ...model.doubtful].flatMap((pod) => pod.ids);
  return usableSlots(model).filter((slot) => !idsOf(slot).some((id) => taken.includes(id)));
}

/** Whether so many free slots lie in a row, at a start that may be given. */
function hasRow(model: SlowModel, want: number): boolean {
  const { idsPerPod } = model.options;
  const free = untouched(model);
  return free.some(
    ({ start }) =>
      (!promised(model, "aligned") || start % want === 0) &&
      Array.from({ length: want / idsPerPod }, (_, i) => start + i * idsPerPod).every((at) =>
        free.some((slot) => slot.start === at),
      ),
  );
}

function refusalFlaw(
  model: SlowModel,
  slots: number,
  { error, code = error }: { error: string; code?: string },
): LawName | undefined {
  if (code !== error && ["bad-proposal", "strategy-threw", "answered-later", "bad-memory"].includes(code))
    return "accepted";
  if (code === "no-answer") return "answers";
  if (slowFree(model) < slots) return code === "exhausted" ? undefined : "answers";
  const mayBeTaken = model.doubtful.flatMap(({ ids }) => ids).length / model.options.idsPerPod;
  if (slowFree(model) - mayBeTaken < slots) return undefined;
  const fresh = { ...model, pods: [], doubtful: [{ podUid: "", ranges: [], ids: model.given, epoch: 0 }] };
  const isFresh = promised(model, "one-range")
    ? hasRow(fresh, slots * model.options.idsPerPod)
    : untouched(fresh).length >= slots;
  const law = isFresh ? "complete" : "gives-back";
  if (code !== "exhausted" && !promised(model, "complete")) return undefined;
  return promised(model, "one-range") && !hasRow(model, slots * model.options.idsPerPod) ? undefined : law;
}

function sameRanges(a: readonly FoundRange[], b: readonly FoundRange[]): boolean {
  const text = (ranges: readonly FoundRange[]) =>
    ranges
      .map(({ start, size }) => `${start}+${size}`)
      .sort()
      .join();
  return text(a) === text(b);
}

export function slowJudge(model: SlowModel, operation: HistoryStep, answer: Answer): SlowJudgement {
  const { options, pods, epoch, lost, corrupt, again, doubtful } = model;
  const broken = (law: LawName): SlowJudgement => ({ model, law });
  const fine = (next: Partial<SlowModel> = {}): SlowJudgement => ({
    model: { ...model, ...next },
    law: undefined,
  });
  const isRefusal = "error" in answer;
  const isFault =
    isRefusal && ["bad-proposal", "strategy-threw", "answered-later", "bad-memory"].includes(answer.code ?? "");
  const isKits = operation.op !== "restore" && operation.op !== "cleanup" && operation.op !== "corruptRecord";
  if (isKits && options.supports !== undefined && !options.supports.includes(operation.op)) return fine();
  const held = "podUid" in operation ? pods.find(({ podUid }) => podUid === operation.podUid) : undefined;
  const with_ = (podUid: string, ranges: readonly FoundRange[]): Partial<SlowModel> => {
    const ids = ranges.flatMap(idsOf);
    return {
      pods: [...pods, { podUid, ranges, ids, epoch }],
      doubtful: doubtful.filter((pod) => pod.podUid !== podUid && !pod.ids.some((id) => ids.includes(id))),
      given: [...model.given, ...ids],
    };
  };
  const seen = (): Partial<SlowModel> => ({
    pods: pods.map((pod) => (pod === held ? { ...pod, epoch } : pod)),
    again: held !== undefined && lost.includes(held.podUid) ? [...again, held.podUid] : again,
  });
  switch (operation.op) {
    case "allocate": {
      if ("ok" in answer) return broken("answers");
      const slots = Math.ceil((operation.size ?? options.idsPerPod) / options.idsPerPod);
      const want = slots * options.idsPerPod;
      const moved = held?.epoch === epoch || lost.includes(operation.podUid) ? "same-range" : "restart";
      if ("start" in answer) {
        const ranges = [{ start: answer.start, size: answer.size }, ...(answer.more ?? [])];
        if (held !== undefined) return sameRanges(held.ranges, ranges) ? fine(seen()) : broken(moved);
        const law = grantFlaw(model, ranges, want);
        return law === undefined ? fine(with_(operation.podUid, ranges)) : broken(law);
      }
      if (held !== undefined) {
        const mayRefuse = corrupt.includes(operation.podUid);
        return mayRefuse || (operation.size !== undefined && want !== held.ids.length) ? fine() : broken(moved);
      }
      const law = refusalFlaw(model, slots, answer);
      return law === undefined ? fine() : broken(law);
    }
    case "release": {
      if (held !== undefined && isRefusal) return broken(isFault ? "accepted" : "gives-back");
      if ("start" in answer) return broken("answers");
      if (held === undefined) return fine({ doubtful: doubtful.filter((pod) => pod.podUid !== operation.podUid) });
      return fine({
        pods: pods.filter((pod) => pod !== held),
        again: again.filter((pod) => pod !== operation.podUid),
        lost: lost.filter((pod) => pod !== operation.podUid),
        corrupt: corrupt.filter((pod) => pod !== operation.podUid),
      });
    }
    case "restart": {
      if (isRefusal) return broken("restart");
      if ("start" in answer) return broken("answers");
      return fine({
        pods: pods.filter(({ podUid }) => !lost.includes(podUid)),
        lost: [],
        corrupt: [],
        again: [],
        doubtful: [...doubtful, ...pods.filter(({ podUid }) => again.includes(podUid))],
        epoch: epoch + 1,
      });
    }
    case "cleanup": {
      if (!("ok" in answer)) return broken("answers");
      const isNeeded = (pod: string): boolean => operation.known.includes(pod) || operation.running.includes(pod);
      const stay = pods.filter((pod) => isNeeded(pod.podUid));
      return fine({
        pods: stay,
        lost: lost.filter(isNeeded),
        corrupt: corrupt.filter(isNeeded),
        again: again.filter(isNeeded),
        doubtful: doubtful.filter(({ podUid }) => isNeeded(podUid)),
      });
    }
    case "corruptRecord":
    case "loseRecord": {
      if ("start" in answer || (held !== undefined && isRefusal)) return broken("answers");
      return held === undefined || lost.includes(operation.podUid)
        ? fine()
        : fine({
            lost: [...lost, operation.podUid],
            corrupt: operation.op === "corruptRecord" ? [...corrupt, operation.podUid] : corrupt,
          });
    }
    case "restore": {
      const { start, size } = operation;
      if (isFault) return broken("accepted");
      const isOwn = held !== undefined && sameRanges(held.ranges, [{ start, size }]);
      const told = flawOf(model, { start, size }, isWhole(size, options.idsPerPod));
      // What was given once may lie anywhere; an allocator that promises to align need not take it.
      const anywhere = { ...model, options: { ...options, promises: [] } };
      const flaw = told === "aligned" ? flawOf(anywhere, { start, size }, true) : told;
      const isSound = isOwn || (held === undefined && flaw === undefined);
      if (isRefusal) return isSound && (isOwn || told === undefined) ? broken("restart") : fine();
      if ("start" in answer && (answer.start !== start || answer.size !== size)) return broken("restart");
      if (!isSound) return broken(held === undefined ? (flaw ?? "disjoint") : "same-range");
      return isOwn ? fine(seen()) : fine(with_(operation.podUid, [{ start, size }]));
    }
  }
}
