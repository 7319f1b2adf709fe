import { validatePodSpec } from "../../../apiserver/validation/validate-pod.ts";
import type { Finding } from "../../../findings/finding.ts";
import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { ownerNumbers, ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import { throughOverlay } from "../../../kernel/mounts/container-root.ts";
import { type CheckOptions, checkPod } from "../../../kubelet/pod-checks/check-pod.ts";
import { createNode } from "../../../node/node.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { matrix } from "../../picture/matrix.ts";
import { owner } from "../../picture/owner.ts";
import { ruler } from "../../picture/ruler.ts";
import type { Label } from "../../words/words.ts";
import { containerRoot, coursePod, coursePool, firstOf, podOf, sure } from "../worlds.ts";

export const s17: Lesson = defineLesson({
  id: "S17",
  part: "files",
  minutes: 8,
  needs: ["S03", "S15"],
  introduces: ["setgroups-deny"],
  statements: ["Z13", "Z14"],
  title: { en: "IDs that do not fit", de: "IDs, die nicht passen" },
  goal: {
    en: "You can say which pods do not run with hostUsers: false, who says so, and what helps.",
    de: "Du kannst sagen, welche Pods mit hostUsers: false nicht laufen, wer das meldet und was hilft.",
  },
  sources: [
    { check: "T03b" },
    { report: "https://github.com/containerd/containerd/issues/12329" },
    { manual: "mount_setattr(2)", sentence: "The underlying filesystem must support ID-mapped mounts." },
    { code: "validateHostUsers in pkg/apis/core/validation/validation.go", version: "1.36" },
    { code: "record in pkg/kubelet/userns/userns_manager.go", version: "1.36" },
    { check: "T07b" },
  ],
  world: (seed) => {
    const spec = {
      securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 2000 },
      volumes: [{ name: "data", emptyDir: {} }],
      containers: [{ name: "main", volumeMounts: [{ name: "data", mountPath: "/data" }] }],
    };
    const node = unwrap(createNode({ pods: [coursePod("a", spec)], pool: coursePool(), seed }));
    const { userNamespace, containers, volumes, files, ...pod } = podOf(node, "a");
    const range = sure(pod.range);
    const { file } = firstOf(files.filter(({ path }) => path === "/data/public"));
    const { mount } = firstOf(volumes);
    const inImage = existingFile({ uid: 6553600, gid: 6553600, mode: 0o644, mount: firstOf(containers).root.lower });
    return {
      userNamespace,
      map: podIdMap(range).uid,
      root: containerRoot(userNamespace),
      // The host has it without the pod's mount.
      written: { ...file, mount },
      group: range.start + 2000,
      inImage,
      found: throughOverlay(inImage),
    };
  },
  steps: [
    {
      id: "user",
      say: {
        en: "A pod with hostUsers: false has the users 0 to 65535. The manifest of an old application says runAsUser: 100000.",
        de: "Ein Pod mit hostUsers: false hat die Benutzer 0 bis 65535. Im Manifest einer alten Anwendung steht runAsUser: 100000.",
      },
      questions: [
        {
          id: "taken",
          text: { en: "Does the API server take the pod?", de: "Nimmt der API-Server den Pod an?" },
          ask: () => isTaken(AS_100000),
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, it looks at the number", de: "Nein, er prüft die Zahl" },
              why: {
                en: "It only wants a number up to 2147483647. Whether the pod has this user is not its business.",
                de: "Er will nur eine Zahl bis 2147483647. Ob der Pod diesen Benutzer hat, fragt er nicht.",
              },
            },
          ],
        },
        {
          id: "starts",
          text: { en: "Does its container start?", de: "Startet der Container?" },
          ask: () => starts(AS_100000),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: {
                en: "Yes, applications do not notice user namespaces",
                de: "Ja, Anwendungen merken von User-Namespaces nichts",
              },
              why: {
                en: "That holds for IDs below 65536. 100000 has no mapping, so no process can become that user.",
                de: "Das gilt für IDs unter 65536. Für 100000 gibt es keine Zuordnung, also kann kein Prozess dieser Benutzer werden.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: () => ({
        en: `The runtime says so, and you find it among the events of the pod: \`${said(AS_100000)}\`.`,
        de: `Das meldet die Runtime, und du findest es bei den Ereignissen des Pods: \`${said(AS_100000)}\`.`,
      }),
      picture: ({ map }) => ruler(map, [1000, 65535, 100000]),
    },
    {
      id: "image",
      say: {
        en: "Another pod runs as user 1000. But in its image lies a file that belongs to user 6553600, mode 0644: whoever built the image had that number. On this node images, too, come through an idmapped mount.",
        de: "Ein anderer Pod läuft als Benutzer 1000. In seinem Image liegt aber eine Datei, die dem Benutzer 6553600 gehört, Modus 0644. Wer das Image gebaut hat, hatte diese Nummer. Auch Images kommen auf diesem Knoten durch einen idmapped mount in den Pod.",
      },
      questions: [
        {
          id: "starts",
          text: { en: "Does its container start?", de: "Startet der Container?" },
          ask: () => starts(WITH_IMAGE),
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, 6553600 has no mapping", de: "Nein, 6553600 hat keine Zuordnung" },
              why: {
                en: "No process has to become this user. The file is there, without an owner that the pod knows.",
                de: "Kein Prozess muss dieser Benutzer werden. Die Datei ist da, nur kennt der Pod ihren Eigentümer nicht.",
              },
            },
          ],
        },
        {
          id: "shown",
          text: {
            en: "Which owner does `ls -ln` show in the pod? Type the number.",
            de: "Welchen Eigentümer zeigt `ls -ln` im Pod? Tippe die Nummer ein.",
          },
          ask: ({ userNamespace, found }) => ownerSeenBy(userNamespace, found).uid,
          expect: 65534,
        },
        {
          id: "write",
          text: { en: "May root in the pod write to it?", de: "Darf root im Pod hineinschreiben?" },
          ask: ({ root, found }) => openFile(root, found, "w"),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, root may change its own image", de: "Ja, am eigenen Image darf root alles ändern" },
              why: {
                en: "Root's capabilities count only for files whose owner has a mapping. This one has none.",
                de: "Die Capabilities von root gelten nur für Dateien, deren Eigentümer eine Zuordnung hat. Dieser hat keine.",
              },
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: () => ({
        en: `A node that cannot do this with images copies the image for the pod and gives it new owners. There the container does not start: \`${said(WITH_IMAGE, { kernel: [5, 15] }, "image-file-refused")}\`.`,
        de: `Ein Knoten, der das bei Images nicht kann, kopiert das Image für den Pod und trägt neue Eigentümer ein. Dort startet der Container nicht: \`${said(WITH_IMAGE, { kernel: [5, 15] }, "image-file-refused")}\`.`,
      }),
      picture: ({ userNamespace, inImage }) =>
        owner(ownerNumbers(userNamespace, inImage).uid, { en: "the pod", de: "den Pod" }),
    },
    {
      id: "more",
      say: {
        en: "The configuration of the kubelet says how many IDs each pod gets: idsPerPod, which it follows since 1.35. Somebody sets it to 131072, twice as many as before.",
        de: "Wie viele IDs ein Pod bekommt, steht in der Konfiguration des Kubelets: idsPerPod. Seit 1.35 hält er sich daran. Jemand stellt 131072 ein, doppelt so viele wie vorher.",
      },
      questions: [
        {
          id: "user",
          text: {
            en: "Does the pod with runAsUser: 100000 start now?",
            de: "Startet der Pod mit runAsUser: 100000 jetzt?",
          },
          ask: () => starts(AS_100000, MORE),
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, users end at 65535", de: "Nein, bei 65535 ist Schluss" },
              why: {
                en: "Only as long as the map does. This one now reaches to 131071.",
                de: "Nur solange auch die Abbildung dort endet. Diese reicht jetzt bis 131071.",
              },
            },
          ],
        },
        {
          id: "image",
          text: {
            en: "Does the file of the image have an owner now that the pod knows?",
            de: "Hat die Datei im Image jetzt einen Eigentümer, den der Pod kennt?",
          },
          ask: () => !codes(WITH_IMAGE, MORE).includes("image-file-not-mapped"),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, that is what idsPerPod is for", de: "Ja, genau dafür gibt es idsPerPod" },
              why: {
                en: "6553600 is still too large: every pod would need more than a hundred times 65536 IDs. Build the image with a smaller number.",
                de: "6553600 ist immer noch zu groß: Jeder Pod bräuchte mehr als hundertmal 65536 IDs. Besser baust du das Image mit einer kleineren Nummer.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "Every pod of the node now takes twice as many IDs, whether it needs them or not. And drain the node first: with ranges of the old length on its disk the kubelet does not start.",
        de: "Jeder Pod auf dem Knoten belegt jetzt doppelt so viele IDs, ob er sie braucht oder nicht. Räume den Knoten vorher leer: Liegen noch ID-Bereiche der alten Länge auf der Platte, startet der Kubelet nicht.",
      },
      picture: () => ruler(podIdMap({ start: 131072, size: 131072 }).uid, [1000, 100000, 6553600]),
    },
    {
      id: "group",
      say: {
        en: "Now something that fits. Pod a runs as user 1000 with fsGroup: 2000: the kubelet gives its volumes to this group. A volume comes through an idmapped mount, and the pod writes a file there.",
        de: "Jetzt etwas, das passt. Pod a läuft als Benutzer 1000 mit fsGroup: 2000: Dieser Gruppe gibt der Kubelet die Volumes des Pods. Eines kommt durch einen idmapped mount in den Pod. Der Pod schreibt eine Datei hinein.",
      },
      questions: [
        {
          id: "disk",
          text: {
            en: "Which group does the file have on the disk?",
            de: "Welche Gruppe hat die Datei auf der Platte?",
          },
          ask: ({ userNamespace, written }) => ownerNumbers(userNamespace, written).gid.onDisk,
          expect: 2000,
          choices: [
            { is: 2000, text: { en: "2000", de: "2000" } },
            {
              is: ({ group }) => group,
              text: ({ group }) => ({ en: `${group}`, de: `${group}` }),
              why: {
                en: "So the kernel calls the group. On the way to the disk the mount turns it back into 2000.",
                de: "So heißt die Gruppe für den Kernel. Auf dem Weg zur Platte macht der Mount daraus wieder 2000.",
              },
            },
          ],
        },
        {
          id: "high",
          text: {
            en: "And with fsGroup: 100000, in a map of 65536 IDs: does the container start?",
            de: "Und mit fsGroup: 100000 bei 65536 IDs: Startet der Container?",
          },
          ask: () => starts(GROUP_100000),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, the group is for files only", de: "Ja, die Gruppe ist nur für Dateien da" },
              why: () => ({
                en: `The processes of the pod get it as well, by the call setgroups, and it has no mapping. The runtime says: \`${said(GROUP_100000)}\`.`,
                de: `Der Aufruf setgroups gibt diese Gruppe auch den Prozessen des Pods, und sie hat keine Zuordnung. Die Runtime meldet: \`${said(GROUP_100000)}\`.`,
              }),
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ userNamespace, written }) =>
        owner(ownerNumbers(userNamespace, written).gid, { en: "pod a", de: "Pod a" }),
    },
    {
      id: "volumes",
      say: {
        en: "An idmapped mount takes a filesystem that knows how. By now most do: ext4, XFS, tmpfs. The next pod has its data on NFS.",
        de: "Bei einem idmapped mount muss das Dateisystem mitmachen. Die meisten können es inzwischen: ext4, XFS, tmpfs. Der nächste Pod hat seine Daten auf NFS.",
      },
      questions: [
        {
          id: "nfs",
          text: { en: "Does it start with hostUsers: false?", de: "Startet er mit hostUsers: false?" },
          ask: () => starts(ON_NFS),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: {
                en: "Yes, 1.28 lifted the restriction to stateless pods",
                de: "Ja, 1.28 hat die Einschränkung auf zustandslose Pods aufgehoben",
              },
              why: {
                en: "It did, and the API server takes the pod. But Linux makes no idmapped mount of NFS.",
                de: "Das stimmt, und der API-Server nimmt den Pod an. Aber bei NFS kann Linux keinen idmapped mount anlegen.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "before",
          text: {
            en: "Kubernetes 1.26 was still without idmapped mounts. Did its API server take the pod?",
            de: "Kubernetes 1.26 kam noch ohne idmapped mounts aus. Hat sein API-Server den Pod angenommen?",
          },
          ask: () => isTaken(ON_NFS, "1.26"),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, a plain mount of NFS works", de: "Ja, einhängen kann man NFS auch so" },
              why: {
                en: "You can mount it so, but the owners would be wrong. Up to 1.27 only stateless pods could have user namespaces.",
                de: "Das kann man, aber die Eigentümer wären falsch. Bis 1.27 waren User-Namespaces nur für zustandslose Pods da.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "disk",
          text: {
            en: "A third pod wants a disk as it is, without a filesystem (volumeDevices). Does the API server of 1.36 take it?",
            de: "Ein dritter Pod will eine Platte roh, ohne Dateisystem (volumeDevices). Nimmt der API-Server von 1.36 ihn an?",
          },
          ask: () => isTaken(RAW_DISK),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, the disk is meant for the pod", de: "Ja, die Platte ist für den Pod bestimmt" },
              why: {
                en: "A disk is a file of the host's root, and there is no mount that could translate. Since 1.34 such pods are refused.",
                de: "Die Platte ist eine Datei von root auf dem Host, und kein Mount rechnet um. Seit 1.34 werden solche Pods abgelehnt.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: () => ({
        en: `About NFS the runtime says: \`${said(ON_NFS)}\``,
        de: `Zu NFS meldet die Runtime: \`${said(ON_NFS)}\``,
      }),
      picture: () => outcomes([ON_EXT4, ON_NFS, RAW_DISK]),
    },
    {
      id: "network",
      say: {
        en: "The last pod has hostNetwork: true. It listens on port 80 of the node itself.",
        de: "Der letzte Pod hat hostNetwork: true. Er lauscht auf Port 80 des Knotens selbst.",
      },
      questions: [
        {
          id: "taken",
          text: {
            en: "Does the API server of 1.36 take it with hostUsers: false?",
            de: "Nimmt der API-Server von 1.36 ihn mit hostUsers: false an?",
          },
          ask: () => isTaken(HOST_NETWORK),
          expect: "no",
          choices: [
            {
              is: "yes",
              text: { en: "Yes, a network has no owners", de: "Ja, ein Netzwerk hat doch keine Eigentümer" },
              why: {
                en: "It has: the network of the host belongs to the host, and root of the pod would have no power over it, not even for port 80. Only a feature gate, alpha since 1.35, allows it.",
                de: "Doch: Das Netzwerk des Hosts gehört dem Host. root aus dem Pod hätte dort nichts zu sagen, nicht einmal bei Port 80. Erlaubt ist es nur mit einem Feature-Gate, alpha seit 1.35.",
              },
            },
            { is: "no", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      after: {
        en: "Before you set hostUsers: false, look for IDs from 65536 on, NFS, raw disks and hostNetwork. What has none of them mostly runs unchanged.",
        de: "Bevor du hostUsers: false setzt, such nach IDs ab 65536, nach NFS, rohen Platten und hostNetwork. Ein Pod ohne all das läuft meist unverändert.",
      },
      picture: () => outcomes([AS_100000, WITH_IMAGE, GROUP_100000, ON_NFS, RAW_DISK, HOST_NETWORK]),
    },
  ],
});

/** A pod of the lesson, and what it is called in its tables. */
interface Asked {
  readonly name: Label;
  readonly spec: object;
}

const DATA = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];

const AS_100000: Asked = { name: "runAsUser: 100000", spec: { securityContext: { runAsUser: 100000, runAsGroup: 0 } } };

const GROUP_100000: Asked = { name: "fsGroup: 100000", spec: { securityContext: { fsGroup: 100000 } } };

const WITH_IMAGE: Asked = {
  name: { en: "a file of 6553600", de: "Datei von 6553600" },
  spec: { containers: [{ name: "main", image: "large-ids" }] },
};

const ON_EXT4: Asked = {
  name: "ext4",
  spec: {
    volumes: DATA,
    containers: [{ name: "main", image: "plain", volumeMounts: [{ name: "data", mountPath: "/data" }] }],
  },
};

const ON_NFS: Asked = {
  name: "NFS",
  spec: {
    volumes: [{ name: "shared", nfs: { server: "files", path: "/" } }],
    containers: [{ name: "main", image: "plain", volumeMounts: [{ name: "shared", mountPath: "/data" }] }],
  },
};

const RAW_DISK: Asked = {
  name: { en: "raw disk", de: "rohe Platte" },
  spec: {
    volumes: DATA,
    containers: [{ name: "main", image: "plain", volumeDevices: [{ name: "data", devicePath: "/dev/data" }] }],
  },
};

const HOST_NETWORK: Asked = { name: "hostNetwork: true", spec: { hostNetwork: true } };

const MORE: Partial<CheckOptions> = { idsPerPod: 131072 };

/** A node of today, with nothing about it that could stop a pod. */
const NODE: CheckOptions = {
  release: "1.36",
  policy: { level: "privileged", version: "latest" },
  runtimes: [
    { name: "containerd", version: [2, 1] },
    { name: "runc", version: [1, 3] },
  ],
  kernel: [6, 8],
  sysctls: { "user.max_user_namespaces": 63000 },
  filesystems: { "/": "ext4" },
  volumes: { data: "ext4" },
  images: { plain: {}, "large-ids": { fileIds: [6553600] } },
};

function specOf({ spec }: Asked): object {
  const containers = [{ name: "main", image: "plain" }];
  return { hostUsers: false, containers, ...spec };
}

function isTaken(asked: Asked, release: CheckOptions["release"] = "1.36"): boolean {
  return validatePodSpec(specOf(asked), { release }).length === 0;
}

function findings(asked: Asked, node: Partial<CheckOptions> = {}): readonly Finding[] {
  return checkPod({ spec: specOf(asked) }, { ...NODE, ...node });
}

function codes(asked: Asked, node: Partial<CheckOptions>): readonly string[] {
  return findings(asked, node).map(({ code }) => code);
}

/** Whether a container of it starts on the node. */
function starts(asked: Asked, node: Partial<CheckOptions> = {}): boolean {
  return findings(asked, node).every(({ verdict }) => verdict !== "fails" && verdict !== "refused");
}

/** What the real system says about it. */
function said(asked: Asked, node: Partial<CheckOptions> = {}, code?: Finding["code"]): string {
  return sure(findings(asked, node).find((each) => code === undefined || each.code === code)?.text);
}

function outcomes(all: readonly Asked[]): ReturnType<typeof matrix> {
  return matrix(
    [
      { en: "API server", de: "API-Server" },
      { en: "node", de: "Knoten" },
    ],
    all.map((asked) => {
      if (!isTaken(asked)) return { name: asked.name, cells: [{ en: "refused", de: "abgelehnt" }, "-"] };
      const outcome = starts(asked) ? { en: "starts", de: "startet" } : { en: "does not start", de: "startet nicht" };
      return { name: asked.name, cells: [{ en: "taken", de: "angenommen" }, outcome] };
    }),
  );
}
