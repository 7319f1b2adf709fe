import { hasCapability } from "../../../kernel/credentials/has-capability.ts";
import { createProcess, type Process } from "../../../kernel/credentials/process.ts";
import { mknod } from "../../../kernel/fs/create-file.ts";
import { existingDirectory } from "../../../kernel/inode/file.ts";
import { mountFilesystem } from "../../../kernel/mounts/mount-filesystem.ts";
import { setHostName } from "../../../kernel/namespaces/host-name.ts";
import { bindPort } from "../../../kernel/net/network.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import type { MatrixPicture } from "../../picture/picture.ts";
import type { Words } from "../../words/words.ts";
import { coursePod, coursePool, processOf, reachOf } from "../worlds.ts";

export const s20: Lesson = defineLesson({
  id: "S20",
  part: "breakout",
  minutes: 7,
  needs: ["S18", "S19"],
  introduces: ["owned-namespace"],
  statements: ["Z2", "Z3", "Z6", "Z23", "Z25", "Z27"],
  title: { en: "Every capability, and no power on the host", de: "Alle Capabilities und keine Macht auf dem Host" },
  goal: {
    en: "You can say what a capability of a pod's root counts for, and why CapEff does not tell.",
    de: "Du kannst sagen, wofür eine Capability von root im Pod gilt und warum man das in CapEff nicht sieht.",
  },
  sources: [
    { check: "T07a" },
    { check: "T07b" },
    { check: "T07c" },
    { code: "cap_capable in security/commoncap.c", version: "6.18" },
  ],
  world: (seed) => {
    const securityContext = { capabilities: { add: ["ALL"] } };
    const pods = [coursePod("a", { containers: [{ name: "main", securityContext }] })];
    const node = unwrap(createNode({ pods, pool: coursePool(), seed }));
    const root = processOf(node, "a");
    return {
      root,
      hostRoot: createProcess(),
      escaped: amongTheHosts(root),
      onHostUsers: processOf({ pods: node.podsWithoutUserns }, "a"),
      reach: reachOf(node, "a"),
    };
  },
  steps: [
    {
      id: "owners",
      say: {
        en: "Linux has namespaces of several kinds. Each pod has a network namespace, and its containers have PID and mount namespaces, whatever hostUsers says. Of each the kernel remembers in which user namespace it was made: that one owns it. Pod a has hostUsers: false.",
        de: "Linux kennt mehrere Arten von Namespaces. Jeder Pod hat einen Netzwerk-Namespace, seine Container haben PID- und Mount-Namespaces, egal was in hostUsers steht. Zu jedem merkt sich der Kernel, in welchem User-Namespace er entstanden ist: Dem gehört er. Pod a läuft mit hostUsers: false.",
      },
      questions: [
        {
          id: "net-owner",
          text: {
            en: "Which user namespace owns the network namespace of pod a?",
            de: "Welchem User-Namespace gehört der Netzwerk-Namespace von Pod a?",
          },
          ask: ({ root }) => root.networkNamespace.owner.id,
          expect: "pod a",
          choices: [
            { is: ({ root }) => root.userNamespace.id, text: { en: "The pod's own", de: "Dem des Pods" } },
            {
              is: "host",
              text: { en: "The host's, since the host made it", de: "Dem des Hosts, der hat ihn ja angelegt" },
              why: {
                en: "It would be so with hostUsers: true. Here the pod's user namespace is made first, and the others are made in it.",
                de: "Bei hostUsers: true wäre das so. Hier entsteht zuerst der User-Namespace des Pods, und in ihm entstehen die anderen.",
              },
            },
          ],
        },
      ],
      picture: ({ root, onHostUsers }) =>
        matrix(
          ["hostUsers: false", "hostUsers: true"],
          OWNED.map(([name, owner]) => ({ name, cells: [owner(root), owner(onHostUsers)] })),
        ),
    },
    {
      id: "own",
      say: {
        en: "The container of pod a was given every capability that there is. Its root wants to rename the pod: sethostname, in the pod's own UTS namespace.",
        de: "Der Container von Pod a hat alle Capabilities bekommen, die es gibt. Sein root will den Pod umbenennen: sethostname, im eigenen UTS-Namespace des Pods.",
      },
      questions: [
        {
          id: "own-name",
          text: { en: "May it?", de: "Darf er das?" },
          ask: ({ root }) => setHostName(root),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, it is root in name only", de: "Nein, root ist er nur dem Namen nach" },
              why: {
                en: "It has to have CAP_SYS_ADMIN over the owner of the UTS namespace. That is the pod's user namespace, and there it has it.",
                de: "Er braucht CAP_SYS_ADMIN in dem User-Namespace, dem der UTS-Namespace gehört. Das ist der des Pods, und dort hat er sie.",
              },
            },
          ],
        },
      ],
      picture: ({ root }) => ladder(setHostName(root)),
    },
    {
      id: "hosts",
      say: {
        en: "The same process breaks out and now stands in the namespaces of the host. Its line CapEff in `/proc/self/status` shows its capabilities in effect.",
        de: "Derselbe Prozess bricht aus und steht nun in den Namespaces des Hosts. Die Zeile CapEff in `/proc/self/status` zeigt die Capabilities, die bei ihm wirksam sind.",
      },
      questions: [
        {
          id: "cap-eff",
          text: {
            en: "Does CapEff show the same for it as for root of the host?",
            de: "Steht in CapEff bei ihm dasselbe wie bei root auf dem Host?",
          },
          ask: ({ escaped, hostRoot }) => escaped.effective === hostRoot.effective,
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes, bit by bit", de: "Ja, Bit für Bit" } },
            {
              is: "no",
              text: {
                en: "No, the user namespace took the dangerous ones away",
                de: "Nein, der User-Namespace hat die gefährlichen gestrichen",
              },
              why: {
                en: "Nothing is taken away. CapEff says which capabilities a process has, but not over what.",
                de: "Gestrichen wird nichts. CapEff sagt, welche Capabilities ein Prozess hat, aber nicht, wofür sie gelten.",
              },
            },
          ],
        },
        {
          id: "host-port",
          text: {
            en: "May it listen on port 80 in the host's network namespace?",
            de: "Darf er im Netzwerk-Namespace des Hosts auf Port 80 lauschen?",
          },
          ask: ({ escaped }) => bindPort(escaped, 80),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, CapEff has CAP_NET_BIND_SERVICE", de: "Ja, in CapEff steht CAP_NET_BIND_SERVICE" },
              why: {
                en: "It counts for network namespaces that the pod's user namespace owns. This one belongs to the host.",
                de: "Die gilt für Netzwerk-Namespaces, die dem User-Namespace des Pods gehören. Dieser gehört dem Host.",
              },
            },
          ],
        },
      ],
      after: {
        en: "CapEff does not show power over the host. Whose the thing is decides.",
        de: "Macht über den Host sieht man in CapEff nicht. Es kommt darauf an, wem gehört, was er anfasst.",
      },
      picture: ({ escaped }) => ladder(bindPort(escaped, 80)),
    },
    {
      id: "never",
      say: {
        en: "Back in its pod, root mounts a tmpfs, which works. Then it tries a disk with ext4, in its own mount namespace.",
        de: "Wieder in seinem Pod hängt root ein tmpfs ein, und das klappt. Dann versucht er es mit einer Platte mit ext4, auch im eigenen Mount-Namespace.",
      },
      questions: [
        {
          id: "ext4",
          text: { en: "May it mount the disk?", de: "Darf er die Platte einhängen?" },
          ask: ({ root }) => mountFilesystem(root, "ext4"),
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: {
                en: "Yes, inside it can do whatever a root can do",
                de: "Ja, innen kann er alles tun, was root tun kann",
              },
              why: {
                en: "Nearly everything. Disks, kernel modules and the clock belong to no pod: for them the kernel asks for a capability over the host, wherever the caller is.",
                de: "Fast alles. Platten, Kernelmodule und die Uhr gehören keinem Pod: Dafür verlangt der Kernel eine Capability für den Host, egal wo der Aufrufer steht.",
              },
            },
          ],
        },
      ],
      picture: ({ root, escaped }) =>
        asked(
          [
            { en: "the pod's", de: "des Pods" },
            { en: "the host's", de: "des Hosts" },
          ],
          [root, escaped],
        ),
    },
    {
      id: "without",
      say: {
        en: "Now the same container runs with hostUsers: true, and has the same capabilities. A fault lets it out to the host.",
        de: "Nun läuft derselbe Container mit hostUsers: true und hat dieselben Capabilities. Durch eine Lücke gerät er auf den Host.",
      },
      questions: [
        {
          id: "clock",
          text: {
            en: "Setting the host's clock takes CAP_SYS_TIME over the host. Does the container's root have it?",
            de: "Wer die Uhr des Hosts stellen will, braucht CAP_SYS_TIME für den Host. Hat root aus dem Container sie?",
          },
          ask: ({ onHostUsers, hostRoot }) => hasCapability(onHostUsers, hostRoot.userNamespace, "CAP_SYS_TIME"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: {
                en: "No, capabilities of a container end at its edge",
                de: "Nein, am Rand des Containers ist damit Schluss",
              },
              why: {
                en: "Its user namespace is the host's. What was granted to the container counts on the host with it.",
                de: "Sein User-Namespace ist der des Hosts. Was man dem Container gibt, gilt damit auch für den Host.",
              },
            },
          ],
        },
      ],
      after: {
        en: "A runtime leaves a container some capabilities only, and CAP_SYS_TIME is not among them unless somebody adds it. What it does leave counts on the host, too.",
        de: "Die Runtime lässt einem Container nur einige Capabilities, und CAP_SYS_TIME ist nicht dabei, wenn niemand sie hinzufügt. Was sie ihm lässt, gilt auch auf dem Host.",
      },
      picture: ({ escaped, onHostUsers }) =>
        asked(["hostUsers: false", "hostUsers: true"], [escaped, amongTheHosts(onHostUsers)]),
    },
    {
      id: "word",
      say: {
        en: "Some German articles call capabilities Berechtigungen, permissions. There you read: the permissions granted are valid only in the user namespace, and not on the host.",
        de: "Manche Artikel nennen Capabilities auf Deutsch Berechtigungen. Dann steht dort: Die vergebenen Berechtigungen sind nur innerhalb des User-Namespace gültig und nicht auf dem Host.",
      },
      questions: [
        {
          id: "passwd",
          text: {
            en: "Root of pod a escapes, with user namespaces. `/etc/passwd` has mode 0644. May it read the file?",
            de: "root bricht aus Pod a aus, mit User-Namespaces. `/etc/passwd` hat den Modus 0644. Darf er die Datei lesen?",
          },
          ask: ({ reach }) => reach("walk", "/etc/passwd:read"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: {
                en: "No, its permissions are valid in the user namespace only",
                de: "Nein, seine Berechtigungen sind nur im User-Namespace gültig",
              },
              why: {
                en: "What ends there are its capabilities. The permission bits of a file are something else, and these let everybody read.",
                de: "Dort enden seine Capabilities. Die Rechte an einer Datei sind etwas anderes, und hier darf jeder lesen.",
              },
            },
          ],
        },
      ],
      after: {
        en: "So say capabilities, in German, too. On the host this root is a user without privileges. It may do what any other such user may.",
        de: "Sag also lieber Capabilities. Auf dem Host ist dieser root ein Benutzer ohne Privilegien. Er darf, was jeder andere ohne Privilegien auch darf.",
      },
      picture: ({ reach }) => ladder(reach("walk", "/etc/passwd:read")),
    },
  ],
});

const OWNED: readonly (readonly [name: Words, owner: (process: Process) => string])[] = [
  [{ en: "mount", de: "Mount" }, ({ mountNamespace }) => mountNamespace.owner.id],
  [{ en: "PID", de: "PID" }, ({ pidNamespace }) => pidNamespace.owner.id],
  [{ en: "network", de: "Netzwerk" }, ({ networkNamespace }) => networkNamespace.owner.id],
  [{ en: "UTS (host name)", de: "UTS (Hostname)" }, ({ utsNamespace }) => utsNamespace.owner.id],
  [{ en: "IPC", de: "IPC" }, ({ ipcNamespace }) => ipcNamespace.owner.id],
  [{ en: "cgroup", de: "cgroup" }, ({ cgroupNamespace }) => cgroupNamespace.owner.id],
];

/** The process with the host's namespaces about it, and its own user namespace. */
function amongTheHosts(process: Process): Process {
  const { mountNamespace, networkNamespace, utsNamespace } = createProcess();
  return { ...process, mountNamespace, networkNamespace, utsNamespace };
}

function asked(heads: readonly (Words | string)[], processes: readonly Process[]): MatrixPicture {
  const tmp = existingDirectory({ mode: 0o1777 });
  const host = createProcess().userNamespace;
  const rows: readonly (readonly [Words, (process: Process) => { readonly errno: string | undefined }])[] = [
    [{ en: "set the host name", de: "Hostnamen setzen" }, (process) => setHostName(process)],
    [{ en: "listen on port 80", de: "auf Port 80 lauschen" }, (process) => bindPort(process, 80)],
    [{ en: "mount a tmpfs", de: "tmpfs einhängen" }, (process) => mountFilesystem(process, "tmpfs")],
    [{ en: "mount ext4", de: "ext4 einhängen" }, (process) => mountFilesystem(process, "ext4")],
    [{ en: "make a block device", de: "Blockgerät anlegen" }, (process) => mknod(process, tmp, "block-device", 0o600)],
    [{ en: "set the clock", de: "Uhr stellen" }, (process) => hasCapability(process, host, "CAP_SYS_TIME")],
    [{ en: "load a module", de: "Modul laden" }, (process) => hasCapability(process, host, "CAP_SYS_MODULE")],
  ];
  return matrix(
    heads,
    rows.map(([name, ask]) => ({ name, cells: processes.map((process) => ask(process).errno ?? "ok") })),
  );
}
