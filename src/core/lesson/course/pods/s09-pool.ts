import type { HostId } from "../../../id/id.ts";
import { type KubeletPool, kubeletPool } from "../../../kubelet/settings/pool.ts";
import { type KubeletUser, kubeletUser } from "../../../kubelet/settings/settings.ts";
import { endOf, type IdRange, rangesOverlap } from "../../../range/range.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { matrix } from "../../picture/matrix.ts";
import type { SlotsPicture } from "../../picture/picture.ts";
import { slots } from "../../picture/slots.ts";
import { timeline } from "../../picture/timeline.ts";
import { errorOf, startWith, sure } from "../worlds.ts";

const TWO_LINES = "0: kubelet 65536 3604480\n1: kubelet 6553600 3604480\n";

/** What a kubelet says that finds this account on its node. */
function startAs(user: KubeletUser | undefined): ReturnType<typeof startWith> {
  return startWith({ release: "1.36", ...(user && { kubeletUser: user }) });
}

function answerOf(user: KubeletUser | undefined): string {
  return `${errorOf(startAs(user)).text}`;
}

function poolOf(user?: KubeletUser): KubeletPool {
  return sure(unwrap(kubeletPool({ release: "1.36", ...(user && { kubeletUser: user }) })));
}

function drawnPool({ off, slots: count, idsPerPod }: KubeletPool): SlotsPicture["pool"] {
  return { start: off * idsPerPod, idsPerPod, slots: count };
}

function poolRange({ off, slots: count, idsPerPod }: KubeletPool): IdRange<HostId> {
  return { start: off * idsPerPod, size: count * idsPerPod };
}

export const s09: Lesson = defineLesson({
  id: "S09",
  part: "pods",
  minutes: 6,
  needs: ["S07"],
  introduces: ["uid", "gid", "subordinate-ids"],
  statements: ["Z18"],
  title: { en: "Where the pool comes from", de: "Woher der Vorrat kommt" },
  goal: {
    en: "You can look at two lines in /etc/subuid and /etc/subgid and say whether the kubelet will start, and for how many pods.",
    de: "Du kannst den Zeilen in /etc/subuid und /etc/subgid ansehen, ob der Kubelet damit startet und für wie viele Pods es reicht.",
  },
  sources: [
    { code: "MakeUserNsManager in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
    { code: "getKubeletMappings in pkg/kubelet/kubelet_pods.go", version: "1.36.3" },
  ],
  fixed: true,
  world: () => ({
    none: poolOf(),
    course: poolOf(kubeletUser(65536, 7208960)),
    texts: {
      misaligned: answerOf(kubeletUser(100000, 6553600)),
      few: answerOf(kubeletUser(65536, 65536)),
      lines: answerOf({ kind: "getsubids", uids: { output: TWO_LINES }, gids: { output: TWO_LINES } }),
      differ: answerOf(uidsAndGids()),
    },
    alice: { start: 100000, size: 65536 },
  }),
  steps: [
    {
      id: "default",
      say: {
        en: "When it starts, the kubelet asks the node whether there is an account named `kubelet`. Many nodes have none. Then it takes the default pool.",
        de: "Beim Start fragt der Kubelet den Knoten, ob es ein Konto namens `kubelet` gibt. Viele Knoten haben keins. Dann nimmt er den voreingestellten Vorrat.",
      },
      questions: [
        {
          id: "slots",
          text: { en: "How many slots does that have?", de: "Wie viele Plätze hat der?" },
          ask: ({ none }) => none.slots,
          expect: 65535,
          choices: [
            {
              is: 110,
              text: { en: "110: one for each pod of the node", de: "110, einen für jeden Pod auf dem Knoten" },
              why: {
                en: "So the design once said: 65536 times the number of pods. The program takes everything but the first slot.",
                de: "So stand es einmal im Entwurf: 65536 mal Zahl der Pods. Das Programm nimmt alles außer dem ersten Platz.",
              },
            },
            { is: 65535, text: { en: "65535: all but the first", de: "65535, alle außer dem ersten" } },
            {
              is: 65536,
              text: { en: "65536: all there are", de: "65536, alle, die es gibt" },
              why: {
                en: "The first holds the IDs of the host itself, root among them.",
                de: "Im ersten liegen die IDs des Hosts selbst, auch die von root.",
              },
            },
          ],
        },
        {
          id: "start",
          text: {
            en: "Type the lowest host ID that a pod can get.",
            de: "Tippe die kleinste ID des Hosts ein, die ein Pod bekommen kann.",
          },
          ask: ({ none }) => none.off * none.idsPerPod,
          expect: 65536,
        },
      ],
      picture: ({ none }) => slots(drawnPool(none), []),
    },
    {
      id: "account",
      say: {
        en: "Another pool is set like this: an account `kubelet`, and the line `kubelet:65536:7208960` in /etc/subuid and in /etc/subgid, for UIDs and GIDs. It lists subordinate IDs: whose, from which on, how many. The kubelet asks the program `getsubids` for them.",
        de: "Für einen anderen Vorrat braucht man ein Konto `kubelet` und die Zeile `kubelet:65536:7208960` in /etc/subuid und in /etc/subgid, für UIDs und GIDs. Dort stehen untergeordnete IDs: wessen, ab welcher, wie viele. Der Kubelet fragt sie mit dem Programm `getsubids` ab.",
      },
      questions: [
        {
          id: "slots",
          text: { en: "How many slots are these?", de: "Wie viele Plätze sind das?" },
          ask: ({ course }) => course.slots,
          expect: 110,
          choices: [
            { is: 110, text: { en: "110", de: "110" } },
            {
              is: 109,
              text: { en: "109", de: "109" },
              why: {
                en: "The first slot of the host lies below 65536 and is not counted here. 7208960 divided by 65536 is 110.",
                de: "Der erste Platz des Hosts liegt unter 65536 und zählt hier nicht mit. 7208960 geteilt durch 65536 ist 110.",
              },
            },
            {
              is: 7208960,
              text: { en: "7208960", de: "7208960" },
              why: {
                en: "So many IDs, and a slot takes 65536 of them.",
                de: "So viele IDs sind es, und ein Platz braucht davon 65536.",
              },
            },
          ],
        },
      ],
      picture: ({ course }) => slots(drawnPool(course), []),
    },
    {
      id: "numbers",
      say: {
        en: "Two other nodes, which may both run 110 pods. On the first the line is `kubelet:100000:6553600`, on the second `kubelet:65536:65536`.",
        de: "Zwei andere Knoten, auf beiden dürfen 110 Pods laufen. Auf dem ersten heißt die Zeile `kubelet:100000:6553600`, auf dem zweiten `kubelet:65536:65536`.",
      },
      questions: [
        {
          id: "misaligned",
          text: { en: "Does the kubelet of the first start?", de: "Startet der Kubelet auf dem ersten?" },
          ask: () => startAs(kubeletUser(100000, 6553600)),
          expect: "first-id-misaligned",
          choices: [
            {
              is: "ok",
              text: { en: "Yes: its slots begin at 100000", de: "Ja, seine Plätze fangen eben bei 100000 an" },
              why: {
                en: "Slots are counted from 0 in steps of 65536, and none begins at 100000.",
                de: "Plätze werden ab 0 in Schritten von 65536 gezählt, und bei 100000 fängt keiner an.",
              },
            },
            {
              is: "first-id-misaligned",
              text: { en: "No: 100000 is no multiple of 65536", de: "Nein, 100000 ist kein Vielfaches von 65536" },
            },
          ],
        },
        {
          id: "few",
          text: { en: "And that of the second?", de: "Und der auf dem zweiten?" },
          ask: () => startAs(kubeletUser(65536, 65536)),
          expect: "too-few-ids",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, and it takes more IDs when it needs them",
                de: "Ja, und wenn er mehr IDs braucht, holt er sich welche",
              },
              why: {
                en: "A pool never grows. It must hold a slot for every pod that the node may run, or the kubelet does not start.",
                de: "Ein Vorrat wächst nie. Er muss einen Platz für jeden Pod haben, der auf dem Knoten laufen darf, sonst startet der Kubelet nicht.",
              },
            },
            { is: "too-few-ids", text: { en: "No: that is one slot", de: "Nein, das ist ein einziger Platz" } },
          ],
        },
      ],
      after: ({ texts }) => ({
        en: `The kubelet says: \`${texts.misaligned}\`, and: \`${texts.few}\`.`,
        de: `Der Kubelet sagt: \`${texts.misaligned}\`, und: \`${texts.few}\`.`,
      }),
      picture: ({ texts, course }) =>
        matrix(
          [{ en: "slots, or why not", de: "Plätze, oder warum nicht" }],
          [
            { name: "65536:7208960", cells: [`${course.slots}`] },
            { name: "100000:6553600", cells: [texts.misaligned.replace("kubelet user ", "")] },
            { name: "65536:65536", cells: [texts.few.replace("kubelet user ", "")] },
          ],
        ),
    },
    {
      id: "lines",
      say: {
        en: "A third node has two lines for `kubelet`, each with half of the IDs. A fourth has one line in each file, but that in /etc/subgid begins elsewhere.",
        de: "Auf einem dritten Knoten stehen für `kubelet` zwei Zeilen, jede mit der Hälfte der IDs. Auf einem vierten steht in jeder Datei eine, aber die in /etc/subgid beginnt bei einer anderen ID.",
      },
      questions: [
        {
          id: "lines",
          text: { en: "Does the kubelet take two lines?", de: "Nimmt der Kubelet zwei Zeilen an?" },
          ask: () => startAs({ kind: "getsubids", uids: { output: TWO_LINES }, gids: { output: TWO_LINES } }),
          expect: "too-many-lines",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, together they are enough", de: "Ja, zusammen reicht es" },
              why: {
                en: "It wants a pool in one piece, so exactly one line.",
                de: "Er will einen Vorrat am Stück, also genau eine Zeile.",
              },
            },
            { is: "too-many-lines", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "differ",
          text: {
            en: "And UIDs in one place, GIDs in another?",
            de: "Und UIDs an der einen Stelle, GIDs an einer anderen?",
          },
          ask: () => startAs(uidsAndGids()),
          expect: "uids-and-gids-differ",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, a map has both apart", de: "Ja, abgebildet wird doch beides getrennt" },
              why: {
                en: "The kernel would take that. The kubelet has one slot for a pod, for users and groups alike.",
                de: "Den Kernel würde das nicht stören. Der Kubelet hat für einen Pod aber nur einen Platz, für Benutzer und Gruppen zugleich.",
              },
            },
            { is: "uids-and-gids-differ", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ texts }) =>
        timeline([
          { at: { en: "two lines", de: "zwei Zeilen" }, text: texts.lines },
          { at: { en: "UIDs ≠ GIDs", de: "UIDs ≠ GIDs" }, text: texts.differ },
        ]),
    },
    {
      id: "others",
      say: {
        en: "Back to the node without an account, with the default pool. There is a user alice who runs containers of her own, with the line `alice:100000:65536` in both files.",
        de: "Zurück zum Knoten ohne Konto, mit dem voreingestellten Vorrat. Dort gibt es eine Benutzerin alice, die selbst Container startet, mit der Zeile `alice:100000:65536` in beiden Dateien.",
      },
      questions: [
        {
          id: "overlap",
          text: {
            en: "Can a pod get IDs that are alice's, too?",
            de: "Kann ein Pod IDs bekommen, die auch alice gehören?",
          },
          ask: ({ none, alice }) => rangesOverlap(poolRange(none), alice),
          expect: "yes",
          choices: [
            {
              is: "no",
              text: {
                en: "No, pods get unprivileged host IDs that overlap with no others",
                de: "Nein, Pods bekommen nicht privilegierte Host-IDs, die sich mit keinen anderen überlappen",
              },
              why: {
                en: "They are unprivileged, and no other pod has them. Whether somebody else was promised them, the kubelet does not check.",
                de: "Nicht privilegiert stimmt, und kein anderer Pod hat sie. Ob sie noch jemand anderem versprochen sind, prüft der Kubelet nicht.",
              },
            },
            { is: "yes", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      after: {
        en: "So on a node where others have subordinate IDs, give the kubelet an account, and a line that overlaps with nobody's.",
        de: "Hat auf einem Knoten sonst noch jemand untergeordnete IDs, dann gib dem Kubelet ein Konto und eine Zeile, die sich mit keiner anderen überlappt.",
      },
      picture: ({ none, alice }) =>
        matrix(
          [
            { en: "first ID", de: "erste ID" },
            { en: "last ID", de: "letzte ID" },
          ],
          [
            { name: { en: "pool", de: "Vorrat" }, range: poolRange(none) },
            { name: "alice", range: alice },
          ].map(({ name, range }) => ({ name, cells: [`${range.start}`, `${endOf(range) - 1}`] })),
        ),
    },
  ],
});

function uidsAndGids(): KubeletUser {
  return { ...kubeletUser(65536, 7208960), gids: { output: "0: kubelet 7274496 7208960\n" } };
}
