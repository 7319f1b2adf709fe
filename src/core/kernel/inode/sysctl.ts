import { CAP_NET_ADMIN, CAP_SYS_RESOURCE } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import type { Credentials } from "../credentials/process.ts";
import type { UserNamespace } from "../credentials/user-namespace.ts";
import { step, type Trace } from "../decision/decision.ts";
import type { FactWords } from "../decision/fact-word.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";
import type { Inode } from "./file.ts";
import { MAY_EXEC, showBits, showWant } from "./mode.ts";

/** Which table of `/proc/sys` a file belongs to: each decides in its own way who may use it. */
export type Sysctl = GlobalSysctl | NamespacedSysctl;

/** A file of all tables but two: host root owns it. */
export interface GlobalSysctl {
  /** The table. */
  readonly table: "global";
}

/** A file below `/proc/sys/net` or `/proc/sys/user`. */
export interface NamespacedSysctl {
  /** The table. */
  readonly table: "net" | "user";
  /** The owner of the network namespace, or the user namespace whose limits these are. */
  readonly namespace: UserNamespace;
}

/** `proc_sys_permission`, which takes the place of the file's own bits, list and capabilities. */
export function sysctlGrants(trace: Trace, process: Credentials, file: Inode, sysctl: Sysctl, want: number): boolean {
  if (file.type === "directory") return said(trace, "anybody", 0o5, want);
  // Nothing there is a program.
  if ((want & MAY_EXEC) !== 0) return said(trace, "anybody", 0o6, want);
  const mode = modeOf(trace, process, file, sysctl);
  if (process.euid === 0) return said(trace, "effective-user-0", (mode >> 6) & 7, want);
  if (process.egid === 0 || process.groups.includes(0)) return said(trace, "group-0", (mode >> 3) & 7, want);
  return said(trace, "others", mode & 7, want);
}

function modeOf(trace: Trace, process: Credentials, { mode }: Inode, sysctl: Sysctl): number {
  if (sysctl.table === "global") return mode;
  const { table, namespace } = sysctl;
  trace?.push(step(rules, "sysctl-administrator", "passes", { table, namespace: namespace.id }));
  const capability = table === "net" ? CAP_NET_ADMIN : CAP_SYS_RESOURCE;
  if (nsCapable(trace, process, namespace, capability)) return ((mode >> 6) & 7) * 0o111;
  return table === "net" ? mode : (mode & 4) * 0o111;
}

function said(trace: Trace, who: FactWords["who"], bits: number, want: number): boolean {
  const granted = (bits & want) === want;
  trace?.push(
    step(rules, "sysctl-bits", granted ? "grants" : "refuses", { who, bits: showBits(bits), want: showWant(want) }),
  );
  return granted;
}
