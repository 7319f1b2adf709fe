import { FILE_OPS } from "../groups/files.ts";
import { PTRACE_OPS } from "../groups/processes.ts";
import { outcomeName } from "../tally.ts";

/** What an output says, by the names of its columns or of the operations in one; errors by their names. */
export function named(
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  output: readonly unknown[],
): Readonly<Record<string, unknown>> {
  const entries = columns.flatMap((column, at): readonly (readonly [string, unknown])[] => {
    const value = output[at];
    const operations = name === "files" ? FILE_OPS : PTRACE_OPS;
    if (column === "results") return operations.map((op, index) => [op, errorOf((value as readonly number[])[index])]);
    if (column === "post") return CHANGING.map((op, index) => [`after ${op}`, (value as readonly unknown[])[index]]);
    return [[column, ERRORS.includes(column) ? errorOf(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** The operations behind the entries of `post`. */
const CHANGING = ["open_w", "chown_u", "chown_g", "chown_ug", "chmod"];

const ERRORS = ["errno", "errnos", "open", "second", "read", "write", "path", "descriptor", "connected"];

function errorOf(value: unknown): unknown {
  return Array.isArray(value) ? value.map((one) => outcomeName(one as number)) : outcomeName(value as number);
}
