import { toHost } from "../../../idmap/translate.ts";
import { createProcess } from "../../../kernel/credentials/process.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { setgroups } from "../../../kernel/identity/set-groups.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { writeSetgroups } from "../../../kernel/userns/setgroups-file.ts";
import { unshareUserNamespace } from "../../../kernel/userns/unshare-user-namespace.ts";
import { writeIdMap } from "../../../kernel/userns/write-id-map.ts";
import { newuidmap } from "../../../userland/newuidmap.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { ruler } from "../../picture/ruler.ts";
import { resultOf } from "../worlds.ts";

const OWN = "0 1000 1";
const RANGE = "0 100000 65536";
const GRANTS = [{ owner: "alice", start: 100000, count: 65536 }];
const ASKED = [
  { containerId: 0, hostId: 1000, size: 1 },
  { containerId: 1, hostId: 100000, size: 65536 },
];

export const s24: Lesson = defineLesson({
  id: "S24",
  part: "deeper",
  minutes: 7,
  needs: ["S01", "S05", "S23"],
  introduces: ["setgroups-deny"],
  statements: [],
  fixed: true,
  title: { en: "Maps without root", de: "Abbildungen ohne root" },
  goal: {
    en: "You can say which maps a user may write himself, why setgroups must be denied before, and what newuidmap is for.",
    de: "Du kannst sagen, welche Abbildung ein Benutzer selbst schreiben darf, warum er vorher setgroups sperren muss und wozu es newuidmap gibt.",
  },
  sources: [
    { check: "T14a" },
    { check: "T14b" },
    { check: "T14c" },
    {
      manual: "user_namespaces(7)",
      sentence:
        'In the case of gid_map, use of the setgroups(2) system call must first be denied by writing "deny" to the /proc/pid/setgroups file (see below) before writing to gid_map.',
    },
  ],
  world: () => {
    const alice = createProcess({ uid: 1000, gid: 1000, groups: [1000, 2000] });
    const made = resultOf(unshareUserNamespace(alice, "alice")).process;
    const { userNamespace } = made;
    const denied = resultOf(writeSetgroups(userNamespace, "deny"));
    const mapped = resultOf(writeIdMap(made, denied, "gid", OWN));
    const noBits = existingFile({ uid: 0, gid: 2000, mode: 0o604 });
    const text = ASKED.map(({ containerId, hostId, size }) => `${containerId} ${hostId} ${size}`).join("\n");
    return {
      ownUid: writeIdMap(made, userNamespace, "uid", OWN),
      gidFirst: writeIdMap(made, userNamespace, "gid", OWN),
      gidAfterDeny: writeIdMap(made, denied, "gid", OWN),
      backToAllow: writeSetgroups(mapped, "allow"),
      dropGroups: setgroups({ ...made, userNamespace: mapped }, [0]),
      inGroup: openFile(alice, noBits, "r"),
      // Who may use setgroups(2) can be rid of a group.
      outOfGroup: openFile({ ...alice, groups: [1000] }, noBits, "r"),
      wholeRange: writeIdMap(made, userNamespace, "uid", RANGE),
      helper: newuidmap(1000, GRANTS, ASKED),
      others: newuidmap(1000, GRANTS, [{ containerId: 0, hostId: 0, size: 1 }]),
      helped: resultOf(writeIdMap(createProcess(), userNamespace, "uid", text)),
    };
  },
  steps: [
    {
      id: "own",
      say: {
        en: "Alice is user 1000 of the host, without root and without capabilities. She makes a user namespace. Its maps are empty. Into its `uid_map` she writes `0 1000 1`: her own ID and no other.",
        de: "Alice ist Benutzer 1000 auf dem Host, ohne root und ohne Capabilities. Sie legt einen User-Namespace an. Seine Abbildungen sind leer. In die Datei `uid_map` schreibt sie `0 1000 1`: die eigene ID und sonst keine.",
      },
      questions: [
        {
          id: "uid",
          text: { en: "Does the kernel take it?", de: "Nimmt der Kernel das an?" },
          ask: ({ ownUid }) => ownUid,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, only root writes maps", de: "Nein, Abbildungen schreibt nur root" },
              why: {
                en: "Her own ID she has anyway. Even as root in there she gets at no file that was not hers before.",
                de: "Ihre eigene ID hat sie ja schon. Auch als root da drinnen kommt sie an keine Datei, die ihr nicht schon vorher gehörte.",
              },
            },
          ],
        },
      ],
      picture: ({ ownUid }) => ladder(ownUid),
    },
    {
      id: "groups",
      say: {
        en: "Now the groups: into `gid_map` she writes `0 1000 1`, too. Beside it lies the file `setgroups`. It says `allow`, and one may write `deny` into it.",
        de: "Nun die Gruppen: Auch in `gid_map` schreibt sie `0 1000 1`. Daneben liegt die Datei `setgroups`. Darin steht `allow`, und man kann `deny` hineinschreiben.",
      },
      questions: [
        {
          id: "first",
          text: { en: "Does the kernel take it as things are?", de: "Nimmt der Kernel das so an?" },
          ask: ({ gidFirst }) => gidFirst,
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, as with the users", de: "Ja, wie bei den Benutzern" },
              why: {
                en: "For groups there is one more condition. With the right capability on the host it would do, but Alice has none there.",
                de: "Bei Gruppen gibt es noch eine Bedingung. Mit der passenden Capability auf dem Host ginge es auch so, aber Alice hat dort keine.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "after-deny",
          text: { en: "And once she has written `deny`?", de: "Und nachdem sie `deny` geschrieben hat?" },
          ask: ({ gidAfterDeny }) => gidAfterDeny,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Then yes", de: "Dann ja" } },
            {
              is: "EPERM",
              text: { en: "No, that is only extra hardening", de: "Nein, das härtet den Namespace nur zusätzlich" },
              why: {
                en: "It is a condition, not an extra: without `deny` she gets no groups at all.",
                de: "Das ist eine Bedingung und keine Zugabe: Ohne `deny` bekommt sie gar keine Gruppen.",
              },
            },
          ],
        },
        {
          id: "back",
          text: { en: "May she write `allow` again afterwards?", de: "Darf sie danach wieder `allow` schreiben?" },
          ask: ({ backToAllow }) => backToAllow,
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes", de: "Ja" },
              why: {
                en: "Then the condition would be worth nothing. It holds for good, and for all namespaces below.",
                de: "Dann wäre die Bedingung nichts wert. Sie gilt für immer und für alle Namespaces darunter.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ gidFirst }) => ladder(gidFirst),
    },
    {
      id: "why",
      say: {
        en: "Why does the kernel want that? Groups can also take something away. A file belongs to group 2000 and has mode 0604: others may read it, the group may not. Alice is in group 2000.",
        de: "Warum will der Kernel das? Gruppen können auch etwas nehmen. Eine Datei gehört Gruppe 2000 und hat den Modus 0604: Andere dürfen sie lesen, die Gruppe nicht. Alice ist in Gruppe 2000.",
      },
      questions: [
        {
          id: "in-group",
          text: { en: "May Alice read it?", de: "Darf Alice die Datei lesen?" },
          ask: ({ inGroup }) => inGroup,
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, if others may, so may she", de: "Ja, wenn andere dürfen, dann sie auch" },
              why: {
                en: "The first class that fits decides, and that is the group. Its bits are empty.",
                de: "Es entscheidet die erste Klasse, die passt, und das ist die Gruppe. Ihre Rechte sind leer.",
              },
            },
          ],
        },
        {
          id: "out-of-group",
          text: {
            en: "And if she could get rid of group 2000 with setgroups(2)?",
            de: "Und wenn sie Gruppe 2000 mit setgroups(2) loswerden könnte?",
          },
          ask: ({ outOfGroup }) => outOfGroup,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Then she may", de: "Dann darf sie" } },
            {
              is: "EACCES",
              text: {
                en: "Still no, fewer groups never mean more rights",
                de: "Immer noch nicht, weniger Gruppen geben nie mehr Rechte",
              },
              why: {
                en: "Here they do: without the group she counts as one of the others.",
                de: "Hier schon: Ohne die Gruppe zählt sie zu den anderen.",
              },
            },
          ],
        },
        {
          id: "denied",
          text: {
            en: "So what does setgroups(2) answer in her namespace?",
            de: "Was antwortet setgroups(2) also in ihrem Namespace?",
          },
          ask: ({ dropGroups }) => dropGroups,
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Allowed, she has all capabilities there", de: "Erlaubt, dort hat sie alle Capabilities" },
              why: {
                en: "She has, and still: `deny` closes the call for everybody in this namespace.",
                de: "Die hat sie, und trotzdem: `deny` sperrt den Aufruf in diesem Namespace für alle.",
              },
            },
            { is: "EPERM", text: { en: "EPERM", de: "EPERM" } },
          ],
        },
      ],
      picture: ({ inGroup }) => ladder(inGroup),
    },
    {
      id: "range",
      say: {
        en: "One ID is little: an image has files of many users. Alice wants 65536 of them and writes `0 100000 65536`. On the host nobody else uses these IDs.",
        de: "Eine ID ist wenig: In einem Image liegen Dateien von vielen Benutzern. Alice will 65536 davon und schreibt `0 100000 65536`. Auf dem Host benutzt sonst niemand diese IDs.",
      },
      questions: [
        {
          id: "alone",
          text: { en: "Does the kernel take it?", de: "Nimmt der Kernel das an?" },
          ask: ({ wholeRange }) => wholeRange,
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, they are free after all", de: "Ja, sie sind doch frei" },
              why: {
                en: "The kernel keeps no book about free IDs. Without a capability over the host one may map one's own ID only.",
                de: "Über freie IDs führt der Kernel nicht Buch. Ohne Capability auf dem Host darf man nur die eigene ID abbilden.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ wholeRange }) => ladder(wholeRange),
    },
    {
      id: "helper",
      say: {
        en: "In `/etc/subuid` the administrator has the line `alice:100000:65536`. newuidmap is a set-user-ID program of root's: it reads this file, and writes what it grants. Alice asks for two lines: `0 1000 1` and `1 100000 65536`.",
        de: "In `/etc/subuid` hat der Administrator die Zeile `alice:100000:65536` eingetragen. newuidmap ist ein Set-User-ID-Programm von root: Es liest diese Datei und schreibt, was darin erlaubt ist. Alice will zwei Zeilen: `0 1000 1` und `1 100000 65536`.",
      },
      questions: [
        {
          id: "granted",
          text: { en: "Does newuidmap write the map?", de: "Schreibt newuidmap die Abbildung?" },
          ask: ({ helper }) => helper,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EPERM",
              text: { en: "No, 1000 is not in the file", de: "Nein, die 1000 steht nicht in der Datei" },
              why: {
                en: "Her own ID is granted without a line. The other line is the one in the file.",
                de: "Die eigene ID braucht keinen Eintrag. Und die zweite Zeile steht in der Datei.",
              },
            },
          ],
        },
        {
          id: "root",
          text: { en: "Would it also write `0 0 1` for her?", de: "Würde es ihr auch `0 0 1` schreiben?" },
          ask: ({ others }) => others,
          expect: "EPERM",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it runs as root", de: "Ja, es läuft doch als root" },
              why: {
                en: "It could, so it has to check: user 0 of the host is in no line of hers.",
                de: "Es könnte, und darum muss es prüfen: Benutzer 0 des Hosts steht in keiner ihrer Zeilen.",
              },
            },
            { is: "EPERM", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "thousand",
          text: {
            en: "Type the number: which user of the host is 1000 in her namespace?",
            de: "Welcher Benutzer des Hosts ist in ihrem Namespace die 1000? Tippe die Nummer ein.",
          },
          ask: ({ helped }) => toHost(helped.uidMap, 1000),
          expect: 100999,
        },
      ],
      after: {
        en: "The second line begins at 1, not at 0. So 1000 in there is 100000 + 999.",
        de: "Die zweite Zeile beginnt bei 1 und nicht bei 0. Darum ist die 1000 dort 100000 + 999.",
      },
      picture: ({ helped }) => ruler(helped.uidMap, [0, 1, 1000]),
    },
  ],
});
