import { APP_ARMOR_ANNOTATION } from "../../apiserver/pod-security/pod-security-baseline.ts";
import type { Finding } from "../../findings/finding.ts";
import type { CheckOptions } from "../../kubelet/pod-checks/check-pod.ts";
import { own, ownKeys } from "../../manifest/value.ts";
import { checkGroup, type GroupChecker } from "./check-group.ts";
import type { PodGroup } from "./node-to-check.ts";

/**
 * Checks groups of many nodes, and those that are alike only once: replicas differ in name and node alone, and nodes come
 * from a few moulds. For specs that a parser made, which are plain data.
 */
export function rememberingChecker(most: number = MOST): GroupChecker {
  const known = new Map<string, readonly Finding[]>();
  const texts = new Map<object, string>();
  const numbers = new Map<string, number>();
  return (group, options) => {
    const key = keyOf(group);
    if (key === undefined) return checkGroup(group, options);
    const whole = `${numberOf(options)}\n${key}`;
    const before = known.get(whole);
    if (before !== undefined) return before;
    const found = checkGroup(group, options);
    // Replicas stand next to each other, so that little is lost.
    if (known.size === most) known.clear();
    known.set(whole, found);
    return found;
  };

  /** One number for all options that say the same; what is the same object in many of them is written once. */
  function numberOf(options: CheckOptions): number {
    const text = textOf(options, (all) =>
      Object.entries(all)
        .map(([name, value]) => `${name} ${typeof value === "object" ? textOf(value, JSON.stringify) : value}`)
        .sort()
        .join("\n"),
    );
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  }

  function textOf<T extends object>(value: T, write: (value: T) => string): string {
    const text = texts.get(value) ?? write(value);
    texts.set(value, text);
    return text;
  }
}

/** Of some kilobytes each. */
const MOST = 20_000;

/**
 * Everything that decides about a pod, and nothing of what tells it from others; `undefined` where text cannot tell. The
 * annotations of AppArmor are the only ones that anybody looks at.
 */
function keyOf({ kind, policy, came, spec, annotations }: PodGroup): string | undefined {
  const appArmor = ownKeys(annotations)
    .filter((name) => name.startsWith(APP_ARMOR_ANNOTATION))
    .map((name) => [name, own(annotations, name)]);
  try {
    const nodeName = own(spec, "nodeName");
    // Which node it is decides nothing, and whether there is one does.
    const placed = typeof nodeName === "string" && nodeName !== "" ? "somewhere" : nodeName;
    const text = JSON.stringify({ kind, policy, came, appArmor, spec: { ...Object(spec), nodeName: placed } });
    // JSON writes null for what it has no word for.
    return text.includes("null") ? undefined : text;
  } catch {
    return undefined;
  }
}
