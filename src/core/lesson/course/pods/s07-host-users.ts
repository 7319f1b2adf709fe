import { admitPod } from "../../../apiserver/validation/admit-pod.ts";
import { step } from "../../../kubelet/history/step.ts";
import type { Kubelet } from "../../../kubelet/manager/kubelet.ts";
import { createNode } from "../../../node/node.ts";
import { readPod } from "../../../node/pod/pod.ts";
import { RELEASE_TABLE, RELEASES, type Release, traitAt } from "../../../releases/releases.ts";
import { unwrap } from "../../../result.ts";
import type { Asked } from "../../answer/answer.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { matrix } from "../../picture/matrix.ts";
import { slots } from "../../picture/slots.ts";
import { timeline } from "../../picture/timeline.ts";
import type { Words } from "../../words/words.ts";
import { coursePool, firstIdFor, podOf, runningKubelet, sure, usernsFileOf } from "../worlds.ts";

function modeOf(kubelet: Kubelet, hostUsers: boolean | "unset"): Asked {
  const { outcome } = step(kubelet, { type: "create", podUid: "new", hostUsers });
  return unwrap(outcome)?.mode;
}

/** Whether the API server of a release takes a pod that claims a persistent volume, with the gate on. */
function takesClaim(release: "1.25" | "1.28"): boolean {
  const spec = { hostUsers: false, volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }] };
  const featureGates = { [traitAt(RELEASE_TABLE.gate, release)]: true };
  return admitPod({ spec }, { release, featureGates, policy: { level: "privileged", version: "latest" } }).length === 0;
}

const TAKEN: Words = { en: "volumes with a claim: accepted", de: "Volumes mit Claim: erlaubt" };

const REFUSED: Words = { en: "volumes with a claim: refused", de: "Volumes mit Claim: verweigert" };

function releasesWhere(changed: (release: Release) => unknown): readonly Release[] {
  return RELEASES.filter((release, index) => {
    const before = RELEASES[index - 1];
    return before === undefined || changed(before) !== changed(release);
  });
}

export const s07: Lesson = defineLesson({
  id: "S07",
  part: "pods",
  minutes: 6,
  needs: ["S03"],
  introduces: ["kubelet", "host-users", "slot", "pool", "volume"],
  statements: ["Z1", "Z13", "Z15", "Z16"],
  title: { en: "One field: hostUsers: false", de: "Ein Feld: hostUsers: false" },
  goal: {
    en: "You can say which pods get a user namespace of their own, who chooses its range, and since which release.",
    de: "Du kannst sagen, welche Pods einen eigenen User-Namespace bekommen, wer dessen ID-Bereich aussucht und seit welcher Version.",
  },
  sources: [
    { code: "GetOrCreateUserNamespaceMappings in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "allocateOne in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "UserNamespacesSupport in pkg/features/kube_features.go", version: "1.36.3" },
    { code: "validateHostUsers in pkg/apis/core/validation/validation.go", version: "1.25" },
    { report: "https://github.com/kubernetes/enhancements/issues/127" },
  ],
  world: (seed) => {
    const kubelet = runningKubelet({ release: "1.36" }, { seed });
    const created = step(kubelet, { type: "create", podUid: "c" }).kubelet;
    const pods = ["d", "e"].map((name) =>
      readPod({ name, namespace: "shop", spec: { hostUsers: false, containers: [{ name: "main" }] } }),
    );
    const node = unwrap(createNode({ pods, pool: coursePool(), seed }));
    return {
      kubelet,
      created,
      first: unwrap(firstIdFor(created, "c")),
      next: unwrap(firstIdFor(created, "x")),
      node,
      d: podOf(node, "d"),
      e: podOf(node, "e"),
    };
  },
  steps: [
    {
      id: "unset",
      say: {
        en: "The kubelet is the program of Kubernetes on each node. For each pod it tells the container runtime which user namespace to take: `NODE`, the host's, or `POD`, one of its own. This kubelet is of release 1.36. A pod comes that does not mention hostUsers.",
        de: "Der Kubelet ist das Programm von Kubernetes auf jedem Knoten. Zu jedem Pod sagt er der Container-Runtime, welchen User-Namespace sie nehmen soll: `NODE`, den des Hosts, oder `POD`, einen eigenen. Dieser Kubelet hat Version 1.36. Es kommt ein Pod, in dem hostUsers gar nicht vorkommt.",
      },
      questions: [
        {
          id: "unset",
          text: { en: "Which one does it get?", de: "Welchen bekommt er?" },
          ask: ({ kubelet }) => modeOf(kubelet, "unset"),
          expect: "NODE",
          choices: [
            {
              is: "POD",
              text: {
                en: "`POD`: that has been the default since 1.33",
                de: "`POD`, das ist seit 1.33 die Voreinstellung",
              },
              why: {
                en: "Since 1.33 the feature is on by default: pods may ask for it. Nobody gets it without asking.",
                de: "Seit 1.33 ist die Funktion eingeschaltet: Pods dürfen sie verlangen. Wer nichts verlangt, bekommt nichts.",
              },
            },
            { is: "NODE", text: { en: "`NODE`", de: "`NODE`" } },
          ],
        },
        {
          id: "false",
          text: { en: "And a pod with `hostUsers: false`?", de: "Und ein Pod mit `hostUsers: false`?" },
          ask: ({ kubelet }) => modeOf(kubelet, false),
          expect: "POD",
          choices: [
            { is: "POD", text: { en: "`POD`", de: "`POD`" } },
            {
              is: "NODE",
              text: { en: "`NODE`: false switches it off", de: "`NODE`, mit false ist es ja abgeschaltet" },
              why: {
                en: "Read the field as a question: does the pod use the users of the host? False means no.",
                de: "Lies das Feld als Frage: Benutzt der Pod die Benutzer des Hosts? Mit false lautet die Antwort nein.",
              },
            },
          ],
        },
      ],
      picture: ({ kubelet }) =>
        matrix(
          ["1.36"],
          (["unset", true, false] as const).map((hostUsers) => ({
            name: {
              en: `hostUsers: ${hostUsers}`,
              de: hostUsers === "unset" ? "ohne hostUsers" : `hostUsers: ${hostUsers}`,
            },
            cells: [String(modeOf(kubelet, hostUsers))],
          })),
        ),
    },
    {
      id: "slot",
      say: {
        en: "The kubelet cuts the host's IDs into slots of 65536 each. The first belongs to the host itself; all others are the pool. Pod c is the first one here with `hostUsers: false`, so all slots of the pool are free.",
        de: "Der Kubelet teilt die IDs des Hosts in Plätze zu je 65536. Der erste gehört dem Host selbst, alle anderen sind der Vorrat. Pod c ist hier der erste mit `hostUsers: false`, im Vorrat ist also noch jeder Platz frei.",
      },
      questions: [
        {
          id: "first-id",
          text: {
            en: "At which host ID does its range begin?",
            de: "Bei welcher ID des Hosts beginnt sein ID-Bereich?",
          },
          ask: ({ created }) => firstIdFor(created, "c"),
          expect: 1973420032,
          choices: [
            {
              is: 65536,
              text: { en: "65536: the first free slot", de: "65536, das ist der erste freie Platz" },
              why: {
                en: "Only 1.25 looked from below. Since 1.26 the kubelet draws a random number and takes the first free slot from there.",
                de: "Nur 1.25 hat von unten gesucht. Seit 1.26 zieht der Kubelet eine Zufallszahl und nimmt von dort aus den ersten freien Platz.",
              },
            },
            {
              is: ({ first }) => first,
              text: ({ first }) => ({ en: `${first}: a random slot`, de: `${first}, ein zufälliger Platz` }),
            },
            {
              is: 0,
              text: { en: "0: it runs as root after all", de: "0, er läuft doch als root" },
              why: {
                en: "0 is the host's root. Its slot is not in the pool, so that no pod can get it.",
                de: "Die 0 ist root auf dem Host. Dieser Platz gehört nicht zum Vorrat, damit ihn kein Pod bekommen kann.",
              },
            },
          ],
        },
      ],
      picture: ({ created, first }) => {
        const { off, idsPerPod, slots: count } = sure(created.manager);
        return slots({ start: off * idsPerPod, idsPerPod, slots: count }, [
          { label: "c", range: { start: first, size: idsPerPod } },
        ]);
      },
    },
    {
      id: "again",
      say: {
        en: "Pod c starts a second container. Again the runtime asks the kubelet for the user namespace of pod c.",
        de: "Pod c startet einen zweiten Container. Wieder fragt die Runtime den Kubelet nach dem User-Namespace von Pod c.",
      },
      questions: [
        {
          id: "again",
          text: { en: "Which first ID does it hear this time?", de: "Welche erste ID bekommt sie diesmal genannt?" },
          ask: ({ created }) => firstIdFor(created, "c"),
          expect: 1973420032,
          choices: [
            {
              is: ({ next }) => next,
              text: ({ next }) => ({ en: `${next}: it draws again`, de: `${next}, er zieht noch einmal` }),
              why: {
                en: "A range belongs to the pod, not to a container. The kubelet has written it down, and looks there first.",
                de: "Ein ID-Bereich gehört dem Pod und nicht dem Container. Der Kubelet hat ihn aufgeschrieben und sieht dort zuerst nach.",
              },
            },
            { is: ({ first }) => first, text: ({ first }) => ({ en: `${first}`, de: `${first}` }) },
          ],
        },
      ],
      after: {
        en: "It is written in a file named `userns` in the directory of the pod, on the disk of the node. Nobody else has it.",
        de: "Aufgeschrieben ist er in einer Datei namens `userns` im Verzeichnis des Pods, auf der Platte des Knotens. Sonst hat ihn niemand.",
      },
      picture: ({ created }) =>
        timeline([{ at: "userns", text: usernsFileOf(created, "c").replaceAll(/[,:]/g, "$& ") }]),
    },
    {
      id: "namespaces",
      say: {
        en: "Pods d and e stand in the same namespace of Kubernetes, `shop`. Both have `hostUsers: false`.",
        de: "Pod d und Pod e liegen im selben Namespace von Kubernetes, in `shop`. Beide haben `hostUsers: false`.",
      },
      questions: [
        {
          id: "same",
          text: { en: "Do they have the same range?", de: "Haben sie denselben ID-Bereich?" },
          ask: ({ d, e }) => d.range?.start === e.range?.start,
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, they share a namespace", de: "Ja, sie teilen sich doch einen Namespace" },
              why: {
                en: "That one is a folder for names in the API. A user namespace of Linux is made for each pod.",
                de: "Der ist nur ein Ordner für Namen in der API. Ein User-Namespace von Linux ist etwas anderes, und jeder der beiden hat seinen eigenen.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ node }) => slots(coursePool(), node.pods),
    },
    {
      id: "releases",
      say: {
        en: "An article says: Kubernetes 1.30 brings beta support for user namespaces. In a cluster of 1.30 somebody has turned the feature gate on in the API server. In the kubelet nobody has set anything. A pod comes with `hostUsers: false`.",
        de: "In einem Artikel steht: Kubernetes 1.30 bringt Beta-Support für User-Namespaces. In einem Cluster mit 1.30 hat jemand im API-Server das Feature-Gate eingeschaltet. Am Kubelet hat niemand etwas eingestellt. Es kommt ein Pod mit `hostUsers: false`.",
      },
      questions: [
        {
          id: "beta",
          text: { en: "What does the kubelet do?", de: "Was macht der Kubelet?" },
          ask: () => step(runningKubelet({ release: "1.30" }), { type: "create", podUid: "c" }).outcome,
          expect: "gate-disabled",
          choices: [
            {
              is: "ok",
              text: { en: "It starts the pod: 1.30 is beta", de: "Er startet den Pod, 1.30 kann es ja" },
              why: {
                en: "Beta, yes, but the feature gate was off. Before 1.30 the field was ignored then; 1.30 refuses the pod.",
                de: "Beta ja, aber das Feature-Gate war noch aus. Vor 1.30 blieb das Feld dann ohne Wirkung, 1.30 lehnt den Pod ab.",
              },
            },
            {
              is: "gate-disabled",
              text: { en: "It refuses: the feature gate is off", de: "Er lehnt ab, denn das Feature-Gate ist aus" },
            },
          ],
        },
        {
          id: "default",
          text: {
            en: "In which release does it first work without any setting?",
            de: "Ab welcher Version geht es ohne jede Einstellung?",
          },
          ask: () => RELEASES.find((release) => traitAt(RELEASE_TABLE.gateDefault, release)),
          expect: "1.33",
          choices: [
            {
              is: "1.30",
              text: { en: "1.30", de: "1.30" },
              why: {
                en: "There the gate has to be turned on, in the API server and in the kubelet.",
                de: "Dort muss man das Feature-Gate erst einschalten, im API-Server und im Kubelet.",
              },
            },
            { is: "1.33", text: { en: "1.33", de: "1.33" } },
            {
              is: "1.36",
              text: { en: "1.36", de: "1.36" },
              why: {
                en: "In 1.36 it became stable, and can no longer be turned off. It was on before that.",
                de: "Mit 1.36 wurde die Funktion stabil und lässt sich nicht mehr abschalten. Eingeschaltet war sie schon vorher.",
              },
            },
          ],
        },
      ],
      picture: () =>
        timeline(
          releasesWhere(
            (release) => `${traitAt(RELEASE_TABLE.gateStage, release)} ${traitAt(RELEASE_TABLE.gateDefault, release)}`,
          ).map((release) => {
            const on = traitAt(RELEASE_TABLE.gateDefault, release);
            const stage = traitAt(RELEASE_TABLE.gateStage, release);
            return {
              at: release,
              text: { en: `${stage}, ${on ? "on" : "off"}`, de: `${stage}, ${on ? "an" : "aus"}` },
            };
          }),
        ),
    },
    {
      id: "claims",
      say: {
        en: "A volume is a directory that a pod is given; one with a claim outlives the pod. On a cluster the feature gate is on. A pod comes with `hostUsers: false` and such a volume.",
        de: "Ein Volume ist ein Verzeichnis, das ein Pod bekommt; gehört ein Claim dazu, überlebt es den Pod. In einem Cluster ist das Feature-Gate an. Es kommt ein Pod mit `hostUsers: false` und so einem Volume.",
      },
      questions: [
        {
          id: "stateless",
          text: { en: "Does the API server of 1.25 take it?", de: "Nimmt ihn der API-Server von 1.25 an?" },
          ask: () => takesClaim("1.25"),
          expect: "no",
          choices: [
            { is: "no", text: { en: "No", de: "Nein" } },
            {
              is: "yes",
              text: { en: "Yes", de: "Ja" },
              why: {
                en: "Since 1.25, and up to 1.27, it had to be a pod without state: those releases took five kinds of volumes, and claims were not among them.",
                de: "Von 1.25 bis 1.27 ging es nur mit Pods ohne Zustand: Erlaubt waren fünf Arten von Volumes, und Claims gehörten nicht dazu.",
              },
            },
          ],
        },
        {
          id: "stateful",
          text: { en: "And that of 1.28?", de: "Und der von 1.28?" },
          ask: () => takesClaim("1.28"),
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, not before the beta", de: "Nein, erst mit der Beta" },
              why: {
                en: "1.28 dropped the restriction, and renamed the gate: it lost the word `Stateless`.",
                de: "Mit 1.28 fiel die Einschränkung weg und mit ihr das Wort `Stateless` im Namen des Feature-Gates.",
              },
            },
          ],
        },
      ],
      picture: () =>
        timeline(
          (["1.25", "1.28"] as const).map((release) => ({ at: release, text: takesClaim(release) ? TAKEN : REFUSED })),
        ),
    },
  ],
});
