import { createProcess } from "../../../kernel/credentials/process.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { unshareUserNamespace } from "../../../kernel/userns/unshare-user-namespace.ts";
import { blastRadius } from "../../../node/escape/blast-radius.ts";
import { escapeMatrix } from "../../../node/escape/escape.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import {
  coursePod,
  coursePool,
  fileOf,
  hostPathSpec,
  hostWithNotes,
  NOTES,
  processOf,
  reachOf,
  reachWithoutOf,
  resultOf,
} from "../worlds.ts";

const AGENT = "/sys/fs/cgroup/rdma/release_agent";
const RUNC = "/usr/bin/runc:write";
const SHADOW = "/etc/shadow:read";
const CORE_PATTERN = "/proc/sys/kernel/core_pattern:write";

export const s22: Lesson = defineLesson({
  id: "S22",
  part: "breakout",
  minutes: 10,
  needs: ["S16", "S18", "S21"],
  introduces: [],
  statements: ["Z8"],
  title: { en: "Known holes, played again", de: "Bekannte Lücken, noch einmal durchgespielt" },
  goal: {
    en: "You can say for a known hole which check a user namespace changes, and where the sources disagree.",
    de: "Du kannst bei einer bekannten Lücke sagen, welche Prüfung ein User-Namespace ändert und wo sich die Quellen uneins sind.",
  },
  sources: [
    { check: "T28" },
    { check: "T05a" },
    { check: "T11a" },
    { check: "T16" },
    { check: "T17" },
    { check: "T27a" },
    { check: "T27b" },
    { check: "T07a" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2019-5736" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2021-25741" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2016-8867" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2018-15664" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2022-0492" },
    { report: "https://nvd.nist.gov/vuln/detail/CVE-2024-21626" },
    { report: "https://github.com/opencontainers/runc/security/advisories/GHSA-9493-h29p-rfm2" },
    { report: "https://github.com/flatcar/Flatcar/issues/773" },
  ],
  world: (seed) => {
    const pods = [coursePod("a", hostPathSpec("/etc"))];
    const made = { pods, pool: coursePool(), host: hostWithNotes(), seed };
    const node = unwrap(createNode(made));
    const { userNamespace, euid: root } = processOf(node, "a");
    const inNew = resultOf(unshareUserNamespace(createProcess(), "attack")).process;
    const raised = createProcess({ userNamespace, uid: 1000, gid: 1000, capabilities: ["CAP_DAC_OVERRIDE"] });
    const walk = unwrap(escapeMatrix(node, { pod: "a" }, "walk"));
    const throughMount = (release: "1.26" | "1.36") =>
      reachOf(unwrap(createNode({ ...made, release })), "a")("idmapped", SHADOW, "/etc");
    return {
      reach: reachOf(node, "a"),
      reachWithout: reachWithoutOf(node, "a"),
      plain: throughMount("1.26"),
      idmapped: throughMount("1.36"),
      raisedInside: openFile(raised, existingFile({ uid: root, gid: root, mode: 0 }), "r"),
      raisedOutside: openFile(raised, fileOf(node.host, "/etc/shadow"), "r"),
      agentInNew: openFile(inNew, fileOf(node.host, AGENT), "w"),
      anybody: unshareUserNamespace(createProcess({ uid: 1000, gid: 1000 }), "anybody"),
      beyond: blastRadius(walk).beyondOthers,
      beyondWithout: blastRadius(walk, "withoutUserns").beyondOthers,
    };
  },
  steps: [
    {
      id: "runc",
      say: {
        en: "In 2019 a container could get at the program of its own runtime and overwrite it: CVE-2019-5736. Azurescape was built on it. `/usr/bin/runc` belongs to root and has mode 0755.",
        de: "2019 kam ein Container an das Programm seiner eigenen Runtime heran und konnte es überschreiben: CVE-2019-5736. Azurescape baute darauf auf. `/usr/bin/runc` gehört root und hat den Modus 0755.",
      },
      questions: [
        {
          id: "with",
          text: {
            en: "With hostUsers: false, may the container's root write to runc?",
            de: "Darf root aus dem Container mit hostUsers: false in runc schreiben?",
          },
          ask: ({ reach }) => reach("walk", RUNC),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: {
                en: "Yes, the hole is in runc and not in the pod",
                de: "Ja, die Lücke steckt doch in runc und nicht im Pod",
              },
              why: {
                en: "The hole is still there. But to the file it is neither owner nor group, and others may only read and execute it.",
                de: "Die Lücke bleibt. Doch root aus dem Container ist weder Eigentümer der Datei noch in ihrer Gruppe, und andere dürfen sie nur lesen und ausführen.",
              },
            },
          ],
        },
        {
          id: "without",
          text: { en: "And without a user namespace?", de: "Und ohne User-Namespace?" },
          ask: ({ reachWithout }) => reachWithout("walk", RUNC),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Then yes", de: "Dann ja" } },
            {
              is: "EACCES",
              text: { en: "No", de: "Nein" },
              why: { en: "There it is user 0, the owner.", de: "Da ist er Benutzer 0, und dem gehört die Datei." },
            },
          ],
        },
      ],
      after: {
        en: "The proposal KEP-127 calls both completely mitigated. What it means is this check.",
        de: "Der Entwurf KEP-127 nennt beide vollständig entschärft. Gemeint ist diese Prüfung.",
      },
      picture: ({ reach }) => ladder(reach("walk", RUNC)),
    },
    {
      id: "source",
      say: {
        en: "CVE-2021-25741 and CVE-2017-1002101: a pod brings the kubelet to mount a path of the host as its volume, say `/etc`. Before 1.27 the kubelet made plain mounts, since then idmapped ones.",
        de: "CVE-2021-25741 und CVE-2017-1002101: Ein Pod bringt den Kubelet dazu, einen Pfad des Hosts als Volume einzuhängen, etwa `/etc`. Vor 1.27 waren das gewöhnliche Mounts, seitdem sind sie idmapped.",
      },
      questions: [
        {
          id: "plain",
          text: {
            en: "On a node of 1.26, may root of pod a read `/etc/shadow` there?",
            de: "Auf einem Knoten mit 1.26: Darf root aus Pod a dort `/etc/shadow` lesen?",
          },
          ask: ({ plain }) => plain,
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes", de: "Ja" },
              why: {
                en: "A plain mount leaves owner 0 what it is, and root of the container is not root of the host.",
                de: "Ein gewöhnlicher Mount lässt den Eigentümer 0, wie er ist, und root im Container ist nicht root auf dem Host.",
              },
            },
          ],
        },
        {
          id: "idmapped",
          text: {
            en: "And on a node of today, where the mount is idmapped?",
            de: "Und auf einem heutigen Knoten, wo der Mount idmapped ist?",
          },
          ask: ({ idmapped }) => idmapped,
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No, IDs that do not overlap mitigate this hole",
                de: "Nein, IDs ohne Überlappung entschärfen diese Lücke",
              },
              why: {
                en: "So says the documentation. But the mount turns owner 0 on disk into the pod's root, as with a hostPath.",
                de: "So steht es in der Dokumentation. Aber der Mount macht aus Eigentümer 0 auf der Platte den root des Pods, wie bei einem hostPath.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      after: {
        en: "CVE-2021-30465 is a similar race in runc. The sources disagree: KEP-127 calls all three mitigated. For the first two, from 1.27 on, we find that only of what is mounted below, and of filesystems without idmapped mounts. We did not run the attacks.",
        de: "CVE-2021-30465 ist ein ähnlicher Wettlauf in runc. Die Quellen sind sich uneins: KEP-127 nennt alle drei entschärft. Bei den ersten beiden sehen wir das ab 1.27 nur für alles, was weiter unten eingehängt ist, und für Dateisysteme ohne idmapped mounts. Die Angriffe selbst haben wir nicht nachgespielt.",
      },
      picture: ({ idmapped }) => ladder(idmapped),
    },
    {
      id: "ambient",
      say: {
        en: "CVE-2016-8867: Docker 1.12.2 gave capabilities to processes that were not root. Take a user 1000 in pod a that got CAP_DAC_OVERRIDE in this way. That one overrides permission bits.",
        de: "CVE-2016-8867: Docker 1.12.2 gab Capabilities auch an Prozesse, die nicht root waren. Nimm einen Benutzer 1000 in Pod a, der so an CAP_DAC_OVERRIDE kam. Diese Capability setzt sich über die Rechte an Dateien hinweg.",
      },
      questions: [
        {
          id: "inside",
          text: {
            en: "In the container lies a file of root's with mode 0000. May user 1000 read it?",
            de: "Im Container liegt eine Datei von root mit dem Modus 0000. Darf Benutzer 1000 sie lesen?",
          },
          ask: ({ raisedInside }) => raisedInside,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, the user namespace stops that", de: "Nein, das hält der User-Namespace auf" },
              why: {
                en: "Owner and group have a mapping, so the capability counts. What happens within the pod is as without.",
                de: "Eigentümer und Gruppe haben eine Zuordnung, also gilt die Capability. Im Pod selbst ändert sich nichts.",
              },
            },
          ],
        },
        {
          id: "outside",
          text: { en: "May it read `/etc/shadow` of the host?", de: "Darf er `/etc/shadow` auf dem Host lesen?" },
          ask: ({ raisedOutside }) => raisedOutside,
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, by CAP_DAC_OVERRIDE", de: "Ja, dank CAP_DAC_OVERRIDE" },
              why: {
                en: "User 0 of the host has no mapping in the pod's map. Over files of that user the capability does not count.",
                de: "Benutzer 0 des Hosts hat in der Abbildung des Pods keine Zuordnung. Für seine Dateien gilt die Capability nicht.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Mitigated in part: the step up inside the container remains.",
        de: "Teilweise entschärft: Der Aufstieg innerhalb des Containers bleibt.",
      },
      picture: ({ raisedOutside }) => ladder(raisedOutside),
    },
    {
      id: "copy",
      say: {
        en: "You know CVE-2018-15664: `docker cp` follows a link into the host for you, as the host's root. KEP-127 names it by its title only, among what is mitigated completely or in part.",
        de: "CVE-2018-15664 kennst du: `docker cp` folgt für dich einem Link in den Host, als root auf dem Host. KEP-127 führt nur den Titel auf, in der Liste dessen, was ganz oder teilweise entschärft ist.",
      },
      questions: [
        {
          id: "same",
          text: {
            en: "Is the answer for `/etc/shadow` the same with and without a user namespace?",
            de: "Ist die Antwort für `/etc/shadow` mit und ohne User-Namespace dieselbe?",
          },
          ask: ({ reach, reachWithout }) => reach("deputy", SHADOW).allowed === reachWithout("deputy", SHADOW).allowed,
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes: allowed, both times", de: "Ja: beide Male erlaubt" } },
            {
              is: "no",
              text: { en: "No, with one it is refused", de: "Nein, mit User-Namespace wird es verweigert" },
              why: {
                en: "The daemon asks, and it is in the host's user namespace either way.",
                de: "Die Datei öffnet der Dienst, und der ist so oder so im User-Namespace des Hosts.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Take this one as a limit. The sources disagree, and `kubectl cp` works in another way.",
        de: "Verlass dich hier nicht auf User-Namespaces. Die Quellen sind sich uneins, und `kubectl cp` arbeitet anders.",
      },
      picture: ({ reach }) => ladder(reach("deputy", SHADOW)),
    },
    {
      id: "agent",
      say: {
        en: `CVE-2022-0492: who could write to a \`release_agent\` of cgroup v1 had a program run as the host's root. \`${AGENT}\` belongs to root, mode 0644. The Kubernetes blog names this hole, KEP-127 does not.`,
        de: `CVE-2022-0492: Wer in einen \`release_agent\` von cgroup v1 schreiben konnte, konnte ein Programm als root auf dem Host laufen lassen. \`${AGENT}\` gehört root und hat den Modus 0644. Der Blog von Kubernetes nennt diese Lücke, KEP-127 nicht.`,
      },
      questions: [
        {
          id: "pod-root",
          text: {
            en: "May root of pod a open it for writing, with hostUsers: false?",
            de: "Darf root aus Pod a die Datei zum Schreiben öffnen, mit hostUsers: false?",
          },
          ask: ({ reach }) => reach("walk", `${AGENT}:write`),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: {
                en: "Yes, it has CAP_SYS_ADMIN in its user namespace",
                de: "Ja, er hat CAP_SYS_ADMIN in seinem User-Namespace",
              },
              why: {
                en: "Opening asks for the bits of the file first, and this root is neither its owner nor in its group.",
                de: "Beim Öffnen zählen zuerst die Rechte der Datei, und er ist weder Eigentümer noch in der Gruppe.",
              },
            },
          ],
        },
        {
          id: "new-namespace",
          text: {
            en: "The attack was another: in a pod without a user namespace, root makes one for itself, and stays user 0 of the host. Can it open the file?",
            de: "Der Angriff ging anders: In einem Pod ohne eigenen User-Namespace legt root sich selbst einen an. Dabei bleibt er Benutzer 0 des Hosts. Kann er die Datei öffnen?",
          },
          ask: ({ agentInNew }) => agentInNew,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, it is in a user namespace now", de: "Nein, er ist ja jetzt in einem User-Namespace" },
              why: {
                en: "A new namespace changes no user. To the kernel it is 0 still, and 0 is the owner.",
                de: "Ein neuer Namespace macht aus ihm keinen anderen Benutzer. Für den Kernel bleibt er die 0, und der gehört die Datei.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Kernels with the fix refuse the write itself: EPERM.",
        de: "Ein Kernel mit der Korrektur verweigert dann das eigentliche Schreiben: EPERM.",
      },
      picture: ({ agentInNew }) => ladder(agentInNew),
    },
    {
      id: "cwd",
      say: {
        en: "CVE-2024-21626: runc left a descriptor open, and a container began in a directory of the host. The blog says that with user namespaces this hole is not completely prevented. You know the file that lies below the locked `/root`.",
        de: "CVE-2024-21626: runc ließ einen Deskriptor offen, und ein Container begann in einem Verzeichnis des Hosts. Im Blog steht, dass User-Namespaces diese Lücke nicht ganz schließen. Die Datei hinter dem verschlossenen `/root` kennst du.",
      },
      questions: [
        {
          id: "notes",
          text: {
            en: "From such a descriptor, may root of pod a read `/root/app/notes`, mode 0644?",
            de: "Darf root aus Pod a von so einem Deskriptor aus `/root/app/notes` lesen, Modus 0644?",
          },
          ask: ({ reach }) => reach("fd", `${NOTES}:read`),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No", de: "Nein" },
              why: {
                en: "The file lets others read, and the locked directory lies behind it already.",
                de: "Andere dürfen die Datei lesen, und das verschlossene Verzeichnis hat er schon hinter sich.",
              },
            },
          ],
        },
        {
          id: "history",
          text: {
            en: "And `/root/.bash_history`, mode 0600, in the same way?",
            de: "Und auf demselben Weg `/root/.bash_history`, Modus 0600?",
          },
          ask: ({ reach }) => reach("fd", "/root/.bash_history:read"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, a descriptor opens everything", de: "Ja, ein Deskriptor öffnet alles" },
              why: {
                en: "It saves the way there. The bits of the file itself count as ever, and others have none.",
                de: "Er erspart den Weg dorthin. Die Rechte der Datei selbst zählen wie immer, und andere haben daran keine.",
              },
            },
          ],
        },
      ],
      picture: ({ reach }) => ladder(reach("fd", `${NOTES}:read`)),
    },
    {
      id: "procfs",
      say: {
        en: "CVE-2025-31133, CVE-2025-52565 and CVE-2025-52881: runc is led to open files of `/proc` for the container, such as `core_pattern`. The advisory says that user namespaces block most of the most serious aspects.",
        de: "CVE-2025-31133, CVE-2025-52565 und CVE-2025-52881: runc lässt sich dazu bringen, für den Container Dateien aus `/proc` zu öffnen, etwa `core_pattern`. Laut Advisory halten User-Namespaces das meiste vom Schlimmsten auf.",
      },
      questions: [
        {
          id: "core-pattern",
          text: {
            en: "May root of pod a write to `/proc/sys/kernel/core_pattern`?",
            de: "Darf root aus Pod a in `/proc/sys/kernel/core_pattern` schreiben?",
          },
          ask: ({ reach }) => reach("walk", CORE_PATTERN),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes", de: "Ja" },
              why: {
                en: "The file belongs to the host's root, mode 0644. To it, root of the pod is one of the others.",
                de: "Die Datei gehört root auf dem Host, Modus 0644. root aus dem Pod zählt bei ihr zu den anderen.",
              },
            },
          ],
        },
      ],
      after: {
        en: "What remains: directories of the host can still be mounted. In them others may do what the bits say, and a locked directory above is no help.",
        de: "Was bleibt: Verzeichnisse des Hosts lassen sich trotzdem einhängen, und darin dürfen andere, was die Rechte erlauben. Ein verschlossenes Verzeichnis darüber hilft dann nicht.",
      },
      picture: ({ reach }) => ladder(reach("walk", CORE_PATTERN)),
    },
    {
      id: "counter",
      say: {
        en: "There is a counter-example. Some faults of the kernel can be reached only with capabilities, and those in a user namespace of one's own are enough.",
        de: "Es gibt auch ein Gegenbeispiel. An manche Fehler im Kernel kommt nur heran, wer Capabilities hat. Die in einem eigenen User-Namespace reichen dafür.",
      },
      questions: [
        {
          id: "anybody",
          text: {
            en: "Does a plain kernel let user 1000 of the host make such a namespace, without any capability?",
            de: "Darf Benutzer 1000 des Hosts so einen Namespace im Normalfall anlegen, ganz ohne Capabilities?",
          },
          ask: ({ anybody }) => anybody,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, only root may", de: "Nein, das darf nur root" },
              why: {
                en: "Of all kinds of namespaces only user namespaces can be made by everybody, and inside one has all capabilities.",
                de: "Von allen Arten von Namespaces darf nur diese jeder anlegen, und darin hat er alle Capabilities.",
              },
            },
          ],
        },
      ],
      after: {
        en: "So user namespaces open a way to such faults. It is another switch: a pod with hostUsers: false does not need to make any itself.",
        de: "User-Namespaces öffnen also einen Weg zu solchen Fehlern. Das ist aber ein anderer Schalter: Ein Pod mit hostUsers: false muss selbst keine anlegen.",
      },
      picture: ({ anybody }) => ladder(anybody),
    },
    {
      id: "sum",
      say: {
        en: "Now all of them side by side. The count is of the whole host, on the way by the path: what root of pod a may do there, and somebody who owns nothing may not.",
        de: "Nun alle Lücken nebeneinander. Gezählt wird auf dem ganzen Host, auf dem Weg über den Pfad: jeder Zugriff, den root aus Pod a hat, jemand ohne eigene Dateien aber nicht.",
      },
      questions: [
        {
          id: "beyond",
          text: {
            en: "How many such things are there with hostUsers: false?",
            de: "Wie viele Zugriffe sind das mit hostUsers: false?",
          },
          ask: ({ beyond }) => beyond.length,
          expect: 0,
          choices: [
            { is: 0, text: { en: "None", de: "Keiner" } },
            {
              is: ({ beyondWithout }) => beyondWithout.length,
              text: ({ beyondWithout: { length } }) => ({
                en: `${length}, as without`,
                de: `${length}, so viele wie ohne`,
              }),
              why: {
                en: "That is the number without. With a user namespace the escaped root is a stranger on this way.",
                de: "Das ist die Zahl ohne. Mit einem User-Namespace ist der ausgebrochene root auf diesem Weg ein Fremder.",
              },
            },
          ],
        },
      ],
      after: ({ beyondWithout: { length } }) => ({
        en: `Without, there are ${length}. So user namespaces limit what a breakout is worth. The holes stay, and have to be closed.`,
        de: `Ohne sind es ${length}. User-Namespaces begrenzen also, was ein Ausbruch einbringt. Die Lücken bleiben, und man muss sie schließen.`,
      }),
      picture: ({ reach, reachWithout }) =>
        matrix(
          ["hostUsers: false", "hostUsers: true"],
          HOLES.map(([name, way, cell, source]) => {
            const { errno, disputed } = reach(way, cell, source);
            const mark = disputed === undefined ? undefined : ("disputed" as const);
            return { name, cells: [{ text: errno ?? "ok", mark }, reachWithout(way, cell, source).errno ?? "ok"] };
          }),
        ),
    },
  ],
});

const HOLES: readonly (readonly [
  name: string,
  way: Parameters<ReturnType<typeof reachOf>>[0],
  cell: string,
  source?: string,
])[] = [
  ["CVE-2019-5736 runc", "walk", RUNC],
  ["CVE-2021-25741 subPath", "idmapped", SHADOW, "/etc"],
  ["CVE-2018-15664 docker cp", "deputy", SHADOW],
  ["CVE-2022-0492 release_agent", "walk", `${AGENT}:write`],
  ["CVE-2024-21626 cwd, 0644", "fd", `${NOTES}:read`],
  ["CVE-2024-21626 cwd, 0600", "fd", "/root/.bash_history:read"],
  ["CVE-2025-31133 core_pattern", "walk", CORE_PATTERN],
];
