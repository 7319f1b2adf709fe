import { describe, expect, it } from "vitest";
import { readGetsubids } from "../../../../src/kubelet.ts";

describe("readGetsubids", () => {
  it("reads the last two of four fields", () => {
    expect(readGetsubids("\n\n0: kubelet 65536 7208960\n\n")).toEqual({
      ok: true,
      value: { firstId: 65536, length: 7208960 },
    });
  });

  it.each([
    [
      "0: kubelet 65536 65536\n1: kubelet 131072 65536\n",
      "too-many-lines",
      'error parsing line "0: kubelet 65536 65536\\n1: kubelet 131072 65536\\n": it must contain only one line',
    ],
    ["0: kubelet 65536", "not-four-fields", 'invalid line "0: kubelet 65536"'],
    ["0: kubelet 1 2 3", "not-four-fields", 'invalid line "0: kubelet 1 2 3"'],
    [
      "0: kubelet a b",
      "not-a-number",
      'error parsing line "0: kubelet a b": strconv.ParseUint: parsing "a": invalid syntax',
    ],
    [
      "0: kubelet 65536 b",
      "not-a-number",
      'error parsing line "0: kubelet 65536 b": strconv.ParseUint: parsing "b": invalid syntax',
    ],
  ])("refuses %j", (output, code, text) => {
    expect(readGetsubids(output)).toEqual({ ok: false, error: { code, text } });
  });

  it("reads what is no text as an empty one", () => {
    const nothing = readGetsubids("");
    expect(nothing).toEqual({ ok: false, error: { code: "not-four-fields", text: 'invalid line ""' } });
    expect(readGetsubids(undefined as never)).toEqual(nothing);
  });
});
