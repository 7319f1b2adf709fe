import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CredentialRow } from "../core/kernel/support/world.ts";
import { Draw } from "./draw.ts";
import { drawScene } from "./draw-scene.ts";
import type { Case, Group } from "./group.ts";
import type { Helper } from "./helper.ts";
import type { Machine } from "./machine.ts";
import { judge } from "./verdict.ts";
import { sceneCommands } from "./wire.ts";

/** How many cases one helper is asked. */
const BATCH = 400;

/** The groups whose rows name nothing but one person, namespaces and mounts; each is a file of vectors. */
const KEPT = ["types", "layers", "entries", "lists", "attributes", "sticky", "programs"];

/**
 * Asks the kernel, in one scene, and keeps what it answered as a file of vectors.
 *
 * @returns how many cases are in the file, or why there is none; where the two disagree there is nothing to keep
 */
export async function keepRows(
  helper: Helper,
  machine: Machine,
  group: Group,
  { seed, cases, folder }: { readonly seed: number; readonly cases: number; readonly folder: string },
): Promise<number | string> {
  if (!KEPT.includes(group.name)) return `the cases of ${group.name} are not kept; those of ${KEPT.join(", ")} are`;
  const draw = new Draw(seed);
  const scene = drawScene(draw);
  const questions = draw
    .times(cases, () => group.draw(draw, scene))
    .filter((question) => group.unsupported?.(question, machine) === undefined);
  const creds: CredentialRow[] = [];
  const places = new Map<string, number>();
  const placeOf = (row: CredentialRow): number => {
    const key = JSON.stringify(row);
    const place = places.get(key) ?? creds.push(row) - 1;
    places.set(key, place);
    return place;
  };
  const rows: unknown[] = [];
  const prepared = sceneCommands(scene);
  for (let at = 0; at < questions.length; at += BATCH) {
    const batch: readonly Case[] = questions.slice(at, at + BATCH);
    const replies = await helper.ask([...prepared, ...batch.map((question) => group.command(question))]);
    for (const [index, question] of batch.entries()) {
      const verdict = judge(group, question, scene, replies[prepared.length + index]);
      if (!verdict.agrees) return `case ${at + index} disagrees or broke: nothing is kept`;
      const [, ...others] = question.input;
      const [one] = question.creds as readonly [CredentialRow];
      rows.push([placeOf(one), ...others, ...verdict.observed]);
    }
  }
  const [schema] = group.schema.split(" ");
  const { namespaces, mounts } = scene;
  const parts = [`"schema":${JSON.stringify(schema)}`, `"kernel":${JSON.stringify(machine.release)}`];
  const lists = { namespaces, creds, cases: rows };
  for (const [name, list] of Object.entries(lists))
    parts.push(`"${name}":[\n${list.map((row) => JSON.stringify(row)).join(",\n")}\n]`);
  if (group.name === "programs") parts.push(`"mounts":${JSON.stringify(mounts)}`);
  writeFileSync(join(folder, `${group.name}.json`), `{${parts.join(",\n")}}\n`);
  return rows.length;
}
