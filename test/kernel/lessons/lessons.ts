import { LIVE_CHECKS } from "../../../src/core/lesson/words/live-checks.ts";
import type { Case, Group } from "../group.ts";
import type { Scene } from "../scene.ts";
import { named } from "./named.ts";
import { QUESTIONS } from "./questions.ts";
import { lessonScene } from "./scene.ts";

/** What can be asked without being drawn. */
export type Asker = Omit<Group, "draw" | "share">;

/** One question that a claim is asked by. */
export interface Question extends Case {
  readonly group: Asker;
  /** What is claimed of the answer: of its columns, or of the operations in one. */
  readonly says: Readonly<Record<string, unknown>>;
  /** What it takes place in, if not among the pods of the others. */
  readonly scene?: () => Scene;
}

/** The questions of each claim, or why no machine is asked. */
export type Questions = Readonly<Record<string, readonly Question[] | string>>;

/** What lessons claim of the kernel. */
export const lessons: Group = lessonsOf(LIVE_CHECKS, QUESTIONS);

/**
 * The group of these claims: what the kernel answers is held against the claim, and against what the library answers. A case is
 * the name of a claim, and which of its questions.
 */
export function lessonsOf(claims: Readonly<Record<string, string>>, questions: Questions): Group {
  const find = ({ input: [claim, at] }: Pick<Case, "input">): Question | string => {
    const asked = questions[claim as string] ?? [];
    return typeof asked === "string"
      ? asked
      : (asked[at as number] ?? `no question asks it: ${claims[claim as string]}`);
  };
  const questionOf = (question: Pick<Case, "input">): Question => {
    const found = find(question);
    if (typeof found === "string") throw new RangeError(`${question.input[0]}: ${found}`);
    return found;
  };
  return {
    name: "lessons",
    schema: "userns-sim-live/lessons/1 cases",
    share: 0,
    rounds: () => roundsOf(claims, questions),
    columns: ["claim", "answer"],
    draw: () => {
      throw new RangeError("claims are not drawn");
    },
    needs: (input) => {
      const { group, input: asked } = questionOf({ input });
      return group.needs(asked);
    },
    command: (question) => {
      const found = find(question);
      // A claim that nothing asks has to fail by its name: that is when the reply is read.
      return typeof found === "string" ? "view 0 0" : found.group.command(found);
    },
    observe: (reply, question) => {
      const asked = questionOf(question);
      const output = asked.group.observe(reply, asked);
      const said = named(asked.group, output);
      return [Object.fromEntries(Object.keys(asked.says).map((name) => [name, said[name]])), output];
    },
    answer: (question, setting) => {
      const asked = questionOf(question);
      return [asked.says, asked.group.answer(asked, setting)];
    },
    outcomes: ([said]) => Object.values(said as object).filter((one) => typeof one === "string"),
    explain: (question, setting, [, output]) => {
      const asked = questionOf(question);
      const told = asked.group.explain(asked, setting, output as readonly unknown[]);
      return [`${question.input[0]}: ${claims[question.input[0] as string]}`, ...told];
    },
    unsupported: (question, machine) => {
      const [claim] = question.input;
      const asked = questions[claim as string];
      const found = find(question);
      const reason =
        typeof asked === "string"
          ? asked
          : typeof found === "string"
            ? undefined
            : found.group.unsupported?.(found, machine);
      return reason === undefined ? undefined : `${claim}: ${reason}`;
    },
  };
}

function roundsOf(
  claims: Readonly<Record<string, string>>,
  questions: Questions,
): ReturnType<NonNullable<Group["rounds"]>> {
  const together: Case[] = [];
  const alone: { readonly scene: Scene; readonly cases: readonly Case[] }[] = [];
  for (const claim of Object.keys(claims)) {
    const asked = questions[claim] ?? [];
    if (typeof asked === "string" || asked.length === 0) together.push({ creds: [], input: [claim, 0] });
    else
      for (const [at, { creds, scene }] of asked.entries()) {
        const one: Case = { creds, input: [claim, at] };
        if (scene === undefined) together.push(one);
        else alone.push({ scene: scene(), cases: [one] });
      }
  }
  return [{ scene: lessonScene(), cases: together }, ...alone];
}
