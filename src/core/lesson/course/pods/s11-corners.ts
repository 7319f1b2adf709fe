import { type HostId, NO_ID } from "../../../id/id.ts";
import { createProcess } from "../../../kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../kernel/decision/decision.ts";
import { writeIdMap } from "../../../kernel/userns/write-id-map.ts";
import { step } from "../../../kubelet/history/step.ts";
import type { Kubelet } from "../../../kubelet/manager/kubelet.ts";
import { overlappingPods } from "../../../kubelet/manager/queries.ts";
import { type KubeletSettings, kubeletUser } from "../../../kubelet/settings/settings.ts";
import { createNode } from "../../../node/node.ts";
import { readPod } from "../../../node/pod/pod.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import type { MatrixPicture } from "../../picture/picture.ts";
import { timeline } from "../../picture/timeline.ts";
import type { Words } from "../../words/words.ts";
import { firstIdFor, podOf, reachOf, runningKubelet, startWith, sure } from "../worlds.ts";

const DEFAULT: KubeletSettings = { release: "1.36" };

const PAST_THE_END: KubeletSettings = { release: "1.36", kubeletUser: kubeletUser(327680, 4294836224) };

/** What the kernel says to the map of a pod that begins at this host ID. */
function kernelTakes(start: HostId): Decision<unknown> {
  const fresh = createUserNamespace(initialNamespace(), { id: "pod" });
  return writeIdMap(createProcess(), fresh, "uid", `0 ${start} 65536`);
}

const KEPT: Words = { en: "kept", de: "gilt" };

const BROKEN: Words = { en: "broken", de: "verletzt" };

/** The rule of the first step. */
function keepsRule(start: HostId): boolean {
  return start >= 65536 && start + 65535 < NO_ID;
}

/** The first host ID of a slot, as the kubelet gives it to a pod that draws the slot. */
function idOfSlot(kubelet: Kubelet, slot: number): HostId {
  return unwrap(firstIdFor(kubelet, "drawn", slot));
}

function slotsOf(kubelet: Kubelet): number {
  return sure(kubelet.manager).slots;
}

/** The first two and the last three slots of a pool. */
function corners(kubelet: Kubelet): readonly number[] {
  const slots = slotsOf(kubelet);
  return [0, 1, slots - 3, slots - 2, slots - 1];
}

function cornersOf(kubelet: Kubelet): MatrixPicture {
  return matrix(
    [
      { en: "first host ID", de: "erste ID des Hosts" },
      { en: "kernel", de: "Kernel" },
      { en: "rule", de: "Regel" },
    ],
    corners(kubelet).map((slot) => {
      const start = idOfSlot(kubelet, slot);
      return {
        name: { en: `slot ${slot}`, de: `Platz ${slot}` },
        cells: [`${start}`, kernelTakes(start).errno ?? "ok", keepsRule(start) ? KEPT : BROKEN],
      };
    }),
  );
}

/** A kubelet that lost the directory of a pod that runs, and gave its range to the next. */
function twoInOneSlot(): Kubelet {
  return runningKubelet(DEFAULT, {}, [
    { type: "create", podUid: "a", draw: 7 },
    { type: "remove-directory", podUid: "a" },
    { type: "cleanup", known: ["a"] },
    { type: "create", podUid: "b", draw: 7 },
  ]);
}

export const s11: Lesson = defineLesson({
  id: "S11",
  part: "pods",
  minutes: 6,
  needs: ["S05", "S09"],
  introduces: [],
  statements: ["Z17", "Z18", "Z22"],
  title: { en: "At the corners: real bugs", de: "In den Ecken: echte Fehler" },
  goal: {
    en: "You can write down what must hold for every range, and name cases in which real kubelets did not keep it.",
    de: "Du kannst aufschreiben, was für jeden ID-Bereich gelten muss, und Fälle nennen, in denen echte Kubelets das nicht eingehalten haben.",
  },
  sources: [
    { check: "T04a" },
    { check: "T04b" },
    { report: "https://github.com/kubernetes/kubernetes/issues/139916" },
    { report: "https://github.com/kubernetes/kubernetes/pull/141345" },
    { code: "allocateOne in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "CleanupOrphanedPodUsernsAllocations in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
  ],
  fixed: true,
  world: () => {
    const released = runningKubelet(DEFAULT);
    const wraps = runningKubelet(PAST_THE_END);
    const wrapped = sure(corners(wraps).find((slot) => idOfSlot(wraps, slot) === 0));
    const pods = [readPod({ uid: "w", name: "w", spec: { hostUsers: false, containers: [{ name: "main" }] } })];
    const { kubelet } = step(wraps, { type: "create", podUid: "w", draw: wrapped });
    const node = unwrap(createNode({ pods, kubelet }));
    const given = sure(podOf(node, "w").range);
    return {
      released,
      last: slotsOf(released) - 1,
      lastId: idOfSlot(released, slotsOf(released) - 1),
      fixed: runningKubelet(DEFAULT, { fixes: ["last-slot"] }),
      wraps,
      wrapped,
      node,
      map: `0 ${given.start} ${given.size}`,
      twice: twoInOneSlot(),
    };
  },
  steps: [
    {
      id: "rule",
      say: ({ last }) => ({
        en: `A rule for every range: it begins at 65536 or later, and its last ID is at most 4294967294. A fuzzer tries such rules with many inputs, corners first. The default pool has slots 0 to ${last}. So let a pod draw slot ${last}.`,
        de: `Eine Regel für jeden ID-Bereich: Er beginnt frühestens bei 65536, und seine letzte ID ist höchstens 4294967294. Ein Fuzzer probiert solche Regeln mit vielen Eingaben aus, die Ecken zuerst. Der voreingestellte Vorrat hat die Plätze 0 bis ${last}. Ein Pod soll also Platz ${last} ziehen.`,
      }),
      questions: [
        {
          id: "kubelet",
          text: { en: "Does the kubelet of 1.36 give it out?", de: "Vergibt ihn der Kubelet von 1.36?" },
          ask: ({ released, last }) => step(released, { type: "create", podUid: "x", draw: last }).outcome,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "pool-exhausted",
              text: { en: "No, it keeps away from the end", de: "Nein, vom Ende hält er sich fern" },
              why: {
                en: "It never looks at the end of the pool. To the kubelet this is a slot like any other.",
                de: "Auf das Ende des Vorrats achtet er nicht. Für den Kubelet ist das ein Platz wie jeder andere.",
              },
            },
          ],
        },
        {
          id: "kernel",
          text: ({ lastId }) => ({
            en: `And does the kernel take the map \`0 ${lastId} 65536\`?`,
            de: `Und nimmt der Kernel die Abbildung \`0 ${lastId} 65536\` an?`,
          }),
          ask: ({ lastId }) => kernelTakes(lastId),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, all of it fits into 32 bits", de: "Ja, das passt alles in 32 Bit" },
              why: {
                en: "Its last ID would be 4294967295. To the kernel this number means: no ID.",
                de: "Die letzte ID wäre 4294967295. Diese Zahl heißt für den Kernel: keine ID.",
              },
            },
            { is: "EINVAL", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "The pod can never start. One draw in 65535 ends like this. It was reported. By its changelog, 1.38 has a fix.",
        de: "Dieser Pod kann nie starten. Eine Ziehung von 65535 geht so aus. Der Fehler ist gemeldet und laut Changelog mit 1.38 behoben.",
      },
      picture: ({ lastId }) => ladder(kernelTakes(lastId)),
    },
    {
      id: "fixed",
      say: {
        en: "The fix makes the default pool shorter, so that its end stays clear of that number.",
        de: "Die Korrektur macht den voreingestellten Vorrat kürzer, damit sein Ende dieser Zahl nicht mehr zu nahe kommt.",
      },
      questions: [
        {
          id: "slots",
          text: { en: "How many slots does it have then?", de: "Wie viele Plätze hat er dann?" },
          ask: ({ fixed }) => slotsOf(fixed),
          expect: 65534,
          choices: [
            { is: 65534, text: { en: "65534", de: "65534" } },
            {
              is: 65535,
              text: { en: "65535: only one ID is taken away", de: "65535, es fällt ja nur eine ID weg" },
              why: {
                en: "All slots are equally long. For one ID that cannot be used, the whole slot goes.",
                de: "Alle Plätze sind gleich lang. Wegen einer einzigen unbrauchbaren ID fällt der ganze Platz weg.",
              },
            },
          ],
        },
      ],
      picture: ({ fixed }) => cornersOf(fixed),
    },
    {
      id: "wraps",
      say: ({ wrapped }) => ({
        en: `Second corner: somebody sets the line \`kubelet:327680:4294836224\`. Both numbers are multiples of 65536, and the kubelet of 1.36 starts. But 327680 plus 4294836224 is more than 2^32. A pod draws slot ${wrapped}.`,
        de: `Die zweite Ecke: Jemand stellt die Zeile \`kubelet:327680:4294836224\` ein. Beide Zahlen sind Vielfache von 65536, und der Kubelet von 1.36 startet. Aber 327680 plus 4294836224 ist mehr als 2^32. Ein Pod zieht Platz ${wrapped}.`,
      }),
      questions: [
        {
          id: "start",
          text: {
            en: "At which host ID does its range begin?",
            de: "Bei welcher ID des Hosts beginnt sein ID-Bereich?",
          },
          ask: ({ wraps, wrapped }) => firstIdFor(wraps, "x", wrapped),
          expect: 0,
          choices: [
            {
              is: 4294967296,
              text: { en: "4294967296", de: "4294967296" },
              why: {
                en: "By rights. But the kubelet reckons in 32 bits, and there counting begins at 0 again.",
                de: "Eigentlich ja. Der Kubelet rechnet aber mit 32 Bit, und da fängt es wieder bei 0 an.",
              },
            },
            { is: 0, text: { en: "0", de: "0" } },
            {
              is: 327680,
              text: { en: "327680", de: "327680" },
              why: {
                en: "That is slot 0 of this pool. The slot that was drawn lies at the other end.",
                de: "Das ist Platz 0 dieses Vorrats. Gezogen wurde einer am anderen Ende.",
              },
            },
          ],
        },
      ],
      picture: ({ wraps }) => cornersOf(wraps),
    },
    {
      id: "root",
      say: ({ map }) => ({
        en: `The kernel takes this map, \`${map}\`. A process of the root of this pod gets at the files of the host.`,
        de: `Diese Abbildung, \`${map}\`, nimmt der Kernel an. Ein Prozess von root aus diesem Pod kommt an die Dateien des Hosts.`,
      }),
      questions: [
        {
          id: "shadow",
          text: {
            en: "`/etc/shadow` belongs to root of the host, and others may not read it. May the process?",
            de: "`/etc/shadow` gehört root auf dem Host, und andere dürfen die Datei nicht lesen. Darf es der Prozess?",
          },
          ask: ({ node }) => reachOf(node, "w")("walk", "/etc/shadow:read"),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No, a pod has unprivileged host IDs",
                de: "Nein, ein Pod hat nicht privilegierte Host-IDs",
              },
              why: {
                en: "It should. This pod has been given the slot of the host itself, and its root is user 0.",
                de: "So soll es sein. Dieser Pod hat aber den Platz des Hosts selbst bekommen, und sein root ist Benutzer 0.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "fix",
          text: {
            en: "With the fix of 1.38: does the kubelet start with that line?",
            de: "Und mit der Korrektur aus 1.38: Startet der Kubelet mit dieser Zeile?",
          },
          ask: () => startWith(PAST_THE_END, { fixes: ["pool-wraps"] }),
          expect: "past-last-id",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it leaves out the slots that wrap", de: "Ja, er lässt die betroffenen Plätze weg" },
              why: {
                en: "It does not repair what was configured. It refuses, so that somebody sees the mistake.",
                de: "Repariert wird die Einstellung nicht. Er lehnt sie ab, damit jemand den Fehler sieht.",
              },
            },
            { is: "past-last-id", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ node }) => ladder(reachOf(node, "w")("walk", "/etc/shadow:read")),
    },
    {
      id: "twice",
      say: {
        en: "Third corner: pod a runs, and somebody removes its directory on the node. The kubelet tidies up, finds no file of pod a, and takes its slot for free. Pod b draws this very slot.",
        de: "Die dritte Ecke: Pod a läuft, und jemand löscht sein Verzeichnis auf dem Knoten. Der Kubelet räumt auf, findet keine Datei von Pod a und hält dessen Platz für frei. Pod b zieht genau diesen Platz.",
      },
      questions: [
        {
          id: "pairs",
          text: {
            en: "How many pairs of running pods overlap now?",
            de: "Bei wie vielen Paaren laufender Pods überlappen sich jetzt die ID-Bereiche?",
          },
          ask: ({ twice }) => overlappingPods(twice).length,
          expect: 1,
          choices: [
            {
              is: 0,
              text: {
                en: "None: their host IDs are guaranteed to differ",
                de: "Bei keinem, ihre Host-IDs sind garantiert verschieden",
              },
              why: {
                en: "A program gives that guarantee, from what it finds on its disk. Here the disk did not tell the truth.",
                de: "Diese Garantie gibt ein Programm, und es verlässt sich darauf, was auf seiner Platte steht. Das stimmte hier nicht.",
              },
            },
            { is: 1, text: { en: "One", de: "Bei einem" } },
          ],
        },
      ],
      after: {
        en: "So ranges are meant not to overlap, and they nearly never do. Whoever wants to test that should begin with the corners.",
        de: "ID-Bereiche sollen sich also nicht überlappen, und sie tun es auch fast nie. Wer das prüfen will, fängt am besten in den Ecken an.",
      },
      picture: ({ twice }) =>
        timeline(
          twice.sandboxes.map(({ podUid, hostId, length }) => ({
            at: podUid,
            text: `[${hostId}, ${hostId + length})`,
          })),
        ),
    },
  ],
});
