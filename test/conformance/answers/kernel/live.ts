import { NAMESPACE_KINDS, OWNED_KINDS } from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import { PROCESS_CONTROLS } from "../../../../src/core/kernel/processes/control-process.ts";
import { COUNTED } from "../../../kernel/groups/budgets.ts";
import { groups } from "../../../kernel/groups/groups.ts";
import type { KeptRound } from "../../../kernel/keep.ts";
import { sceneOf } from "../../../kernel/scene.ts";
import { difference } from "../../difference.ts";
import { asArray, asFields, asInteger, asText, type Fields, field, MalformedRow, onlyFields } from "../../fields.ts";
import { guarded, verdict } from "../../guarded.ts";
import type { RowOutcome } from "../../outcome.ts";
import { asArrayOf, asTupleOf, type Read } from "../../shape.ts";
import { asCredentials, asIndexOf, asOneOf, readScene } from "./scene.ts";

const BIT = asOneOf(0, 1);
const KIND = asOneOf(...OWNED_KINDS);
const WAY = asOneOf("descriptor", "link", "pidfd");

/** `who` reads the place of credentials. */
const INPUTS: Readonly<Record<string, (who: Read) => readonly Read[]>> = {
  join: (who) => [who, asInteger, WAY],
  setgroups: (who) => [who, asInteger],
  unshare: (who) => [who, BIT],
  idmap: (who) => [
    who,
    asOneOf("detached", "attached", "idmapped", "procfs", "fuse", "asking-fuse", "written"),
    asInteger,
    asInteger,
  ],
  mount: (who) => [who, asInteger, asText],
  "mount-home": (who) => [who, asInteger, asText],
  "join-kind": (who) => [who, asInteger, asInteger, KIND, asInteger, WAY],
  "make-kinds": (who) => [who, asInteger, asInteger, asArrayOf(asOneOf(...NAMESPACE_KINDS))],
  "host-name": (who) => [who, asInteger, asOneOf("sethostname", "setdomainname"), asInteger],
  clocks: (who) => [who, who, asOneOf("its own", "made on the host", "made inside", "made inside, with a child")],
  "proc-directory": (who) => [who, who],
  sysctl: (who) => [
    who,
    asInteger,
    asOneOf(
      ...["kernel/core_pattern", "kernel/ngroups_max", "kernel"],
      ...["net/ipv4/ping_group_range", "net/ipv4", "user/max_net_namespaces", "user"],
    ),
  ],
  control: (who) => [who, who, asOneOf(...PROCESS_CONTROLS), BIT],
  peer: (who) => [who, asInteger, asInteger, asInteger],
  status: (who) => [who, asInteger, asInteger],
  network: (who) => [who, asInteger, asOneOf("port", "raw", "ping"), asInteger, asInteger],
  budget: (who) => [asOneOf(...COUNTED), asArrayOf(asTupleOf(asInteger, asInteger)), asArrayOf(who)],
  oneself: (who) => [who],
};

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
      const { homes = [] } = group.needs(input);
      for (const home of homes)
        if (!scene.homes.includes(home)) throw new MalformedRow(`${id}[2]`, "a home of the round", home);
      return verdict(id, difference(output, group.answer({ creds, input }, scene), "expected"));
    });
  }
}
