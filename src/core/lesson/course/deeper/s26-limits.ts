import { createProcess, type Process } from "../../../kernel/credentials/process.ts";
import type { Decision } from "../../../kernel/decision/decision.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { createMount } from "../../../kernel/inode/mount.ts";
import { accessProcess } from "../../../kernel/processes/access-process.ts";
import { type Charges, chargeUser } from "../../../kernel/userns/ucounts.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { timeline } from "../../picture/timeline.ts";
import type { Words } from "../../words/words.ts";
import { coursePod, coursePool, processOf, reachOf, reachWithoutOf } from "../worlds.ts";

export const s26: Lesson = defineLesson({
  id: "S26",
  part: "deeper",
  minutes: 7,
  needs: ["S16", "S18", "S21"],
  introduces: ["inotify-budget", "EMFILE"],
  statements: ["Z28"],
  title: { en: "What user namespaces do not do", de: "Was User-Namespaces nicht tun" },
  goal: {
    en: "You can name what stays open with user namespaces, and say what else has to be closed.",
    de: "Du kannst aufzählen, was mit User-Namespaces offen bleibt und was man anders schließen muss.",
  },
  sources: [
    { check: "T22" },
    { check: "T05a" },
    { check: "T10b" },
    { check: "T11a" },
    { code: "inc_ucount in kernel/ucount.c", version: "6.18" },
  ],
  world: (seed) => {
    const a = {
      containers: [
        { name: "main", volumeMounts: [{ name: "host", mountPath: "/host" }] },
        { name: "proxy" },
        { name: "app", securityContext: { runAsUser: 1000 } },
      ],
      volumes: [{ name: "host", hostPath: { path: "/etc" } }],
    };
    const node = unwrap(createNode({ pods: [coursePod("a", a), coursePod("b")], pool: coursePool(), seed }));
    const [main, proxy, app] = [processOf(node, "a"), processOf(node, "a", "proxy"), processOf(node, "a", "app")];
    const other = processOf(node, "b");
    const { uidMap: uid, gidMap: gid } = main.userNamespace;
    const token = existingFile({ mode: 0o600, mount: createMount({ idmap: { uid, gid } }) });
    const afterA = taken(app, {}, 100);
    const afterB = taken(other, afterA.charges, TRIES);
    const kubelet = chargeUser(createProcess(), "inotifyInstances", afterB.charges);
    const reach = reachOf(node, "a");
    const without = reachWithoutOf(node, "a");
    const left: readonly (readonly [name: Words, decision: Decision<unknown>])[] = [
      [{ en: "trace the neighbour container", de: "Nachbarcontainer verfolgen" }, accessProcess(main, proxy, "attach")],
      [{ en: "read /etc/passwd", de: "/etc/passwd lesen" }, reach("walk", "/etc/passwd:read")],
      [{ en: "write a file for all", de: "Datei für alle schreiben" }, reach("walk", "/srv/for-all:write")],
      [{ en: "read the pod's token", de: "Token des Pods lesen" }, openFile(main, token, "r")],
      [
        { en: "write /etc/shadow by hostPath", de: "/etc/shadow schreiben, per hostPath" },
        reach("idmapped", "/etc/shadow:write", "/etc"),
      ],
    ];
    return {
      trace: accessProcess(main, proxy, "attach"),
      traceOther: reach("walk", "b/main:trace"),
      passwd: reach("walk", "/etc/passwd:read"),
      passwdWithout: without("walk", "/etc/passwd:read"),
      forAll: reach("walk", "/srv/for-all:write"),
      token: openFile(main, token, "r"),
      gotA: afterA.count,
      gotB: afterB.count,
      kubelet,
      alice: chargeUser(createProcess({ uid: 1000, gid: 1000 }), "inotifyInstances", afterB.charges),
      left,
    };
  },
  steps: [
    {
      id: "neighbours",
      say: {
        en: "Pod a has several containers, main and proxy among them. Somebody took over main and runs as root in it.",
        de: "Pod a hat mehrere Container, darunter main und proxy. Jemand hat main übernommen und ist darin root.",
      },
      questions: [
        {
          id: "trace",
          text: {
            en: "He sees a process of proxy. Do the IDs let him trace it with ptrace(2)?",
            de: "Er sieht einen Prozess von proxy. Lassen die IDs zu, dass er ihn mit ptrace(2) verfolgt?",
          },
          ask: ({ trace }) => trace,
          expect: "ok",
          choices: [
            {
              is: "EPERM",
              text: { en: "No, each container is apart", de: "Nein, jeder Container ist für sich" },
              why: {
                en: "The user namespace is the pod's. Both containers have the same users in it, down to the number on the host.",
                de: "Der User-Namespace gehört dem Pod. Beide Container haben darin dieselben Benutzer, bis hin zur Nummer auf dem Host.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "other-pod",
          text: {
            en: "And a process of pod b, after a breakout: which error does ptrace(2) give?",
            de: "Und einen Prozess von Pod b, nach einem Ausbruch: Mit welchem Fehler antwortet ptrace(2)?",
          },
          ask: ({ traceOther }) => traceOther,
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "EPERM", de: "EPERM" } },
            {
              is: "ok",
              text: { en: "None", de: "Mit keinem" },
              why: {
                en: "Pod b has a user namespace of its own. The line is drawn between the pods.",
                de: "Pod b hat einen eigenen User-Namespace. Die Grenze verläuft zwischen den Pods.",
              },
            },
          ],
        },
      ],
      picture: ({ trace }) => ladder(trace),
    },
    {
      id: "for-all",
      say: {
        en: "Root of main breaks out. Before it lie `/etc/passwd`, mode 0644, and `/srv/for-all`, mode 0666.",
        de: "root aus main bricht aus. Vor ihm liegen `/etc/passwd` mit dem Modus 0644 und `/srv/for-all` mit dem Modus 0666.",
      },
      questions: [
        {
          id: "same",
          text: {
            en: "May it read `/etc/passwd`, with a user namespace or without?",
            de: "Darf er `/etc/passwd` lesen, ob mit oder ohne User-Namespace?",
          },
          ask: ({ passwd, passwdWithout }) => passwd.allowed && passwdWithout.allowed,
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, with one the host is out of reach", de: "Nein, damit ist der Host unerreichbar" },
              why: {
                en: "A stranger, too, has the bits for others, and this file lets all of them read.",
                de: "Auch ein Fremder hat die Rechte für andere, und diese Datei lässt alle lesen.",
              },
            },
          ],
        },
        {
          id: "write",
          text: { en: "May it write to `/srv/for-all`?", de: "Darf er in `/srv/for-all` schreiben?" },
          ask: ({ forAll }) => forAll,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, writing takes more than reading", de: "Nein, Schreiben verlangt mehr als Lesen" },
              why: {
                en: "It takes the write bit, and 0666 gives it to others, too.",
                de: "Es verlangt das Schreibrecht, und 0666 gibt es auch anderen.",
              },
            },
          ],
        },
      ],
      after: {
        en: "What everybody may do on the host, escaped pods may, too. So look at the modes of your files.",
        de: "Was auf dem Host alle dürfen, dürfen auch ausgebrochene Pods. Achte also auf die Modi deiner Dateien.",
      },
      picture: ({ forAll }) => ladder(forAll),
    },
    {
      id: "token",
      say: {
        en: "Nobody breaks out. In pod a lies its service account token, in a volume that the kubelet mounts, mode 0600. With it one talks to the API server, over the network.",
        de: "Niemand bricht aus. In Pod a liegt das Token seines Service-Accounts, in einem Volume, das der Kubelet einhängt, Modus 0600. Damit spricht man mit dem API-Server, über das Netzwerk.",
      },
      questions: [
        {
          id: "read",
          text: { en: "May root of main read the token?", de: "Darf root aus main das Token lesen?" },
          ask: ({ token }) => token,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: {
                en: "No, on disk it belongs to the host's root",
                de: "Nein, auf der Platte gehört es root auf dem Host",
              },
              why: {
                en: "The mount is idmapped, so that the pod can use it. Whoever took over the pod can use it as well.",
                de: "Der Mount ist idmapped, damit der Pod es benutzen kann. Wer den Pod übernommen hat, kann das also auch.",
              },
            },
          ],
        },
      ],
      after: {
        en: "The network and the API server ask for no user ID. What the token may do is decided by RBAC, and whom the pod may talk to by network policies.",
        de: "Netzwerk und API-Server fragen nach keiner Benutzer-ID. Was das Token darf, entscheidet RBAC, und mit wem der Pod reden darf, entscheiden Network Policies.",
      },
      picture: ({ token }) => ladder(token),
    },
    {
      id: "budget",
      say: {
        en: "For inotify, by which programs watch files, each user has a budget: here 128 instances. Instances of a pod are also counted for the user who made its user namespace, and that is root of the host. User 1000 of pod a takes 100.",
        de: "Mit inotify beobachten Programme Dateien. Jeder Benutzer hat dafür ein Budget: hier 128 Instanzen. Was ein Pod nimmt, zählt auch bei dem Benutzer, der seinen User-Namespace angelegt hat, und das ist root auf dem Host. Benutzer 1000 aus Pod a nimmt 100.",
      },
      questions: [
        {
          id: "pod-b",
          text: { en: "How many does pod b still get?", de: "Wie viele bekommt Pod b dann noch?" },
          ask: ({ gotB }) => gotB,
          expect: 28,
          choices: [
            { is: 28, text: { en: "28", de: "28" } },
            {
              is: 128,
              text: { en: "128, its users are different ones", de: "128, seine Benutzer sind ja andere" },
              why: {
                en: "They are. But both pods are counted for root of the host as well, and this one has 128 in all.",
                de: "Das sind sie. Aber beide Pods zählen auch bei root auf dem Host, und der hat insgesamt 128.",
              },
            },
          ],
        },
        {
          id: "kubelet",
          text: {
            en: "Then the kubelet, root of the host, wants one. Does it get it?",
            de: "Danach will der Kubelet eine, als root auf dem Host. Bekommt er sie?",
          },
          ask: ({ kubelet }) => kubelet,
          expect: "EMFILE",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, no pod can take anything from root of the host",
                de: "Ja, root auf dem Host kann kein Pod etwas wegnehmen",
              },
              why: {
                en: "It is his budget that both pods used up. They did not even need root for it.",
                de: "Sein Budget haben die beiden Pods aufgebraucht. root mussten sie dafür nicht einmal sein.",
              },
            },
            { is: "EMFILE", text: { en: "No: EMFILE", de: "Nein: EMFILE" } },
          ],
        },
      ],
      picture: ({ gotA, gotB, kubelet, alice }) =>
        timeline([
          { at: { en: "pod a", de: "Pod a" }, text: `${gotA}` },
          { at: { en: "pod b", de: "Pod b" }, text: `${gotB}` },
          { at: { en: "kubelet", de: "Kubelet" }, text: `${kubelet.errno}` },
          { at: { en: "user 1000 of the host", de: "Benutzer 1000 des Hosts" }, text: alice.errno ?? "ok" },
        ]),
    },
    {
      id: "sum",
      say: {
        en: "Five things that root of pod a wants: trace the neighbour container; once out, read `/etc/passwd` and write a file for all; read the pod's token; write `/etc/shadow` through a hostPath that it was given.",
        de: "Fünf Dinge will root aus Pod a: den Nachbarcontainer verfolgen; draußen `/etc/passwd` lesen und in eine Datei für alle schreiben; das Token des Pods lesen; durch einen hostPath, den man ihm gab, in `/etc/shadow` schreiben.",
      },
      questions: [
        {
          id: "refused",
          text: {
            en: "How many of them are refused thanks to user namespaces?",
            de: "Wie viele davon werden dank User-Namespaces verweigert?",
          },
          ask: ({ left }) => left.filter(([, { allowed }]) => !allowed).length,
          expect: 0,
          choices: [
            { is: 0, text: { en: "None", de: "Keines" } },
            {
              is: 5,
              text: {
                en: "All. None of this is true if user namespaces are used, bugs aside of course",
                de: "Alle. Nichts davon trifft zu, wenn User-Namespaces verwendet werden, außer bei Bugs natürlich",
              },
              why: {
                en: "That sentence is about root's rights on the node. None of these five is a bug, and none needs them.",
                de: "Der Satz meint root-Rechte auf dem Knoten. Keines der fünf ist ein Bug, und keines braucht solche Rechte.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Nor do they help against a fault of the kernel by which one runs code in it. Runtimes with virtual machines and nodes with Windows keep pods apart in other ways. User namespaces are one wall among several. A good one.",
        de: "Auch gegen einen Fehler, durch den jemand im Kernel Code ausführt, helfen sie nicht. Runtimes mit virtuellen Maschinen und Knoten mit Windows trennen Pods auf andere Weise. User-Namespaces sind eine Wand unter mehreren. Eine gute.",
      },
      picture: ({ left }) =>
        matrix(
          [{ en: "root of pod a", de: "root aus Pod a" }],
          left.map(([name, { errno }]) => ({ name, cells: [errno ?? "ok"] })),
        ),
    },
  ],
});

/** More than the budget has. */
const TRIES = 200;

/** How many a process gets of as many as it wants. */
function taken(
  process: Process,
  charges: Charges,
  most: number,
): { readonly count: number; readonly charges: Charges } {
  let now = charges;
  for (let count = 0; ; count++) {
    const next = count < most ? chargeUser(process, "inotifyInstances", now) : undefined;
    if (next?.value === undefined) return { count, charges: now };
    now = next.value;
  }
}
