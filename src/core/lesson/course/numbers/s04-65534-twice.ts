import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { chownFile } from "../../../kernel/fs/chown-file.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { observers } from "../../picture/observers.ts";
import { containerRoot } from "../worlds.ts";

export const s04: Lesson = defineLesson({
  id: "S04",
  part: "numbers",
  minutes: 4,
  needs: ["S02", "S03"],
  introduces: ["EACCES", "EPERM", "capability"],
  statements: ["Z4"],
  title: { en: "65534 twice", de: "Zweimal 65534" },
  goal: {
    en: "You can say why a file shows 65534, and how two such files differ.",
    de: "Du kannst sagen, warum bei einer Datei 65534 steht und worin sich zwei solche Dateien unterscheiden.",
  },
  sources: [
    { check: "T20" },
    {
      manual: "user_namespaces(7)",
      sentence: "There are various places where an unmapped user ID (group ID) may be exposed to user space.",
    },
  ],
  fixed: true,
  world: () => {
    const pod = createUserNamespace(initialNamespace(), {
      id: "pod",
      maps: podIdMap({ start: 65536, size: 65536 }),
    });
    return {
      host: initialNamespace(),
      pod,
      root: containerRoot(pod),
      own: existingFile({ uid: 131070, gid: 131070, mode: 0o600 }),
      foreign: existingFile({ uid: 5, gid: 5, mode: 0o600 }),
    };
  },
  steps: [
    {
      id: "shown",
      say: {
        en: "The pod has the host's numbers 65536 to 131071. In a directory lie two files. On the disk one belongs to 131070, the other to 5. Their mode is 0600: only the owner may read and write them.",
        de: "Der Pod hat die Nummern 65536 bis 131071 des Hosts. In einem Verzeichnis liegen zwei Dateien. Auf der Platte gehört die eine der 131070, die andere der 5. Beide haben den Modus 0600: Lesen und schreiben darf nur der Eigentümer.",
      },
      questions: [
        {
          id: "first",
          text: {
            en: "Which owner does the pod see on the file of 131070? Type the number.",
            de: "Welchen Eigentümer sieht der Pod bei der Datei von 131070? Tippe die Nummer ein.",
          },
          ask: ({ pod, own }) => ownerSeenBy(pod, own).uid,
          expect: 65534,
        },
        {
          id: "second",
          text: { en: "And on the file of 5?", de: "Und bei der Datei von 5?" },
          ask: ({ pod, foreign }) => ownerSeenBy(pod, foreign).uid,
          expect: 65534,
          choices: [
            {
              is: 5,
              text: { en: "5", de: "5" },
              why: {
                en: "The pod has a user 5 too, but that one is another number on the host. For this 5 there is no mapping.",
                de: "Auch im Pod gibt es einen Benutzer 5, aber der hat auf dem Host eine andere Nummer. Für diese 5 gibt es keine Zuordnung.",
              },
            },
            { is: 65534, text: { en: "65534 as well", de: "Auch 65534" } },
          ],
        },
      ],
      after: {
        en: "The first file belongs to the pod's own user 65534. The second belongs to somebody for whom the pod has no number, and shows the overflow ID.",
        de: "Die erste Datei gehört wirklich dem Benutzer 65534 des Pods. Die zweite gehört jemandem, für den der Pod keine Nummer hat; bei ihr steht die Überlauf-ID.",
      },
      picture: ({ host, pod, own, foreign }) =>
        observers({ en: "two files", de: "zwei Dateien" }, [
          { by: { en: "the host, first", de: "der Host, erste" }, as: ownerSeenBy(host, own).uid },
          { by: { en: "the pod, first", de: "der Pod, erste" }, as: ownerSeenBy(pod, own).uid },
          { by: { en: "the host, second", de: "der Host, zweite" }, as: ownerSeenBy(host, foreign).uid },
          { by: { en: "the pod, second", de: "der Pod, zweite" }, as: ownerSeenBy(pod, foreign).uid },
        ]),
    },
    {
      id: "read-own",
      say: {
        en: "The kernel divides root's power into capabilities. Root of a container has some of them, in its user namespace. With one, CAP_DAC_OVERRIDE, it may read and write files whatever their mode.",
        de: "Der Kernel teilt die Macht von root in Capabilities auf. root in einem Container hat einige davon, in seinem User-Namespace. Mit einer, CAP_DAC_OVERRIDE, darf er Dateien lesen und schreiben, egal welchen Modus sie haben.",
      },
      questions: [
        {
          id: "own",
          text: { en: "May it read the first file, of 131070?", de: "Darf er die erste Datei lesen, die von 131070?" },
          ask: ({ root, own }) => openFile(root, own, "r"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, it belongs to nobody", de: "Nein, sie gehört ja niemandem" },
              why: {
                en: "It belongs to user 65534 of the pod, a user like any other in there. Root's capability counts for it.",
                de: "Sie gehört dem Benutzer 65534 des Pods, einem Benutzer wie jedem anderen. Für seine Dateien gilt die Capability von root.",
              },
            },
          ],
        },
      ],
      picture: ({ root, own }) => ladder(openFile(root, own, "r")),
    },
    {
      id: "read-foreign",
      say: {
        en: "To root of the pod, `ls -ln` shows both files with the same owner and the same mode.",
        de: "`ls -ln` zeigt root im Pod beide Dateien mit demselben Eigentümer und demselben Modus.",
      },
      questions: [
        {
          id: "foreign",
          text: { en: "May it read the second one, of 5?", de: "Darf er auch die zweite lesen, die von 5?" },
          ask: ({ root, foreign }) => openFile(root, foreign, "r"),
          expect: "EACCES",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, they look the same", de: "Ja, die beiden sehen doch gleich aus" },
              why: {
                en: "What is shown is not compared. The kernel compares 5, and for 5 the pod's capability does not count.",
                de: "Gleich ist nur die Anzeige. Der Kernel vergleicht die 5, und für die 5 gilt keine Capability aus dem Pod.",
              },
            },
            { is: "EACCES", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "give-away",
          text: {
            en: "May it make itself the owner of that file?",
            de: "Darf er sich selbst zum Eigentümer der zweiten Datei machen?",
          },
          ask: ({ root, foreign }) => chownFile(root, foreign, 0, 0),
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, it has CAP_CHOWN", de: "Ja, er hat doch CAP_CHOWN" },
              why: {
                en: "A capability counts for a file only where its owner and its group have a mapping.",
                de: "Für eine Datei gilt eine Capability nur, wenn ihr Eigentümer und ihre Gruppe eine Zuordnung haben.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Reading ends in EACCES: the mode of the file does not allow it. Changing the owner ends in EPERM: that takes a capability, and it does not count here. From inside you tell the two files apart only by trying.",
        de: "Das Lesen scheitert mit EACCES: Der Modus der Datei erlaubt es nicht. Der Wechsel des Eigentümers scheitert mit EPERM: Dafür braucht man eine Capability, und die gilt hier nicht. Von drinnen kannst du die beiden nur unterscheiden, indem du es versuchst.",
      },
      picture: ({ root, foreign }) => ladder(openFile(root, foreign, "r")),
    },
  ],
});
