import type { VectorSettings } from "../../../core/kubelet/support/answers.ts";
import { asText, type Fields, MalformedRow } from "../../fields.ts";
import { asTrue, readShape } from "../../shape.ts";

/** Reads `settings`: the subordinate IDs in numbers, in the words of getsubids, or not at all. */
export function readSettings(value: unknown, path: string): VectorSettings {
  const settings = readShape(
    value,
    {
      required: { maxPods: asInt64 },
      optional: { firstID: asInt64, len: asInt64, idsPerPod: asInt64, gateOff: asTrue, getsubids: asText },
    },
    path,
  );
  demandOnePool(settings, path);
  return settings as unknown as VectorSettings;
}

/** Reads a 64-bit integer. The largest are not exact in JSON; the library then sees what this reader sees. */
export function asInt64(value: unknown, path: string): number {
  if (!Number.isInteger(value) || Math.abs(value as number) > 2 ** 63)
    throw new MalformedRow(path, "a 64-bit integer", value);
  return value as number;
}

/** Half a pool would be taken for none, and then for the default one. */
function demandOnePool(settings: Fields, path: string): void {
  const has = (name: string): boolean => Object.hasOwn(settings, name);
  if (has("firstID") !== has("len")) throw new MalformedRow(path, "firstID and len, or neither", settings);
  if (has("firstID") && has("getsubids")) throw new MalformedRow(path, "either firstID or getsubids", settings);
}
