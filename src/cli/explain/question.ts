import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import type { Capability } from "../../core/kernel/credentials/capability.ts";

/** What can be asked about a file; `create` and `unlink` are about the directory, too. */
export const FILE_QUESTIONS = ["read", "write", "execute", "chown", "chmod", "create", "unlink"] as const;

export const PROCESS_QUESTIONS = ["signal", "trace", "environ", "root", "limits", "setns"] as const;

type FileQuestion = (typeof FILE_QUESTIONS)[number];
type ProcessQuestion = (typeof PROCESS_QUESTIONS)[number];

export type QuestionName = FileQuestion | ProcessQuestion;

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Question {
  readonly op: QuestionName;
  /** The map of who asks; the host's without one. */
  readonly map?: readonly IdMapping[];
  /** Its user ID, as its namespace sees it. */
  readonly uid: number;
  readonly gid: number;
  /** Its further groups. */
  readonly group?: readonly number[];
  readonly caps?: readonly Capability[];
  /** Who owns the file, on disk; the filesystem is the host's, so it is the same number in the inode. */
  readonly owner: Owner;
  readonly mode: number;
  /** The directory of the file, for `create` and `unlink`. */
  readonly directory: Owner & { readonly mode: number };
  /** Whether the file is on a mount with the map of who asks. */
  readonly idmapped?: true;
  /** Whom `chown` gives the file to. */
  readonly to: Owner;
  /** The map of the process that something is done to; the host's without one. */
  readonly targetMap?: readonly IdMapping[];
  /** Its user and group ID, as its namespace sees it. */
  readonly target: Owner;
}

export function isAboutProcess(op: QuestionName): op is ProcessQuestion {
  return (PROCESS_QUESTIONS as readonly string[]).includes(op);
}

export function isOnIdmappedMount({ idmapped, map }: Question): boolean {
  return idmapped === true && map !== undefined;
}

/** The options that are about other questions than this one. */
export function optionsApart(op: QuestionName): readonly (keyof Question)[] {
  return OPTION_QUESTIONS.flatMap(([option, questions]) => (questions.includes(op) ? [] : [option]));
}

/** The options that not every question has, and the questions that have them. */
const OPTION_QUESTIONS: readonly (readonly [option: keyof Question, questions: readonly QuestionName[]])[] = [
  ["owner", FILE_QUESTIONS.filter((op) => op !== "create")],
  ["mode", FILE_QUESTIONS],
  ["directory", ["create", "unlink"]],
  ["idmapped", FILE_QUESTIONS],
  ["to", ["chown"]],
  ["target", PROCESS_QUESTIONS],
  ["targetMap", PROCESS_QUESTIONS],
];
