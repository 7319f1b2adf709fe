import type { Decision } from "../../../kernel/decision/decision.ts";
import { createNode } from "../../../node/node.ts";
import type { RangeSource } from "../../../node/placement/range-sources.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import type { MatrixPicture } from "../../picture/picture.ts";
import type { Words } from "../../words/words.ts";
import { coursePod, coursePool, firstOf, podOf, reachOf } from "../worlds.ts";

const SECRET = "b/main:/tmp/secret";
const PUBLIC = "b/main:/tmp/public";

export const s19: Lesson = defineLesson({
  id: "S19",
  part: "breakout",
  minutes: 8,
  needs: ["S08", "S18"],
  introduces: [],
  statements: ["Z10", "Z12", "Z19", "Z20", "Z21", "Z24"],
  title: { en: "From pod to pod", de: "Von Pod zu Pod" },
  goal: {
    en: "You can say what a process that broke out of one pod can do to another one, and which check decides.",
    de: "Du kannst sagen, was ein Prozess, der aus einem Pod ausgebrochen ist, einem anderen Pod antun kann und welche Prüfung darüber entscheidet.",
  },
  sources: [
    { check: "T08" },
    { check: "T09a" },
    { check: "T09b" },
    { check: "T25a" },
    { report: "https://docs.docker.com/engine/security/userns-remap/" },
    { code: "__ptrace_may_access in kernel/ptrace.c", version: "6.18" },
    { code: "cap_ptrace_access_check in security/commoncap.c", version: "6.18" },
  ],
  world: (seed) => {
    const nodeOf = (strategy: RangeSource) =>
      unwrap(createNode({ pods: [coursePod("a"), coursePod("b")], pool: coursePool(), strategy, seed }));
    const apart = nodeOf("random-scan");
    const root = (pod: string): number => firstOf(podOf(apart, pod).containers).process.euid;
    const reach = (strategy: RangeSource): Reach => {
      const asked = reachOf(nodeOf(strategy), "a");
      return (cell) => asked("fd", cell);
    };
    return {
      rootA: root("a"),
      rootB: root("b"),
      byPath: reachOf(apart, "a"),
      apart: reach("random-scan"),
      shared: reach("shared-range"),
      none: reach("host-users"),
    };
  },
  steps: [
    {
      id: "files",
      say: ({ rootA, rootB }) => ({
        en: `Pods a and b have hostUsers: false. To the kernel root of a is user ${rootA}, root of b is ${rootB}. A breakout leaves root of a in the directory with the files of b. Root of b made them: \`secret\`, mode 0600, and \`public\`, mode 0644.`,
        de: `Die Pods a und b laufen mit hostUsers: false. Für den Kernel ist root aus a der Benutzer ${rootA}, root aus b ist ${rootB}. Nach einem Ausbruch steht root aus a in dem Verzeichnis mit den Dateien von b. Angelegt hat sie root aus b: \`secret\`, Modus 0600, und \`public\`, Modus 0644.`,
      }),
      questions: [
        {
          id: "secret",
          text: { en: "May it read `secret`?", de: "Darf er `secret` lesen?" },
          ask: ({ apart }) => apart(`${SECRET}:read`),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, root owns the file, and it is root",
                de: "Ja, die Datei gehört root, und root ist er",
              },
              why: ({ rootA, rootB }) => ({
                en: `Both are 0 in their pods. But the kernel compares ${rootA} with ${rootB}.`,
                de: `In ihren Pods sind beide die 0. Der Kernel vergleicht aber ${rootA} mit ${rootB}.`,
              }),
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "public",
          text: { en: "May it read `public`?", de: "Darf er `public` lesen?" },
          ask: ({ apart }) => apart(`${PUBLIC}:read`),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No, user namespaces prevent movement from pod to pod",
                de: "Nein, User-Namespaces verhindern die laterale Bewegung",
              },
              why: {
                en: "They make it harder. Once the process is there, it may do what the bits for others allow, and everybody may read this file.",
                de: "Sie erschweren sie. Steht der Prozess erst einmal dort, darf er, was die Rechte für andere erlauben, und diese Datei darf jeder lesen.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "public-write",
          text: { en: "And may it write to `public`?", de: "Und darf er in `public` schreiben?" },
          ask: ({ apart }) => apart(`${PUBLIC}:write`),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: {
                en: "Yes, it has the capability to pass over permission bits",
                de: "Ja, er hat die Capability, die sich über solche Rechte hinwegsetzt",
              },
              why: ({ rootB }) => ({
                en: `CAP_DAC_OVERRIDE counts for files whose owner has a number in its own pod. ${rootB} has none there.`,
                de: `CAP_DAC_OVERRIDE gilt für Dateien, deren Eigentümer im eigenen Pod eine Nummer hat. ${rootB} hat dort keine.`,
              }),
            },
          ],
        },
      ],
      after: ({ byPath }) => ({
        en: `And it had to be put into that directory. On the way from the root of the host even \`public\` is out of reach: ${byPath("walk", `${PUBLIC}:read`).errno}, for a directory on the way is closed to it.`,
        de: `Und dafür musste er erst in dieses Verzeichnis geraten. Auf dem Weg vom Wurzelverzeichnis des Hosts aus kommt er nicht einmal an \`public\`: ${byPath("walk", `${PUBLIC}:read`).errno}, denn ein Verzeichnis auf dem Weg lässt ihn nicht durch.`,
      }),
      picture: ({ apart }) => ladder(apart(`${PUBLIC}:write`)),
    },
    {
      id: "processes",
      say: {
        en: "Now the processes of pod b, which run as its root. To trace a process, as a debugger does, is to read and change its memory. `/proc` shows the environment of a process in `environ`, and `root` there leads into the files of its container.",
        de: "Nun die Prozesse von Pod b, die als dessen root laufen. Einen Prozess zu verfolgen, wie ein Debugger das tut, heißt: seinen Speicher lesen und ändern. In `/proc` steht unter `environ` die Umgebung eines Prozesses, und `root` führt dort in die Dateien seines Containers.",
      },
      questions: [
        {
          id: "signal",
          text: {
            en: "May root of pod a end a process of pod b?",
            de: "Darf root aus Pod a einen Prozess von Pod b beenden?",
          },
          ask: ({ apart }) => apart("b/main:signal"),
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, user namespaces are about files", de: "Ja, bei User-Namespaces geht es um Dateien" },
              why: {
                en: "They are about numbers. For a signal, too, the kernel compares the users of both processes, and these differ.",
                de: "Es geht um Nummern. Auch bei einem Signal vergleicht der Kernel die Benutzer der beiden Prozesse, und die sind verschieden.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "trace",
          text: { en: "May it trace one?", de: "Darf er einen verfolgen?" },
          ask: ({ apart }) => apart("b/main:trace"),
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, with CAP_SYS_PTRACE", de: "Ja, mit CAP_SYS_PTRACE" },
              why: {
                en: "That capability counts in its own user namespace and in those below. The one of pod b lies beside it.",
                de: "Diese Capability gilt im eigenen User-Namespace und in denen darunter. Der von Pod b liegt daneben.",
              },
            },
          ],
        },
        {
          id: "environ",
          text: {
            en: "Environments often hold passwords. May it read the `environ` of one?",
            de: "In der Umgebung stehen oft Passwörter. Darf er das `environ` eines Prozesses lesen?",
          },
          ask: ({ apart }) => apart("b/main:environ"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, everybody may read `/proc`", de: "Ja, `/proc` darf jeder lesen" },
              why: ({ rootB }) => ({
                en: `Not all of it. \`environ\` has the mode 0400 and belongs to the user of the process, ${rootB}.`,
                de: `Nicht alles. \`environ\` hat den Modus 0400 und gehört dem Benutzer des Prozesses, ${rootB}.`,
              }),
            },
          ],
        },
        {
          id: "root",
          text: {
            en: "And may it follow `root` into the files of the container?",
            de: "Und darf er über `root` zu den Dateien des Containers?",
          },
          ask: ({ apart }) => apart("b/main:root"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, that is only a link", de: "Ja, das ist nur ein Link" },
              why: {
                en: "The kernel lets through only those who could trace the process.",
                de: "Der Kernel lässt nur den durch, der den Prozess auch verfolgen dürfte.",
              },
            },
          ],
        },
      ],
      picture: ({ apart }) => ladder(apart("b/main:trace")),
    },
    {
      id: "shared",
      say: {
        en: "Another node gives both pods the same range. Each still has a user namespace of its own, but to the kernel both roots are one user. Docker does so for all containers that it runs, if told to: userns-remap.",
        de: "Ein anderer Knoten gibt beiden Pods denselben ID-Bereich. Jeder hat noch seinen eigenen User-Namespace, aber für den Kernel sind root aus a und root aus b derselbe Benutzer. Docker macht das mit userns-remap bei allen seinen Containern so.",
      },
      questions: [
        {
          id: "secret",
          text: { en: "May root of a read `secret` of b now?", de: "Darf root aus a jetzt `secret` von b lesen?" },
          ask: ({ shared }) => shared(`${SECRET}:read`),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No, it never has the rights of the owner or the group, only those of others",
                de: "Nein, er hat niemals die Berechtigungen des Eigentümers oder der Gruppe, nur die für andere",
              },
              why: {
                en: "That is so as long as the ranges differ. Here it has the number of the owner, so to the kernel it is the owner.",
                de: "Das stimmt, solange die ID-Bereiche verschieden sind. Hier hat er die Nummer des Eigentümers, also ist er für den Kernel der Eigentümer.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "signal",
          text: { en: "May it end a process of b?", de: "Darf er einen Prozess von b beenden?" },
          ask: ({ shared }) => shared("b/main:signal"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: {
                en: "No, the process is in another user namespace",
                de: "Nein, der Prozess ist in einem anderen User-Namespace",
              },
              why: {
                en: "For a signal that is not asked as long as the users are the same.",
                de: "Danach fragt der Kernel bei einem Signal nicht, wenn es derselbe Benutzer ist.",
              },
            },
          ],
        },
        {
          id: "trace",
          text: { en: "And may it trace one?", de: "Und darf er einen verfolgen?" },
          ask: ({ shared }) => shared("b/main:trace"),
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, with one range it is as if there were no user namespaces",
                de: "Ja, mit demselben ID-Bereich ist es, als gäbe es keine User-Namespaces",
              },
              why: {
                en: "Not quite. To trace, the same user is not enough: both must be in one user namespace, or the capability must reach the other one.",
                de: "Nicht ganz. Zum Verfolgen reicht derselbe Benutzer nicht: Beide müssen im selben User-Namespace sein, oder die Capability muss bis in den anderen reichen.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "So there is no one check that decides everything. Files and signals go by numbers, tracing goes by the user namespace, too.",
        de: "Es gibt also nicht die eine Prüfung, die über alles entscheidet. Bei Dateien und Signalen zählen die Nummern, beim Verfolgen auch der User-Namespace.",
      },
      picture: ({ shared }) => ladder(shared("b/main:trace")),
    },
    {
      id: "none",
      say: {
        en: "For comparison, both pods without user namespaces. Root of a breaks out once more.",
        de: "Zum Vergleich: beide Pods ohne User-Namespace. root bricht noch einmal aus a aus.",
      },
      questions: [
        {
          id: "trace",
          text: { en: "May it trace a process of pod b?", de: "Darf er einen Prozess von Pod b verfolgen?" },
          ask: ({ none }) => none("b/main:trace"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, that is another container", de: "Nein, das ist ein anderer Container" },
              why: {
                en: "The kernel knows no containers. Both processes are root of the host, in one user namespace, with the same capabilities.",
                de: "Container kennt der Kernel nicht. Beide Prozesse sind root auf dem Host, im selben User-Namespace und mit denselben Capabilities.",
              },
            },
          ],
        },
      ],
      after: {
        en: "With ranges of their own, nothing of this is left but the r of `public`. They do nothing about the network, about tokens that lie around, or about a hole in the kernel: harder, not prevented.",
        de: "Mit eigenen ID-Bereichen bleibt davon nur das r bei `public`. Gegen Angriffe über das Netzwerk, gegen herumliegende Tokens oder eine Lücke im Kernel helfen sie nicht: erschwert, nicht verhindert.",
      },
      picture: ({ apart, shared, none }) => table([apart, shared, none]),
    },
  ],
});

type Reach = (cell: string) => Decision<unknown>;

/** What root of pod a may do to pod b on each of the nodes. */
function table(nodes: readonly Reach[]): MatrixPicture {
  const yes = { en: "yes", de: "ja" };
  const file = (cell: string) => (reach: Reach) =>
    ["read", "write"].map((verb) => (reach(`${cell}:${verb}`).allowed ? verb.slice(0, 1) : "-")).join("");
  const process = (operation: string) => (reach: Reach) => (reach(`b/main:${operation}`).allowed ? yes : "-");
  const rows: readonly (readonly [Words | string, (reach: Reach) => Words | string])[] = [
    ["secret", file(SECRET)],
    ["public", file(PUBLIC)],
    [{ en: "end a process", de: "Prozess beenden" }, process("signal")],
    [{ en: "trace a process", de: "Prozess verfolgen" }, process("trace")],
    ["environ", process("environ")],
    ["root", process("root")],
  ];
  return matrix(
    [
      { en: "own ranges", de: "eigene ID-Bereiche" },
      { en: "one range", de: "ein ID-Bereich" },
      { en: "none", de: "keine" },
    ],
    rows.map(([name, ask]) => ({ name, cells: nodes.map(ask) })),
  );
}
