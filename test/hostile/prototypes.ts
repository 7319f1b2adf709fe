const WATCHED: Readonly<Record<string, object>> = {
  Object: Object.prototype,
  Array: Array.prototype,
  Function: Function.prototype,
  String: String.prototype,
  Number: Number.prototype,
  Map: Map.prototype,
};

/** The names of all that is in the prototypes, to compare with later. */
export function prototypes(): string {
  return Object.entries(WATCHED)
    .map(([name, prototype]) => `${name}: ${Reflect.ownKeys(prototype).map(String).join(" ")}`)
    .join("\n");
}
