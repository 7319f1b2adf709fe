/** Plain data on one line, with as few signs as can be read. */
export function compact(value: unknown): string {
  if (typeof value === "string") return /^[\w./@~-]+$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(compact).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([name, each]) => `${name}:${compact(each)}`).join(" ")}}`;
}
