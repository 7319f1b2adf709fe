import { goFields, goParseUint32, goQuote } from "../../go/go-text.ts";
import type { HostId } from "../../id/id.ts";
import { err, ok, type Result } from "../../result.ts";

/** The subordinate IDs that the kubelet may hand out, as it read them. */
export interface KubeletMapping {
  /** The first ID, 0 to 4294967295. */
  readonly firstId: HostId;
  /** How many IDs there are, 0 to 4294967295. */
  readonly length: number;
}

/** Why the kubelet cannot use what `getsubids` printed. */
export interface GetsubidsError {
  readonly code: "too-many-lines" | "not-four-fields" | "not-a-number";
  /** The kubelet's own words. */
  readonly text: string;
}

/**
 * Reads the output of `getsubids kubelet` exactly as the kubelet does.
 *
 * @param output - what the program printed
 * @returns the range of IDs, or the kubelet's complaint
 * @remarks `parseGetSubIdsOutput`, `pkg/kubelet/kubelet_pods.go`, v1.36.3: one line, four fields, the last two of them
 * numbers; the first two are not looked at. White space and numbers are Go's.
 * @example
 * ```ts
 * import { readGetsubids } from "userns-sim/kubelet";
 *
 * readGetsubids("0: kubelet 65536 7208960\n"); // => { ok: true, value: { firstId: 65536, length: 7208960 } }
 * readGetsubids("");
 * // => { ok: false, error: { code: "not-four-fields", text: 'invalid line ""' } }
 * ```
 */
export function readGetsubids(output: string): Result<KubeletMapping, GetsubidsError> {
  if (typeof output !== "string") return err({ code: "not-four-fields", text: `invalid line ${goQuote("")}` });
  const line = withoutLineFeeds(output);
  if (line.includes("\n"))
    return err({
      code: "too-many-lines",
      text: `error parsing line ${goQuote(output)}: it must contain only one line`,
    });
  const fields = goFields(line);
  if (fields.length !== 4) return err({ code: "not-four-fields", text: `invalid line ${goQuote(output)}` });
  const [firstId, length] = fields.slice(2).map(goParseUint32);
  if (typeof firstId !== "number") return notANumber(output, firstId);
  if (typeof length !== "number") return notANumber(output, length);
  return ok({ firstId, length });
}

/** `strings.Trim(out, "\n")`. A pattern that may begin at any of n line feeds looks at each of them n times. */
function withoutLineFeeds(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === "\n") start++;
  while (end > start && text[end - 1] === "\n") end--;
  return text.slice(start, end);
}

function notANumber(output: string, reason: string | undefined): Result<never, GetsubidsError> {
  return err({ code: "not-a-number", text: `error parsing line ${goQuote(output)}: ${reason}` });
}
