/** How many characters of a text are shown. */
const MAX_SHOWN = 24;

/** Says what came in the place of an argument. One look tells: nothing is walked, and no size is shown. */
export function came(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
    case "bigint":
      return "a bigint";
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : cameAsObject(value);
    default:
      return String(value);
  }
}

function cameAsObject(value: object): string {
  try {
    for (const [field, words] of TELLTALES) if (field in value) return words;
    if (Array.isArray(value)) return "an array";
    return Object.keys(value).length === 0 ? "an object without fields" : "an object";
  } catch {
    // A Proxy.
    return "an object";
  }
}

/** What a field tells of the object that has it: the slips of every day, and what takes the place of something else. */
const TELLTALES: readonly (readonly [field: string, words: string])[] = [
  ["ok", "a Result: unwrap it"],
  ["decidedBy", "a Decision: give its value"],
  ["state", "the answer to a step: give its state"],
  ["kubelet", "the answer to a step: give its kubelet"],
  ["securebits", "a process"],
  ["layer", "a file"],
  ["creatorHadSetfcap", "a user namespace"],
  ["superblock", "a mount"],
  ["mappings", "an IdMap: give its mappings"],
  ["idsPerPod", "a pool"],
  ["propose", "a strategy"],
];
