import { parseCapabilities } from "../../src/core/kernel/credentials/capability.ts";
import type { CredentialRow, MountRows, NamespaceRow } from "../core/kernel/support/world.ts";
import type { Scene } from "./scene.ts";

/** The commands that build the namespaces, mounts and homes of a scene. */
export function sceneCommands({
  namespaces,
  mounts,
  homes,
}: Pick<Scene, "namespaces" | "mounts" | "homes">): readonly string[] {
  return [
    ...namespaces.map(namespaceCommand),
    ...Object.entries(mounts)
      .filter(([id]) => id !== "0")
      .map(([id, mount]) => mountCommand(id, mount)),
    ...homes.map((owner) => `home ${owner}`),
  ];
}

/** Credentials as the helper reads them. */
export function person([namespace, uids, gids, groups, effective, permitted, flags]: CredentialRow): string {
  const bits = [...flags].reduce((sum, flag) => sum + (FLAGS[flag] ?? 0), 0);
  return [
    namespace,
    ...uids,
    ...gids,
    groups.length,
    ...groups,
    parseCapabilities(effective),
    parseCapabilities(permitted),
    bits,
  ].join(" ");
}

/** A text as the helper reads it. */
export function hex(text: string | Uint8Array): string {
  return text.length === 0 ? "-" : (typeof text === "string" ? Buffer.from(text) : Buffer.from(text)).toString("hex");
}

/** The numbers of one reply, one after the other. */
export class Reply {
  readonly #numbers: readonly string[];
  #at = 0;

  constructor(line: string) {
    this.#numbers = line.split(/\s+/).filter((token) => token !== "");
  }

  /** The next number. */
  next(): number {
    const token = this.#numbers[this.#at];
    this.#at += 1;
    if (token === undefined || !/^-?\d+$/.test(token)) throw new RangeError(`expected a number, got ${token}`);
    return Number(token);
  }

  /** The next numbers. */
  take(count: number): readonly number[] {
    return Array.from({ length: count }, () => this.next());
  }

  /** The next four. */
  four(): readonly [number, number, number, number] {
    return [this.next(), this.next(), this.next(), this.next()];
  }

  /** What is left. */
  rest(): readonly number[] {
    return this.take(this.#numbers.length - this.#at);
  }
}

function namespaceCommand({ id, parent, owner, group, setgroups, uid_map, gid_map }: NamespaceRow): string {
  return `namespace ${id} ${parent} ${owner} ${group} ${setgroups === "deny" ? 1 : 0} ${hex(uid_map)} ${hex(gid_map)}`;
}

function mountCommand(id: string, mount: MountRows[string]): string {
  return `mount ${id} ${mount?.idmap_ns ?? 0} ${mount?.nosuid === true ? 1 : 0}`;
}

const FLAGS: Readonly<Record<string, number>> = { k: 1, s: 2, S: 4, p: 8, b: 16, n: 32 };
