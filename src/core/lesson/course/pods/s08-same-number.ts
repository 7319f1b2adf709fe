import { sendSignal } from "../../../kernel/processes/send-signal.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { ruler } from "../../picture/ruler.ts";
import { slots } from "../../picture/slots.ts";
import { coursePod, coursePool, podOf, processOf } from "../worlds.ts";

const SIGTERM = 15;

const AS_1000 = { securityContext: { runAsUser: 1000 } };

export const s08: Lesson = defineLesson({
  id: "S08",
  part: "pods",
  minutes: 5,
  needs: ["S06"],
  introduces: ["range", "host-users", "slot", "pool"],
  statements: ["Z17", "Z22"],
  title: { en: "Same number, two pods", de: "Gleiche Nummer, zwei Pods" },
  goal: {
    en: "You can say when two processes with the same number inside are the same user to the kernel, and when not.",
    de: "Du kannst sagen, wann zwei Prozesse mit der gleichen Nummer drinnen für den Kernel derselbe Benutzer sind und wann nicht.",
  },
  sources: [
    { check: "T08" },
    { check: "T22" },
    { code: "kill_ok_by_cred in kernel/signal.c", version: "6.18" },
    { code: "GetOrCreateUserNamespaceMappings in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
  ],
  world: (seed) => {
    const pods = [
      coursePod("a", AS_1000),
      coursePod("b", AS_1000),
      coursePod("c", { ...AS_1000, containers: [{ name: "main" }, { name: "side" }] }),
    ];
    const node = unwrap(createNode({ pods, pool: coursePool(), seed }));
    const elsewhere = unwrap(createNode({ pods: [coursePod("z", AS_1000)], pool: coursePool(), seed }));
    const plain = { pods: node.podsWithoutUserns };
    return {
      node,
      a: podOf(node, "a"),
      b: podOf(node, "b"),
      z: podOf(elsewhere, "z"),
      inA: processOf(node, "a"),
      inB: processOf(node, "b"),
      main: processOf(node, "c"),
      side: processOf(node, "c", "side"),
      plainA: processOf(plain, "a"),
      plainB: processOf(plain, "b"),
    };
  },
  steps: [
    {
      id: "two-pods",
      say: ({ a, b }) => ({
        en: `Two pods run on a node, each with \`hostUsers: false\`. The node's IDs for pods, its pool, are cut into slots, and each pod has one as its range: pod a begins at ${a.range?.start}, pod b at ${b.range?.start}. In both, a program runs as user 1000.`,
        de: `Auf einem Knoten laufen zwei Pods, beide mit \`hostUsers: false\`. Der Vorrat an IDs dort ist in Plätze geteilt, und jeder Pod hat einen als ID-Bereich: Der von Pod a beginnt bei ${a.range?.start}, der von Pod b bei ${b.range?.start}. In beiden läuft ein Programm als Benutzer 1000.`,
      }),
      questions: [
        {
          id: "host",
          text: {
            en: "Which user is the program of pod b on the host?",
            de: "Welcher Benutzer ist das Programm aus Pod b auf dem Host?",
          },
          ask: ({ inB }) => inB.euid,
          expect: 721896,
          choices: [
            {
              is: 1000,
              text: { en: "1000", de: "1000" },
              why: ({ b }) => ({
                en: `That is its number inside. The map adds the beginning of the range, ${b.range?.start}.`,
                de: `Das ist seine Nummer drinnen. Die Abbildung rechnet den Anfang des ID-Bereichs dazu, ${b.range?.start}.`,
              }),
            },
            { is: ({ inB }) => inB.euid, text: ({ inB }) => ({ en: `${inB.euid}`, de: `${inB.euid}` }) },
            {
              is: ({ inA }) => inA.euid,
              text: ({ inA }) => ({ en: `${inA.euid}`, de: `${inA.euid}` }),
              why: {
                en: "That is the one in pod a. Each pod counts from the beginning of its own range.",
                de: "Das ist der aus Pod a. Jeder Pod zählt vom Anfang seines eigenen ID-Bereichs an.",
              },
            },
          ],
        },
        {
          id: "kill",
          text: {
            en: "User 1000 of pod a sends a signal to the process of user 1000 in pod b. Does the kernel allow it?",
            de: "Benutzer 1000 aus Pod a schickt dem Prozess von Benutzer 1000 in Pod b ein Signal. Erlaubt das der Kernel?",
          },
          ask: ({ inA, inB }) => sendSignal(inA, inB, SIGTERM),
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it is the same user", de: "Ja, es ist derselbe Benutzer" },
              why: ({ inA, inB }) => ({
                en: `The numbers inside are the same. The kernel compares those of the host, ${inA.euid} and ${inB.euid}.`,
                de: `Gleich sind nur die Nummern drinnen. Der Kernel vergleicht die des Hosts, ${inA.euid} und ${inB.euid}.`,
              }),
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "A process has three user numbers: real, effective and saved. Here they are the same. And a capability counts only in its own user namespace and in those that were made in there.",
        de: "Ein Prozess hat drei Benutzernummern: real, effektiv und gespeichert. Hier sind sie gleich. Und eine Capability gilt nur im eigenen User-Namespace und in denen, die darin entstanden sind.",
      },
      picture: ({ inA, inB }) => ladder(sendSignal(inA, inB, SIGTERM)),
    },
    {
      id: "without",
      say: {
        en: "The same two pods once more, now without `hostUsers: false`. Again both programs run as user 1000.",
        de: "Noch einmal dieselben zwei Pods, jetzt ohne `hostUsers: false`. Wieder laufen beide Programme als Benutzer 1000.",
      },
      questions: [
        {
          id: "kill",
          text: {
            en: "As far as users are concerned: may one signal the other now?",
            de: "Wenn es nur nach den Benutzern geht: Darf jetzt der eine dem anderen ein Signal schicken?",
          },
          ask: ({ plainA, plainB }) => sendSignal(plainA, plainB, SIGTERM),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, they are different pods", de: "Nein, es sind zwei verschiedene Pods" },
              why: {
                en: "The kernel knows no pods. Both are user 1000 of the host. Here only this keeps them apart: neither can see the other's processes.",
                de: "Pods kennt der Kernel nicht. Beide sind Benutzer 1000 des Hosts. Getrennt sind sie nur noch dadurch, dass keiner die Prozesse des anderen sieht.",
              },
            },
          ],
        },
      ],
      picture: ({ plainA, plainB, inA, inB }) =>
        matrix(
          ["hostUsers: false", { en: "without", de: "ohne" }],
          [
            {
              name: { en: "user 1000 in pod a", de: "Benutzer 1000 in Pod a" },
              cells: [`${inA.euid}`, `${plainA.euid}`],
            },
            {
              name: { en: "user 1000 in pod b", de: "Benutzer 1000 in Pod b" },
              cells: [`${inB.euid}`, `${plainB.euid}`],
            },
          ],
        ),
    },
    {
      id: "containers",
      say: {
        en: "Pod c has `hostUsers: false` again, and two containers, main and side. Both run as user 1000.",
        de: "Pod c hat wieder `hostUsers: false`, und er hat zwei Container, main und side. Beide laufen als Benutzer 1000.",
      },
      questions: [
        {
          id: "same",
          text: { en: "Are they the same user to the host?", de: "Sind sie für den Host derselbe Benutzer?" },
          ask: ({ main, side }) => main.euid === side.euid,
          expect: "yes",
          choices: [
            {
              is: "no",
              text: {
                en: "No: the host IDs of different containers never overlap",
                de: "Nein, die Host-IDs verschiedener Container überlappen sich nie",
              },
              why: {
                en: "One often reads that. But the range is the pod's: all of its containers are in one user namespace.",
                de: "So liest man es oft. Der ID-Bereich gehört aber dem Pod, und alle seine Container sind in einem User-Namespace.",
              },
            },
            { is: "yes", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "kill",
          text: {
            en: "So may side signal a process of main, if it sees it?",
            de: "Darf side also einem Prozess von main ein Signal schicken, wenn er ihn sieht?",
          },
          ask: ({ main, side }) => sendSignal(side, main, SIGTERM),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, each container is on its own", de: "Nein, jeder Container steht für sich" },
              why: {
                en: "Not as far as users are concerned. Who wants two containers apart gives them different users, or makes two pods.",
                de: "Was die Benutzer angeht, nicht. Wer zwei Container trennen will, gibt ihnen verschiedene Benutzer oder macht zwei Pods daraus.",
              },
            },
          ],
        },
      ],
      picture: ({ node }) => slots(coursePool(), node.pods),
    },
    {
      id: "nodes",
      say: {
        en: "Pod z runs on another node of the cluster. That node chooses ranges by itself.",
        de: "Pod z läuft auf einem anderen Knoten des Clusters. Der sucht seine ID-Bereiche selbst aus.",
      },
      questions: [
        {
          id: "equal",
          text: {
            en: "Can it have chosen the very range that pod a has here?",
            de: "Kann Pod z dort denselben ID-Bereich haben wie Pod a hier?",
          },
          ask: ({ a, z }) => a.range?.start === z.range?.start,
          expect: "yes",
          choices: [
            {
              is: "no",
              text: {
                en: "No, the IDs of two pods are guaranteed to differ",
                de: "Nein, die IDs zweier Pods sind garantiert verschieden",
              },
              why: {
                en: "On one node. Between nodes nobody compares. It matters where both write to one disk.",
                de: "Auf einem Knoten schon. Von Knoten zu Knoten vergleicht niemand. Wichtig wird das, wenn beide ihre IDs auf dieselbe Platte schreiben.",
              },
            },
            { is: "yes", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      after: {
        en: "Here it did. So the rule reads: the ranges of two pods that run on one node do not overlap. And even that is only as sound as whoever gives them out.",
        de: "Hier ist es so gekommen. Die Regel heißt also: Auf einem Knoten überlappen sich die ID-Bereiche zweier laufender Pods nicht. Und auch das gilt nur, solange keinen Fehler macht, wer sie vergibt.",
      },
      picture: ({ a }) => ruler(a.userNamespace.uidMap, [0, 1000]),
    },
  ],
});
