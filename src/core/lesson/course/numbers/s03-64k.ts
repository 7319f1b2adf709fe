import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { toContainer, toHost } from "../../../idmap/translate.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ruler } from "../../picture/ruler.ts";

export const s03: Lesson = defineLesson({
  id: "S03",
  part: "numbers",
  minutes: 5,
  needs: ["S01"],
  introduces: ["range"],
  statements: ["Z4"],
  title: { en: "65536 IDs for a pod", de: "65536 IDs für einen Pod" },
  goal: {
    en: "You can turn any ID of a pod into the host's and back, at both ends of its range too.",
    de: "Du kannst jede ID eines Pods in die des Hosts umrechnen und zurück, auch an beiden Enden seines ID-Bereichs.",
  },
  sources: [
    { check: "T03a" },
    { check: "T03b" },
    { check: "T03c" },
    {
      manual: "user_namespaces(7)",
      sentence: "The length of the range of user IDs that is mapped between the two user namespaces.",
    },
  ],
  fixed: true,
  world: () => ({ map: podIdMap({ start: 65536, size: 65536 }).uid }),
  steps: [
    {
      id: "first",
      say: {
        en: "A pod is a group of containers that Kubernetes runs together. Its map has one mapping, `0 65536 65536`: number 0 in the pod is 65536 on the host, and so on, for 65536 numbers in a row. These numbers of the host are its ID range.",
        de: "Ein Pod ist eine Gruppe von Containern, die Kubernetes zusammen laufen lässt. Seine Abbildung hat eine Zuordnung, `0 65536 65536`: Die 0 im Pod ist auf dem Host die 65536, und so geht es weiter, 65536 Nummern lang. Diese Nummern des Hosts sind sein ID-Bereich.",
      },
      questions: [
        {
          id: "root",
          text: {
            en: "Which number on the host is root of the pod?",
            de: "Welche Nummer hat root aus dem Pod auf dem Host?",
          },
          ask: ({ map }) => toHost(map, 0),
          expect: 65536,
          choices: [
            { is: 65536, text: { en: "65536", de: "65536" } },
            {
              is: 0,
              text: { en: "0", de: "0" },
              why: {
                en: "0 is its number in the pod. The map turns it into the first number of the range.",
                de: "Die 0 hat er im Pod. Die Abbildung macht daraus die erste Nummer seines ID-Bereichs.",
              },
            },
            {
              is: 1,
              text: { en: "1, the first one that is free", de: "1, die erste freie" },
              why: {
                en: "The mapping says where it begins: 65536 is its second number.",
                de: "Wo es losgeht, sagt die zweite Zahl der Zuordnung: bei 65536.",
              },
            },
          ],
        },
        {
          id: "thousand",
          text: {
            en: "A process in the pod runs as user 1000. Who is it on the host? Type the number.",
            de: "Ein Prozess im Pod läuft als Benutzer 1000. Wer ist das auf dem Host? Tippe die Nummer ein.",
          },
          ask: ({ map }) => toHost(map, 1000),
          expect: 66536,
        },
      ],
      after: {
        en: "The distance stays the same: 1000 behind the first number in here, 1000 behind the first number out there.",
        de: "Der Abstand bleibt gleich: drinnen 1000 hinter der ersten Nummer, draußen auch.",
      },
      picture: ({ map }) => ruler(map, [0, 1000]),
    },
    {
      id: "last",
      say: {
        en: "Now the other end. The mapping begins at 0 and has 65536 numbers.",
        de: "Jetzt das andere Ende. Die Zuordnung fängt bei 0 an und hat 65536 Nummern.",
      },
      questions: [
        {
          id: "end",
          text: { en: "Which is the last number on the host?", de: "Welche ist die letzte Nummer auf dem Host?" },
          ask: ({ map }) => toHost(map, 65535),
          expect: 131071,
          choices: [
            {
              is: 131072,
              text: { en: "131072", de: "131072" },
              why: {
                en: "That is where the next range begins. Counting starts at 0, so the last number in here is 65535.",
                de: "Dort fängt schon der nächste ID-Bereich an. Gezählt wird ab 0, die letzte Nummer drinnen ist also 65535.",
              },
            },
            { is: 131071, text: { en: "131071", de: "131071" } },
            {
              is: 65536,
              text: { en: "65536", de: "65536" },
              why: {
                en: "That is the first one.",
                de: "Das ist die erste.",
              },
            },
          ],
        },
        {
          id: "past",
          text: {
            en: "An image wants to run as user 65536. Which number is that on the host?",
            de: "Ein Image will als Benutzer 65536 laufen. Welche Nummer ist das auf dem Host?",
          },
          ask: ({ map }) => toHost(map, 65536),
          expect: "unmapped",
          choices: [
            {
              is: 131072,
              text: { en: "131072", de: "131072" },
              why: {
                en: "That number belongs to whoever has the next range. This map ends before it.",
                de: "Diese Nummer liegt schon im nächsten ID-Bereich. Die Abbildung hört vorher auf.",
              },
            },
            { is: "unmapped", text: { en: "None, it is unmapped", de: "Keine, sie ist ohne Zuordnung" } },
            {
              is: 65534,
              text: { en: "65534", de: "65534" },
              why: {
                en: "65534 is what is shown where a number is missing. No process becomes that user.",
                de: "65534 wird angezeigt, wo eine Nummer fehlt. Zu diesem Benutzer wird dadurch niemand.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Why 65536? Images have files of many users, and programs count on numbers from 0 to 65535. With fewer, some of these would be unmapped in the pod.",
        de: "Warum 65536? In Images liegen Dateien vieler Benutzer, und Programme rechnen mit Nummern von 0 bis 65535. Wären es weniger, blieben manche davon im Pod ohne Zuordnung.",
      },
      picture: ({ map }) => ruler(map, [65535, 65536]),
    },
    {
      id: "back",
      say: {
        en: "The same map, read from the host: you see a number in `ps` and want to know who that is in the pod.",
        de: "Dieselbe Abbildung, vom Host aus gelesen: Du siehst in `ps` eine Nummer und willst wissen, wer das im Pod ist.",
      },
      questions: [
        {
          id: "middle",
          text: { en: "Who is 131070? Type the number.", de: "Wer ist 131070? Tippe die Nummer ein." },
          ask: ({ map }) => toContainer(map, 131070),
          expect: 65534,
        },
        {
          id: "before",
          text: { en: "And who is 65535?", de: "Und wer ist 65535?" },
          ask: ({ map }) => toContainer(map, 65535),
          expect: "unmapped",
          choices: [
            {
              is: 65535,
              text: { en: "65535, the last one of the pod", de: "65535, der Letzte im Pod" },
              why: {
                en: "The pod has a 65535, but on the host that is another number. This one lies before its range.",
                de: "Eine 65535 gibt es im Pod, nur hat sie auf dem Host eine andere Nummer. Diese hier liegt vor dem ID-Bereich.",
              },
            },
            { is: "unmapped", text: { en: "Nobody of this pod", de: "Niemand aus diesem Pod" } },
          ],
        },
        {
          id: "behind",
          text: { en: "And 131072?", de: "Und 131072?" },
          ask: ({ map }) => toContainer(map, 131072),
          expect: "unmapped",
          choices: [
            {
              is: 0,
              text: { en: "0, it begins anew", de: "0, es fängt von vorn an" },
              why: {
                en: "Nothing begins anew in this map. Perhaps another pod has its 0 there.",
                de: "In dieser Abbildung fängt nichts von vorn an. Vielleicht hat dort ein anderer Pod seine 0.",
              },
            },
            {
              is: 65536,
              text: { en: "65536", de: "65536" },
              why: {
                en: "The distance would be right, but the mapping has no such number any more.",
                de: "Der Abstand würde stimmen, aber so weit reicht die Zuordnung nicht.",
              },
            },
            { is: "unmapped", text: { en: "Nobody of this pod", de: "Niemand aus diesem Pod" } },
          ],
        },
      ],
      after: {
        en: "So 131070 really is user 65534 of this pod. The same number also stands for “no number here”. Lesson S04 tells the two apart.",
        de: "131070 ist also wirklich der Benutzer 65534 dieses Pods. Dieselbe Zahl steht auch für „hier keine Nummer“. Wie man beides unterscheidet, zeigt Lektion S04.",
      },
      picture: ({ map }) => ruler(map, [0, 65534, 65535]),
    },
  ],
});
