import { step } from "../../../kubelet/history/step.ts";
import type { Kubelet } from "../../../kubelet/manager/kubelet.ts";
import { leakedSlots, overlappingPods } from "../../../kubelet/manager/queries.ts";
import { kubeletUser } from "../../../kubelet/settings/settings.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import type { SlotsPicture } from "../../picture/picture.ts";
import { slots } from "../../picture/slots.ts";
import { timeline } from "../../picture/timeline.ts";
import { errorOf, firstIdFor, runningKubelet, sure, withPods } from "../worlds.ts";

/** Who runs in the three slots. */
function running(kubelet: Kubelet): SlotsPicture {
  return slots(
    { start: 65536, idsPerPod: 65536, slots: 3 },
    kubelet.sandboxes.map(({ podUid, hostId, length }) => ({ label: podUid, range: { start: hostId, size: length } })),
  );
}

export const s10: Lesson = defineLesson({
  id: "S10",
  part: "pods",
  minutes: 4,
  needs: ["S09"],
  introduces: [],
  statements: ["Z17"],
  title: { en: "When the pool is used up", de: "Wenn der Vorrat aufgebraucht ist" },
  goal: {
    en: "You can say what happens to the pod for which no slot is left, and how a slot can be missing that nobody has.",
    de: "Du kannst sagen, was mit dem Pod passiert, für den kein Platz mehr da ist, und wie ein Platz fehlen kann, den niemand hat.",
  },
  sources: [
    { code: "allocateOne in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "createUserNs in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
  ],
  world: (seed) => {
    const settings = { release: "1.36", maxPods: 3, kubeletUser: kubeletUser(65536, 3 * 65536) } as const;
    const empty = runningKubelet(settings, { seed });
    const full = withPods(empty, ["a", "b", "c"]);
    const freed = step(full, { type: "release", podUid: "b" }).kubelet;
    const refilled = withPods(freed, ["d"]);
    const two = withPods(empty, ["a", "b"]);
    const lost = step(two, { type: "delete-file", podUid: "a" }).kubelet;
    return {
      full,
      refilled,
      ofB: unwrap(firstIdFor(full, "b")),
      two,
      asked: withPods(lost, ["a"]),
      text: { text: "", ...errorOf(firstIdFor(full, "d")) }.text,
    };
  },
  steps: [
    {
      id: "full",
      say: {
        en: "A small node may run three pods, and its pool has three slots. Pods a, b and c have them. Now the API server sends a fourth pod with `hostUsers: false`, d.",
        de: "Auf einem kleinen Knoten dürfen drei Pods laufen, und sein Vorrat hat drei Plätze. Die haben Pod a, b und c. Jetzt kommt mit d ein vierter Pod mit `hostUsers: false`.",
      },
      questions: [
        {
          id: "fourth",
          text: { en: "What does the kubelet do with d?", de: "Was macht der Kubelet mit d?" },
          ask: ({ full }) => firstIdFor(full, "d"),
          expect: "pool-exhausted",
          choices: [
            {
              is: ({ ofB }) => ofB,
              text: {
                en: "When slots are short, d shares one with b",
                de: "Wenn es knapp wird, teilt sich d einen Platz mit b",
              },
              why: {
                en: "Then both would be the same users, which is what slots are there to prevent. The kubelet never does it on purpose.",
                de: "Dann wären beide dieselben Benutzer, und genau dagegen gibt es Plätze. Absichtlich macht der Kubelet das nie.",
              },
            },
            { is: "pool-exhausted", text: { en: "It refuses d", de: "Er lehnt d ab" } },
            {
              is: "NODE",
              text: { en: "It starts d without a user namespace", de: "Er startet d ohne User-Namespace" },
              why: {
                en: "The pod has asked for one. Without it, it would run with less protection than its author believes.",
                de: "Der Pod hat ausdrücklich einen verlangt. Ohne liefe er schlechter geschützt, als sein Autor glaubt.",
              },
            },
          ],
        },
        {
          id: "pairs",
          text: {
            en: "All slots are taken. How many pairs of the running pods overlap? Type the number.",
            de: "Alle Plätze sind belegt. Bei wie vielen Paaren laufender Pods überlappen sich die ID-Bereiche? Tippe die Zahl ein.",
          },
          ask: ({ full }) => overlappingPods(full).length,
          expect: 0,
        },
      ],
      after: ({ text }) => ({
        en: `The pod does not start. The kubelet says: \`${text}\`. Later it tries again.`,
        de: `Der Pod startet nicht. Der Kubelet sagt: \`${text}\`. Später versucht er es wieder.`,
      }),
      picture: ({ full }) => running(full),
    },
    {
      id: "freed",
      say: {
        en: "Pod b ends. Its slot is free again. The kubelet tries pod d once more.",
        de: "Pod b endet. Sein Platz ist wieder frei. Der Kubelet versucht es noch einmal mit Pod d.",
      },
      questions: [
        {
          id: "same",
          text: { en: "Which range does d get?", de: "Welchen ID-Bereich bekommt d?" },
          ask: ({ refilled }) => firstIdFor(refilled, "d"),
          expect: 131072,
          choices: [
            {
              is: ({ ofB }) => ofB,
              text: ({ ofB }) => ({ en: `The one that b had, from ${ofB}`, de: `Den von b, ab ${ofB}` }),
            },
            {
              is: 4 * 65536,
              text: {
                en: "A fresh one behind the pool, from 262144",
                de: "Einen frischen hinter dem Vorrat, ab 262144",
              },
              why: {
                en: "Behind the pool nothing is given out. The draw decides where the search begins, and there is only one free slot.",
                de: "Hinter dem Vorrat wird nichts vergeben. Gezogen wird nur, wo die Suche anfängt, und frei ist nur ein Platz.",
              },
            },
            {
              is: "pool-exhausted",
              text: { en: "None, a used slot is burnt", de: "Keinen, ein benutzter Platz ist verbrannt" },
              why: {
                en: "Slots are used again at once. What b has left behind somewhere with its IDs now counts as d's.",
                de: "Plätze werden sofort wieder vergeben. Was b mit seinen IDs irgendwo hinterlassen hat, zählt dann als Besitz von d.",
              },
            },
          ],
        },
      ],
      picture: ({ refilled }) => running(refilled),
    },
    {
      id: "leak",
      say: {
        en: "Start again: only a and b run, so one slot is free. Somebody deletes the file `userns` of pod a. Then a container of pod a starts anew, and the kubelet is asked for its range.",
        de: "Noch einmal von vorn: Es laufen nur a und b, ein Platz ist frei. Jemand löscht die Datei `userns` von Pod a. Dann startet ein Container von Pod a neu, und der Kubelet wird nach dessen ID-Bereich gefragt.",
      },
      questions: [
        {
          id: "leaked",
          text: {
            en: "How many slots are now in use without belonging to a pod? Type the number.",
            de: "Wie viele Plätze sind jetzt belegt, ohne dass sie zu einem Pod gehören? Tippe die Zahl ein.",
          },
          ask: ({ asked }) => leakedSlots(asked).length,
          expect: 1,
        },
        {
          id: "third",
          text: {
            en: "Two pods run. May a third one come?",
            de: "Es laufen zwei Pods. Kann noch ein dritter kommen?",
          },
          ask: ({ asked }) => firstIdFor(asked, "c"),
          expect: "pool-exhausted",
          choices: [
            {
              is: "ok",
              text: { en: "Yes: three slots, two pods", de: "Ja, drei Plätze und zwei Pods" },
              why: {
                en: "The kubelet did not find the file, so pod a got a second slot. The first one stays in use until a restart. This is a known defect.",
                de: "Der Kubelet fand die Datei nicht, also bekam Pod a einen zweiten Platz. Der erste bleibt bis zum Neustart belegt. Das ist ein bekannter Fehler.",
              },
            },
            { is: "pool-exhausted", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ two, asked }) =>
        timeline([
          { at: 1, text: { en: `slots in use: ${inUse(two)}`, de: `belegte Plätze: ${inUse(two)}` } },
          { at: 2, text: { en: "the file of pod a is deleted", de: "die Datei von Pod a wird gelöscht" } },
          { at: 3, text: { en: `slots in use: ${inUse(asked)}`, de: `belegte Plätze: ${inUse(asked)}` } },
        ]),
    },
  ],
});

function inUse({ manager }: Kubelet): string {
  return sure(manager).used.join(", ");
}
