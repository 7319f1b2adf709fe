import type { Case, Group, Setting } from "./group.ts";
import { groups } from "./groups/groups.ts";
import { buildHelper, type Helper } from "./helper.ts";
import { Keeper } from "./keep.ts";
import { lookAtMachine, type Machine, machineLine } from "./machine.ts";
import { type Options, readOptions } from "./options.ts";
import { tryMachine } from "./probe.ts";
import { closingLine, disagreementLines, groupLine, skippedLines } from "./report.ts";
import { drawRounds, type Round } from "./rounds.ts";
import { askAgain, type Disagreement, needed, shrink } from "./shrink.ts";
import { count, emptyTally, outcomeName, type Tally } from "./tally.ts";
import { judge } from "./verdict.ts";
import { sceneCommands } from "./wire.ts";

/** What surrounds a run. */
export interface Surroundings {
  /** The folder of the helper's sources. */
  readonly sources: string;
  /** Whether nothing may be skipped for want of a compiler. */
  readonly ci: boolean;
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/** How many disagreements of one kind are shrunk and shown; the others are counted. */
const SHOWN = 3;

/** How many helpers run at a time. */
const HELPERS = 2;

/** Asks the kernel and the model, and reports; gives the exit code. */
export async function main(args: readonly string[], { sources, ci, print }: Surroundings): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args, Date.now() % 4294967296);
  } catch (error) {
    print(
      `${(error as Error).message}\nusage: npm run test:kernel -- [--seed N] [--cases N] [--group NAME] [--keep FILE]`,
    );
    return 2;
  }
  const chosen = groups.filter(({ name }) => options.group === undefined || options.group === name);
  if (chosen.length === 0) {
    print(`no such group: ${options.group}; there are ${groups.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  const tallies = new Map(chosen.map((group) => [group, emptyTally()]));
  let machine = lookAtMachine();
  print(`${machineLine(machine)}; --seed ${options.seed} --cases ${options.cases}`);

  const helper = machine.everything === undefined ? buildHelper(sources) : machine.everything;
  if (typeof helper === "string") {
    if (ci && machine.everything === undefined) {
      print(`${helper}: a failure, because CI is true`);
      return 1;
    }
    machine = { ...machine, everything: helper };
  } else {
    try {
      machine = await tryMachine(helper, machine);
      const keeper = new Keeper();
      await askAll(helper, machine, options, tallies, keeper, print);
      if (options.keep !== undefined) keeper.write(options.keep, machine.release, options.seed);
    } finally {
      helper.close();
    }
  }
  if (machine.everything !== undefined)
    for (const { questions } of drawRounds(options.seed, options.cases, chosen))
      for (const [group] of questions) count(tallyOf(tallies, group).skipped, machine.everything);

  for (const [{ name }, tally] of tallies) print(groupLine(name, tally));
  for (const [{ name }, tally] of tallies) for (const line of skippedLines(name, tally)) print(line);
  const all = [...tallies.values()];
  print(closingLine(all));
  return all.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** The helpers answer while the model thinks about the rounds before. */
async function askAll(
  helper: Helper,
  machine: Machine,
  { seed, cases }: Options,
  tallies: ReadonlyMap<Group, Tally>,
  keeper: Keeper,
  print: (line: string) => void,
): Promise<void> {
  if (machine.everything !== undefined) return;
  // Judged in their order, so that the same seed prints the same.
  let judged: Promise<void> = Promise.resolve();
  const asked: Promise<unknown>[] = [];
  for (const round of drawRounds(seed, cases, [...tallies.keys()])) {
    const supported = skipUnsupported(round, machine, tallies);
    const { scene, questions } = supported;
    const commands = [...sceneCommands(scene), ...questions.map(([group, question]) => group.command(question))];
    const replies = helper.ask(commands);
    asked.push(replies);
    judged = judged.then(async () => judgeRound(helper, supported, await replies, tallies, keeper, print));
    await asked.at(-HELPERS);
  }
  await judged;
}

function skipUnsupported({ scene, questions }: Round, machine: Machine, tallies: ReadonlyMap<Group, Tally>): Round {
  const supported = questions.filter(([group, question]) => {
    const reason = machine.overflow ?? group.unsupported?.(question, machine);
    if (reason !== undefined) count(tallyOf(tallies, group).skipped, reason);
    return reason === undefined;
  });
  // Without idmapped mounts the scene does without, too.
  const mounts = machine.idmappedMounts === undefined ? scene.mounts : { "0": null };
  const homes = machine.network === undefined ? scene.homes : [];
  return { scene: { ...scene, mounts, homes }, questions: supported };
}

async function judgeRound(
  helper: Helper,
  { scene, questions }: Round,
  replies: readonly string[],
  tallies: ReadonlyMap<Group, Tally>,
  keeper: Keeper,
  print: (line: string) => void,
): Promise<void> {
  const prepared = sceneCommands(scene);
  const broken = prepared.findIndex((command, at) => replies[at] !== (command.startsWith("namespace") ? "0 0 0" : ""));
  if (broken !== -1) print(`the scene cannot be built: ${prepared[broken]}: ${replies[broken] ?? "no reply"}`);
  const answered: (readonly [Group, Case, readonly unknown[]])[] = [];
  for (const [at, [group, question]] of questions.entries()) {
    const verdict = judge(group, question, scene, replies[prepared.length + at]);
    const tally = tallyOf(tallies, group);
    if ("observed" in verdict) answered.push([group, question, verdict.observed]);
    if ("observed" in verdict)
      for (const outcome of group.outcomes(verdict.observed)) count(tally.outcomes, outcomeName(outcome));
    if (verdict.agrees && broken === -1) {
      tally.passed += 1;
      continue;
    }
    tally.failed += 1;
    if (tally.failed <= SHOWN && !verdict.agrees)
      for (const line of disagreementLines(group, await smallest(helper, group, { question, setting: scene, verdict })))
        print(line);
  }
  keeper.add(scene, answered);
}

/** The smallest case that can be found, or the case as it was if it agrees when it is asked alone. */
async function smallest(helper: Helper, group: Group, found: Disagreement): Promise<Disagreement> {
  if (group.rounds !== undefined) return found;
  const setting: Setting = needed(group, found.question, found.setting);
  const verdict = await askAgain(helper, group, found.question, setting);
  return verdict.agrees ? found : shrink(helper, group, { question: found.question, setting, verdict });
}

function tallyOf(tallies: ReadonlyMap<Group, Tally>, group: Group): Tally {
  const tally = tallies.get(group);
  if (tally === undefined) throw new RangeError(`expected a chosen group, got ${group.name}`);
  return tally;
}
