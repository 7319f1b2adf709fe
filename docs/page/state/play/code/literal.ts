/** Plain data as a TypeScript expression, on one line where it fits in. */
export function literal(value: unknown, width: number = WIDTH): string {
  const line = onOneLine(value);
  if (line.length <= width || typeof value !== "object" || value === null) return line;
  const inner = width - 2;
  if (Array.isArray(value))
    return broken(
      "[",
      packed(
        value.map((item: unknown) => literal(item, inner - 1)),
        inner,
      ),
      "]",
    );
  const entries = Object.entries(value).map(([key, field]) => {
    const name = `${keyOf(key)}: `;
    return `${name}${literal(field, Math.max(inner - name.length - 1, 20))},`;
  });
  return broken("{", entries, "}");
}

const WIDTH = 100;

/** A text in double quotes that stands for itself wherever it is pasted: in a comment, a page, an editor. */
export function quoted(text: string): string {
  const json = JSON.stringify(text);
  // No tag or comment of HTML begins or ends, no line ends, and nothing is there that one cannot see.
  return json.replace(/[\p{C}\u2028\u2029]|<(?=[/!])|(?<=--)>/gu, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

function onOneLine(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return plain(value);
  const entries = Object.entries(value).map(([key, field]) => `${keyOf(key)}: ${onOneLine(field)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function plain(value: unknown): string {
  if (typeof value !== "number") return String(value);
  if (Number.isNaN(value)) return "Number.NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Number.POSITIVE_INFINITY" : "Number.NEGATIVE_INFINITY";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Written plainly, `__proto__` would be no field. */
function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function broken(open: string, lines: readonly string[], close: string): string {
  return [open, ...lines.map((line) => line.replace(/^/gm, "  ")), close].join("\n");
}

/** Short items stand side by side. */
function packed(items: readonly string[], width: number): readonly string[] {
  const isShort = items.every((item) => item.length <= 24 && !item.includes("\n"));
  if (!isShort) return items.map((item) => `${item},`);
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 2 <= width) lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${item},`);
  }
  return lines;
}
