import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { createFile } from "../../../kernel/fs/create-file.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingDirectory, existingFile } from "../../../kernel/inode/file.ts";
import { createMount } from "../../../kernel/inode/mount.ts";
import { ownerNumbers } from "../../../kernel/inode/owner-numbers.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { owner } from "../../picture/owner.ts";
import { containerRoot, resultOf } from "../worlds.ts";

export const s15: Lesson = defineLesson({
  id: "S15",
  part: "files",
  minutes: 6,
  needs: ["S14"],
  introduces: ["idmapped-mount", "volume", "mount"],
  statements: ["Z14"],
  title: { en: "A volume with an idmapped mount", de: "Ein Volume mit idmapped mount" },
  goal: {
    en: "You can follow an owner from the disk through an idmapped mount, and say why two pods can share a volume.",
    de: "Du kannst einen Eigentümer von der Platte durch einen idmapped mount verfolgen und sagen, warum sich zwei Pods ein Volume teilen können.",
  },
  sources: [
    { check: "T10b" },
    { check: "T10c" },
    { check: "T10d" },
    { check: "T10e" },
    { code: "make_vfsuid in fs/mnt_idmapping.c", version: "6.18" },
  ],
  fixed: true,
  world: () => {
    const host = initialNamespace();
    const maps = { a: podIdMap({ start: 65536, size: 65536 }), b: podIdMap({ start: 131072, size: 65536 }) };
    const a = createUserNamespace(host, { id: "pod a", maps: maps.a });
    const b = createUserNamespace(host, { id: "pod b", maps: maps.b });
    const [throughA, throughB] = [createMount({ idmap: maps.a }), createMount({ idmap: maps.b })];
    const root = containerRoot(a);
    const made = resultOf(createFile(root, existingDirectory({ mode: 0o755, mount: throughA }), 0o600));
    return {
      a,
      b,
      root,
      other: containerRoot(b),
      config: existingFile({ mode: 0o600, mount: throughA }),
      high: existingFile({ uid: 70000, gid: 70000, mode: 0o600, mount: throughA }),
      made,
      forB: existingFile({ uid: made.uid, gid: made.gid, mode: 0o600, mount: throughB }),
    };
  },
  steps: [
    {
      id: "read",
      say: {
        en: "A volume is a directory of files that is put into a pod; putting it there is a mount. An idmapped mount has a map, here that of pod a, whose range begins at 65536: where the disk says 0, the kernel takes 65536. In the volume lies a file of the host's root, mode 0600.",
        de: "Ein Volume ist ein Verzeichnis mit Dateien, das in einen Pod eingehängt wird; das Einhängen heißt Mount. Ein idmapped mount hat eine Abbildung, hier die von Pod a, dessen ID-Bereich bei 65536 anfängt: Wo auf der Platte 0 steht, rechnet der Kernel mit 65536. Im Volume liegt eine Datei von root auf dem Host, Modus 0600.",
      },
      questions: [
        {
          id: "read",
          text: {
            en: "On a mount without a map this file would be foreign to the pod. May root of pod a read it here?",
            de: "Bei einem Mount ohne Abbildung wäre die Datei für den Pod fremd. Darf root aus Pod a sie hier lesen?",
          },
          ask: ({ root, config }) => openFile(root, config, "r"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: {
                en: "No, on the disk it still belongs to 0",
                de: "Nein, auf der Platte gehört sie immer noch der 0",
              },
              why: {
                en: "It does, but the kernel compares what comes out of the mount: 65536, and that is root of this pod.",
                de: "Das stimmt, aber der Kernel vergleicht, was der Mount daraus macht: 65536, und das ist root aus diesem Pod.",
              },
            },
          ],
        },
      ],
      after: {
        en: "An owner has four numbers. What stands on the disk comes into the inode, which is the kernel's record of the file. The mount turns it into the number that is compared, and the map of the reader into the one that is shown.",
        de: "Ein Eigentümer hat vier Nummern. Was auf der Platte steht, kommt in den Inode: So heißt, was der Kernel über eine Datei weiß. Der Mount macht daraus die Nummer, die der Kernel vergleicht. Und die Abbildung des Lesers macht daraus, was angezeigt wird.",
      },
      picture: ({ a, config }) => owner(ownerNumbers(a, config).uid, { en: "pod a", de: "Pod a" }),
    },
    {
      id: "disk",
      say: {
        en: "Root of pod a makes a file in this volume.",
        de: "root aus Pod a legt in diesem Volume eine Datei an.",
      },
      questions: [
        {
          id: "owner",
          text: { en: "Whose is it on the disk?", de: "Wem gehört sie auf der Platte?" },
          ask: ({ a, made }) => ownerNumbers(a, made).uid.onDisk,
          expect: 0,
          choices: [
            { is: 0, text: { en: "0", de: "Der 0" } },
            {
              is: 65536,
              text: { en: "65536, for that one made it", de: "Der 65536, denn die hat sie angelegt" },
              why: {
                en: "The mount works in both directions. On the way to the disk 65536 becomes 0 again.",
                de: "Der Mount wirkt in beide Richtungen. Auf dem Weg zur Platte wird aus 65536 wieder 0.",
              },
            },
          ],
        },
      ],
      after: {
        en: "So nothing of a range is on the disk. Switch user namespaces off again, and no file has to change its owner.",
        de: "Auf der Platte steht also nichts vom ID-Bereich. Schaltest du User-Namespaces wieder aus, muss keine Datei den Eigentümer wechseln.",
      },
      picture: ({ a, made }) => owner(ownerNumbers(a, made).uid, { en: "pod a", de: "Pod a" }),
    },
    {
      id: "shared",
      say: {
        en: "Pod b has the range from 131072 on. It gets the same volume, through an idmapped mount of its own. There is the file that root of pod a made, mode 0600.",
        de: "Pod b hat den ID-Bereich ab 131072. Er bekommt dasselbe Volume, aber mit einem eigenen idmapped mount. Darin liegt die Datei, die root aus Pod a angelegt hat, Modus 0600.",
      },
      questions: [
        {
          id: "read",
          text: { en: "May root of pod b read it?", de: "Darf root aus Pod b sie lesen?" },
          ask: ({ other, forB }) => openFile(other, forB, "r"),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: {
                en: "No, two pods with different maps cannot share files",
                de: "Nein, Pods mit verschiedenen Abbildungen können sich keine Dateien teilen",
              },
              why: {
                en: "The disk says 0, and the mount of pod b turns that into root of pod b.",
                de: "Auf der Platte steht 0, und der Mount von Pod b macht daraus root aus Pod b.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
        {
          id: "through-other",
          text: {
            en: "Suppose that root of pod a gets to it through the mount of pod b. May it read its own file there?",
            de: "Angenommen, root aus Pod a kommt durch den Mount von Pod b an seine eigene Datei heran. Darf er sie dort lesen?",
          },
          ask: ({ root, forB }) => openFile(root, forB, "r"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, it made the file", de: "Ja, er hat sie doch angelegt" },
              why: {
                en: "Through this mount the owner is 131072, and that is not who asks. The way to a file counts, too.",
                de: "Durch diesen Mount gehört sie der 131072, und die ist er nicht. Es kommt auch auf den Weg an.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Pods that share a volume share its files, whatever their ranges are. That is what sharing means, and the mount decides it, not the disk.",
        de: "Pods, die sich ein Volume teilen, teilen sich auch die Dateien, egal wo ihre ID-Bereiche liegen. So ist es gedacht, und darüber entscheidet der Mount, nicht die Platte.",
      },
      picture: ({ b, forB }) => owner(ownerNumbers(b, forB).uid, { en: "pod b", de: "Pod b" }),
    },
    {
      id: "high",
      say: {
        en: "One more file of the volume belongs to 70000 on the disk. The map of the mount begins at 0 and has 65536 IDs.",
        de: "Noch eine Datei im Volume gehört auf der Platte der 70000. Die Abbildung des Mounts fängt bei 0 an und hat 65536 IDs.",
      },
      questions: [
        {
          id: "shown",
          text: {
            en: "Which owner does pod a see? Type the number.",
            de: "Welchen Eigentümer sieht Pod a? Tippe die Nummer ein.",
          },
          ask: ({ a, high }) => ownerNumbers(a, high).uid.asShown,
          expect: 65534,
        },
        {
          id: "write",
          text: { en: "May root of pod a write to it?", de: "Darf root aus Pod a hineinschreiben?" },
          ask: ({ root, high }) => openFile(root, high, "w"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, 70000 lies in its range", de: "Ja, 70000 liegt doch in seinem ID-Bereich" },
              why: {
                en: "On a mount without a map that would be enough. This one has no mapping for 70000, and so the file has no owner here.",
                de: "Bei einem Mount ohne Abbildung würde das reichen. Dieser hat für 70000 keine Zuordnung, also gehört die Datei hier niemandem.",
              },
            },
          ],
        },
      ],
      picture: ({ root, high }) => ladder(openFile(root, high, "w")),
    },
  ],
});
