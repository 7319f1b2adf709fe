import { ACCESS_INPUTS, type AccessInput, type AccessVectors, answerAccess } from "./access.ts";
import { answerMapWrite, MAP_WRITE_INPUTS, type MapWriteInput, type MapWriteVectors } from "./mapwrite.ts";
import { answerPtrace, PTRACE_INPUTS, type PtraceInput, type PtraceVectors } from "./ptrace.ts";
import {
  answerExec,
  answerSetId,
  EXEC_INPUTS,
  type ExecInput,
  SET_ID_INPUTS,
  type SetIdInput,
  type SetIdVectors,
} from "./setid.ts";
import { answerSignal, SIGNAL_INPUTS, type SignalInput, type SignalVectors } from "./signal.ts";
import { answerCreate, answerDown, answerMapRead, answerUp, type TranslateVectors } from "./translate.ts";
import { worldOf } from "./world.ts";

/** One case: what the model computed, and what the kernel was seen to do. */
export interface Replayed {
  /** Where the case stands in its file. */
  readonly place: string;
  /** What the model computed. */
  readonly computed: unknown;
  /** What was observed. */
  readonly observed: unknown;
}

/** Replays access.json. */
export function replayAccess(vectors: AccessVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return replay("cases", vectors.cases, ACCESS_INPUTS, (input) =>
    answerAccess(world, vectors, input as unknown as AccessInput),
  );
}

/** Replays mapwrite.json. */
export function replayMapWrite(vectors: MapWriteVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return replay("cases", vectors.cases, MAP_WRITE_INPUTS, (input) =>
    answerMapWrite(world, vectors, input as unknown as MapWriteInput),
  );
}

/** Replays signal.json. */
export function replaySignal(vectors: SignalVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return replay("cases", vectors.cases, SIGNAL_INPUTS, (input) =>
    answerSignal(world, vectors, input as unknown as SignalInput),
  );
}

/** Replays ptrace.json. */
export function replayPtrace(vectors: PtraceVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return replay("cases", vectors.cases, PTRACE_INPUTS, (input) =>
    answerPtrace(world, vectors, input as unknown as PtraceInput),
  );
}

/** Replays setid.json: the calls, then the programs. */
export function replaySetId(vectors: SetIdVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return [
    ...replay("cases", vectors.cases, SET_ID_INPUTS, (input) =>
      answerSetId(world, vectors, input as unknown as SetIdInput),
    ),
    ...replay("exec", vectors.exec, EXEC_INPUTS, (input) => answerExec(world, vectors, input as unknown as ExecInput)),
  ];
}

/** Replays translate.json: the IDs up and down, the files created, the maps read. */
export function replayTranslate(vectors: TranslateVectors): readonly Replayed[] {
  const world = worldOf(vectors.namespaces);
  return [
    ...vectors.cases.flatMap(([namespace, up, down], index) => [
      {
        place: `cases[${index}] up`,
        computed: computedOrThrown(() =>
          answerUp(
            world,
            namespace,
            up.map(([id]) => id),
          ),
        ),
        observed: up,
      },
      {
        place: `cases[${index}] down`,
        computed: computedOrThrown(() =>
          answerDown(
            world,
            namespace,
            down.map(([id]) => id),
          ),
        ),
        observed: down,
      },
    ]),
    ...replay("creates", vectors.creates, 3, ([namespace, uid, gid]) =>
      answerCreate(world, namespace as number, uid as number, gid as number),
    ),
    ...replay("map_reads", vectors.map_reads, 2, ([target, reader]) =>
      answerMapRead(world, target as number, reader as number),
    ),
  ];
}

/** Lists the cases in which the two differ, in the least thing. */
export function differences(cases: readonly Replayed[]): readonly Replayed[] {
  return cases.filter(({ computed, observed }) => JSON.stringify(computed) !== JSON.stringify(observed));
}

/** Hands the answer function the input columns alone, so that it cannot look at what was observed. */
function replay(
  name: string,
  rows: readonly (readonly unknown[])[],
  inputs: number,
  answer: (input: readonly unknown[]) => readonly unknown[],
): readonly Replayed[] {
  return rows.map((row, index) => ({
    place: `${name}[${index}]`,
    computed: computedOrThrown(() => answer(row.slice(0, inputs))),
    observed: row.slice(inputs),
  }));
}

/** A row that cannot be answered is a difference, and the next one is replayed nevertheless. */
function computedOrThrown(answer: () => unknown): unknown {
  try {
    return answer();
  } catch (error) {
    return `threw ${error}`;
  }
}
