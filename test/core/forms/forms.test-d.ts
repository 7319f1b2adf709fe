import { describe, expectTypeOf, it } from "vitest";
import type { FormError } from "../../../src/core/forms/form/form-error.ts";
import { parseProcMap } from "../../../src/core/forms/kernel/proc-map.ts";
import { type KubeletUserns, parseKubeletUserns } from "../../../src/core/forms/kubernetes/kubelet-userns.ts";
import type { IdMap } from "../../../src/core/idmap/id-map.ts";
import type { Result } from "../../../src/core/result.ts";

describe("the readers", () => {
  it("take text or bytes and give a result", () => {
    expectTypeOf(parseProcMap).parameters.toEqualTypeOf<[string | Uint8Array]>();
    expectTypeOf(parseProcMap).returns.toEqualTypeOf<Result<IdMap, FormError>>();
    expectTypeOf(parseKubeletUserns).returns.toEqualTypeOf<Result<KubeletUserns | undefined, FormError>>();
  });

  it("tell their refusals apart by the code", () => {
    expectTypeOf<Extract<FormError, { code: "too-long" }>["found"]>().toEqualTypeOf<string>();
    expectTypeOf<Extract<FormError, { code: "bad-map" }>["errno"]>().toEqualTypeOf<"EINVAL">();
  });
});
