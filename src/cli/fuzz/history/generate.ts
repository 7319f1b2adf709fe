import { Dice } from "../../../core/random/dice.ts";
import type { AllocateOperation, ProgramOperation } from "../../../testing/history/operation.ts";
import type { Support } from "../../../testing/protocol/reply.ts";
import { capacityOf, type History, podsOf, type Settings } from "./history.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";

/**
 * The seed alone decides: any share of a campaign has all kinds of pools. Of eight about one ends below 2^32, one at it
 * and one past it.
 */
export function makeSettings(seed: number): Settings {
  const dice = new Dice(seed);
  // The kubelet takes multiples of 65536 only; so does every allocator that is made for it.
  const idsPerPod = 65536 * (dice.one([1, 1, 1, 1, 1, 2, 3]) ?? 1);
  const slots = dice.one(SLOTS) ?? 1;
  const start = startOf(dice.one(EDGES), slots, idsPerPod) ?? idsPerPod * (1 + dice.below(300));
  return { pool: { start, size: slots * idsPerPod }, idsPerPod, seed };
}

/** Pods come and go; in the end all go, and as many come as there are slots, and one more. */
export function makeHistory(settings: Settings, supports: readonly Support[]): History {
  const plot = new Plot(settings, supports);
  plot.scenes();
  plot.finale();
  return { ...settings, operations: plot.operations };
}

/** Small pools show most; what keeps its slots in words of bits goes wrong behind the first or second word. */
const SLOTS: readonly number[] = [1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 8, 13, 21, 64, 65, 110, 130];
const TWO_32 = 4294967296;
const EDGES: readonly ("below" | "at" | "past" | undefined)[] = [
  undefined,
  undefined,
  "below",
  undefined,
  "at",
  undefined,
  "past",
  undefined,
];

/** Where a pool at the end of all IDs starts: the last slots below 2^32, up to it, or half of them past it. */
function startOf(edge: "below" | "at" | "past" | undefined, slots: number, idsPerPod: number): number | undefined {
  if (edge === undefined) return undefined;
  const last = Math.floor(TWO_32 / idsPerPod);
  const inside = { below: slots + 1, at: slots, past: Math.ceil(slots / 2) }[edge];
  return (last - inside) * idsPerPod;
}

type Scene =
  | "new"
  | "again"
  | "release"
  | "releaseUnknown"
  | "restart"
  | "loseRecord"
  | "refill"
  | "cleanup"
  | "corruptRecord";

class Plot {
  readonly operations: ProgramOperation[] = [];
  readonly #dice: Dice;
  /** One of its own, so that the same happens with sizes and without. */
  readonly #sizeDice: Dice;
  readonly #ledger: Ledger;
  readonly #scenes: readonly Scene[];
  /** Few names, so that they come back; and always some that nobody has had. */
  readonly #names: number;
  #fresh = 0;
  /** Sizes to draw from, in IDs; none where every pod gets the same. */
  readonly #sizes: readonly number[];

  constructor(settings: Settings, supports: readonly Support[]) {
    this.#dice = new Dice((settings.seed ^ SALT) >>> 0);
    this.#sizeDice = new Dice((settings.seed ^ SIZE_SALT) >>> 0);
    this.#ledger = ledgerOf(settings);
    this.#names = capacityOf(settings) + 1 + this.#dice.below(4);
    this.#fresh = this.#names;
    const isSized = this.#sizeDice.below(2) === 0 && supports.includes("size");
    this.#sizes = isSized ? [1, 1, 2, 2, 3].map((slots) => slots * settings.idsPerPod) : [];
    const optional: readonly Scene[] = [
      ...(supports.includes("restart") ? (["restart", "restart"] as const) : []),
      ...(supports.includes("loseRecord") ? (["loseRecord", "loseRecord"] as const) : []),
      ...(supports.includes("cleanup") ? (["cleanup"] as const) : []),
      ...(supports.includes("corruptRecord") ? (["corruptRecord"] as const) : []),
    ];
    // A pool that is mostly full and one that is mostly empty show different faults.
    const release: readonly Scene[] =
      this.#dice.one([[], ["release"], ["release", "release", "release", "release"]]) ?? [];
    this.#scenes = [...BASE, ...release, ...optional];
  }

  scenes(): void {
    const length = this.#dice.one(LENGTHS) ?? 0;
    while (this.operations.length < length)
      for (const operation of this.#scene(this.#dice.one(this.#scenes) ?? "new")) this.#ask(operation);
  }

  finale(): void {
    // Of pods of several slots nobody can say before the answers which of them live.
    const pods = this.#sizes.length === 0 ? this.#ledger.live : podsOf(this.operations);
    for (const podUid of pods) this.#ask({ op: "release", podUid });
    for (let left = this.#ledger.free; left >= 0; left--) this.#ask({ op: "allocate", podUid: this.#freshName() });
  }

  #scene(scene: Scene): readonly ProgramOperation[] {
    const podUid = this.#dice.one(this.#ledger.live) ?? this.#name();
    switch (scene) {
      case "new":
        return [this.#request(this.#name())];
      case "again":
        return [{ op: "allocate", podUid }];
      case "release":
        return [{ op: "release", podUid }];
      case "releaseUnknown":
        return [{ op: "release", podUid: this.#name() }];
      case "refill":
        return [this.#request(this.#freshName())];
      case "restart":
        return [{ op: "restart" }];
      case "loseRecord":
        return [{ op: "loseRecord", podUid }, ...this.#afterLoss(podUid)];
      case "corruptRecord": {
        const text = this.#dice.one(CORRUPT) ?? "";
        return [{ op: "corruptRecord", podUid, text }, ...this.#afterLoss(podUid)];
      }
      case "cleanup":
        return [this.#cleanup()];
    }
  }

  /** What an allocator does about a lost record shows when the pod is asked about, or goes, or not before a restart. */
  #afterLoss(podUid: string): readonly ProgramOperation[] {
    const ends: readonly (readonly ProgramOperation[])[] = [
      [],
      [{ op: "allocate", podUid }],
      [{ op: "release", podUid }],
      [
        { op: "allocate", podUid },
        { op: "release", podUid },
      ],
      ...(this.#scenes.includes("cleanup") ? this.#cleanedAfterLoss() : []),
    ];
    return this.#dice.one(ends) ?? [];
  }

  /** A reconciler that goes by what is written down takes the range of a pod that runs, and the next one gets it. */
  #cleanedAfterLoss(): readonly (readonly ProgramOperation[])[] {
    const { live } = this.#ledger;
    const cleanup = { op: "cleanup", known: live, running: live } as const;
    const news = Array.from({ length: this.#ledger.free + 1 }, () => this.#request(this.#freshName()));
    return [[cleanup], [cleanup, ...news]];
  }

  /** Most pods are known and run, or few. */
  #cleanup(): ProgramOperation {
    const isMost = this.#dice.one([true, true, false]) ?? true;
    const some = (): readonly string[] => this.#ledger.live.filter(() => this.#dice.chance(isMost ? 90 : 40));
    return { op: "cleanup", known: some(), running: some() };
  }

  #request(podUid: string): AllocateOperation {
    const size = this.#sizeDice.one(this.#sizes);
    return size === undefined ? { op: "allocate", podUid } : { op: "allocate", podUid, size };
  }

  #ask(operation: ProgramOperation): void {
    if (!this.#ledger.allows(operation)) return;
    this.#ledger.note(operation);
    this.operations.push(operation);
  }

  #name(): string {
    return `p${1 + this.#dice.below(this.#names)}`;
  }

  #freshName(): string {
    this.#fresh++;
    return `p${this.#fresh}`;
  }
}

const SALT = 0x5bd1e995;
const SIZE_SALT = 0x1b873593;
const BASE: readonly Scene[] = ["new", "new", "new", "again", "release", "release", "releaseUnknown", "refill"];
/** What a disk that was full, a crash or a hand may leave. */
const CORRUPT: readonly string[] = ["", "{", "null", "[]", "\u0000\u0000"];
const LENGTHS: readonly number[] = [10, 20, 40, 80, 80, 160, 320];
