import { describe, expect, it } from "vitest";
import { groups } from "./groups/groups.ts";
import { drawRounds } from "./rounds.ts";
import { sceneCommands } from "./wire.ts";

function commandsOf(seed: number, cases: number): readonly string[] {
  return [...drawRounds(seed, cases, groups)].flatMap(({ scene, questions }) => [
    ...sceneCommands(scene),
    ...questions.map(([group, question]) => group.command(question)),
  ]);
}

describe("drawRounds", () => {
  it("draws the same cases from the same seed, and others from another", () => {
    expect(commandsOf(1, 300)).toEqual(commandsOf(1, 300));
    expect(commandsOf(2, 300)).not.toEqual(commandsOf(1, 300));
  });

  it("draws as many as it is told, after the fixed ones, of every group", () => {
    const count = (cases: number): number =>
      [...drawRounds(3, cases, groups)].reduce((sum, { questions }) => sum + questions.length, 0);
    expect(count(1500) - count(0)).toBe(1500);
    const names = [...drawRounds(3, 1500, groups)].flatMap(({ questions }) => questions.map(([{ name }]) => name));
    expect([...new Set(names)].sort()).toEqual(groups.map(({ name }) => name).sort());
  });

  it("writes every command on one line, in numbers", () => {
    for (const command of commandsOf(4, 600)) expect(command).toMatch(/^[a-z]+( (-|-?[0-9a-f]+))+$/);
  });

  it("draws cases that the model answers, in as many columns as have a name", () => {
    // What is not drawn need not be answerable.
    for (const { scene, questions } of drawRounds(5, 400, groups))
      for (const [group, question] of questions.filter(([{ rounds }]) => rounds === undefined)) {
        const columns = group.answer(question, scene).length;
        // An exec that fails has one column.
        if (!["exec", "programs"].includes(group.name) || columns > 1)
          expect({ group: group.name, columns }).toEqual({ group: group.name, columns: group.columns.length });
      }
  });
});
