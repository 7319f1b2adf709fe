import type { Process } from "../../kernel/credentials/process.ts";
import type { Decision } from "../../kernel/decision/decision.ts";
import type { Errno } from "../../kernel/decision/errno.ts";
import { execFile, execFileErrno } from "../../kernel/exec/exec-file.ts";
import { effectiveAccess, effectiveAccessErrno } from "../../kernel/fs/access-file.ts";
import { chmodFile, chmodFileErrno } from "../../kernel/fs/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../kernel/fs/chown-file.ts";
import { openFile, openFileErrno } from "../../kernel/fs/open-file.ts";
import { unlinkFile, unlinkFileErrno } from "../../kernel/fs/unlink-file.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import { searchPath } from "../../kernel/inode/permission.ts";
import { accessProcess, accessProcessErrno } from "../../kernel/processes/access-process.ts";
import { controlProcess, controlProcessErrno } from "../../kernel/processes/control-process.ts";
import { sendSignal, sendSignalErrno } from "../../kernel/processes/send-signal.ts";
import { setUserNamespaceOf, setUserNamespaceOfErrno } from "../../kernel/userns/set-user-namespace.ts";
import type { Verdict } from "./matrix.ts";
import type { FoundFile, NoWay } from "./view-file.ts";

type Question<Asked extends (...asked: never) => unknown, Cell> = (...asked: Parameters<Asked>) => Cell;

/** The questions of a matrix, in one of the two forms that the kernel answers in. */
export interface Form<Cell> {
  readonly openFile: Question<typeof openFile, Cell>;
  readonly execFile: Question<typeof execFile, Cell>;
  readonly effectiveAccess: Question<typeof effectiveAccess, Cell>;
  readonly chownFile: Question<typeof chownFile, Cell>;
  readonly chmodFile: Question<typeof chmodFile, Cell>;
  readonly unlinkFile: Question<typeof unlinkFile, Cell>;
  readonly sendSignal: Question<typeof sendSignal, Cell>;
  readonly accessProcess: Question<typeof accessProcess, Cell>;
  readonly controlProcess: Question<typeof controlProcess, Cell>;
  readonly setUserNamespaceOf: Question<typeof setUserNamespaceOf, Cell>;
  /** What all questions about a file have in common: it comes to be asked about, or one answer settles them all. */
  readonly goTo: (opener: Process, way: FoundFile | NoWay) => Arrived<Cell>;
}

export type Arrived<Cell> = { readonly found: FoundFile } | { readonly found?: undefined; readonly answer: Cell };

/** With all steps. */
export const TRACED: Form<Decision<unknown>> = {
  openFile,
  execFile,
  effectiveAccess,
  chownFile,
  chmodFile,
  unlinkFile,
  sendSignal,
  accessProcess,
  controlProcess,
  setUserNamespaceOf,
  // Every decision tells the whole way.
  goTo: (_opener, way) => (way.found ? { found: way } : { answer: way.refused }),
};

/** With the errno alone. */
export const FAST: Form<Verdict> = {
  openFile: (...asked) => verdict(openFileErrno(...asked)),
  execFile: (...asked) => verdict(execFileErrno(...asked)),
  effectiveAccess: (...asked) => verdict(effectiveAccessErrno(...asked)),
  chownFile: (...asked) => verdict(chownFileErrno(...asked)),
  chmodFile: (...asked) => verdict(chmodFileErrno(...asked)),
  unlinkFile: (...asked) => verdict(unlinkFileErrno(...asked)),
  sendSignal: (...asked) => verdict(sendSignalErrno(...asked)),
  accessProcess: (...asked) => verdict(accessProcessErrno(...asked)),
  controlProcess: (...asked) => verdict(controlProcessErrno(...asked)),
  setUserNamespaceOf: (...asked) => verdict(setUserNamespaceOfErrno(...asked)),
  goTo: (opener, way) => {
    if (!way.found) return { answer: verdict(way.refused.errno) };
    const { file, directory } = way;
    if (file.directory === undefined) return { found: way };
    const errno = searchPath(undefined, opener, file.directory);
    if (errno !== undefined) return { answer: verdict(errno) };
    return { found: { ...way, file: walkedTo(file), directory: directory && walkedTo(directory) } };
  },
};

/** The directories above it have been searched. */
function walkedTo(file: Inode): Inode {
  return { ...file, directory: undefined };
}

function verdict(errno: Errno | undefined): Verdict {
  return { allowed: errno === undefined, errno };
}
