import { uidIn } from "../../kernel/credentials/kernel-ids.ts";
import type { Process } from "../../kernel/credentials/process.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import { asUser } from "../../kernel/identity/set-user-id.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { FileOperation, ProcessOperation } from "../host/operations.ts";
import type { Actor } from "./actor.ts";
import type { Form } from "./form.ts";
import type { FoundFile } from "./view-file.ts";

export function tryOnFile<Cell>(
  ask: Form<Cell>,
  actor: Pick<Actor, "opener" | "uid" | "gid" | "kernel">,
  found: Pick<FoundFile, "file" | "directory">,
  operation: FileOperation,
): Cell {
  const { opener, uid, gid, kernel } = actor;
  const { file, directory } = found;
  switch (operation) {
    case "read":
      return ask.openFile(opener, file, "r");
    case "write":
      return ask.openFile(opener, file, "w");
    case "execute":
      return ask.execFile(opener, file, kernel);
    // unix(7): "Connecting to a stream socket object requires write permission on that socket."
    case "connect":
      return ask.effectiveAccess(opener, file, "w");
    case "chown":
      return ask.chownFile(opener, file, uid, gid);
    case "chmod":
      return ask.chmodFile(opener, file, 0o666);
    case "unlink":
      // It is tried only where there is a directory.
      return ask.unlinkFile(opener, directory as Inode, file);
  }
}

export function tryOnProcess<Cell>(
  ask: Form<Cell>,
  process: Process,
  target: Process,
  operation: ProcessOperation,
  kernel: KernelSettings,
): Cell {
  switch (operation) {
    case "signal":
      return ask.sendSignal(process, target, SIGTERM);
    case "signal-as":
      return ask.sendSignal(asUserOf(process, target), target, SIGTERM);
    case "trace":
      return ask.accessProcess(process, target, "attach", { settings: kernel });
    case "environ":
      return ask.accessProcess(process, target, "open-environ", { settings: kernel });
    case "root":
      return ask.accessProcess(process, target, "link", { settings: kernel });
    case "limits":
      return ask.controlProcess(process, target, "limits");
    case "setns":
      return ask.setUserNamespaceOf(process, target, "link");
  }
}

/** The process, as the target's user if it can become that one. */
function asUserOf(process: Process, target: Process): Process {
  // setresuid(2): 4294967295, for an ID that the namespace does not have, leaves everything as it is.
  return asUser(process, uidIn(process.userNamespace, target.ruid));
}

const SIGTERM = 15;
