import { writeFileSync } from "node:fs";
import type { CredentialRow, NamespaceRow } from "../core/kernel/support/world.ts";
import type { Case, Group, Setting } from "./group.ts";
import { needed } from "./shrink.ts";

/** A case as it is kept: the name of its group, its credentials, and the columns of its input and output. */
export type KeptCase = readonly [
  group: string,
  creds: readonly CredentialRow[],
  input: readonly unknown[],
  output: readonly unknown[],
];

/** What the cases of one scene take place in, and what the kernel answered. */
export interface KeptRound {
  readonly namespaces: readonly NamespaceRow[];
  readonly homes: readonly number[];
  readonly cases: readonly KeptCase[];
}

/** The groups whose answers are kept; the readers of their input are `answers/kernel/inputs.ts` of the conformance run. */
export const KEPT: readonly string[] = [
  "attributes",
  "budget",
  "clocks",
  "control",
  "entries",
  "host-name",
  "idmap",
  "join",
  "join-kind",
  "join-kinds",
  "layers",
  "lists",
  "make-kinds",
  "mount",
  "mount-home",
  "mount-owner",
  "network",
  "oneself",
  "peer",
  "proc-directory",
  "programs",
  "setgroups",
  "status",
  "sticky",
  "sysctl",
  "types",
  "unshare",
];

/** What the kernel answered, for a file of vectors. */
export class Keeper {
  readonly #rounds: KeptRound[] = [];

  /** Keeps the cases of a scene, but for those in namespaces whose maps would fill the file. */
  add(
    scene: Setting,
    answered: readonly (readonly [group: Group, question: Case, observed: readonly unknown[]])[],
  ): void {
    const small = answered.flatMap(([group, question, output]) => {
      const { namespaces, homes } = needed(group, question, scene);
      const isSmall = namespaces.every(({ uid_map, gid_map }) => uid_map.length + gid_map.length < MOST);
      return isSmall && KEPT.includes(group.name) ? [{ group, question, output, namespaces, homes }] : [];
    });
    if (small.length === 0) return;
    const used = new Set(small.flatMap(({ namespaces }) => namespaces.map(({ id }) => id)));
    const lived = new Set(small.flatMap(({ homes }) => homes));
    for (const home of lived) used.add(home);
    this.#rounds.push({
      namespaces: scene.namespaces.filter(({ id }) => used.has(id)),
      homes: scene.homes.filter((home) => lived.has(home)),
      cases: small.map(({ group, question, output }) => [group.name, question.creds, question.input, output]),
    });
  }

  write(path: string, kernel: string, seed: number): void {
    const document = { schema: "userns-sim-live/1", kernel, seed, rounds: this.#rounds };
    writeFileSync(path, `${JSON.stringify(document)}\n`);
  }
}

/** In characters. */
const MOST = 600;
