import { capacity, createPool, defaultPool, type Pool } from "../../../allocate/pool/pool.ts";
import { STRATEGIES } from "../../../allocate/strategies/strategies.ts";
import { churn } from "../../../compare/history/churn.ts";
import { play } from "../../../compare/play/play.ts";
import type { Score } from "../../../compare/play/score.ts";
import { podIdMap } from "../../../idmap/pod-id-map.ts";
import { toHost } from "../../../idmap/translate.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import { openFile } from "../../../kernel/fs/open-file.ts";
import { existingFile } from "../../../kernel/inode/file.ts";
import { blastRadius } from "../../../node/escape/blast-radius.ts";
import { escapeMatrix } from "../../../node/escape/escape.ts";
import { createNode } from "../../../node/node.ts";
import type { RangeSource } from "../../../node/placement/range-sources.ts";
import { unwrap } from "../../../result.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import { ruler } from "../../picture/ruler.ts";
import type { Words } from "../../words/words.ts";
import { containerRoot, coursePod, coursePool, firstOf, reachOf } from "../worlds.ts";

const SECRET = "b/main:/tmp/secret:read";
const FOUR = ["a", "b", "c", "d"];

export const s25: Lesson = defineLesson({
  id: "S25",
  part: "deeper",
  minutes: 9,
  needs: ["S08", "S10", "S13", "S19"],
  introduces: ["strategy", "baseline"],
  statements: ["Z29"],
  title: { en: "One history, many strategies", de: "Ein Verlauf, viele Strategien" },
  goal: {
    en: "You can compare ways of handing out host IDs by numbers: who reaches whom, what is used again, and how many fit.",
    de: "Du kannst mit Zahlen vergleichen, wie IDs des Hosts vergeben werden: wer wen erreicht, was wieder benutzt wird und wie viele Pods hineinpassen.",
  },
  sources: [
    { check: "T09b" },
    { check: "T12" },
    { report: "https://github.com/kubernetes/enhancements/pull/2101" },
    { report: "https://github.com/kubernetes/enhancements/issues/127" },
  ],
  world: (seed) => {
    const pool = coursePool();
    const nodeOf = (strategy: RangeSource, names: readonly string[] = FOUR) =>
      unwrap(createNode({ pods: names.map((name) => coursePod(name)), strategy, pool, seed }));
    const shared = reachOf(nodeOf("shared-range"), "a");
    const team = nodeOf("shared-range", ["a", "b"]);
    const identity = createUserNamespace(initialNamespace(), {
      id: "identity",
      maps: podIdMap({ start: 0, size: 65536 }),
    });
    const first = pool.start + pool.idsPerPod * (seed % 100);
    const history = unwrap(
      churn({ pods: 250, arrival: 10, lifetime: 400, returning: 0, leftovers: 50, cleanup: 100, seed }),
    );
    const scored = (strategy: keyof typeof STRATEGIES, slots: Pool): Score =>
      play(history, slots, STRATEGIES[strategy].make(seed));
    return {
      readSecret: shared("fd", SECRET),
      readInTeam: reachOf(team, "a")("fd", SECRET),
      identityShadow: openFile(containerRoot(identity), existingFile({ gid: 42, mode: 0o640 }), "r"),
      single: podIdMap({ start: first, size: 1 }).uid,
      first,
      fitSingle: capacity(unwrap(createPool({ start: 65536, size: 65536, idsPerPod: 1 }))),
      reached: {
        "host-users": reachedBy(nodeOf("host-users")),
        "shared-range": reachedBy(nodeOf("shared-range")),
        "overlapping-ranges": reachedBy(nodeOf("overlapping-ranges")),
        "first-fit": reachedBy(nodeOf("first-fit")),
        "random-scan": reachedBy(nodeOf("random-scan")),
      },
      reachedInTeam: reachedBy(team),
      scores: {
        sharedRange: play(history, pool, "shared-range"),
        firstFit: scored("first-fit", pool),
        random: scored("random-scan", pool),
        randomLarge: scored("random-scan", defaultPool()),
        longestFree: scored("least-recently-released", pool),
      },
      events: history.length,
    };
  },
  steps: [
    {
      id: "shared",
      say: {
        en: "Four pods, each in a user namespace of its own. But all have the same range, as with Docker's `userns-remap`. Pod b has a file with mode 0600. Root of pod a breaks out and comes upon it.",
        de: "Vier Pods, jeder in einem eigenen User-Namespace. Aber alle haben denselben ID-Bereich, wie mit `userns-remap` von Docker. Pod b hat eine Datei mit dem Modus 0600. root aus Pod a bricht aus und stößt auf sie.",
      },
      questions: [
        {
          id: "secret",
          text: { en: "May it read the file?", de: "Darf er die Datei lesen?" },
          ask: ({ readSecret }) => readSecret,
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: { en: "No, any mapping keeps pods apart", de: "Nein, jede Abbildung trennt die Pods" },
              why: {
                en: "The kernel compares users, and root of a and root of b are one user. The map keeps the pods from the host, not from one another.",
                de: "Der Kernel vergleicht Benutzer, und root aus a und root aus b sind derselbe. Die Abbildung trennt die Pods vom Host, aber nicht voneinander.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      picture: ({ readSecret }) => ladder(readSecret),
    },
    {
      id: "team",
      say: {
        en: "When Kubernetes got user namespaces, one range for each Kubernetes namespace was talked about, too. A team would have one range for all of its pods.",
        de: "Als Kubernetes User-Namespaces bekam, war auch ein ID-Bereich für jeden Namespace von Kubernetes im Gespräch. Ein Team hätte dann einen für alle seine Pods.",
      },
      questions: [
        {
          id: "in-team",
          text: {
            en: "Pods a and b are of the same team. May root of a read the file of b, once it is out?",
            de: "Pod a und Pod b gehören demselben Team. Darf root aus a die Datei von b lesen, wenn er draußen ist?",
          },
          ask: ({ readInTeam }) => readInTeam,
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EACCES",
              text: { en: "No, that is what the ranges are for", de: "Nein, dafür sind die ID-Bereiche ja da" },
              why: {
                en: "They hold between teams. Within a team all pods have the same users.",
                de: "Sie trennen Teams. Innerhalb eines Teams haben alle Pods dieselben Benutzer.",
              },
            },
          ],
        },
      ],
      picture: ({ readInTeam }) => ladder(readInTeam),
    },
    {
      id: "identity",
      say: {
        en: "Another idea: each pod gets the map `0 0 65536`. Then no image and no volume has to change anything, and capabilities still count only in the pod.",
        de: "Eine andere Idee: Jeder Pod bekommt die Abbildung `0 0 65536`. Dann muss sich an keinem Image und an keinem Volume etwas ändern, und die Capabilities gelten trotzdem nur im Pod.",
      },
      questions: [
        {
          id: "shadow",
          text: {
            en: "May root of such a pod read `/etc/shadow` of the host?",
            de: "Darf root aus so einem Pod `/etc/shadow` auf dem Host lesen?",
          },
          ask: ({ identityShadow }) => identityShadow,
          expect: "ok",
          choices: [
            {
              is: "EACCES",
              text: { en: "No, it has no capabilities there", de: "Nein, dort hat er keine Capabilities" },
              why: {
                en: "It needs none. To the kernel it is user 0, and user 0 owns the file.",
                de: "Er braucht keine. Für den Kernel ist er Benutzer 0, und dem gehört die Datei.",
              },
            },
            { is: "ok", text: { en: "Yes", de: "Ja" } },
          ],
        },
      ],
      picture: ({ identityShadow }) => ladder(identityShadow),
    },
    {
      id: "single",
      say: ({ fitSingle }) => ({
        en: `And why 65536 IDs for a pod? With one ID each, ${fitSingle} pods would fit where now one does.`,
        de: `Und warum 65536 IDs je Pod? Mit nur einer ID je Pod würden ${fitSingle} Pods dort hineinpassen, wo jetzt einer ist.`,
      }),
      questions: [
        {
          id: "www-data",
          text: {
            en: "The image has files of user 33, www-data. Which user of the host is that then?",
            de: "Im Image liegen Dateien von Benutzer 33, www-data. Welcher Benutzer des Hosts ist das dann?",
          },
          ask: ({ single }) => toHost(single, 33),
          expect: "unmapped",
          choices: [
            {
              is: ({ first }) => first,
              text: ({ first }) => ({
                en: `${first}, the only one that the pod has`,
                de: `${first}, der einzige, den der Pod hat`,
              }),
              why: {
                en: "That one is the pod's 0. A line for one ID says nothing of any other.",
                de: "Der ist die 0 des Pods. Eine Zeile für eine ID sagt nichts über die anderen.",
              },
            },
            { is: "unmapped", text: { en: "None: 33 is unmapped", de: "Keiner: Die 33 ist ohne Zuordnung" } },
            {
              is: 33,
              text: { en: "33", de: "33" },
              why: {
                en: "Then the pod would share a user with the host. What is not in the map is no user at all.",
                de: "Dann hätten Pod und Host einen Benutzer gemeinsam. Was nicht in der Abbildung steht, ist gar kein Benutzer.",
              },
            },
          ],
        },
      ],
      after: {
        en: "Most images have files of several users, up to 65534. So that they keep working, a pod gets 65536 IDs.",
        de: "In den meisten Images liegen Dateien mehrerer Benutzer, bis hin zu 65534. Damit das weiter klappt, bekommt ein Pod 65536 IDs.",
      },
      picture: ({ single }) => ruler(single, [0, 33]),
    },
    {
      id: "history",
      say: ({ events }) => ({
        en: `So each pod gets a slot of its own. Which one? We play one history with several strategies: ${events} events, pods come and go, half of them leave files on the host for a while. The pool has 110 slots.`,
        de: `Jeder Pod bekommt also einen eigenen Platz. Aber welchen? Wir spielen denselben Verlauf mit mehreren Strategien durch: ${events} Ereignisse, Pods kommen und gehen, die Hälfte lässt eine Weile Dateien auf dem Host liegen. Der Vorrat hat 110 Plätze.`,
      }),
      questions: [
        {
          id: "first-fit",
          text: {
            en: "first-fit takes the lowest free slot. Does a pod ever start on a slot where files of another one still lie?",
            de: "first-fit nimmt den niedrigsten freien Platz. Startet je ein Pod auf einem Platz, auf dem noch Dateien eines anderen liegen?",
          },
          ask: ({ scores }) => scores.firstFit.exposure.starts > 0,
          expect: "yes",
          choices: [
            { is: "yes", text: { en: "Yes", de: "Ja" } },
            {
              is: "no",
              text: { en: "No, no two pods overlap", de: "Nein, keine zwei Pods überlappen sich" },
              why: ({ scores }) => ({
                en: `Not at one time. But the lowest slot is soon taken again, and ${scores.firstFit.exposure.starts} of ${scores.firstFit.starts} starts found such files.`,
                de: `Nicht zur selben Zeit. Aber der niedrigste Platz ist bald wieder vergeben: ${scores.firstFit.exposure.starts} von ${scores.firstFit.starts} Starts trafen auf solche Dateien.`,
              }),
            },
          ],
        },
        {
          id: "better",
          text: {
            en: "random-scan draws a slot. Which of the two finds such files more rarely?",
            de: "random-scan zieht einen Platz. Welche der beiden Strategien trifft seltener auf solche Dateien?",
          },
          ask: ({ scores: { random, firstFit } }) =>
            firstOf(
              [
                { name: "random-scan", found: random.exposure.starts },
                { name: "first-fit", found: firstFit.exposure.starts },
              ].sort((a, b) => a.found - b.found),
            ).name,
          expect: "random-scan",
          choices: [
            { is: "random-scan", text: { en: "random-scan", de: "random-scan" } },
            {
              is: "first-fit",
              text: { en: "first-fit, it is in good order", de: "first-fit, da herrscht Ordnung" },
              why: {
                en: "Order means that what was given back last is often taken next.",
                de: "Ordnung heißt hier: Was gerade frei wurde, ist oft als Nächstes wieder dran.",
              },
            },
          ],
        },
        {
          id: "large",
          text: {
            en: "Now random-scan draws from the default pool with 65534 slots. How many starts find such files? Type a number.",
            de: "Nun zieht random-scan aus dem voreingestellten Vorrat mit 65534 Plätzen. Wie viele Starts treffen auf solche Dateien? Tippe die Zahl ein.",
          },
          ask: ({ scores }) => scores.randomLarge.exposure.starts,
          expect: 0,
        },
      ],
      after: {
        en: "Drawing makes it rare, not impossible. least-recently-released takes the slot that has been free longest, and needs no large pool for the same. In the table, until reuse counts the starts of others in between: the median.",
        de: "Durch das Ziehen wird es selten, aber nicht unmöglich. least-recently-released nimmt den Platz, der am längsten frei ist, und schafft dasselbe auch ohne großen Vorrat. In der Tabelle heißt „bis wieder“: So viele andere starten dazwischen, im Median.",
      },
      picture: ({ scores }) =>
        matrix(
          [
            { en: "on files", de: "auf Dateien" },
            { en: "until reuse", de: "bis wieder" },
            { en: "IDs exposed", de: "offene IDs" },
            { en: "pods", de: "Pods" },
          ],
          [
            [{ en: "shared-range", de: "shared-range" }, scores.sharedRange] as const,
            [{ en: "first-fit", de: "first-fit" }, scores.firstFit] as const,
            [{ en: "random-scan, 110 slots", de: "random-scan, 110 Plätze" }, scores.random] as const,
            [{ en: "random-scan, 65534 slots", de: "random-scan, 65534 Plätze" }, scores.randomLarge] as const,
            [{ en: "least-recently-released", de: "least-recently-released" }, scores.longestFree] as const,
          ].map(([name, { exposure, reuse, mostPods }]) => ({
            name,
            cells: [`${exposure.starts}`, `${reuse?.starts.median ?? "–"}`, `${exposure.hostIds}`, `${mostPods}`],
          })),
        ),
    },
    {
      id: "sum",
      say: {
        en: "An article closes: user namespaces improve security and isolation of pods considerably. Now we can count. Once more root of pod a is out, among four pods.",
        de: "Ein Artikel schließt so: Durch User-Namespaces werden Sicherheit und Isolation von Pods erheblich verbessert. Jetzt können wir zählen. Noch einmal ist root aus Pod a draußen, bei vier Pods.",
      },
      questions: [
        {
          id: "baseline",
          text: {
            en: "With one range for all, in how many other pods does it reach something that a stranger does not?",
            de: "Mit einem ID-Bereich für alle: In wie vielen anderen Pods erreicht er etwas, was ein Fremder nicht erreicht?",
          },
          ask: ({ reached }) => reached["shared-range"],
          expect: 3,
          choices: [
            {
              is: 0,
              text: {
                en: "In none: isolation of pods is improved considerably",
                de: "In keinem: Die Isolation von Pods wird ja erheblich verbessert",
              },
              why: {
                en: "Against the host it is. Among the pods nothing is gained before each has IDs of its own.",
                de: "Gegenüber dem Host schon. Unter den Pods ist nichts gewonnen, solange nicht jeder eigene IDs hat.",
              },
            },
            { is: 3, text: { en: "In all three", de: "In allen dreien" } },
          ],
        },
        {
          id: "kept",
          text: {
            en: "And with a slot for each, by random-scan?",
            de: "Und mit einem Platz für jeden, nach random-scan?",
          },
          ask: ({ reached }) => reached["random-scan"],
          expect: 0,
          choices: [
            { is: 0, text: { en: "In none", de: "In keinem" } },
            {
              is: 3,
              text: { en: "In all three, drawing is no protection", de: "In allen dreien, Zufall schützt nicht" },
              why: {
                en: "The draw only chooses. What protects is that no two ranges overlap.",
                de: "Der Zufall wählt nur aus. Der Schutz kommt daher, dass sich keine zwei ID-Bereiche überlappen.",
              },
            },
          ],
        },
      ],
      after: {
        en: "So ask back when you read that: improved against whom, by which strategy, and by how much?",
        de: "Frag also nach, wenn du so etwas liest: gegenüber wem verbessert, mit welcher Strategie und um wie viel?",
      },
      picture: ({ reached, reachedInTeam }) =>
        matrix(
          [
            { en: "pods reached", de: "erreichte Pods" },
            { en: "of", de: "von" },
          ],
          [
            [
              { en: "host-users: no user namespaces", de: "host-users: ohne User-Namespaces" },
              reached["host-users"],
              3,
            ],
            [
              { en: "shared-range: one range for all", de: "shared-range: ein ID-Bereich für alle" },
              reached["shared-range"],
              3,
            ],
            [{ en: "one range for a team of two", de: "ein ID-Bereich für ein Team aus zweien" }, reachedInTeam, 1],
            [
              { en: "overlapping-ranges: by halves", de: "overlapping-ranges: je zur Hälfte" },
              reached["overlapping-ranges"],
              3,
            ],
            [{ en: "first-fit", de: "first-fit" }, reached["first-fit"], 3],
            [{ en: "random-scan", de: "random-scan" }, reached["random-scan"], 3],
          ].map(([name, count, others]) => ({
            name: name as Words,
            cells: [count === 0 ? "0" : { text: `${count}`, mark: "beyond" as const }, `${others}`],
          })),
        ),
    },
  ],
});

function reachedBy(node: Parameters<typeof escapeMatrix>[0]): number {
  return blastRadius(unwrap(escapeMatrix(node, { pod: "a" }, "fd"))).podsBeyondOthers.length;
}
