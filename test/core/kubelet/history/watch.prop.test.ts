import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { overlap } from "../../../../src/core/kubelet/settings/pod-ranges.ts";
import {
  createKubelet,
  DEFECT_NAMES,
  type DefectName,
  defectsMet,
  type Kubelet,
  type KubeletEvent,
  leakedSlots,
  step,
} from "../../../../src/kubelet.ts";
import { prop } from "../../../support/prop.ts";
import { eventsOf, plans, settingsOf, UPGRADES } from "../support/histories.ts";

/** The two defects that are looked for among all pods, found by looking at all pods. */
function slowly(kubelet: Kubelet, events: readonly KubeletEvent[]): readonly unknown[] {
  let before = kubelet;
  return events.flatMap((event, at) => {
    const { kubelet: after, outcome } = step(before, event);
    const isNew = "podUid" in event && !before.sandboxes.some(({ podUid }) => podUid === event.podUid);
    const own = "podUid" in event ? after.sandboxes.find(({ podUid }) => podUid === event.podUid) : undefined;
    const found: readonly (readonly [DefectName, boolean])[] = [
      [
        "lost-file-leak",
        !(!outcome.ok && outcome.error.code === "panic") && leakedSlots(after).length > leakedSlots(before).length,
      ],
      [
        "running-range-given-away",
        event.type === "create" &&
          outcome.ok &&
          isNew &&
          own !== undefined &&
          after.sandboxes.some((other) => other !== own && overlap(other, own)),
      ],
    ];
    before = after;
    return found.flatMap(([defect, isMet]) => (isMet ? [{ defect, at }] : []));
  });
}

describe("what is watched for", () => {
  prop(
    "is what there is to be seen among all pods",
    [fc.constantFrom(...UPGRADES), plans(40), fc.subarray([...DEFECT_NAMES]), fc.nat(20)],
    (release, steps, fixes, which) => {
      const settings = settingsOf(release);
      const kubelet = createKubelet(settings[which % settings.length] ?? { release }, { fixes });
      const events = eventsOf(kubelet, steps);
      const watched = defectsMet(kubelet, events).filter(({ defect }) => /leak|given-away/.test(defect));
      expect(watched).toEqual(slowly(kubelet, events));
    },
  );
});
