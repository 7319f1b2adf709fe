import { groups } from "../../../kernel/groups/groups.ts";
import type { KeptRound } from "../../../kernel/keep.ts";
import { sceneOf } from "../../../kernel/scene.ts";
import { difference } from "../../difference.ts";
import { asArray, asFields, asInteger, asText, type Fields, field, MalformedRow, onlyFields } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import type { RowOutcome } from "../../outcome.ts";
import { asArrayOf, asTupleOf } from "../../shape.ts";
import { INPUTS } from "./inputs.ts";
import { asCredentials, asIndexOf, readScene } from "./scene.ts";

/** Runs `userns-sim-live/1`: what the live test was told. */
export function* checkLive(document: Fields): Iterable<RowOutcome> {
  onlyFields(document, new Set(["schema", "kernel", "seed", "rounds"]), "document");
  for (const [at, round] of asArray(field(document, "rounds", "document"), "rounds").entries())
    yield* checkRound(asFields(round, `rounds[${at}]`), `rounds[${at}]`);
}

function* checkRound(round: Fields, path: string): Iterable<RowOutcome> {
  onlyFields(round, new Set(["namespaces", "homes", "cases"]), path);
  const { namespaces } = round as unknown as KeptRound;
  readScene({ namespaces, creds: [] });
  const scene = sceneOf(namespaces, asArrayOf(asInteger)(field(round, "homes", path), `${path}.homes`));
  for (const [at, row] of asArray(field(round, "cases", path), `${path}.cases`).entries()) {
    const id = `${path}.cases[${at}]`;
    yield guarded(id, () => {
      const [name, people, given, output] = asTupleOf(asText, asArray, asArray, asArray)(row, id) as readonly [
        string,
        readonly unknown[],
        readonly unknown[],
        readonly unknown[],
      ];
      const group = groups.find((each) => each.name === name);
      const readers = Object.hasOwn(INPUTS, name) ? INPUTS[name] : undefined;
      if (group === undefined || readers === undefined) throw new MalformedRow(`${id}[0]`, "a group", name);
      const creds = asCredentials(people, `${id}[1]`);
      const input = asTupleOf(...readers(asIndexOf(creds)))(given, `${id}[2]`);
      const { homes = [], mounts = [] } = group.needs(input);
      for (const home of homes)
        if (!scene.homes.includes(home)) throw new MalformedRow(`${id}[2]`, "a home of the round", home);
      for (const mount of mounts)
        if (!Object.hasOwn(scene.mounts, mount)) throw new MalformedRow(`${id}[2]`, "a mount of the round", mount);
      return verdict(id, difference(output, group.answer({ creds, input }, scene), "expected"));
    });
  }
}
