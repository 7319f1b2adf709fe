import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/main.ts";
import { say } from "../../../src/core/explanations.ts";
import type { FormError } from "../../../src/core/forms/form/form-error.ts";
import { parseProcMap } from "../../../src/core/forms/kernel/proc-map.ts";
import { parseShownProcMap } from "../../../src/core/forms/kernel/proc-map-shown.ts";
import { parseCriMappings } from "../../../src/core/forms/kubernetes/cri.ts";
import { parseKubeletUserns } from "../../../src/core/forms/kubernetes/kubelet-userns.ts";
import { parseOciConfig, parseOciMappings } from "../../../src/core/forms/kubernetes/oci.ts";
import { parseGetsubids } from "../../../src/core/forms/linux/getsubids.ts";
import { parseSubid } from "../../../src/core/forms/linux/subid.ts";
import { idMapEnglish } from "../../../src/core/idmap/english.ts";
import type { Result } from "../../../src/core/result.ts";

function textOf(error: FormError | undefined): string {
  if (error === undefined) throw new Error("expected a refusal");
  return explain(error);
}

function refusal(result: Result<unknown, FormError>): FormError | undefined {
  return result.ok ? undefined : result.error;
}

const map = "The uid_map or gid_map";

describe("formEnglish", () => {
  it.each<[string, () => FormError | undefined, string]>([
    [
      "not-text",
      () => refusal(parseProcMap(1 as unknown as string)),
      `${map} must be a string or a Uint8Array, not a value of type number.`,
    ],
    [
      "not-json",
      () => refusal(parseOciConfig(undefined)),
      "The OCI configuration must be JSON, or a value parsed from it, not a value of type undefined.",
    ],
    [
      "too-long",
      () => refusal(parseProcMap(" ".repeat(5000))),
      `${map}, line 1, column 4096: the kernel takes at most 4095 bytes in one write. Use fewer or shorter lines; join mappings that continue on both sides.`,
    ],
    [
      "blank-line",
      () => refusal(parseProcMap("0 1 1\n\n")),
      `${map}, line 2, column 1: a blank line. Leave it out, or write three numbers.`,
    ],
    [
      "missing-number",
      () => refusal(parseProcMap("0 1")),
      `${map}, line 1, column 4: the line ends too early. Each line must hold three numbers.`,
    ],
    ["not-a-number", () => refusal(parseProcMap("0 x 1")), `${map}, line 1, column 3: "x" is not a number in base 10.`],
    [
      "number-too-large",
      () => refusal(parseShownProcMap("4294967296 0 1")),
      `${map}, line 1, column 1: "4294967296" is too large. Expected an integer from 0 to 4294967295.`,
    ],
    [
      "trailing-text",
      () => refusal(parseProcMap("0 1 1 # pods")),
      `${map}, line 1, column 7: "# pods" stands behind the last number. Expected the end of the line.`,
    ],
    [
      "field-count",
      () => parseSubid("a:1").problems[0],
      'The file of subordinate IDs, line 1, column 1: "a:1" does not have three fields. Expected owner:start:count.',
    ],
    [
      "bad-owner",
      () => parseSubid("+a:1:2").problems[0],
      'The file of subordinate IDs, line 1, column 1: "+a" is no owner. Expected a login name or a user ID.',
    ],
    [
      "malformed-line",
      () => parseGetsubids("x").problems[0],
      'The output of getsubids, line 1, column 1: cannot read "x". Expected index: owner start count.',
    ],
    [
      "invalid-json",
      () => refusal(parseKubeletUserns("{")),
      "The kubelet's userns file, line 1, column 2: not JSON at the end. Expected a key in quotation marks.",
    ],
    [
      "too-deep",
      () => refusal(parseKubeletUserns("[".repeat(20000))),
      "The kubelet's userns file, line 1, column 10001: nested too deep. The decoder takes at most 10000 arrays and objects inside each other.",
    ],
    [
      "wrong-type",
      () => refusal(parseCriMappings('[{"length":true}]')),
      "The CRI message, line 1, column 12, [0].length: found true. Expected an integer from 0 to 4294967295.",
    ],
    [
      "wrong-type",
      () => refusal(parseCriMappings("1")),
      "The CRI message, line 1, column 1: found 1. Expected an array.",
    ],
    [
      "missing-field",
      () => refusal(parseOciMappings("[{}]")),
      "The OCI configuration, line 1, column 2, [0]: a field is missing or null. A mapping must have a container ID, a host ID and a size.",
    ],
  ])("explains %s", (code, provoke, text) => {
    const error = provoke();
    expect(error?.code).toBe(code);
    expect(textOf(error)).toBe(text);
  });

  it("leaves it to the maps to explain bad-map", () => {
    const mapping = { containerId: 0, hostId: 1, size: 0 };
    const text = say(idMapEnglish, { code: "empty-mapping", errno: "EINVAL", index: 0, mapping });
    expect(textOf(refusal(parseProcMap("0 1 0")))).toBe(
      `${map}, line 1, column 1: the kernel refuses the map. ${text}`,
    );
  });
});
