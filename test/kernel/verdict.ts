import type { Case, Group, Setting } from "./group.ts";
import { Reply } from "./wire.ts";

/** How a question went. */
export type Verdict =
  | { readonly agrees: true; readonly observed: readonly unknown[] }
  | { readonly agrees: false; readonly observed: readonly unknown[]; readonly computed: readonly unknown[] }
  /** The kernel could not be asked, or the model did not answer: a mistake in the test or in the model. */
  | { readonly agrees: false; readonly broke: string };

/** Compares what the kernel did with what the model says. */
export function judge(group: Group, question: Case, setting: Setting, reply: string | undefined): Verdict {
  if (reply === undefined) return { agrees: false, broke: "the helper did not reply" };
  if (reply.startsWith("!")) return { agrees: false, broke: `the helper failed: ${reply.slice(2)}` };
  let observed: readonly unknown[];
  try {
    observed = group.observe(new Reply(reply), question);
  } catch (error) {
    return { agrees: false, broke: `the reply of the helper cannot be read: ${error}: ${reply.slice(0, 200)}` };
  }
  let computed: readonly unknown[];
  try {
    computed = group.answer(question, setting);
  } catch (error) {
    return { agrees: false, broke: `the model threw ${error}` };
  }
  return JSON.stringify(observed) === JSON.stringify(computed)
    ? { agrees: true, observed }
    : { agrees: false, observed, computed };
}
