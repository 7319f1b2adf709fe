import * as fc from "fast-check";
import { allocate, createPool, emptyAllocations, firstFit, release, unwrap } from "../../../src/index.ts";
import {
  type AllocatorAdapter,
  type Counterexample,
  commandSetup,
  createModel,
  english,
  type History,
  OperationCommand,
} from "../../../src/testing.ts";
import { anything, optional, options, type Row, taking, text } from "./row.ts";

const make = () => firstFit();
const adapter: AllocatorAdapter = {
  start: (given) => {
    let state = emptyAllocations(unwrap(createPool(given)), firstFit());
    return {
      allocate: (podUid) => {
        const given = allocate(state, podUid);
        if (!given.ok) return { error: given.error.code, code: given.error.code };
        state = given.value.state;
        return given.value.range;
      },
      release: (podUid) => {
        const given = release(state, podUid);
        if (given.ok) state = given.value.state;
        return { ok: true };
      },
    };
  },
};
/** At once found wanting, so that nothing runs for long. */
const wanting: AllocatorAdapter = {
  start: () => ({ allocate: () => ({ start: 0, size: 1 }), release: () => ({ ok: true }) }),
};

const fields = {
  histories: optional(taking({}, "an empty object")),
  except: optional(["complete"]),
  laws: optional(taking({}, "an empty object")),
};
const few = optional(options({ endOnFailure: anything(true), numRuns: optional(10), ...fields }));
const whole = optional(options(fields));
const held = optional(options({ except: optional(["complete"]), laws: optional(taking({}, "an empty object")) }));
const one = optional(1);
const small = optional(
  options({ operations: one, seed: one, pods: one, maxSlotsPerPod: one, weights: optional(options({ allocate: 1 })) }),
);
const bounds = optional(
  options({
    slots: one,
    pods: one,
    maxSlotsPerPod: one,
    maxStates: one,
    steps: optional(["restart"]),
    seeds: optional([1]),
  }),
);

const pool = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };
const settings = options(pool);
const history: History = { pool, seed: 1, operations: [] };
const played = options({ pool: settings, seed: 1, operations: [] });
const finding = options({
  law: text("complete"),
  fault: { code: "not-back" },
  operation: taking({ op: "restart" }),
  answer: taking({ error: "no" }),
});
const counterexample: Counterexample = {
  subject: "mine",
  history,
  answers: [],
  finding: { law: "restart", fault: { code: "not-back" }, operation: { op: "restart" }, answer: { error: "no" } },
};
const { model: commandModel, real } = (
  commandSetup(adapter, pool) as () => { readonly model: object; readonly real: object }
)();
const model = createModel({ pool, idsPerPod: 65536 });
const range = options({ start: 65536, size: 65536 });
/** Whatever number is asked for or given is judged. */
const answer = options({ start: taking(65536, "NaN"), size: taking(65536, "NaN") });

/** The subjects of the kit and what is done with them. */
const subjectRows: Readonly<Record<string, Row>> = {
  assertAllocator: [adapter, few],
  assertStrategy: [make, few],
  checkAllocator: [wanting, few],
  checkStrategy: [make, few],
  allocatorProperty: [adapter, whole],
  strategyLaw: ["disjoint", make, optional(taking({}, "an empty object"))],
  strategyProperty: [make, whole],
  explore: [wanting, bounds],
  soak: [wanting, small],
  runAllocator: [adapter, played, held],
  runStrategy: [make, played, held],
};

const arbitraryRows: Readonly<Record<string, Row>> = {
  podHistories: [
    optional(
      options({
        pools: optional(fc.constant(pool)),
        pods: optional(1),
        maxOperations: optional(1),
        maxSlotsPerPod: optional(1),
        operations: optional(["allocate"]),
      }),
    ),
  ],
  ids: [optional(options({ min: optional(1), max: optional(2) }))],
  kubeletDisks: [optional(options({ maxPods: optional(1), slots: optional(1) }))],
  invalidMappings: [optional(options({ maxMappings: optional(1) }))],
  mappings: [optional(options({ maxMappings: optional(1) }))],
  invalidPools: [],
  pools: [optional(options({ maxSlots: optional(1), idsPerPod: optional([1]), exclude: optional(true) }))],
  rangeSets: [optional(options({ maxRanges: optional(1), end: optional(5) }))],
  ranges: [optional(options({ min: optional(1), end: optional(5), minSize: optional(1), maxSize: optional(2) }))],
};

const commandRows: Readonly<Record<string, Row>> = {
  allocatorCommands: [
    optional(
      options({
        pods: optional(1),
        maxSlotsPerPod: optional(1),
        restarts: optional(true),
        extra: optional([fc.constant(new OperationCommand({ op: "restart" }))]),
      }),
    ),
  ],
  commandSetup: [adapter, settings, optional(1), held],
  livePodAt: [commandModel, 0],
  performOperation: [
    commandModel,
    real,
    options({ op: "allocate", podUid: text("web"), size: optional(taking(65536, "NaN")) }),
  ],
  OperationCommand: [options({ op: "allocate", podUid: text("web"), slots: optional(1) })],
};

/** What judges, and what tells what was found. */
const judgeRows: Readonly<Record<string, Row>> = {
  createModel: [
    options({
      pool: range,
      idsPerPod: 65536,
      exclude: optional([{ start: 65536, size: 1 }]),
      supports: optional(["restart"]),
      promises: optional(["complete"]),
    }),
  ],
  judge: [model, options({ op: "allocate", podUid: text("web"), size: optional(taking(65536, "NaN")) }), answer],
  livePods: [model],
  unclaimedSlots: [model],
  BrokenLaw: [counterexample, optional(text("so"))],
  explain: [options({ ...counterexample, subject: text("mine"), history: played, finding }), optional(english)],
  explainFinding: [finding, optional(english)],
  traceOf: [counterexample, optional(options({ strategy: optional(text("first-fit")) }))],
};

export const testingRows: Readonly<Record<string, Row>> = {
  ...subjectRows,
  ...arbitraryRows,
  ...commandRows,
  ...judgeRows,
};
