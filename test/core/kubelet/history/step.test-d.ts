import { describe, expectTypeOf, it } from "vitest";
import type { IdMapping } from "../../../../src/index.ts";
import {
  type Kubelet,
  type KubeletEvent,
  type KubeletPool,
  type OwnUserns,
  type PodUserns,
  step,
} from "../../../../src/kubelet.ts";

declare const kubelet: Kubelet;
declare const event: KubeletEvent;

describe("step", () => {
  it("knows what each event comes to", () => {
    const start = step(kubelet, { type: "start" }).outcome;
    if (start.ok) expectTypeOf(start.value).toEqualTypeOf<KubeletPool | null>();
    const create = step(kubelet, { type: "create", podUid: "a" }).outcome;
    if (create.ok) expectTypeOf(create.value).toEqualTypeOf<PodUserns>();
    const cleanup = step(kubelet, { type: "cleanup", known: [] }).outcome;
    if (cleanup.ok) expectTypeOf(cleanup.value).toEqualTypeOf<readonly string[]>();
    const disk = step(kubelet, { type: "remove-pods-directory" }).outcome;
    if (!disk.ok) expectTypeOf(disk.error).toBeNever();
    const any = step(kubelet, event).outcome;
    if (!any.ok) expectTypeOf(any.error.code).toExtend<string>();
  });

  it("gives mappings that an IdMap is made of", () => {
    expectTypeOf<OwnUserns["mapping"]>().toExtend<IdMapping>();
  });
});
