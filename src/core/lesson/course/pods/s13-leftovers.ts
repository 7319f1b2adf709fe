import { createPool } from "../../../allocate/pool/pool.ts";
import { emptyAllocations } from "../../../allocate/state/empty-allocations.ts";
import { allocate } from "../../../allocate/steps/allocate.ts";
import { release } from "../../../allocate/steps/release.ts";
import { firstFit } from "../../../allocate/strategies/first-fit.ts";
import { randomScan } from "../../../allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../allocate/strategy/strategy.ts";
import { type PodIdMap, podIdMap } from "../../../idmap/pod-id-map.ts";
import type { Process } from "../../../kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { createFile } from "../../../kernel/fs/create-file.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingDirectory, existingFile } from "../../../kernel/inode/file.ts";
import { createMount } from "../../../kernel/inode/mount.ts";
import { ownerNumbers, ownerSeenBy } from "../../../kernel/inode/owner-numbers.ts";
import type { IdRange } from "../../../range/range.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { observers } from "../../picture/observers.ts";
import { owner } from "../../picture/owner.ts";
import { containerRoot, coursePool, resultOf } from "../worlds.ts";

/** The ranges of five pods that come one after the other, each when the one before has ended. */
function oneAfterTheOther(strategy: Strategy): readonly number[] {
  const pool = unwrap(createPool({ start: 65536, size: 65534 * 65536 }));
  let state = emptyAllocations(pool, strategy);
  return Array.from({ length: 5 }, (_, index) => {
    const pod = `p${index}`;
    const placed = unwrap(allocate(state, pod));
    state = unwrap(release(placed.state, pod)).state;
    return placed.range.start;
  });
}

/** Root of a pod that has this range. */
function rootOf(id: string, range: IdRange): { readonly maps: PodIdMap; readonly root: Process } {
  const maps = podIdMap(range);
  return { maps, root: containerRoot(createUserNamespace(initialNamespace(), { id, maps })) };
}

export const s13: Lesson = defineLesson({
  id: "S13",
  part: "pods",
  minutes: 5,
  needs: ["S07"],
  introduces: ["strategy", "volume", "mount", "idmapped-mount"],
  statements: [],
  title: { en: "What a pod leaves behind", de: "Was ein Pod hinterlässt" },
  goal: {
    en: "You can say to whom the files of a pod belong once it is gone, on the host and on a volume.",
    de: "Du kannst sagen, wem die Dateien eines Pods gehören, wenn es ihn nicht mehr gibt, auf dem Host und auf einem Volume.",
  },
  sources: [
    { check: "T12" },
    { check: "T10c" },
    { check: "T10d" },
    { code: "allocateOne in pkg/kubelet/userns/userns_manager.go", version: "1.36.3" },
  ],
  world: (seed) => {
    const empty = emptyAllocations(coursePool(), randomScan({ seed }));
    const first = unwrap(allocate(empty, "a"));
    const second = unwrap(allocate(first.state, "b"));
    const a = rootOf("a", first.range);
    const heir = rootOf("heir", first.range);
    const b = rootOf("b", second.range);
    const left = resultOf(createFile(a.root, existingDirectory({ mode: 0o1777 }), 0o600));
    const volume = existingDirectory({ mode: 0o755, mount: createMount({ idmap: a.maps }) });
    const stored = resultOf(createFile(a.root, volume, 0o600));
    const { uid, gid } = stored;
    return {
      a: a.root,
      b: b.root,
      heir: heir.root,
      left,
      stored,
      storedForB: existingFile({ uid, gid, mode: 0o600, mount: createMount({ idmap: b.maps }) }),
      lowest: oneAfterTheOther(firstFit()),
      drawn: oneAfterTheOther(randomScan({ seed })),
    };
  },
  steps: [
    {
      id: "left",
      say: ({ a }) => ({
        en: `Pod a has got at the host's /tmp, and its root makes a file there, mode 0600. On the disk it belongs to ${a.euid}. Then pod a is deleted, and its slot is free again. Its files on the host stay.`,
        de: `Pod a ist an /tmp auf dem Host herangekommen, und sein root legt dort eine Datei an, Modus 0600. Auf der Platte gehört sie ${a.euid}. Dann wird Pod a gelöscht, und sein Platz ist wieder frei. Die Datei auf dem Host bleibt liegen.`,
      }),
      questions: [
        {
          id: "owner",
          text: { en: "To whom does it belong now?", de: "Wem gehört sie jetzt?" },
          ask: ({ left }) => ownerSeenBy(initialNamespace(), left).uid,
          expect: 3080192,
          choices: [
            {
              is: 65534,
              text: {
                en: "Nobody: the IDs have died with the pod",
                de: "Niemandem, die IDs sind mit dem Pod gestorben",
              },
              why: {
                en: "IDs do not live in a pod. They are numbers, and the number on the disk stays what it is.",
                de: "IDs leben nicht in einem Pod. Es sind Nummern, und die Nummer auf der Platte bleibt, wie sie ist.",
              },
            },
            {
              is: ({ a }) => a.euid,
              text: ({ a }) => ({ en: `Still ${a.euid}`, de: `Immer noch ${a.euid}` }),
            },
            {
              is: 0,
              text: { en: "The host's root inherits it", de: "root auf dem Host erbt sie" },
              why: {
                en: "Nobody changes the owner. The kernel does not even notice that a pod has ended.",
                de: "Niemand ändert den Eigentümer. Der Kernel merkt nicht einmal, dass ein Pod zu Ende ist.",
              },
            },
          ],
        },
      ],
      picture: ({ b, left }) =>
        observers({ en: "the file in /tmp", de: "die Datei in /tmp" }, [
          { by: { en: "host", de: "der Host" }, as: ownerSeenBy(initialNamespace(), left).uid },
          { by: { en: "pod b", de: "Pod b" }, as: ownerSeenBy(b.userNamespace, left).uid },
        ]),
    },
    {
      id: "heir",
      say: {
        en: "Much later a new pod of somebody else draws the same slot. It gets at /tmp of the host, too. Pod b, in another slot, does as well.",
        de: "Viel später zieht ein neuer Pod von jemand anderem denselben Platz. Auch er kommt an /tmp auf dem Host heran. Pod b auf einem anderen Platz ebenso.",
      },
      questions: [
        {
          id: "shown",
          text: {
            en: "Looked at in the new pod, which user is shown as its owner?",
            de: "Wem gehört sie, wenn man im neuen Pod nachsieht?",
          },
          ask: ({ heir, left }) => ownerSeenBy(heir.userNamespace, left).uid,
          expect: 0,
          choices: [
            { is: 0, text: { en: "Root, user 0", de: "root, Benutzer 0" } },
            {
              is: 65534,
              text: { en: "65534, it comes from outside", de: "65534, sie kommt ja von außen" },
              why: {
                en: "65534 is shown where a number has no mapping. This pod maps the very number that the file belongs to.",
                de: "65534 steht da, wo einer Nummer die Zuordnung fehlt. Dieser Pod bildet genau die Nummer ab, der die Datei gehört.",
              },
            },
          ],
        },
        {
          id: "heir",
          text: { en: "May root of the new pod read the file?", de: "Darf root aus dem neuen Pod die Datei lesen?" },
          ask: ({ heir, left }) => openFile(heir, left, "r"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: {
                en: "No, its user namespace is a new one",
                de: "Nein, sein User-Namespace ist ein neuer",
              },
              why: {
                en: "A new namespace with the old range: its root is the same number on the host. To the kernel that is the owner.",
                de: "Ein neuer Namespace mit dem alten ID-Bereich: Sein root hat auf dem Host dieselbe Nummer. Für den Kernel ist er der Eigentümer.",
              },
            },
          ],
        },
        {
          id: "b",
          text: { en: "And root of pod b?", de: "Und root aus Pod b?" },
          ask: ({ b, left }) => openFile(b, left, "r"),
          expect: "EACCES",
          choices: [
            { is: "EACCES", text: { en: "No", de: "Nein" } },
            {
              is: "ok",
              text: { en: "Yes, the file's pod is gone", de: "Ja, der Pod zu der Datei ist doch weg" },
              why: {
                en: "The file has an owner as before, and root of pod b is another number.",
                de: "Einen Eigentümer hat die Datei nach wie vor, und root aus Pod b hat eine andere Nummer.",
              },
            },
          ],
        },
      ],
      picture: ({ heir, left }) => ladder(openFile(heir, left, "r")),
    },
    {
      id: "strategies",
      say: {
        en: "How soon a slot has a new owner depends on the strategy: the rule by which a free slot is chosen. On a node with 65534 slots five pods run one after the other, each when the one before has ended.",
        de: "Wie schnell ein Platz wieder vergeben wird, hängt von der Strategie ab, also von der Regel, nach der ein freier Platz gewählt wird. Auf einem Knoten mit 65534 Plätzen laufen fünf Pods nacheinander, jeder erst, wenn der vorige zu Ende ist.",
      },
      questions: [
        {
          id: "lowest",
          text: {
            en: "The lowest free slot is taken, first-fit. How many different slots do the five pods have?",
            de: "Die Strategie first-fit nimmt immer den niedrigsten freien Platz. Wie viele verschiedene Plätze haben die fünf Pods?",
          },
          ask: ({ lowest }) => new Set(lowest).size,
          expect: 1,
          choices: [
            { is: 1, text: { en: "One", de: "Einen" } },
            {
              is: 5,
              text: { en: "Five, one for each", de: "Fünf, jeder seinen eigenen" },
              why: {
                en: "When the second comes, the first has ended, and its slot is the lowest free one.",
                de: "Wenn der zweite kommt, ist der erste zu Ende, und dessen Platz ist der niedrigste freie.",
              },
            },
          ],
        },
        {
          id: "drawn",
          text: {
            en: "The kubelet draws where it begins to look. How many are there now?",
            de: "Der Kubelet zieht, wo er mit der Suche anfängt. Wie viele sind es jetzt?",
          },
          ask: ({ drawn }) => new Set(drawn).size,
          expect: 5,
          choices: [
            {
              is: 1,
              text: { en: "One again", de: "Wieder einer" },
              why: {
                en: "Five draws from 65534 are practically never the same. After many pods, though, some slot does come again.",
                de: "Dass von fünf Ziehungen aus 65534 zwei gleich sind, kommt praktisch nicht vor. Nach vielen Pods ist aber irgendwann doch ein Platz zum zweiten Mal dran.",
              },
            },
            { is: 5, text: { en: "Five", de: "Fünf" } },
          ],
        },
      ],
      picture: ({ lowest, drawn }) =>
        matrix(
          ["first-fit", { en: "drawn", de: "gezogen" }],
          lowest.map((start, index) => ({
            name: { en: `pod ${index + 1}`, de: `Pod ${index + 1}` },
            cells: [`${start}`, `${drawn[index]}`],
          })),
        ),
    },
    {
      id: "volume",
      say: {
        en: "Another way: pod a keeps its data on a volume, a directory that is put into the pod. To put it there is a mount. This one has the pod's map, so it is an idmapped mount: for root of pod a the disk gets 0. Root of pod a makes a file there.",
        de: "Es geht auch anders: Pod a hat seine Daten auf einem Volume, einem Verzeichnis, das in den Pod eingehängt wird. Das Einhängen heißt Mount. Dieser Mount hat die Abbildung des Pods, er ist ein idmapped mount: Für root aus Pod a steht auf der Platte 0. root aus Pod a legt dort eine Datei an.",
      },
      questions: [
        {
          id: "on-disk",
          text: { en: "Which owner does the disk have for it?", de: "Welcher Eigentümer steht dafür auf der Platte?" },
          ask: ({ a, stored }) => ownerNumbers(a.userNamespace, stored).uid.onDisk,
          expect: 0,
          choices: [
            {
              is: ({ a }) => a.euid,
              text: ({ a }) => ({ en: `${a.euid}`, de: `${a.euid}` }),
              why: {
                en: "So it was in /tmp. The mount turns this number back before it comes to the disk.",
                de: "So war es in /tmp. Der Mount rechnet diese Nummer zurück, bevor sie auf die Platte kommt.",
              },
            },
            { is: 0, text: { en: "0", de: "0" } },
          ],
        },
        {
          id: "b",
          text: {
            en: "Pod a ends. Pod b gets the volume, in its own slot, through an idmapped mount of its own. May its root read the file?",
            de: "Pod a endet. Pod b bekommt das Volume, auf seinem eigenen Platz und mit einem eigenen idmapped mount. Darf sein root die Datei lesen?",
          },
          ask: ({ b, storedForB }) => openFile(b, storedForB, "r"),
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: { en: "No, it has another range", de: "Nein, er hat einen anderen ID-Bereich" },
              why: {
                en: "No range is written on this disk, only 0. Whoever is given the volume, is given its files.",
                de: "Auf dieser Platte steht gar kein ID-Bereich, sondern nur 0. Wer das Volume bekommt, bekommt auch die Dateien.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      after: {
        en: "So data that is to outlive a pod belongs on a volume. What lies elsewhere belongs to a number, and the number to whoever has the slot.",
        de: "Daten, die einen Pod überleben sollen, gehören also auf ein Volume. Was woanders liegt, gehört einer Nummer, und die Nummer gehört dem, der den Platz hat.",
      },
      picture: ({ b, storedForB }) =>
        owner(ownerNumbers(b.userNamespace, storedForB).uid, { en: "pod b", de: "Pod b" }),
    },
  ],
});
