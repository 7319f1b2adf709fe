import { type Field, wordsIn } from "../form/field-reader.ts";
import type { ConfigLine } from "./idmap-lines.ts";

/** Whether a list of namespaces has that of users in it, or others only. */
type Listed = "user" | "others";

/** What a configuration of LXC says of namespaces. */
export interface Namespaces {
  /** Those that the container has in common with who starts it; all others are its own. */
  readonly keep?: Listed | undefined;
  /** Those that are its own; all others it has in common. */
  readonly clone?: Listed | undefined;
  /** Whether it is in the user namespace of another container. */
  readonly isShared?: boolean;
}

/** Adds what a line says. Lines of one key add up, and an empty value takes all of them back. */
export function withLine(namespaces: Namespaces, { key, value }: ConfigLine): Namespaces {
  switch (key) {
    case "lxc.namespace.keep":
      return { ...namespaces, keep: listed(namespaces.keep, value) };
    case "lxc.namespace.clone":
      return { ...namespaces, clone: listed(namespaces.clone, value) };
    case "lxc.namespace.share.user":
      return { ...namespaces, isShared: value.text !== "" };
    default:
      return namespaces;
  }
}

function listed(before: Listed | undefined, value: Field): Listed | undefined {
  const words = wordsIn(value).map(({ text }) => text.toLowerCase());
  if (words.length === 0) return undefined;
  return before === "user" || words.includes("user") ? "user" : "others";
}

/** `resolve_clone_flags` of `src/lxc/start.c`: where nothing is said, mappings decide. */
export function hasUserNamespace({ keep, clone }: Namespaces, hasMappings: boolean): boolean {
  if (keep !== undefined) return keep !== "user";
  return clone === undefined ? hasMappings : clone === "user";
}
