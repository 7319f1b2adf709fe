import { worldOf } from "../core/kernel/support/world.ts";
import type { Case, Group, Setting } from "./group.ts";
import type { Helper } from "./helper.ts";
import { simpler } from "./simpler.ts";
import { judge, type Verdict } from "./verdict.ts";
import { sceneCommands } from "./wire.ts";

/** How many steps are taken at most; each one asks about all the simpler cases at once. */
const STEPS = 60;

/** Maps with more lines are left as they are. */
const LINES = 8;

/** A case that the two disagree about, and what they say. */
export interface Disagreement {
  /** The case. */
  readonly question: Case;
  /** No more of the scene than it needs. */
  readonly setting: Setting;
  /** What they say. */
  readonly verdict: Verdict & { readonly agrees: false };
}

/** Takes away from a case what does not matter, asking both each time. */
export async function shrink(helper: Pick<Helper, "ask">, group: Group, found: Disagreement): Promise<Disagreement> {
  let smallest = found;
  for (let step = 0; step < STEPS; step += 1) {
    const next = await firstDisagreement(helper, group, smallest);
    if (next === undefined) break;
    smallest = next;
  }
  return withShorterMaps(helper, group, smallest);
}

/** Asks about one case in a helper of its own. */
export async function askAgain(
  helper: Pick<Helper, "ask">,
  group: Group,
  question: Case,
  setting: Setting,
): Promise<Verdict> {
  const commands = sceneCommands(setting);
  const replies = await helper.ask([...commands, group.command(question)]);
  return judge(group, question, setting, replies[commands.length]);
}

/** Leaves of a setting what a case needs: its namespaces, those above them, and those of its mounts. */
export function needed(
  group: Group,
  { creds, input }: Case,
  { namespaces, mounts, homes }: Omit<Setting, "world">,
): Setting {
  const needs = group.needs(input);
  const keptMounts = Object.entries(mounts).filter(([id]) => id === "0" || needs.mounts?.includes(Number(id)) === true);
  const keptHomes = homes.filter((owner) => needs.homes?.includes(owner) === true);
  const wanted = new Set([
    ...creds.map(([namespace]) => namespace),
    ...(needs.namespaces ?? []),
    ...keptMounts.map(([, mount]) => mount?.idmap_ns ?? 0),
    ...keptHomes,
  ]);
  for (const { id, parent } of [...namespaces].reverse()) if (wanted.has(id)) wanted.add(parent);
  const keptNamespaces = namespaces.filter(({ id }) => wanted.has(id));
  return {
    namespaces: keptNamespaces,
    mounts: Object.fromEntries(keptMounts),
    homes: keptHomes,
    world: worldOf(keptNamespaces),
  };
}

async function firstDisagreement(
  helper: Pick<Helper, "ask">,
  group: Group,
  { question, setting }: Disagreement,
): Promise<Disagreement | undefined> {
  const candidates = simpler(group, question);
  // Where a case leaves something behind, the next one needs a world of its own.
  const size = group.scene === undefined ? candidates.length : 1;
  for (let start = 0; start < candidates.length; start += size) {
    const found = await firstOf(helper, group, candidates.slice(start, start + size), setting);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function firstOf(
  helper: Pick<Helper, "ask">,
  group: Group,
  candidates: readonly Case[],
  setting: Setting,
): Promise<Disagreement | undefined> {
  const commands = sceneCommands(setting);
  const replies = await helper.ask([...commands, ...candidates.map((candidate) => group.command(candidate))]);
  for (const [at, question] of candidates.entries()) {
    const verdict = judge(group, question, setting, replies[commands.length + at]);
    // One that cannot be asked is none that they disagree about.
    if (!verdict.agrees && "computed" in verdict)
      return { question, setting: needed(group, question, setting), verdict };
  }
  return undefined;
}

/** Leaves one line of each map where one is enough. */
async function withShorterMaps(helper: Pick<Helper, "ask">, group: Group, found: Disagreement): Promise<Disagreement> {
  let shortest = found;
  for (const [at, row] of found.setting.namespaces.entries())
    for (const side of ["uid_map", "gid_map"] as const) {
      const lines = row[side].split("\n").filter((line) => line !== "");
      for (const line of lines.length > 1 && lines.length <= LINES ? lines : []) {
        const { setting, question } = shortest;
        const rows = setting.namespaces.map((other, index) => (index === at ? { ...other, [side]: line } : other));
        const shorter = { ...setting, namespaces: rows, world: worldOf(rows) };
        const verdict = await askAgain(helper, group, question, shorter);
        if (!verdict.agrees && "computed" in verdict) {
          shortest = { question, setting: shorter, verdict };
          break;
        }
      }
    }
  return shortest;
}
