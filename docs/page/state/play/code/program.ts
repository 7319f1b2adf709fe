import { literal } from "./literal.ts";

/** The entries of the package, besides the main one. */
export const KUBELET = "/kubelet";
export const KERNEL = "/kernel";
export const NODE = "/node";

/** A program while it is written: what it imports, and its statements. */
export interface Program {
  /** Imports a name from an entry of the package, and gives the name. */
  readonly use: (entry: string, name: string) => string;
  readonly add: (...lines: readonly string[]) => void;
  /** Adds a constant, with what it comes to, and prints it. */
  readonly claim: (name: string, expression: string, value: unknown) => void;
  readonly text: () => string;
}

export function program(): Program {
  const imports = new Map<string, Set<string>>();
  const lines: string[] = [];
  return {
    use: (entry, name) => {
      imports.set(entry, (imports.get(entry) ?? new Set<string>()).add(name));
      return name;
    },
    add: (...more) => {
      lines.push(...more);
    },
    claim: (name, expression, value) => {
      const statement = `const ${name} = ${expression};`;
      const [first, ...more] = `// => ${literal(value, 90)}`.split("\n");
      const isShort = more.length === 0 && statement.length + String(first).length < 110;
      const comment = [first, ...more.map((line) => `// ${line}`)];
      lines.push(...(isShort ? [`${statement} ${first}`] : [statement, ...comment.map(String)]));
      lines.push(`console.log(${name});`, "");
    },
    text: () => {
      const entries = [...imports].sort(([a], [b]) => (a < b ? -1 : 1));
      const head = entries.map(
        ([entry, names]) => `import { ${[...names].sort().join(", ")} } from "userns-sim${entry}";`,
      );
      return `${[...head, "", ...lines].join("\n").trimEnd()}\n`;
    },
  };
}
