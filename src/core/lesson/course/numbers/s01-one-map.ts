import { createIdMap } from "../../../idmap/id-map.ts";
import { createProcess } from "../../../kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { createFile } from "../../../kernel/fs/create-file.ts";
import { setuid } from "../../../kernel/identity/set-user-id.ts";
import { existingDirectory, existingFile } from "../../../kernel/inode/file.ts";
import { ownerNumbers, ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { observers } from "../../picture/observers.ts";
import { ruler } from "../../picture/ruler.ts";
import { resultOf } from "../worlds.ts";

export const s01: Lesson = defineLesson({
  id: "S01",
  part: "numbers",
  minutes: 5,
  needs: [],
  introduces: ["user-namespace", "id-map", "mapping", "unmapped", "overflow-id", "EINVAL"],
  statements: ["Z4", "Z5"],
  title: { en: "One map, one ID", de: "Eine Abbildung, eine ID" },
  goal: {
    en: "You can read a map of one line, and say who root in a container really is.",
    de: "Du kannst eine Abbildung aus einer Zeile lesen und sagen, wer root im Container in Wirklichkeit ist.",
  },
  sources: [
    { check: "T02a" },
    { check: "T02b" },
    { check: "T02c" },
    { check: "T02d" },
    {
      manual: "user_namespaces(7)",
      sentence:
        "User namespaces isolate security-related identifiers and attributes, in particular, user IDs and group IDs (see credentials(7)), the root directory, keys (see keyrings(7)), and capabilities (see capabilities(7)).",
    },
  ],
  fixed: true,
  world: () => {
    const map = unwrap(createIdMap([{ containerId: 0, hostId: 1000, size: 1 }]));
    const host = initialNamespace();
    const inside = createUserNamespace(host, { id: "userns", maps: { uid: map, gid: map } });
    const root = createProcess({ userNamespace: inside });
    const made = resultOf(createFile(root, existingDirectory({ mode: 0o777 }), 0o644));
    return {
      map,
      host,
      inside,
      root,
      made,
      own: existingFile({ uid: 1000, gid: 1000, mode: 0o600 }),
      roots: existingFile({ mode: 0o600 }),
    };
  },
  steps: [
    {
      id: "inside",
      say: {
        en: "To the kernel a user is a number, an ID. User 1000 starts a program in a new user namespace: a room with user numbers of its own. A map says what they stand for. This one has a single mapping, `0 1000 1`: number 0 in here is 1000 out there, for one number.",
        de: "Für den Kernel ist ein Benutzer eine Nummer, eine ID. Benutzer 1000 startet ein Programm in einem neuen User-Namespace, einem Raum mit eigenen Benutzernummern. Was sie bedeuten, sagt eine Abbildung. Diese hat nur eine Zuordnung, `0 1000 1`: Die 0 hier drinnen ist draußen die 1000, und das gilt für eine einzige Nummer.",
      },
      questions: [
        {
          id: "outside",
          text: {
            en: "Inside, `id -u` prints 0: the program is root in there. Which number does the rest of the machine see?",
            de: "Drinnen gibt `id -u` die 0 aus, das Programm ist dort also root. Welche Nummer sieht der Rest der Maschine?",
          },
          ask: ({ root }) => root.euid,
          expect: 1000,
          choices: [
            { is: 1000, text: { en: "1000", de: "1000" } },
            {
              is: 0,
              text: { en: "0, root is root", de: "0, root ist root" },
              why: {
                en: "Root is only the name of number 0, and the 0 in here stands for 1000.",
                de: "root ist nur der Name der Nummer 0, und die 0 hier drinnen steht für 1000.",
              },
            },
            {
              is: 65534,
              text: { en: "A new user that nobody else is", de: "Einen neuen Benutzer, den es sonst nicht gibt" },
              why: {
                en: "A map makes no users. It gives one that is there another number.",
                de: "Eine Abbildung erfindet keine Benutzer. Sie gibt einem vorhandenen eine andere Nummer.",
              },
            },
          ],
        },
      ],
      after: {
        en: "This root can do to files out there what user 1000 can do, and no more.",
        de: "Mit den Dateien draußen darf dieser root genau das, was Benutzer 1000 darf, und nicht mehr.",
      },
      picture: ({ map }) => ruler(map, [0]),
    },
    {
      id: "other-number",
      say: {
        en: "Root inside wants to become user 1, with the system call setuid(1). Outside, root may become whoever it likes.",
        de: "root möchte drinnen zu Benutzer 1 werden, mit dem Systemaufruf setuid(1). Auf der Maschine selbst darf root zu jedem Benutzer werden.",
      },
      questions: [
        {
          id: "setuid",
          text: { en: "What does the kernel say?", de: "Was sagt der Kernel dazu?" },
          ask: ({ root }) => setuid(root, 1),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, root may", de: "Ja, root darf das" },
              why: {
                en: "It may, but there is no 1 in here. The map has one line, and that line has one number.",
                de: "Dürfte er schon, aber eine 1 gibt es hier nicht: Die Abbildung hat nur eine Zeile, und die gilt nur für eine Nummer.",
              },
            },
            { is: "EINVAL", text: { en: "EINVAL: there is no such number", de: "EINVAL: Diese Nummer gibt es nicht" } },
            {
              is: "EPERM",
              text: { en: "No, it is not allowed", de: "Nein, das ist nicht erlaubt" },
              why: {
                en: "It does not come to that. Before the kernel asks who may, it looks the number up, and does not find it.",
                de: "So weit kommt es nicht. Bevor der Kernel fragt, wer darf, schlägt er die Nummer nach und findet sie nicht.",
              },
            },
          ],
        },
      ],
      after: {
        en: "A number that the map does not have is called unmapped. In here it stands for no one.",
        de: "Eine Nummer, die in der Abbildung nicht vorkommt, ist ohne Zuordnung. Hier drinnen steht sie für niemanden.",
      },
      picture: ({ map }) => ruler(map, [0, 1]),
    },
    {
      id: "files",
      say: {
        en: "Two files lie on the disk: one of user 1000, one of the machine's root. Inside, somebody looks at both with `ls -ln`, which shows owners as numbers.",
        de: "Auf der Platte liegen zwei Dateien: eine von Benutzer 1000, eine vom root der Maschine. Drinnen sieht sich jemand beide mit `ls -ln` an. Der Befehl zeigt Eigentümer als Nummern.",
      },
      questions: [
        {
          id: "own",
          text: {
            en: "Which owner does the file of user 1000 have in there? Type the number.",
            de: "Welchen Eigentümer hat die Datei von Benutzer 1000 dort? Tippe die Nummer ein.",
          },
          ask: ({ inside, own }) => ownerSeenBy(inside, own).uid,
          expect: 0,
        },
        {
          id: "roots",
          text: { en: "And the file of the machine's root?", de: "Und die Datei vom root der Maschine?" },
          ask: ({ inside, roots }) => ownerSeenBy(inside, roots).uid,
          expect: 65534,
          choices: [
            {
              is: 0,
              text: { en: "0 as well, it belongs to root", de: "Auch 0, sie gehört ja root" },
              why: {
                en: "Then both would look alike. Number 0 of the machine has no number in here.",
                de: "Dann sähen beide gleich aus. Die 0 der Maschine hat hier drinnen aber keine Nummer.",
              },
            },
            { is: 65534, text: { en: "65534", de: "65534" } },
          ],
        },
      ],
      after: {
        en: "65534 is the overflow ID. The kernel shows it wherever it has no number to show. It names nobody.",
        de: "65534 ist die Überlauf-ID. Der Kernel zeigt sie überall da an, wo ihm eine Nummer zum Anzeigen fehlt. Wer es ist, verrät sie nicht.",
      },
      picture: ({ host, inside, roots }) =>
        observers({ en: "the file of the machine's root", de: "die Datei vom root der Maschine" }, [
          { by: { en: "the machine", de: "die Maschine" }, as: ownerSeenBy(host, roots).uid },
          { by: { en: "inside", de: "drinnen" }, as: ownerSeenBy(inside, roots).uid },
        ]),
    },
    {
      id: "new-file",
      say: {
        en: "Root inside makes a file in a directory where everybody may.",
        de: "root legt drinnen eine Datei an, in einem Verzeichnis, in dem das jeder darf.",
      },
      questions: [
        {
          id: "owner",
          text: {
            en: "Whose is it on the disk? Type the number.",
            de: "Wem gehört sie auf der Platte? Tippe die Nummer ein.",
          },
          ask: ({ host, made }) => ownerNumbers(host, made).uid.onDisk,
          expect: 1000,
        },
      ],
      after: {
        en: "So root inside is no new user. It is user 1000, who is shown as 0 in there.",
        de: "root da drinnen ist also kein neuer Benutzer. Es ist Benutzer 1000, nur steht drinnen bei ihm eine 0.",
      },
      picture: ({ host, inside, made }) =>
        observers({ en: "the new file", de: "die neue Datei" }, [
          { by: { en: "the machine", de: "die Maschine" }, as: ownerSeenBy(host, made).uid },
          { by: { en: "inside", de: "drinnen" }, as: ownerSeenBy(inside, made).uid },
        ]),
    },
  ],
});
