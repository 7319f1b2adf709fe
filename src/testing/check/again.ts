/** The call that comes to the same counterexample at once, ready to be pasted. What is no plain data goes by its name. */
export function againLine(call: string, subject: string, options: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(options).flatMap(([key, value]) => (value === undefined ? [] : [field(key, value)]));
  return `Again: ${call}(${subject}, { ${fields.join(", ")} })`;
}

function field(key: string, value: unknown): string {
  const text = literal(value);
  return text === undefined ? key : `${isName(key) ? key : JSON.stringify(key)}: ${text}`;
}

function literal(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map(literal);
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return undefined;
  const entries = Object.entries(value);
  const isPlain = entries.every(([key, inner]) => isName(key) && (literal(inner) !== undefined || isThing(inner)));
  return isPlain ? `{ ${entries.map(([key, inner]) => field(key, inner)).join(", ")} }` : undefined;
}

/** Whether it is one value with a name, such as an arbitrary. */
function isThing(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) !== Object.prototype;
}

function isName(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}
