import { processStatus } from "../../../kernel/credentials/process-status.ts";
import { initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { createFile } from "../../../kernel/fs/create-file.ts";
import { existingDirectory } from "../../../kernel/inode/file.ts";
import { ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import { readIdMap } from "../../../kernel/userns/id-map-file.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { observers } from "../../picture/observers.ts";
import { coursePod, coursePool, firstOf, podOf, resultOf } from "../worlds.ts";

export const s06: Lesson = defineLesson({
  id: "S06",
  part: "numbers",
  minutes: 5,
  needs: ["S04"],
  introduces: ["host-users", "kuid"],
  statements: ["Z4", "Z22"],
  title: { en: "Three observers", de: "Drei Beobachter" },
  goal: {
    en: "You can say which number the host, a pod and another pod see for one file, and which number the kernel compares.",
    de: "Du kannst sagen, welche Nummer der Host, ein Pod und ein anderer Pod bei derselben Datei sehen und welche der Kernel vergleicht.",
  },
  sources: [
    { check: "T25b" },
    { check: "T10e" },
    { check: "T10f" },
    { code: "uid_m_show in kernel/user_namespace.c", version: "6.18" },
  ],
  world: (seed) => {
    const node = unwrap(createNode({ pods: [coursePod("a"), coursePod("b")], pool: coursePool(), seed }));
    const [a, b] = [podOf(node, "a"), podOf(node, "b")];
    const root = firstOf(a.containers).process;
    const starts = { a: root.euid, b: firstOf(b.containers).process.euid };
    const file = resultOf(createFile(root, existingDirectory({ mode: 0o1777 }), 0o600));
    return { host: initialNamespace(), a: a.userNamespace, b: b.userNamespace, starts, root, file };
  },
  steps: [
    {
      id: "file",
      say: ({ starts }) => ({
        en: `Two pods run on a host, each with \`hostUsers: false\`, and so each with a user namespace and an ID range of its own. Pod a has the range from ${starts.a} on, pod b from ${starts.b} on. Root of pod a makes a file in a directory of the host that is open to all.`,
        de: `Auf einem Host laufen zwei Pods, beide mit \`hostUsers: false\`, also jeder mit einem eigenen User-Namespace und einem eigenen ID-Bereich. Der von Pod a fängt bei ${starts.a} an, der von Pod b bei ${starts.b}. root aus Pod a legt in einem Verzeichnis des Hosts, das allen offensteht, eine Datei an.`,
      }),
      questions: [
        {
          id: "host",
          text: { en: "Whose is it to the host?", de: "Wem gehört sie aus Sicht des Hosts?" },
          ask: ({ host, file }) => ownerSeenBy(host, file).uid,
          expect: 3080192,
          choices: [
            {
              is: ({ root }) => root.euid,
              text: ({ root }) => ({ en: `User ${root.euid}`, de: `Benutzer ${root.euid}` }),
            },
            {
              is: 0,
              text: { en: "Root, user 0", de: "root, also Benutzer 0" },
              why: {
                en: "Root of the pod is a number of the pod's range on the host, and that number is stored.",
                de: "root aus dem Pod hat auf dem Host eine Nummer aus dem ID-Bereich des Pods, und die wird gespeichert.",
              },
            },
            {
              is: 65534,
              text: { en: "Nobody the host knows, 65534", de: "Niemandem, den der Host kennt: 65534" },
              why: {
                en: "The host has a number for everybody. The overflow ID shows up only where one is missing.",
                de: "Der Host hat für alle eine Nummer. Die Überlauf-ID erscheint nur, wo eine fehlt.",
              },
            },
          ],
        },
        {
          id: "itself",
          text: { en: "And to pod a? Type the number.", de: "Und aus Sicht von Pod a? Tippe die Nummer ein." },
          ask: ({ a, file }) => ownerSeenBy(a, file).uid,
          expect: 0,
        },
        {
          id: "other",
          text: { en: "And to pod b? Type the number.", de: "Und aus Sicht von Pod b? Tippe die Nummer ein." },
          ask: ({ b, file }) => ownerSeenBy(b, file).uid,
          expect: 65534,
        },
      ],
      after: {
        en: "One file, one owner, three numbers. What the kernel keeps, and what it compares, is the kuid: the number of the host.",
        de: "Eine Datei, ein Eigentümer, drei Nummern. Was der Kernel sich merkt und was er vergleicht, ist die kuid: die Nummer auf dem Host.",
      },
      picture: ({ host, a, b, file }) =>
        observers({ en: "the file", de: "die Datei" }, [
          { by: { en: "the host", de: "der Host" }, as: ownerSeenBy(host, file).uid },
          { by: { en: "pod a", de: "Pod a" }, as: ownerSeenBy(a, file).uid },
          { by: { en: "pod b", de: "Pod b" }, as: ownerSeenBy(b, file).uid },
        ]),
    },
    {
      id: "process",
      say: {
        en: "All three look at the process that made the file, too, in `/proc/PID/status`.",
        de: "Auch den Prozess, der die Datei angelegt hat, sehen sich alle drei an, in `/proc/PID/status`.",
      },
      questions: [
        {
          id: "other",
          text: {
            en: "Which user does pod b read there? Type the number.",
            de: "Welchen Benutzer liest Pod b dort? Tippe die Nummer ein.",
          },
          ask: ({ root, b }) => processStatus(root, b).uids[1],
          expect: 65534,
        },
      ],
      after: {
        en: "Processes and files work alike: the kernel keeps one number, and everybody is shown what the map of the reader makes of it.",
        de: "Bei Prozessen ist es wie bei Dateien: Der Kernel merkt sich eine Nummer, und jeder bekommt zu sehen, was seine eigene Abbildung daraus macht.",
      },
      picture: ({ host, a, b, root }) =>
        observers({ en: "the process", de: "der Prozess" }, [
          { by: { en: "the host", de: "der Host" }, as: processStatus(root, host).uids[1] },
          { by: { en: "pod a", de: "Pod a" }, as: processStatus(root, a).uids[1] },
          { by: { en: "pod b", de: "Pod b" }, as: processStatus(root, b).uids[1] },
        ]),
    },
    {
      id: "map",
      say: {
        en: "Even the map itself is translated for its reader. The file is `uid_map`, and its second number is an ID of the host.",
        de: "Sogar die Abbildung selbst wird für ihren Leser umgerechnet. Die Datei heißt `uid_map`, und ihre zweite Zahl ist eine ID des Hosts.",
      },
      questions: [
        {
          id: "second",
          text: {
            en: "Pod a reads the `uid_map` of pod b. Which second number does it find?",
            de: "Pod a liest die `uid_map` von Pod b. Welche zweite Zahl findet er dort?",
          },
          ask: ({ a, b }) => firstOf(readIdMap(b, a, "uid")).hostId,
          expect: 4294967295,
          choices: [
            {
              is: ({ host, b }) => firstOf(readIdMap(b, host, "uid")).hostId,
              text: { en: "The one that the host reads", de: "Dieselbe, die der Host liest" },
              why: {
                en: "That would tell pod a numbers of the host. It is shown in numbers of pod a, and there is none.",
                de: "Der Host liest seine eigenen Nummern. Pod a hat für diese IDs gar keine Nummern.",
              },
            },
            {
              is: 65534,
              text: { en: "65534, the overflow ID", de: "65534, die Überlauf-ID" },
              why: {
                en: "Nearly. In this file a missing number is shown as the one that is no ID.",
                de: "Fast. In dieser Datei steht für eine fehlende Nummer die Zahl, die keine ID ist.",
              },
            },
            { is: 4294967295, text: { en: "4294967295, which is no ID", de: "4294967295, also keine ID" } },
          ],
        },
      ],
      after: {
        en: "So even there pod a cannot find out where the range of pod b lies.",
        de: "Pod a kann dort also nicht einmal nachlesen, wo der ID-Bereich von Pod b liegt.",
      },
      picture: ({ host, a, b }) =>
        observers({ en: "uid_map of pod b, second number", de: "uid_map von Pod b, zweite Zahl" }, [
          { by: { en: "the host", de: "der Host" }, as: firstOf(readIdMap(b, host, "uid")).hostId },
          { by: { en: "pod a", de: "Pod a" }, as: firstOf(readIdMap(b, a, "uid")).hostId },
        ]),
    },
  ],
});
