import type { Operation } from "../../core/node/host/operations.ts";

/** What is asked for, of a file or a process whose name comes next. */
export const OPERATION_VERBS: { readonly [Name in Operation]: string } = {
  read: "read",
  write: "write",
  execute: "execute",
  connect: "connect to",
  chown: "take over",
  chmod: "change the mode of",
  unlink: "remove",
  signal: "signal",
  "signal-as": "signal, as its user,",
  trace: "trace",
  environ: "read the environment of",
  root: "open the root directory of",
  limits: "set the limits of",
  setns: "enter the user namespace of",
};
