import { createProcess } from "../../../kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../kernel/decision/decision.ts";
import { writeIdMap } from "../../../kernel/userns/write-id-map.ts";
import { defineLesson } from "../../lesson/define-lesson.ts";
import type { Lesson } from "../../lesson/lesson.ts";
import { ladder } from "../../picture/ladder.ts";
import { matrix } from "../../picture/matrix.ts";
import type { Words } from "../../words/words.ts";
import { resultOf } from "../worlds.ts";

/** As many lines of one ID each as wanted, from container ID 0 and host ID 100000 on. */
function lines(count: number): string {
  return Array.from({ length: count }, (_, line) => `${line} ${100000 + line} 1\n`).join("");
}

export const s05: Lesson = defineLesson({
  id: "S05",
  part: "numbers",
  minutes: 5,
  needs: ["S03"],
  introduces: [],
  statements: ["Z18"],
  title: { en: "Which maps does the kernel refuse?", de: "Welche Abbildungen lehnt der Kernel ab?" },
  goal: {
    en: "You can look at the lines of a map and say whether the kernel will take them.",
    de: "Du kannst den Zeilen einer Abbildung ansehen, ob der Kernel sie annimmt.",
  },
  sources: [
    { check: "T04a" },
    { check: "T04b" },
    { check: "T04c" },
    { check: "T04d" },
    { check: "T04e" },
    { check: "T04f" },
    { check: "T04g" },
    { check: "T04h" },
    { check: "T04i" },
  ],
  fixed: true,
  world: () => {
    const root = createProcess();
    const fresh = createUserNamespace(initialNamespace(), { id: "pod" });
    const write = (text: string): Decision<unknown> => writeIdMap(root, fresh, "uid", text);
    const once = resultOf(writeIdMap(root, fresh, "uid", "0 65536 65536"));
    return {
      write,
      twice: writeIdMap(root, once, "uid", "0 65536 65536"),
    };
  },
  steps: [
    {
      id: "nothing",
      say: {
        en: "Somebody who may do so writes a map for a new user namespace: lines of three numbers, first ID inside, first ID on the host, how many. First try: `0 65536 0`.",
        de: "Wer es darf, schreibt für einen neuen User-Namespace eine Abbildung: Zeilen aus drei Zahlen, erste ID drinnen, erste ID auf dem Host, wie viele. Erster Versuch: `0 65536 0`.",
      },
      questions: [
        {
          id: "zero",
          text: { en: "Does the kernel take it?", de: "Nimmt der Kernel sie an?" },
          ask: ({ write }) => write("0 65536 0"),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: {
                en: "Yes, it maps nothing, and that harms nobody",
                de: "Ja, sie ordnet nichts zu, das schadet keinem",
              },
              why: {
                en: "A mapping of no IDs makes no sense to the kernel.",
                de: "Mit einer Zuordnung ohne IDs kann der Kernel nichts anfangen.",
              },
            },
            { is: "EINVAL", text: { en: "No", de: "Nein" } },
          ],
        },
      ],
      picture: ({ write }) => ladder(write("0 65536 0")),
    },
    {
      id: "overlap",
      say: {
        en: "Two mappings in one map. Every number must lead to one number only, in both directions.",
        de: "Zwei Zuordnungen in einer Abbildung. Jede Nummer darf nur zu einer einzigen führen, in beide Richtungen.",
      },
      questions: [
        {
          id: "inside",
          text: {
            en: "`0 65536 65536` and `1000 200000 1`. Does the kernel take them?",
            de: "`0 65536 65536` und `1000 200000 1`. Nimmt der Kernel sie an?",
          },
          ask: ({ write }) => write("0 65536 65536\n1000 200000 1\n"),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, the second line wins for 1000", de: "Ja, für die 1000 gilt die zweite Zeile" },
              why: {
                en: "No line wins. 1000 stands in both, and then the whole map is refused.",
                de: "Vorrang hat keine Zeile. Die 1000 steht in beiden, und dann wird die ganze Abbildung abgelehnt.",
              },
            },
            { is: "EINVAL", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "outside",
          text: {
            en: "`0 65536 1000` and `1000 65536 1`: now two numbers inside lead to one on the host.",
            de: "`0 65536 1000` und `1000 65536 1`: Jetzt führen zwei Nummern drinnen zu derselben auf dem Host.",
          },
          ask: ({ write }) => write("0 65536 1000\n1000 65536 1\n"),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Taken, inside nothing overlaps", de: "Die nimmt er an, drinnen überlappt sich ja nichts" },
              why: {
                en: "Then the way back would not be clear: who is 65536, 0 or 1000?",
                de: "Dann wäre der Rückweg nicht eindeutig: Ist 65536 nun die 0 oder die 1000?",
              },
            },
            { is: "EINVAL", text: { en: "Refused", de: "Die lehnt er ab" } },
          ],
        },
      ],
      after: {
        en: "The kernel looks at one map only. Whether another pod has these numbers too, it does not ask.",
        de: "Der Kernel sieht sich dabei nur die eine Abbildung an. Ob ein anderer Pod diese Nummern auch hat, fragt er nicht.",
      },
      picture: ({ write }) => ladder(write("0 65536 65536\n1000 200000 1\n")),
    },
    {
      id: "end",
      say: {
        en: 'IDs have 32 bits, and the last of these numbers, 4294967295, is none: it means "no ID". The last 65536 numbers begin at 4294901760.',
        de: "IDs haben 32 Bit, und die letzte dieser Zahlen, 4294967295, ist keine ID: Sie bedeutet „keine ID“. Die letzten 65536 Zahlen beginnen bei 4294901760.",
      },
      questions: [
        {
          id: "whole",
          text: { en: "`0 4294901760 65536`: taken?", de: "`0 4294901760 65536`: Nimmt er das an?" },
          ask: ({ write }) => write("0 4294901760 65536"),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, it just fits", de: "Ja, das passt genau" },
              why: {
                en: "It fits the 32 bits, but its last number is the one that is no ID.",
                de: "In 32 Bit passt es, aber die letzte Nummer darin ist keine ID.",
              },
            },
            { is: "EINVAL", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "shorter",
          text: { en: "And one shorter, `0 4294901760 65535`?", de: "Und um eins kürzer, `0 4294901760 65535`?" },
          ask: ({ write }) => write("0 4294901760 65535"),
          expect: "ok",
          choices: [
            { is: "ok", text: { en: "Yes", de: "Ja" } },
            {
              is: "EINVAL",
              text: { en: "No", de: "Nein" },
              why: {
                en: "Now the last number is 4294967294, the highest ID there is.",
                de: "Jetzt ist die letzte Nummer 4294967294, die höchste ID, die es gibt.",
              },
            },
          ],
        },
      ],
      picture: ({ write }) => ladder(write("0 4294901760 65536")),
    },
    {
      id: "limits",
      say: {
        en: "A map may have many lines, all of them written at once: 340 at most, and the text must be shorter than 4096 bytes.",
        de: "Eine Abbildung darf viele Zeilen haben, alle auf einmal geschrieben: höchstens 340, und der Text muss kürzer als 4096 Bytes sein.",
      },
      questions: [
        {
          id: "long",
          text: {
            en: "340 lines such as `339 100339 1` come to more than 4096 bytes. Taken?",
            de: "340 Zeilen wie `339 100339 1` ergeben mehr als 4096 Bytes. Nimmt er das an?",
          },
          ask: ({ write }) => write(lines(340)),
          expect: "EINVAL",
          choices: [
            {
              is: "ok",
              text: { en: "Yes, 340 lines are allowed", de: "Ja, 340 Zeilen sind doch erlaubt" },
              why: {
                en: "Both limits count. 340 lines fit only when their numbers are short.",
                de: "Es gelten beide Grenzen. 340 Zeilen passen nur, wenn ihre Zahlen kurz sind.",
              },
            },
            { is: "EINVAL", text: { en: "No", de: "Nein" } },
          ],
        },
        {
          id: "again",
          text: {
            en: "The map is written. Somebody notices a mistake and writes it again. Taken?",
            de: "Die Abbildung ist geschrieben. Jemand bemerkt einen Fehler und schreibt sie noch einmal. Nimmt er das an?",
          },
          ask: ({ twice }) => twice,
          expect: "EPERM",
          choices: [
            { is: "EPERM", text: { en: "No, a map is written once", de: "Nein, geschrieben wird nur einmal" } },
            {
              is: "ok",
              text: { en: "Yes, if it is the same", de: "Ja, wenn es dieselbe ist" },
              why: {
                en: "What it says does not matter. Once there is a map, processes rely on it.",
                de: "Was darin steht, spielt keine Rolle. Steht sie einmal, verlassen sich Prozesse darauf.",
              },
            },
            {
              is: "EINVAL",
              text: {
                en: "No, it would overlap with the first",
                de: "Nein, sie würde sich mit der ersten überlappen",
              },
              why: {
                en: "The kernel does not compare them. It asks first whether there is a map, and stops there.",
                de: "Verglichen wird nichts. Der Kernel fragt zuerst, ob es schon eine gibt, und dabei bleibt es.",
              },
            },
          ],
        },
      ],
      picture: ({ write, twice }) => {
        const short = Array.from({ length: 341 }, (_, line) => `${line} ${line} 1\n`);
        const row = (name: Words, decision: Decision<unknown>) => ({ name, cells: [decision.errno ?? "ok"] });
        return matrix(
          [{ en: "kernel", de: "Kernel" }],
          [
            row({ en: "340 short lines", de: "340 kurze Zeilen" }, write(short.slice(0, 340).join(""))),
            row({ en: "341 short lines", de: "341 kurze Zeilen" }, write(short.join(""))),
            row({ en: "340 long lines", de: "340 lange Zeilen" }, write(lines(340))),
            row({ en: "written twice", de: "zweimal geschrieben" }, twice),
          ],
        );
      },
    },
  ],
});
