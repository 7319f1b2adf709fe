import { uidIn } from "../../kernel/credentials/kernel-ids.ts";
import type { Process } from "../../kernel/credentials/process.ts";
import type { Decision } from "../../kernel/decision/decision.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import { execFile } from "../../kernel/exec/exec-file.ts";
import { effectiveAccess } from "../../kernel/fs/access-file.ts";
import { chmodFile } from "../../kernel/fs/chmod-file.ts";
import { chownFile } from "../../kernel/fs/chown-file.ts";
import { openFile } from "../../kernel/fs/open-file.ts";
import { unlinkFile } from "../../kernel/fs/unlink-file.ts";
import { setresuid } from "../../kernel/identity/set-user-id.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import { accessProcess } from "../../kernel/processes/access-process.ts";
import { controlProcess } from "../../kernel/processes/control-process.ts";
import { sendSignal } from "../../kernel/processes/send-signal.ts";
import { setUserNamespaceOf } from "../../kernel/userns/set-user-namespace.ts";
import type { FileOperation, ProcessOperation } from "../host/operations.ts";
import type { Actor } from "./actor.ts";
import type { FoundFile } from "./view-file.ts";

export function tryOnFile(
  actor: Pick<Actor, "opener" | "uid" | "gid" | "kernel">,
  found: Pick<FoundFile, "file" | "directory">,
  operation: FileOperation,
): Decision<unknown> {
  const { opener, uid, gid, kernel } = actor;
  const { file, directory } = found;
  switch (operation) {
    case "read":
      return openFile(opener, file, "r");
    case "write":
      return openFile(opener, file, "w");
    case "execute":
      return execFile(opener, file, kernel);
    // unix(7): "Connecting to a stream socket object requires write permission on that socket."
    case "connect":
      return effectiveAccess(opener, file, "w");
    case "chown":
      return chownFile(opener, file, uid, gid);
    case "chmod":
      return chmodFile(opener, file, 0o666);
    case "unlink":
      // It is tried only where there is a directory.
      return unlinkFile(opener, directory as Inode, file);
  }
}

export function tryOnProcess(
  process: Process,
  target: Process,
  operation: ProcessOperation,
  kernel: KernelSettings,
): Decision<unknown> {
  const options = { settings: kernel };
  switch (operation) {
    case "signal":
      return sendSignal(process, target, SIGTERM);
    case "signal-as":
      return sendSignal(asUserOf(process, target), target, SIGTERM);
    case "trace":
      return accessProcess(process, target, "attach", options);
    case "environ":
      return accessProcess(process, target, "open-environ", options);
    case "root":
      return accessProcess(process, target, "link", options);
    case "limits":
      return controlProcess(process, target, "limits");
    case "setns":
      return setUserNamespaceOf(process, target, "link");
  }
}

/** The process, as the target's user if it can become that one. */
function asUserOf(process: Process, target: Process): Process {
  const uid = uidIn(process.userNamespace, target.ruid);
  // 4294967295, for an ID that the namespace does not have, would leave everything as it is: setresuid(2).
  return setresuid(process, uid, uid, uid).value ?? process;
}

const SIGTERM = 15;
