import type { Answer } from "../../../testing/history/answer.ts";
import type { LawName } from "../../../testing/laws/laws.ts";
import { createModel } from "../../../testing/model/create-model.ts";
import { judgeExcept } from "../../../testing/model/judge-except.ts";
import type { Model } from "../../../testing/model/model.ts";
import { type InitReply, type Junk, readAnswer, readInitReply, type Support } from "../../../testing/protocol/reply.ts";
import { requestLine } from "../../../testing/protocol/request.ts";
import { type History, isSound, type Settings } from "../history/history.ts";
import type { Program } from "../program/program.ts";
import type { Played, Trouble } from "./trouble.ts";

/** How a history is played. */
export interface Manner {
  /** How many lines are written before the answer to the first of them is read; 1 is lockstep. */
  readonly ahead: number;
  /**
   * What ends it before its time: anything that goes wrong, or only a broken protocol. Then what follows a broken law is
   * asked but not judged, and the program has been asked the whole history.
   */
  readonly until: "trouble" | "breakdown";
  /** How long the program may think about an operation; as long as it was started with when not given. */
  readonly seconds?: number;
}

/** Plays what `historyFor` gives for what the program says that it knows; broken laws of `except` are left aside. */
export async function play(
  program: Program,
  settings: Settings,
  historyFor: (supports: readonly Support[]) => History,
  manner: Manner,
  except: readonly LawName[],
): Promise<Played> {
  const init = await start(program, settings);
  if (init.reply === undefined)
    return {
      history: { ...settings, operations: [] },
      supports: undefined,
      refusal: undefined,
      answers: [],
      trouble: init.trouble,
      breakdown: init.trouble,
    };
  if (!init.reply.ok) {
    const { error } = init.reply;
    const trouble: Trouble | undefined = isSound(settings)
      ? { at: -1, what: { kind: "refused-pool", error } }
      : undefined;
    const history = { ...settings, operations: [] };
    return { history, supports: undefined, refusal: error, answers: [], trouble, breakdown: undefined };
  }
  const { supports } = init.reply;
  const history = historyFor(supports);
  return { history, supports, refusal: undefined, ...(await go(program, history, manner, except)) };
}

async function start(
  program: Program,
  settings: Settings,
): Promise<{ readonly reply?: InitReply; readonly trouble?: Trouble }> {
  let reply: InitReply | undefined;
  let junk: Junk | undefined;
  const fault = await program.ask([requestLine({ op: "init", ...settings })], 1, (line) => {
    const read = readInitReply(line);
    if (read.ok) reply = read.value;
    else {
      junk = read.error;
      program.kill();
    }
    return read.ok;
  });
  if (junk !== undefined) return { trouble: { at: -1, what: { kind: "junk", junk } } };
  if (fault !== undefined) return { trouble: { at: -1, what: fault } };
  return reply === undefined ? {} : { reply };
}

async function go(
  program: Program,
  { operations, pool, idsPerPod }: History,
  { ahead, until, seconds }: Manner,
  except: readonly LawName[],
): Promise<Pick<Played, "answers" | "trouble" | "breakdown">> {
  // A pool may start anywhere for a foreign allocator, and it may look for room as it likes.
  let model: Model | undefined = createModel({ pool, idsPerPod, promises: ["complete", "one-range"] });
  const answers: Answer[] = [];
  let broken: Trouble | undefined;
  let breakdown: Trouble | undefined;
  const lines = operations.map(requestLine);
  const fault = await program.ask(
    lines,
    ahead,
    (line) => {
      const at = answers.length;
      const operation = operations[at];
      if (operation === undefined) return false;
      const read = readAnswer(operation, line);
      if (!read.ok) {
        breakdown = { at, what: { kind: "junk", junk: read.error } };
        // Nobody knows which of its lines would be the answer to what.
        program.kill();
        return false;
      }
      answers.push(read.value);
      const { model: after, finding } = judgeExcept(model, operation, read.value, { except });
      if (finding !== undefined) broken = { at, what: { kind: "law", finding } };
      // What follows would be blamed on other laws.
      model = broken === undefined ? after : undefined;
      return broken === undefined || until === "breakdown";
    },
    seconds,
  );
  // The line that has two answers has one already.
  const blamed = fault?.kind === "unasked" ? answers.length - 1 : answers.length;
  if (fault !== undefined) breakdown ??= { at: blamed, what: fault };
  return { answers, trouble: broken ?? breakdown, breakdown };
}
