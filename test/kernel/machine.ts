import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { arch, platform, release } from "node:os";
import { ALL_CAPABILITIES, capabilityNames, parseCapabilities } from "../../src/core/kernel/credentials/capability.ts";
import { without } from "../../src/core/kernel/credentials/capability-algebra.ts";
import type { ProtectedRow } from "../core/kernel/support/sticky.ts";

/** What this machine cannot be asked: for each kind of question the reason, `undefined` where it can. */
export interface Machine {
  /** The kernel's release. */
  readonly release: string;
  /** Nothing at all. */
  readonly everything: string | undefined;
  /** What shows IDs that are not mapped. */
  readonly overflow: string | undefined;
  /** Namespaces created by who has no capabilities. */
  readonly restrictsNamespaces: string | undefined;
  /** Idmapped mounts of tmpfs. */
  readonly idmappedMounts: string | undefined;
  /** The types of filesystems that there are. */
  readonly filesystems: readonly string[];
  /** Servers of FUSE that may ask for idmapped mounts. */
  readonly served: string | undefined;
  /** Overlays of idmapped layers. */
  readonly overlayMounts: string | undefined;
  /** Attributes of users on tmpfs. */
  readonly userAttributes: string | undefined;
  /** Networks of the version 4. */
  readonly network: string | undefined;
  /** Hard links. */
  readonly protectedHardlinks: string | undefined;
  /** Attaching to processes. */
  readonly yama: string | undefined;
  /** Reading environ with CAP_PERFMON or CAP_SYS_ADMIN. */
  readonly readsEnviron: string | undefined;
  /** Programs under no_new_privs. */
  readonly newPrivileges: string | undefined;
  /** Programs at all. */
  readonly honoursSetId: string | undefined;
  /** Scores of the out-of-memory killer. */
  readonly oomScore: string | undefined;
}

/** Looks at the machine, without changing anything. */
export function lookAtMachine(): Machine {
  const kernel = release();
  const [major = 0, minor = 0] = kernel.split(/\D/).map(Number);
  const isAtLeast = (m: number, n: number): boolean => major > m || (major === m && minor >= n);
  const since = (m: number, n: number, what: string): string | undefined =>
    isAtLeast(m, n) ? undefined : `Linux ${kernel} is older than ${m}.${n}: ${what}`;
  return {
    release: kernel,
    everything: obstacle(kernel, isAtLeast(5, 12)),
    overflow: unless("kernel/overflowuid", "65534") ?? unless("kernel/overflowgid", "65534"),
    restrictsNamespaces:
      unless("kernel/apparmor_restrict_unprivileged_userns", "0") ?? unless("kernel/unprivileged_userns_clone", "1"),
    idmappedMounts: since(6, 3, "tmpfs cannot be idmapped"),
    filesystems: readOr("/proc/filesystems", "").split(/\s+/),
    served: since(6, 12, "FUSE cannot be idmapped") ?? (existsSync("/dev/fuse") ? undefined : "there is no /dev/fuse"),
    overlayMounts: undefined,
    userAttributes: since(6, 6, "tmpfs has no user attributes"),
    network: undefined,
    protectedHardlinks: unless("fs/protected_hardlinks", "1"),
    yama: unless("kernel/yama/ptrace_scope", "0"),
    readsEnviron: since(6, 15, "CAP_PERFMON and CAP_SYS_ADMIN do not open environ"),
    newPrivileges: since(6, 17, "no_new_privs compares with the real user"),
    honoursSetId: field("NoNewPrivs") === "1" ? "no_new_privs is set for this process" : undefined,
    oomScore: readOr("/proc/self/oom_score_adj", "0") === "0" ? undefined : "oom_score_adj of this process is not 0",
  };
}

/** What stands in the way of asking anything. */
function obstacle(kernel: string, isNewEnough: boolean): string | undefined {
  if (platform() !== "linux") return `this is ${platform()}, not Linux`;
  if (!isNewEnough) return `Linux ${kernel} is older than 5.12`;
  if (process.getuid?.() !== 0) return "not root: run it with sudo, or in a privileged container";
  if (readlinkSync("/proc/self/ns/user") !== "user:[4026531837]") return "not in the host's user namespace";
  if (readOr("/proc/sys/kernel/cap_last_cap", "40") !== "40") return "the kernel does not have 41 capabilities";
  const held = parseCapabilities(field("CapEff")) ?? 0;
  const bounding = parseCapabilities(field("CapBnd")) ?? 0;
  const missing = [held, bounding].flatMap((set) => capabilityNames(without(ALL_CAPABILITIES - 2 ** 24, set)));
  if (missing.length > 0) return `root lacks ${[...new Set(missing)].slice(0, 3).join(", ")}`;
  if (readOr("/proc/sys/user/max_user_namespaces", "0") === "0")
    return "no user namespaces: user.max_user_namespaces is 0";
  return undefined;
}

function unless(sysctl: string, expected: string): string | undefined {
  const value = readOr(`/proc/sys/${sysctl}`, expected);
  return value === expected ? undefined : `${sysctl.replaceAll("/", ".")} is ${value}, not ${expected}`;
}

function field(name: string): string {
  return new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(readOr("/proc/self/status", ""))?.[1] ?? "";
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return otherwise;
  }
}

/** What the machine protects in sticky directories, which is nobody's to change: links, FIFOs, regular files. */
export function readProtected(): ProtectedRow {
  const level = (name: string): 0 | 1 | 2 => {
    const value = Number(readOr(`/proc/sys/fs/protected_${name}`, "0"));
    return value === 0 || value === 1 ? value : 2;
  };
  return [level("symlinks") === 0 ? 0 : 1, level("fifos"), level("regular")];
}

/** A line about the machine. */
export function machineLine({ release: kernel }: Machine): string {
  const [symlinks, fifos, regular] = readProtected();
  const names = `fs.protected_symlinks ${symlinks}, protected_fifos ${fifos}, protected_regular ${regular}`;
  return `Linux ${kernel} on ${arch()}, ${names}, Node ${process.version}`;
}
