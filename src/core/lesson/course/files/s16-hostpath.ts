import { createProcess } from "../../../kernel/credentials/process.ts";
import { execFile } from "../../../kernel/exec/exec-file.ts";
import { chmodFile } from "../../../kernel/fs/chmod-file.ts";
import { createFile } from "../../../kernel/fs/create-file.ts";
import { existingDirectory, existingFile } from "../../../kernel/inode/file.ts";
import { ownerNumbers } from "../../../kernel/inode/owner-numbers.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { answerOf } from "../../answer/answer.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { owner } from "../../picture/owner.ts";
import { coursePod, coursePool, firstOf, hostPathSpec, podOf, reachOf, resultOf } from "../worlds.ts";

const SOCKET = "/run/containerd/containerd.sock";

/** What is tried in the last picture, and what of the host is mounted for it. */
const TRIED = [
  { cell: "/etc/shadow:read", source: "/etc", name: { en: "read /etc/shadow", de: "/etc/shadow lesen" } },
  { cell: "/etc/shadow:write", source: "/etc", name: { en: "write /etc/shadow", de: "/etc/shadow schreiben" } },
  { cell: `${SOCKET}:connect`, source: SOCKET, name: { en: "use the socket itself", de: "den Socket selbst nutzen" } },
  { cell: `${SOCKET}:connect`, source: "/", name: { en: "use it below /", de: "ihn unter / nutzen" } },
] as const;

export const s16: Lesson = defineLesson({
  id: "S16",
  part: "files",
  minutes: 7,
  needs: ["S15"],
  introduces: ["host-path", "setuid-program", "kubelet"],
  statements: ["Z28"],
  title: { en: "The hole you cut yourself: hostPath", de: "Das selbst gebohrte Loch: hostPath" },
  goal: {
    en: "You can say why a hostPath volume undoes what hostUsers: false protects, and how far.",
    de: "Du kannst sagen, warum ein hostPath-Volume den Schutz von hostUsers: false aufhebt und wie weit das geht.",
  },
  sources: [
    { check: "T05a" },
    { check: "T11a" },
    { check: "T11b" },
    { check: "T26" },
    { check: "T26b" },
    { code: "makeMounts in pkg/kubelet/kubelet_pods.go", version: "1.36" },
  ],
  world: (seed) => {
    const pods = [coursePod("a", hostPathSpec("/etc"))];
    const node = unwrap(createNode({ pods, pool: coursePool(), seed }));
    const { containers, userNamespace, volumes } = podOf(node, "a");
    const { process } = firstOf(containers);
    const { mount } = firstOf(volumes);
    const made = resultOf(createFile(process, existingDirectory({ mode: 0o755, mount }), 0o755));
    const program = chmodFile(process, made, 0o4755);
    const { uid, gid, mode } = resultOf(program);
    const reach = reachOf(node, "a");
    return {
      root: process.euid,
      reach,
      written: reach("idmapped", "/etc/shadow:write", "/etc"),
      shadow: ownerNumbers(userNamespace, existingFile({ gid: 42, mode: 0o640, mount })).uid,
      program,
      // The same inode, as the host finds it without the pod's mount.
      onHost: existingFile({ uid, gid, mode }),
    };
  },
  steps: [
    {
      id: "walk",
      say: ({ root }) => ({
        en: `Pod a has hostUsers: false. Through a hole in the container runtime a process of its root breaks out and stands in front of the files of the host. To the kernel it is user ${root}.`,
        de: `Pod a läuft mit hostUsers: false. Durch eine Lücke in der Runtime bricht ein Prozess aus, der im Pod root ist, und steht vor den Dateien des Hosts. Für den Kernel ist er der Benutzer ${root}.`,
      }),
      questions: [
        {
          id: "read-shadow",
          text: {
            en: "`/etc/shadow` belongs to root and to group 42; others have no rights to it. May the process read it?",
            de: "`/etc/shadow` gehört root und der Gruppe 42, andere haben keine Rechte. Darf der Prozess sie lesen?",
          },
          ask: ({ reach }) => reach("walk", "/etc/shadow:read"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, it is root", de: "Ja, er ist root" },
              why: ({ root }) => ({
                en: `It is root in its pod only. Out here it is ${root}, a stranger to every file.`,
                de: `root ist er nur in seinem Pod. Hier draußen ist er ${root}, und dem gehört keine Datei.`,
              }),
            },
          ],
        },
      ],
      after: {
        en: "To enter the directories on the way takes their bit x, execute. A container gets only some of the capabilities. So far everything holds. Now we open a door ourselves.",
        de: "Wer die Verzeichnisse auf dem Weg betreten will, braucht dort das Recht x, Ausführen. Ein Container bekommt nur manche Capabilities. Bis hierher hält alles. Jetzt machen wir selbst eine Tür auf.",
      },
      picture: ({ reach }) => ladder(reach("walk", "/etc/shadow:read")),
    },
    {
      id: "mounted",
      say: {
        en: "Nobody breaks out any more. Instead, pod a gets a hostPath volume, which is a directory or a file of the host: here `/etc`. Since Kubernetes 1.27 the kubelet, its program on each node, asks for an idmapped mount for every volume, for this one too.",
        de: "Diesmal bricht niemand aus. Stattdessen bekommt Pod a ein hostPath-Volume, also ein Verzeichnis oder eine Datei des Hosts, hier `/etc`. Seit Kubernetes 1.27 verlangt der Kubelet, das Programm von Kubernetes auf jedem Knoten, für jedes Volume einen idmapped mount, auch für dieses.",
      },
      questions: [
        {
          id: "compared",
          text: {
            en: "On disk `/etc/shadow` belongs to 0. Which owner does the kernel see through this mount?",
            de: "Auf der Platte gehört `/etc/shadow` der 0. Welchen Eigentümer sieht der Kernel durch diesen Mount?",
          },
          ask: ({ shadow }) => shadow.throughMount,
          expect: 3080192,
          choices: [
            { is: ({ root }) => root, text: ({ root }) => ({ en: `${root}`, de: `${root}` }) },
            {
              is: 0,
              text: { en: "0, as on disk", de: "0, wie auf der Platte" },
              why: {
                en: "That would be a plain mount. This one has the map of the pod, and turns 0 into the pod's root.",
                de: "So wäre es bei einem gewöhnlichen Mount. Dieser hat die Abbildung des Pods und macht aus der 0 dessen root.",
              },
            },
            {
              is: 65534,
              text: { en: "65534, since the pod does not know 0", de: "65534, denn die 0 kennt der Pod nicht" },
              why: {
                en: "65534 is only shown, never compared, and only where a mapping is missing. Here there is one.",
                de: "65534 wird nur angezeigt und nie verglichen, und auch das nur, wo eine Zuordnung fehlt. Hier gibt es eine.",
              },
            },
          ],
        },
      ],
      picture: ({ shadow }) => owner(shadow, { en: "pod a", de: "Pod a" }),
    },
    {
      id: "write",
      say: {
        en: "The mount makes the pod's root the owner of whatever belongs to root on the host's disk.",
        de: "Durch den Mount gehört dem root des Pods alles, was auf der Platte dem root des Hosts gehört.",
      },
      questions: [
        {
          id: "write-shadow",
          text: {
            en: "May root of pod a write to `/etc/shadow` now?",
            de: "Darf root aus Pod a jetzt in `/etc/shadow` schreiben?",
          },
          ask: ({ written }) => written,
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No. Nothing of root's power on the host is left with user namespaces",
                de: "Nein. root-Rechte auf dem Host? Nichts davon trifft zu, wenn User-Namespaces verwendet werden",
              },
              why: ({ root }) => ({
                en: `It holds for what the pod was not given. The mount turns owner 0 on disk into ${root}, and that is who asks.`,
                de: `Das stimmt für alles, was man dem Pod nicht selbst gibt. Hier macht der Mount aus Eigentümer 0 auf der Platte ${root}, und genau der will schreiben.`,
              }),
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      after: {
        en: "hostUsers: false does not make a hostPath harmless. The documentation says that such a volume behaves as without user namespaces. Where an attacker tricks the kubelet into such a mount, the sources do not agree on how far he gets: S22 comes back to it.",
        de: "hostUsers: false macht einen hostPath nicht harmlos. In der Dokumentation steht, dass sich so ein Volume wie ohne User-Namespaces verhält. Wie weit ein Angreifer kommt, der den Kubelet erst zu so einem Mount verleitet, darüber sind sich die Quellen uneins: mehr dazu in S22.",
      },
      picture: ({ written }) => ladder(written),
    },
    {
      id: "program",
      say: {
        en: "Root of pod a puts a program into the volume and marks it as a set-user-ID program: whoever starts it becomes its owner.",
        de: "root aus Pod a legt ein Programm in das Volume und macht daraus ein Set-User-ID-Programm: Wer es startet, wird zu dessen Eigentümer.",
      },
      questions: [
        {
          id: "may-make",
          text: { en: "Does the kernel let it?", de: "Lässt der Kernel das zu?" },
          ask: ({ program }) => program,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, only the host's root may", de: "Nein, das darf nur root auf dem Host" },
              why: {
                en: "The owner of a file may, and through this mount the pod's root is the owner.",
                de: "Das darf der Eigentümer der Datei, und der ist durch diesen Mount root aus dem Pod.",
              },
            },
          ],
        },
        {
          id: "becomes",
          text: {
            en: "User 1000 of the host starts it there, without the pod's mount. As which user does it run? Type the number.",
            de: "Auf dem Host startet Benutzer 1000 dieses Programm, nicht über den Mount des Pods. Als welcher Benutzer läuft es? Tippe die Nummer ein.",
          },
          ask: ({ onHost }) => execFile(createProcess({ uid: 1000, gid: 1000 }), onHost).value?.euid,
          expect: 0,
        },
      ],
      after: {
        en: "On disk the program belongs to 0: the mount works in both directions. Only a directory on the way that user 1000 may not enter would stop him.",
        de: "Auf der Platte gehört das Programm der 0, denn der Mount wirkt in beide Richtungen. Aufhalten würde Benutzer 1000 nur ein Verzeichnis auf dem Weg, das er nicht betreten darf.",
      },
      picture: ({ program }) => ladder(program),
    },
    {
      id: "sockets",
      say: {
        en: `\`${SOCKET}\` belongs to root, mode 0660. \`/run\` is a mount of its own on the host. One pod mounts the socket itself as its hostPath, another mounts \`/\`.`,
        de: `\`${SOCKET}\` gehört root und hat den Modus 0660. \`/run\` ist auf dem Host ein eigener Mount. Ein Pod hängt den Socket selbst als hostPath ein, ein anderer \`/\`.`,
      },
      questions: [
        {
          id: "socket-itself",
          text: { en: "May the first one connect?", de: "Darf der erste sich verbinden?" },
          ask: ({ reach }) => reach("idmapped", `${SOCKET}:connect`, SOCKET),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No", de: "Nein" },
              why: {
                en: "The mount is idmapped, so the socket belongs to the pod's root. And who talks to containerd rules the node.",
                de: "Der Mount ist idmapped, also gehört der Socket dem root des Pods. Und wer mit containerd reden darf, hat den ganzen Knoten in der Hand.",
              },
            },
          ],
        },
        {
          id: "socket-below",
          text: {
            en: "And the second one, at `run/containerd/containerd.sock` below its volume?",
            de: "Und der zweite, unter `run/containerd/containerd.sock` in seinem Volume?",
          },
          ask: ({ reach }) => reach("idmapped", `${SOCKET}:connect`, "/"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, it has the whole disk", de: "Ja, er hat doch die ganze Platte" },
              why: {
                en: "Only the topmost mount gets the map. What is mounted below it comes along unchanged.",
                de: "Die Abbildung bekommt nur der oberste Mount. Was darunter eingehängt ist, kommt unverändert mit.",
              },
            },
          ],
        },
      ],
      picture: ({ reach }) =>
        matrix(
          [
            { en: "escaped", de: "ausgebrochen" },
            { en: "hostPath", de: "hostPath" },
          ],
          TRIED.map(({ cell, source, name }) => ({
            name,
            cells: [
              `${answerOf(reach("walk", cell))}`,
              reach("idmapped", cell, source).errno ?? { text: "ok", mark: "beyond" as const },
            ],
          })),
        ),
    },
  ],
});
