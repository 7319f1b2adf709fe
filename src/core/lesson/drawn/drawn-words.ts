import { counted } from "../../text/counted.ts";
import type { LessonLanguage } from "../words/words.ts";

/** What pictures say besides what their makers told. */
interface DrawnWords {
  readonly inside: string;
  readonly host: string;
  readonly notToScale: string;
  readonly noMapping: string;
  readonly none: string;
  readonly sees: string;
  readonly onDisk: string;
  readonly inInode: string;
  readonly throughMount: string;
  readonly asShown: string;
  readonly compared: string;
  readonly beyond: string;
  readonly disputed: string;
  readonly to: (reader: string) => string;
  readonly sign: (slots: number, ids: number, free: string) => string;
  readonly several: string;
  readonly shares: string;
  readonly folded: (slots: number) => string;
  readonly more: (pods: number) => string;
  readonly allowed: (rule: string) => string;
  readonly refused: (errno: string, rule: string) => string;
}

export const DRAWN_WORDS: Readonly<Record<LessonLanguage, DrawnWords>> = {
  en: {
    inside: "inside",
    host: "host",
    notToScale: "not to scale",
    noMapping: "no mapping",
    none: "none",
    sees: "sees",
    onDisk: "on disk",
    inInode: "in the inode",
    throughMount: "through the mount",
    asShown: "as shown",
    compared: "the kernel compares this one",
    beyond: "more than a stranger may",
    disputed: "the sources do not agree",
    to: (reader) => `to ${reader}`,
    sign: (slots, ids, free) =>
      `One sign is ${slots === 1 ? "one slot" : `${slots} slots`}, ${counted(ids, "ID")}; ${free} is free.`,
    several: "2 to 9 and + are several.",
    shares: "The height is the share that is taken.",
    folded: (slots) => `${slots} free slots`,
    more: (pods) => `and ${pods} more`,
    allowed: (rule) => `allowed, as the rule ${rule} decided`,
    refused: (errno, rule) => `${errno}, as the rule ${rule} decided`,
  },
  de: {
    inside: "drinnen",
    host: "Host",
    notToScale: "nicht maßstäblich",
    noMapping: "ohne Zuordnung",
    none: "keine",
    sees: "sieht",
    onDisk: "auf der Platte",
    inInode: "im Inode",
    throughMount: "durch den Mount",
    asShown: "angezeigt",
    compared: "diese vergleicht der Kernel",
    beyond: "mehr, als ein Fremder darf",
    disputed: "die Quellen sind sich uneins",
    to: (reader) => `für ${reader}`,
    sign: (slots, ids, free) =>
      `Ein Zeichen steht für ${slots === 1 ? "einen Platz" : `${slots} Plätze`}, ${counted(ids, "ID")}; ${free} ist frei.`,
    several: "2 bis 9 und + stehen für mehrere.",
    shares: "Die Höhe zeigt den belegten Anteil.",
    folded: (slots) => `${slots} freie Plätze`,
    more: (pods) => `und ${pods} weitere`,
    allowed: (rule) => `erlaubt, nach der Regel ${rule}`,
    refused: (errno, rule) => `${errno}, nach der Regel ${rule}`,
  },
};
