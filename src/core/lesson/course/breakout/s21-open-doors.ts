import { createProcess } from "../../../kernel/credentials/process.ts";
import { initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { execFile } from "../../../kernel/exec/exec-file.ts";
import { peerCredentials } from "../../../kernel/net/peer-credentials.ts";
import { ACCESS_PATHS, type AccessPath } from "../../../node/escape/access-path.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { observers } from "../../picture/observers.ts";
import type { Words } from "../../words/words.ts";
import {
  coursePod,
  coursePool,
  fileOf,
  hostPathSpec,
  hostWithNotes,
  NOTES,
  podOf,
  processOf,
  reachOf,
} from "../worlds.ts";

const SHADOW = "/etc/shadow:read";
const SOCKET = "/run/containerd/containerd.sock";

export const s21: Lesson = defineLesson({
  id: "S21",
  part: "breakout",
  minutes: 7,
  needs: ["S16", "S18"],
  introduces: ["descriptor", "deputy", "cve"],
  statements: ["Z9", "Z28"],
  title: { en: "Not every way out is the same", de: "Weg ist nicht gleich Weg" },
  goal: {
    en: "You can say why it depends on the way to a file whether user namespaces help, and name the ways on which they do not.",
    de: "Du kannst sagen, warum es vom Weg zu einer Datei abhängt, ob User-Namespaces helfen, und auf welchen Wegen sie es nicht tun.",
  },
  sources: [
    { check: "T16" },
    { check: "T15a" },
    { check: "T15b" },
    { check: "T26" },
    { check: "T26b" },
    { check: "T26c" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2018-15664" },
  ],
  world: (seed) => {
    const pods = [
      coursePod("a", hostPathSpec("/etc")),
      coursePod("b", { containers: [{ name: "main", securityContext: { runAsUser: 1000 } }] }),
    ];
    const host = hostWithNotes();
    const node = unwrap(createNode({ pods, pool: coursePool(), host, seed }));
    const su = fileOf(host, "/usr/bin/su");
    const [root, user] = [processOf(node, "a"), processOf(node, "b")];
    const { mountNamespace } = createProcess();
    return {
      root: root.euid,
      user: user.euid,
      reach: reachOf(node, "a"),
      suOfPod: execFile({ ...user, mountNamespace }, su),
      suOfHost: execFile(createProcess({ uid: 1000, gid: 1000 }), su),
      peerOnHost: peerCredentials(root, initialNamespace()).uid,
      peerInB: peerCredentials(root, podOf(node, "b").userNamespace).uid,
    };
  },
  steps: [
    {
      id: "descriptor",
      say: {
        en: `A breakout uses a hole in the runtime or in the kernel. Which hole it was still matters afterwards. On the host lies \`${NOTES}\`, readable for all, but \`/root\` has mode 0700. A runtime with a fault left a descriptor of \`/root/app\` open in the container.`,
        de: `Ein Ausbruch nutzt eine Lücke in der Runtime oder im Kernel. Welche das ist, macht auch danach noch etwas aus. Auf dem Host liegt \`${NOTES}\`. Lesen darf die Datei jeder, doch \`/root\` hat den Modus 0700. Eine fehlerhafte Runtime hat im Container einen Deskriptor von \`/root/app\` offen gelassen.`,
      },
      questions: [
        {
          id: "by-path",
          text: {
            en: "Root of pod a escaped and goes by the path. May it read the file?",
            de: "root aus Pod a ist ausgebrochen und nimmt den Pfad. Darf er die Datei lesen?",
          },
          ask: ({ reach }) => reach("walk", `${NOTES}:read`),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, others may read it", de: "Ja, lesen darf sie jeder" },
              why: {
                en: "For that it must first get through `/root`, where others may do nothing.",
                de: "Dazu muss er erst durch `/root`, und dort haben andere keine Rechte.",
              },
            },
          ],
        },
        {
          id: "by-descriptor",
          text: {
            en: "And if it begins at the open descriptor instead?",
            de: "Und wenn er stattdessen beim offenen Deskriptor anfängt?",
          },
          ask: ({ reach }) => reach("fd", `${NOTES}:read`),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Then yes", de: "Dann ja" } },
            {
              is: "EACCES",
              text: {
                en: "Still no: it is the same file and the same user",
                de: "Immer noch nein: dieselbe Datei, derselbe Benutzer",
              },
              why: {
                en: "A descriptor stands behind the locked door already. The kernel asks no directory above it.",
                de: "Der Deskriptor steht schon hinter der verschlossenen Tür. Nach den Verzeichnissen darüber fragt der Kernel nicht mehr.",
              },
            },
          ],
        },
      ],
      picture: ({ reach }) => ladder(reach("fd", `${NOTES}:read`)),
    },
    {
      id: "su",
      say: ({ user }) => ({
        en: `Pod b runs as user 1000, and its process escapes: ${user} on the host. There it starts \`/usr/bin/su\`, a set-user-ID program of root's.`,
        de: `Pod b läuft als Benutzer 1000, und sein Prozess bricht aus: Auf dem Host ist er ${user}. Dort startet er \`/usr/bin/su\`, ein Set-User-ID-Programm von root.`,
      }),
      questions: [
        {
          id: "becomes",
          text: { en: "As which user of the host does su run?", de: "Als welcher Benutzer des Hosts läuft su?" },
          ask: ({ suOfPod }) => suOfPod.value?.euid,
          expect: 721896,
          choices: [
            { is: ({ user }) => user, text: ({ user }) => ({ en: `${user}, as before`, de: `${user}, wie vorher` }) },
            {
              is: 0,
              text: { en: "0, that is what such a program is for", de: "0, dafür ist so ein Programm ja da" },
              why: {
                en: "The process would have to become a user for whom its namespace has no number. Then the kernel leaves the bit aside.",
                de: "Der Prozess müsste zu einem Benutzer werden, für den sein User-Namespace keine Nummer hat. Dann übergeht der Kernel das Bit.",
              },
            },
          ],
        },
        {
          id: "host-user",
          text: {
            en: "For comparison: as which user does it run for user 1000 of the host?",
            de: "Zum Vergleich: Als welcher Benutzer läuft es, wenn Benutzer 1000 des Hosts es startet?",
          },
          ask: ({ suOfHost }) => suOfHost.value?.euid,
          expect: 0,
        },
      ],
      picture: ({ suOfPod }) => ladder(suOfPod),
    },
    {
      id: "deputy",
      say: {
        en: "Some daemons of the host's root open files on request: `docker cp` copies out of a container. While it copies, the container swaps the file for a link to `/etc/shadow`. Nobody breaks out. The daemon follows the link: a confused deputy.",
        de: "Manche Dienste des Hosts laufen als root und öffnen Dateien auf Wunsch: `docker cp` kopiert aus einem Container. Währenddessen tauscht der Container die Datei gegen einen Link auf `/etc/shadow`. Niemand bricht aus. Der Dienst folgt dem Link und wird so zum verwirrten Stellvertreter, englisch confused deputy.",
      },
      questions: [
        {
          id: "opens",
          text: { en: "May the daemon open the file?", de: "Darf der Dienst die Datei öffnen?" },
          ask: ({ reach }) => reach("deputy", SHADOW),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, pod a has a user namespace", de: "Nein, Pod a hat ja einen User-Namespace" },
              why: {
                en: "The pod has, but the daemon has not. The kernel asks who opens the file, not for whom.",
                de: "Der Pod ja, der Dienst nicht. Der Kernel fragt, wer die Datei öffnet, und nicht, für wen.",
              },
            },
          ],
        },
      ],
      after: {
        en: "That is the form of CVE-2018-15664. The proposal for user namespaces in Kubernetes lists it among those that they mitigate completely or in part. We found no way in which a pod's namespace would hold back a daemon of the host: the sources disagree.",
        de: "Das ist das Muster von CVE-2018-15664. Der Entwurf für User-Namespaces in Kubernetes zählt es zu den Lücken, die sie ganz oder teilweise entschärfen. Wir haben nichts gefunden, womit der Namespace eines Pods einen Dienst des Hosts bremst: Die Quellen sind sich uneins.",
      },
      picture: ({ reach }) => ladder(reach("deputy", SHADOW)),
    },
    {
      id: "socket",
      say: {
        en: "A socket is such a door, too. containerd's belongs to root, mode 0660. On its way by the path, the escaped root is refused. In S16 a pod got the socket itself as its hostPath, and root of the pod could connect.",
        de: "Auch ein Socket ist so eine Tür. Der von containerd gehört root und hat den Modus 0660. Über den Pfad wird der ausgebrochene root abgewiesen. In S16 bekam ein Pod den Socket selbst als hostPath, und root aus dem Pod konnte sich verbinden.",
      },
      questions: [
        {
          id: "path",
          text: {
            en: "First the path: what does connect answer to the escaped root?",
            de: "Zuerst der Pfad: Was antwortet connect dem ausgebrochenen root?",
          },
          ask: ({ reach }) => reach("walk", `${SOCKET}:connect`),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "EACCES", de: "EACCES" } },
            {
              is: "EPERM",
              text: { en: "EPERM", de: "EPERM" },
              why: {
                en: "Connecting needs the write bit of the socket. A missing permission bit is EACCES.",
                de: "Zum Verbinden braucht man das Schreibrecht am Socket. Fehlt so ein Recht, heißt der Fehler EACCES.",
              },
            },
          ],
        },
        {
          id: "peer",
          text: {
            en: "Now through the hostPath. containerd asks the kernel who is at the other end. Which user is it told?",
            de: "Nun durch den hostPath. containerd fragt den Kernel, wer am anderen Ende ist. Welchen Benutzer nennt er?",
          },
          ask: ({ peerOnHost }) => peerOnHost,
          expect: 3080192,
          choices: [
            {
              is: 0,
              text: { en: "0, or it would not have got in", de: "0, sonst wäre er nicht hineingekommen" },
              why: {
                en: "It came in because the mount translated the owner of the socket. The process stayed who it was.",
                de: "Hineingekommen ist er, weil der Mount den Eigentümer des Sockets umrechnet. Der Prozess blieb, wer er war.",
              },
            },
            { is: ({ root }) => root, text: ({ root }) => ({ en: `${root}`, de: `${root}` }) },
            {
              is: 65534,
              text: { en: "65534", de: "65534" },
              why: {
                en: "That is shown where the reader has no number for the user. The host has one for everybody.",
                de: "Die steht dort, wo der Leser keine Nummer für den Benutzer hat. Der Host hat für jeden eine.",
              },
            },
          ],
        },
      ],
      after: {
        en: "A daemon that looks at this number can turn the pod away. One that trusts the mode of its socket alone cannot.",
        de: "Ein Dienst, der auf diese Nummer achtet, kann den Pod abweisen. Einer, der sich nur auf den Modus seines Sockets verlässt, kann es nicht.",
      },
      picture: ({ peerOnHost, peerInB }) =>
        observers({ en: "root of pod a, at the other end", de: "root aus Pod a, am anderen Ende" }, [
          { by: { en: "host", de: "der Host" }, as: peerOnHost },
          { by: { en: "pod b", de: "Pod b" }, as: peerInB },
        ]),
    },
    {
      id: "ways",
      say: {
        en: "Five ways lead to `/etc/shadow`: the path, a descriptor, a plain mount of `/etc`, an idmapped one, and a daemon of the host's root. Pod a has its user namespace on all of them.",
        de: "Fünf Wege führen zu `/etc/shadow`: der Pfad, ein Deskriptor, ein gewöhnlicher Mount von `/etc`, ein idmapped mount und ein Dienst, der als root auf dem Host läuft. Pod a hat dabei immer seinen User-Namespace.",
      },
      questions: [
        {
          id: "how-many",
          text: {
            en: "On how many of them can the file be read?",
            de: "Auf wie vielen davon lässt sich die Datei lesen?",
          },
          ask: ({ reach }) => WAYS.filter((way) => reach(way, SHADOW, sourceOf(way)).allowed).length,
          expect: 2,
          choices: [
            {
              is: 0,
              text: {
                en: "On none. Nothing of root's rights on the node is true with user namespaces, bugs aside",
                de: "Auf keinem. Nichts davon trifft zu, wenn User-Namespaces verwendet werden, außer bei Bugs",
              },
              why: {
                en: "A hostPath is no bug. And a daemon that opens files on request does not run in the user namespace of the pod. On both ways the file is read.",
                de: "Ein hostPath ist kein Bug. Und ein Dienst, der auf Wunsch Dateien öffnet, läuft nicht im User-Namespace des Pods. Auf beiden Wegen wird die Datei gelesen.",
              },
            },
            { is: 2, text: { en: "On two", de: "Auf zweien" } },
            {
              is: 5,
              text: { en: "On all five: out is out", de: "Auf allen fünf: draußen ist draußen" },
              why: {
                en: "By the path, the descriptor and the plain mount the process is a stranger to the file, and gets what the file gives others.",
                de: "Über Pfad, Deskriptor und gewöhnlichen Mount ist der Prozess für die Datei ein Fremder. Er bekommt, was sie anderen gibt.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Before you say what user namespaces hold back, say on which way. One more way is not in the table: whoever runs code in the kernel itself is asked nothing any more.",
        de: "Wenn du sagst, was User-Namespaces aufhalten, sag dazu, auf welchem Weg. Einer fehlt in der Tabelle: Wer im Kernel selbst Code ausführt, wird gar nicht mehr gefragt.",
      },
      picture: ({ reach }) =>
        matrix(
          [NOTES, "/etc/shadow"],
          WAYS.map((way) => {
            const notes = reach(way, `${NOTES}:read`, way === "idmapped" || way === "bind" ? "/root/app" : undefined);
            const shadow = reach(way, SHADOW, sourceOf(way));
            const mark = shadow.disputed === undefined ? undefined : ("disputed" as const);
            return { name: WAY_NAMES[way], cells: [notes.errno ?? "ok", { text: shadow.errno ?? "ok", mark }] };
          }),
        ),
    },
  ],
});

/** In the container's own root filesystem nobody meets a file of the host. */
const WAYS: readonly Way[] = ACCESS_PATHS.filter((way): way is Way => way !== "rootfs");

type Way = Exclude<AccessPath, "rootfs">;

const WAY_NAMES: Readonly<Record<Way, Words>> = {
  walk: { en: "path", de: "Pfad" },
  fd: { en: "descriptor", de: "Deskriptor" },
  bind: { en: "plain mount", de: "gewöhnlicher Mount" },
  idmapped: { en: "idmapped mount", de: "idmapped mount" },
  deputy: { en: "daemon of root's", de: "Dienst von root" },
};

function sourceOf(way: Way): string | undefined {
  return way === "bind" || way === "idmapped" ? "/etc" : undefined;
}
