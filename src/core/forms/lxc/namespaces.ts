import { wordsIn } from "../form/field-reader.ts";
import type { ConfigLine } from "./idmap-lines.ts";

/** What a configuration of LXC says of namespaces. */
export interface Namespaces {
  /** Those that the container has in common with who starts it; all others are its own. */
  readonly keep?: readonly string[];
  /** Those that are its own; all others it has in common. */
  readonly clone?: readonly string[];
  /** Whose user namespace it is in. */
  readonly shared?: string;
}

/** Adds what a line says. Lines of one key add up, and an empty value takes all of them back. */
export function withLine(namespaces: Namespaces, { key, value }: ConfigLine): Namespaces {
  const words = wordsIn(value).map(({ text }) => text.toLowerCase());
  const added = (before: readonly string[] = []): readonly string[] => (words.length > 0 ? [...before, ...words] : []);
  switch (key) {
    case "lxc.namespace.keep":
      return { ...namespaces, keep: added(namespaces.keep) };
    case "lxc.namespace.clone":
      return { ...namespaces, clone: added(namespaces.clone) };
    case "lxc.namespace.share.user": {
      const { shared: _, ...others } = namespaces;
      return value.text === "" ? others : { ...others, shared: value.text };
    }
    default:
      return namespaces;
  }
}

/** `resolve_clone_flags` of `src/lxc/start.c`: where nothing is said, mappings decide. */
export function hasUserNamespace({ keep = [], clone = [] }: Namespaces, hasMappings: boolean): boolean {
  if (keep.length > 0) return !keep.includes("user");
  return clone.length > 0 ? clone.includes("user") : hasMappings;
}
