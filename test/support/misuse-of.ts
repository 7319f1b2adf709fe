import { byAnswer } from "./by-answer.ts";
import { editsOf, ODD, show } from "./edits.ts";

/** Of the odd values those of which each says something else. */
const TOLD = ODD.filter((odd) => ![false, 0, ""].some((other) => other === odd));

/** What calls say to each edit of what lies within their arguments: that they take it, or the words with which they throw. */
export function misuseOf(
  calls: Readonly<Record<string, { readonly args: readonly unknown[]; readonly call: (...args: never[]) => unknown }>>,
): string {
  const changed = Object.entries(calls).flatMap(([name, { args, call }]) =>
    editsOf(args, (path) => (path.length > 1 ? TOLD : [])).map((edit) => {
      const [at = 0, ...deeper] = edit.path;
      return {
        edit: { ...edit, path: [`${name} ${Number(at) + 1}`, ...deeper] },
        where: "all",
        lines: [saidOf(() => call(...(edit.value as never[])))],
      };
    }),
  );
  return byAnswer(changed, ["all"]);
}

function saidOf(call: () => unknown): string {
  try {
    const answer = call();
    return typeof answer === "object" && answer !== null && "error" in answer ? `refused ${show(answer)}` : "taken";
  } catch (error) {
    const { name, message } = error as Error;
    // The words of an engine are its own.
    return /^\w+: expected/.test(message) ? `${name}: ${message.replace(/, got .*/s, "")}` : `${name} of the engine`;
  }
}
