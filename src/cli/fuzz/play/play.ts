import type { Answer } from "../../../testing/history/answer.ts";
import { judge } from "../../../testing/model/judge.ts";
import { createModel } from "../../../testing/model/model.ts";
import { type InitReply, type Junk, readAnswer, readInitReply, type Support } from "../../../testing/protocol/reply.ts";
import { requestLine } from "../../../testing/protocol/request.ts";
import { type History, isSound, type Settings } from "../history/history.ts";
import type { Program } from "../program/program.ts";
import type { Played, Trouble } from "./trouble.ts";

/**
 * Plays a history up to the first thing that goes wrong: what `historyFor` gives for what the program says that it
 * knows.
 *
 * @param ahead - how many lines are written before the answer to the first of them is read; 1 is lockstep
 * @param seconds - how long it may think about an operation; as long as it was started with when not given
 */
export async function play(
  program: Program,
  settings: Settings,
  historyFor: (supports: readonly Support[]) => History,
  ahead: number,
  seconds?: number,
): Promise<Played> {
  const init = await start(program, settings);
  if (init.reply === undefined)
    return {
      history: { ...settings, operations: [] },
      supports: undefined,
      refusal: undefined,
      answers: [],
      trouble: init.trouble,
    };
  if (!init.reply.ok) {
    const { error } = init.reply;
    const trouble: Trouble | undefined = isSound(settings)
      ? { at: -1, what: { kind: "refused-pool", error } }
      : undefined;
    return { history: { ...settings, operations: [] }, supports: undefined, refusal: error, answers: [], trouble };
  }
  const { supports } = init.reply;
  const history = historyFor(supports);
  return { history, supports, refusal: undefined, ...(await go(program, history, ahead, seconds)) };
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
  ahead: number,
  seconds: number | undefined,
): Promise<Pick<Played, "answers" | "trouble">> {
  // A pool may start anywhere for a foreign allocator, and it may look for room as it likes.
  let model = createModel({ pool, idsPerPod, promises: ["complete", "one-range"] });
  const answers: Answer[] = [];
  let trouble: Trouble | undefined;
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
        trouble = { at, what: { kind: "junk", junk: read.error } };
        // Nobody knows which of its lines would be the answer to what.
        program.kill();
        return false;
      }
      answers.push(read.value);
      const judgement = judge(model, operation, read.value);
      model = judgement.model;
      if (judgement.finding !== undefined) trouble = { at, what: { kind: "law", finding: judgement.finding } };
      return trouble === undefined;
    },
    seconds,
  );
  // The line that has two answers has one already.
  const blamed = fault?.kind === "unasked" ? answers.length - 1 : answers.length;
  if (trouble === undefined && fault !== undefined) trouble = { at: blamed, what: fault };
  return { answers, trouble };
}
