import type { WriteFile } from "../../../kubelet/disk/disk.ts";
import { replay, step } from "../../../kubelet/history/step.ts";
import { createKubelet, type Kubelet } from "../../../kubelet/manager/kubelet.ts";
import { type KubeletSettings, kubeletUser } from "../../../kubelet/settings/settings.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { matrix } from "../../picture/matrix.ts";
import { slots } from "../../picture/slots.ts";
import { timeline } from "../../picture/timeline.ts";
import type { Words } from "../../words/words.ts";
import { firstIdFor, runningKubelet, type startWith, sure, usernsFileOf, withPods } from "../worlds.ts";

const SETTINGS: KubeletSettings = { release: "1.36", kubeletUser: kubeletUser(65536, 110 * 65536) };

const DOUBLED: KubeletSettings = { ...SETTINGS, kubeletUser: kubeletUser(131072, 110 * 131072), idsPerPod: 131072 };

/** What the kubelet says when it starts again over the file of pod a with this in it. */
function startOver(kubelet: Kubelet, raw: string): ReturnType<typeof startWith> {
  const file: WriteFile = { type: "write-file", podUid: "a", raw };
  return step(step(kubelet, file).kubelet, { type: "start" }).outcome;
}

/** The file with something else in the place of one of its mappings. */
function file(uidMappings: readonly object[], gidMappings: readonly object[] = uidMappings): string {
  return JSON.stringify({ uidMappings, gidMappings });
}

/** The five files that stop a start, the settings that do, and the one that does not. */
function damages(
  kubelet: Kubelet,
): readonly { readonly name: Words; readonly outcome: ReturnType<typeof startWith> }[] {
  const first = unwrap(firstIdFor(kubelet, "a"));
  const mapping = { hostId: first, containerId: 0, length: 65536 };
  const half = { ...mapping, length: 32768 };
  const rest = { hostId: first + 32768, containerId: 32768, length: 32768 };
  const other = { ...mapping, hostId: first + 65536 };
  const cut = usernsFileOf(kubelet, "a").slice(0, 40);
  return [
    { name: { en: "cut off", de: "abgeschnitten" }, outcome: startOver(kubelet, cut) },
    {
      name: { en: "the range of pod b", de: "ID-Bereich von Pod b" },
      outcome: startOver(kubelet, usernsFileOf(kubelet, "b")),
    },
    { name: { en: "two lines of a map", de: "zwei Zuordnungen" }, outcome: startOver(kubelet, file([half, rest])) },
    { name: { en: "users ≠ groups", de: "Benutzer ≠ Gruppen" }, outcome: startOver(kubelet, file([mapping], [other])) },
    {
      name: { en: "other idsPerPod", de: "anderes idsPerPod" },
      outcome: step(kubelet, { type: "start", settings: DOUBLED }).outcome,
    },
    { name: { en: "empty", de: "leer" }, outcome: startOver(kubelet, "") },
  ];
}

function saidOf(outcome: ReturnType<typeof startWith>): string {
  if (outcome.ok) return "ok";
  // Where the file of a pod is what is wrong, what is wrong with that.
  const { cause } = { cause: outcome.error, ...outcome.error };
  return cause.code;
}

export const s12: Lesson = defineLesson({
  id: "S12",
  part: "pods",
  minutes: 6,
  needs: ["S09"],
  introduces: [],
  statements: [],
  title: { en: "The kubelet starts again", de: "Der Kubelet startet neu" },
  goal: {
    en: "You can say from where a kubelet knows the ranges after a restart, and what damaged files do to it.",
    de: "Du kannst sagen, woher ein Kubelet nach einem Neustart die ID-Bereiche kennt und was kaputte Dateien bei ihm anrichten.",
  },
  sources: [
    { code: "MakeUserNsManager in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "parseUserNsFileAndRecord in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { report: "https://github.com/kubernetes/kubernetes/issues/132966" },
    { report: "https://github.com/kubernetes/kubernetes/issues/137912" },
  ],
  world: (seed) => {
    const kubelet = withPods(runningKubelet(SETTINGS, { seed }), ["a", "b", "c"]);
    const restarted = step(kubelet, { type: "start" }).kubelet;
    const elsewhere = createKubelet(SETTINGS, { seed, pods: [] });
    const emptied = replay(kubelet, [{ type: "write-file", podUid: "c", raw: "" }, { type: "start" }]).kubelet;
    return {
      kubelet,
      restarted,
      ofC: unwrap(firstIdFor(kubelet, "c")),
      fresh: unwrap(firstIdFor(restarted, "d")),
      withoutDisk: step(elsewhere, { type: "start" }).kubelet,
      emptied,
      damaged: damages(kubelet),
    };
  },
  steps: [
    {
      id: "restart",
      say: {
        en: "Pods a, b and c run, each with `hostUsers: false` and a range of its own. The kubelet is restarted, for an update. The pods go on meanwhile. Then it is asked for the range of pod c again.",
        de: "Die Pods a, b und c laufen, alle mit `hostUsers: false` und jeder mit eigenem ID-Bereich. Der Kubelet wird für ein Update neu gestartet. Die Pods laufen währenddessen weiter. Danach wird er noch einmal nach dem ID-Bereich von Pod c gefragt.",
      },
      questions: [
        {
          id: "same",
          text: { en: "Which first ID does it give?", de: "Welche erste ID nennt er?" },
          ask: ({ restarted }) => firstIdFor(restarted, "c"),
          expect: 3538944,
          choices: [
            {
              is: ({ fresh }) => fresh,
              text: ({ fresh }) => ({ en: `${fresh}, newly drawn`, de: `${fresh}, neu gezogen` }),
              why: {
                en: "Only a pod without a file gets that. When it starts, the kubelet reads the files of all pods first.",
                de: "So etwas bekommt nur ein Pod ohne Datei. Beim Start liest der Kubelet als Erstes die Dateien aller Pods.",
              },
            },
            { is: ({ ofC }) => ofC, text: ({ ofC }) => ({ en: `${ofC}, as before`, de: `${ofC}, wie vorher` }) },
          ],
        },
      ],
      picture: ({ restarted }) =>
        slots(
          { start: 65536, idsPerPod: 65536, slots: 110 },
          sure(restarted.manager).usedBy.map(({ podUid, hostId, length }) => ({
            label: podUid,
            range: { start: hostId, size: length },
          })),
        ),
    },
    {
      id: "disk",
      say: {
        en: "Now the disk of the node breaks. A new one is put in, the kubelet starts, and the API server tells it of pod c as before.",
        de: "Jetzt geht die Platte des Knotens kaputt. Eine neue kommt hinein, der Kubelet startet, und der API-Server nennt ihm Pod c wie zuvor.",
      },
      questions: [
        {
          id: "same",
          text: { en: "Does pod c have its old range?", de: "Hat Pod c seinen alten ID-Bereich?" },
          ask: ({ withoutDisk, ofC }) => unwrap(firstIdFor(withoutDisk, "c")) === ofC,
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, the API server keeps the maps", de: "Ja, die Abbildungen stehen doch im API-Server" },
              why: {
                en: "It knows only hostUsers: false. The range was in the file `userns` on the disk that is gone.",
                de: "Der kennt nur hostUsers: false. Der ID-Bereich stand in der Datei `userns` auf der Platte, die weg ist.",
              },
            },
            { is: "no", text: { en: "No, a new draw", de: "Nein, es wird neu gezogen" } },
          ],
        },
      ],
      picture: ({ ofC, withoutDisk }) =>
        timeline([
          { at: { en: "old disk", de: "alte Platte" }, text: `c: ${ofC}` },
          { at: { en: "new disk", de: "neue Platte" }, text: `c: ${unwrap(firstIdFor(withoutDisk, "c"))}` },
        ]),
    },
    {
      id: "damaged",
      say: {
        en: "Back to the old disk. The node crashed while a file was being written: the file `userns` of pod a ends in the middle. Pods b and c are all right.",
        de: "Zurück zur alten Platte. Der Knoten ist abgestürzt, während er eine Datei schrieb: Die Datei `userns` von Pod a hört mittendrin auf. Bei den Pods b und c ist alles in Ordnung.",
      },
      questions: [
        {
          id: "cut",
          text: { en: "Does the kubelet start?", de: "Startet der Kubelet?" },
          ask: ({ damaged }) => damaged[0]?.outcome,
          expect: "pod-not-recorded",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, and pod a gets a new range",
                de: "Ja, und Pod a bekommt einen neuen ID-Bereich",
              },
              why: {
                en: "Pod a may still run with the old one, which then could go to another pod. So it would rather not start at all.",
                de: "Pod a läuft vielleicht noch mit dem alten, und der könnte dann an einen anderen Pod gehen. Da startet er lieber gar nicht.",
              },
            },
            { is: "pod-not-recorded", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "twice",
          text: {
            en: "Another time somebody has copied the file of pod b over that of pod a. Does it start then?",
            de: "Ein andermal hat jemand die Datei von Pod b über die von Pod a kopiert. Startet er dann?",
          },
          ask: ({ damaged }) => damaged[1]?.outcome,
          expect: "pod-not-recorded",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, the file is valid", de: "Ja, die Datei ist doch gültig" },
              why: {
                en: "By itself it is. But then two pods would have one range, and the kubelet sees that when it reads the second.",
                de: "Für sich genommen schon. Dann hätten aber zwei Pods denselben ID-Bereich, und das merkt der Kubelet bei der zweiten Datei.",
              },
            },
            { is: "pod-not-recorded", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ damaged }) =>
        matrix(
          [{ en: "start", de: "Start" }],
          damaged.slice(0, 4).map(({ name, outcome }) => ({ name, cells: [saidOf(outcome)] })),
        ),
    },
    {
      id: "settings",
      say: {
        en: "All files are as they were. But somebody gives each pod more IDs: `idsPerPod: 131072` in the kubelet's configuration, and a pool that fits it. The three pods still run.",
        de: "Alle Dateien sind heil. Aber jemand gibt jedem Pod mehr IDs: `idsPerPod: 131072` in der Konfiguration des Kubelets und einen passenden Vorrat dazu. Die drei Pods laufen noch.",
      },
      questions: [
        {
          id: "longer",
          text: { en: "Does the kubelet start?", de: "Startet der Kubelet?" },
          ask: ({ kubelet }) => step(kubelet, { type: "start", settings: DOUBLED }).outcome,
          expect: "pod-not-recorded",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes: old pods keep their length, new ones get the new",
                de: "Ja, alte Pods behalten ihre Länge und neue bekommen die neue",
              },
              why: {
                en: "One pool knows one length. The file of pod a has another, and stops the start. Drain the node first.",
                de: "Ein Vorrat kennt nur eine Länge. In der Datei von Pod a steht eine andere, und daran scheitert der Start. Erst muss der Knoten leer sein.",
              },
            },
            { is: "pod-not-recorded", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ damaged }) =>
        matrix(
          [{ en: "start", de: "Start" }],
          damaged.slice(0, 5).map(({ name, outcome }) => ({ name, cells: [saidOf(outcome)] })),
        ),
    },
    {
      id: "empty",
      say: {
        en: "One damage is left. This time the crash has left the file of pod c with 0 bytes. The kubelet starts. Pod c runs on with its range.",
        de: "Ein Schaden fehlt noch. Diesmal ist von der Datei von Pod c nach dem Absturz nur eine leere übrig, 0 Byte lang. Der Kubelet startet. Pod c läuft mit seinem ID-Bereich weiter.",
      },
      questions: [
        {
          id: "again",
          text: {
            en: "A container of pod c starts anew, and the kubelet is asked once more. Is it the old range?",
            de: "Ein Container von Pod c startet neu, und der Kubelet wird wieder gefragt. Nennt er den alten ID-Bereich?",
          },
          ask: ({ emptied, ofC }) => unwrap(firstIdFor(emptied, "c")) === ofC,
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, pod c still runs with it", de: "Ja, Pod c läuft doch noch damit" },
              why: {
                en: "The kubelet does not ask what runs. An empty file counts as: this pod has no range yet. So it draws one.",
                de: "Der Kubelet sieht nicht nach, was läuft. Eine leere Datei heißt für ihn: Dieser Pod hat noch keinen ID-Bereich. Also zieht er einen.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "And the old one counts as free, though pod c still runs with it. Another pod can draw it.",
        de: "Und der alte gilt als frei, obwohl Pod c noch damit läuft. Ein anderer Pod kann ihn ziehen.",
      },
      picture: ({ damaged }) =>
        matrix(
          [{ en: "start", de: "Start" }],
          damaged.map(({ name, outcome }) => ({ name, cells: [saidOf(outcome)] })),
        ),
    },
  ],
});
