import { describe, expect, it } from "vitest";
import { kubeletVectors, peerVectors } from "../kubelet/support/vectors.ts";
import { type AdmissionRow, answerAdmission } from "./support/admission-answers.ts";
import { answerCriUserns, type CriUsernsInput } from "./support/cri-userns-answers.ts";

interface PeerRow {
  readonly op: string;
  readonly input: CriUsernsInput;
  readonly expect: { readonly ok?: unknown; readonly error?: object };
}

describe("the vectors", () => {
  it("have the errors of the API server for every pod", () => {
    const rows = kubeletVectors<AdmissionRow & { readonly errors: readonly string[] }>("admission-cases", "cases");
    expect(rows.length).toBe(36);
    expect(rows.map(answerAdmission)).toEqual(rows.map(({ errors }) => ({ errors })));
  });

  it("have containerd's verdict on every pair of sandbox and container", () => {
    const rows = peerVectors<PeerRow>().filter(({ op }) => op === "validate.criUserns");
    expect(rows.length).toBe(7);
    for (const { input, expect: expected } of rows) {
      const answer = answerCriUserns(input);
      if ("ok" in answer) expect(answer).toEqual(expected);
      else expect(Object.keys(expected)).toEqual(["error"]);
    }
  });
});
