import type { Decision } from "../../../kernel/decision/decision.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import type { MatrixPicture } from "../../picture/picture.ts";
import { coursePod, coursePool, processOf, reachOf, reachWithoutOf } from "../worlds.ts";

const KEY = "/home/alice/.ssh/id_rsa";

const FILES = ["/etc/shadow", "/etc/passwd", "/srv/for-all", "/srv/root-group", "/tmp/report", KEY];

type Reach = (path: "walk", cell: string) => Decision<unknown>;

/** What may be done to a file, in two letters. */
function letters(reach: Reach, file: string): string {
  return ["read", "write"].map((verb) => (reach("walk", `${file}:${verb}`).allowed ? verb.slice(0, 1) : "-")).join("");
}

function table(columns: MatrixPicture["columns"], reaches: readonly Reach[]): MatrixPicture {
  return matrix(
    columns,
    FILES.map((file) => ({ name: file, cells: reaches.map((reach) => letters(reach, file)) })),
  );
}

export const s18: Lesson = defineLesson({
  id: "S18",
  part: "breakout",
  minutes: 7,
  needs: ["S03", "S06"],
  introduces: ["breakout", "other-bits"],
  statements: ["Z7", "Z8", "Z10", "Z11", "Z12", "Z23", "Z24", "Z26"],
  title: { en: "The breakout, with and without", de: "Der Ausbruch, mit und ohne" },
  goal: {
    en: "You can say what the root of a pod can still read and write on the host after a breakout, and why.",
    de: "Du kannst sagen, was root aus einem Pod nach einem Ausbruch auf dem Host noch lesen und schreiben kann und warum.",
  },
  sources: [
    { check: "T05a" },
    { check: "T05b" },
    { check: "T05c" },
    { code: "acl_permission_check in fs/namei.c", version: "6.18" },
  ],
  world: (seed) => {
    const node = unwrap(createNode({ pods: [coursePod("a")], pool: coursePool(), seed }));
    const user = { hostUsers: undefined, securityContext: { runAsUser: 1000, runAsGroup: 1000 } };
    const plain = unwrap(createNode({ pods: [coursePod("c", user)], pool: coursePool(), seed }));
    return {
      root: processOf(node, "a").euid,
      withUserns: reachOf(node, "a"),
      without: reachWithoutOf(node, "a"),
      user: reachOf(plain, "c"),
    };
  },
  steps: [
    {
      id: "without",
      say: {
        en: "A breakout: through a mistake in the runtime or the kernel, a process leaves its container and stands in front of the files of the host. First without a user namespace. The process was root in its container.",
        de: "Ein Ausbruch: Durch einen Fehler in der Runtime oder im Kernel verlässt ein Prozess seinen Container und steht vor den Dateien des Hosts. Zuerst ohne User-Namespace. Im Container war der Prozess root.",
      },
      questions: [
        {
          id: "shadow",
          text: {
            en: "`/etc/shadow` is for root only. May the process write to it?",
            de: "`/etc/shadow` ist nur für root. Darf der Prozess hineinschreiben?",
          },
          ask: ({ without }) => without("walk", "/etc/shadow:write"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, it is only root of a container", de: "Nein, er ist ja nur root in einem Container" },
              why: {
                en: "Without a user namespace there is no such thing. Number 0 in the container is number 0 of the host.",
                de: "Ohne User-Namespace macht das keinen Unterschied. Die 0 im Container ist die 0 des Hosts.",
              },
            },
          ],
        },
      ],
      after: {
        en: "The reasons begin with the directories on the way: to enter one takes its bit x, execute.",
        de: "Die Begründung beginnt mit den Verzeichnissen auf dem Weg: Wer eines betreten will, braucht dort das Recht x, Ausführen.",
      },
      picture: ({ without }) => table([{ en: "root, without", de: "root, ohne" }], [without]),
    },
    {
      id: "with",
      say: ({ root }) => ({
        en: `The same breakout from a pod with hostUsers: false. To the kernel this root is user ${root}, and no file of the host belongs to that number. So the kernel takes the last three bits of a file, those for everybody else: the bits for others.`,
        de: `Derselbe Ausbruch aus einem Pod mit hostUsers: false. Für den Kernel ist dieser root der Benutzer ${root}, und dieser Nummer gehört auf dem Host keine Datei. Für ihn gelten also die letzten drei Rechte einer Datei, die für alle übrigen: die Rechte für andere.`,
      }),
      questions: [
        {
          id: "shadow",
          text: { en: "May it read `/etc/shadow`?", de: "Darf er `/etc/shadow` lesen?" },
          ask: ({ withUserns }) => withUserns("walk", "/etc/shadow:read"),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it still has its capabilities", de: "Ja, seine Capabilities hat er doch noch" },
              why: {
                en: "They count for files whose owner has a number in the pod. Owner 0 of the host has none.",
                de: "Die gelten nur für Dateien, deren Eigentümer im Pod eine Nummer hat. Die 0 des Hosts hat dort keine.",
              },
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "passwd",
          text: {
            en: "`/etc/passwd` has the mode 0644: everybody may read it. May our process?",
            de: "`/etc/passwd` hat den Modus 0644: Lesen darf sie jeder. Darf es auch unser Prozess?",
          },
          ask: ({ withUserns }) => withUserns("walk", "/etc/passwd:read"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: {
                en: "No, with user namespaces nothing is possible any more",
                de: "Nein, mit User-Namespaces geht gar nichts mehr",
              },
              why: {
                en: "Everybody is everybody. A stranger may do what the bits for others allow.",
                de: "Jeder heißt jeder. Ein Fremder darf, was die Rechte für andere erlauben.",
              },
            },
          ],
        },
        {
          id: "for-all",
          text: {
            en: "`/srv/for-all` has the mode 0666. May it write there?",
            de: "`/srv/for-all` hat den Modus 0666. Darf er dort hineinschreiben?",
          },
          ask: ({ withUserns }) => withUserns("walk", "/srv/for-all:write"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, reading is all that is left", de: "Nein, mehr als Lesen bleibt nicht" },
              why: {
                en: "The bits for others allow writing here, too. That is up to the file.",
                de: "Hier erlauben die Rechte für andere auch das Schreiben. Das liegt an der Datei.",
              },
            },
          ],
        },
      ],
      after: {
        en: "So a breakout becomes neither impossible nor harmless. Its reach shrinks to that of a user whom nobody knows.",
        de: "Unmöglich oder harmlos wird ein Ausbruch damit nicht. Aber wer ausbricht, ist draußen nur noch irgendein Benutzer, dem nichts gehört.",
      },
      picture: ({ withUserns, without }) =>
        table(
          [
            { en: "with", de: "mit" },
            { en: "without", de: "ohne" },
          ],
          [withUserns, without],
        ),
    },
    {
      id: "why",
      say: {
        en: "Let us look at one answer closely. `/srv/root-group` belongs to root and to the group of root, mode 0660: owner and group may read and write it.",
        de: "Sehen wir uns eine Antwort genau an. `/srv/root-group` gehört root und der Gruppe von root, Modus 0660: Eigentümer und Gruppe dürfen lesen und schreiben.",
      },
      questions: [
        {
          id: "group",
          text: {
            en: "In the pod the process was in group 0. May it read the file?",
            de: "Im Pod war der Prozess in der Gruppe 0. Darf er die Datei lesen?",
          },
          ask: ({ withUserns }) => withUserns("walk", "/srv/root-group:read"),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, as a member of the group", de: "Ja, als Mitglied der Gruppe" },
              why: {
                en: "Groups are mapped like users. Group 0 of the pod is another number on the host.",
                de: "Gruppen werden umgerechnet wie Benutzer. Die Gruppe 0 des Pods hat auf dem Host eine andere Nummer.",
              },
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "Not owner, not group, and the bits for others are empty. The capability that could help does not count here either.",
        de: "Nicht Eigentümer, nicht Gruppe, und die Rechte für andere sind leer. Auch die Capability, die helfen könnte, gilt hier nicht.",
      },
      picture: ({ withUserns }) => ladder(withUserns("walk", "/srv/root-group:read")),
    },
    {
      id: "non-root",
      say: {
        en: "Somebody says: we need no user namespaces, our containers run as user 1000. So take another pod, without a user namespace, whose process runs as user 1000. On the host user 1000 is alice.",
        de: "Jemand sagt: User-Namespaces brauchen wir nicht, unsere Container laufen als Benutzer 1000. Nehmen wir also einen anderen Pod, ohne User-Namespace, dessen Prozess als Benutzer 1000 läuft. Auf dem Host heißt Benutzer 1000 alice.",
      },
      questions: [
        {
          id: "key",
          text: {
            en: "It breaks out. May it read alice's private key, mode 0600?",
            de: "Er bricht aus. Darf er den privaten Schlüssel von alice lesen, Modus 0600?",
          },
          ask: ({ user }) => user("walk", `${KEY}:read`),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: { en: "No, not running as root is as good", de: "Nein, ohne root zu laufen ist genauso gut" },
              why: {
                en: "It keeps root's files safe. But 1000 is 1000: to the kernel this process is alice.",
                de: "Das schützt die Dateien von root. Aber 1000 ist 1000: Für den Kernel ist dieser Prozess alice.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "key-userns",
          text: {
            en: "And root of pod a, with its user namespace: may it read the key?",
            de: "Und root aus Pod a, mit User-Namespace: Darf er den Schlüssel lesen?",
          },
          ask: ({ withUserns }) => withUserns("walk", `${KEY}:read`),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, root may read alice's files", de: "Ja, root darf alles von alice lesen" },
              why: {
                en: "Root of the host may. This one is a stranger to alice as well.",
                de: "root auf dem Host darf das. Dieser hier ist auch für alice ein Fremder.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Both together are best: run as a user other than root, in a user namespace.",
        de: "Am besten machst du beides: nicht als root laufen, und das in einem User-Namespace.",
      },
      picture: ({ withUserns, without, user }) =>
        table(
          [
            { en: "with", de: "mit" },
            { en: "without", de: "ohne" },
            { en: "1000, without", de: "1000, ohne" },
          ],
          [withUserns, without, user],
        ),
    },
  ],
});
