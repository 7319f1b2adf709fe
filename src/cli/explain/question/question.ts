import type { IdMapping } from "../../../core/idmap/id-mapping.ts";
import type { AttributeAccess } from "../../../core/kernel/attributes/access-attribute.ts";
import type { Capability } from "../../../core/kernel/credentials/capability.ts";
import type { Acl } from "../../../core/kernel/inode/acl.ts";
import type { NamespaceKind } from "../../../core/kernel/namespaces/namespace-kind.ts";

/** What can be asked; each has its row in `operations.ts`. */
export const OPERATION_NAMES = [
  "read",
  "write",
  "execute",
  "chown",
  "chmod",
  "create",
  "mknod",
  "unlink",
  "link",
  "rename",
  "stat",
  "follow",
  "xattr",
  "signal",
  "trace",
  "environ",
  "root",
  "limits",
  "setns",
  "unshare",
  "setuid",
  "setgid",
  "setgroups",
  "mount",
  "bind",
  "raw-socket",
  "sethostname",
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface OwnedMode extends Owner {
  readonly mode: number;
}

/** What a file is, as the command calls it. */
export const FILE_WORDS = ["file", "directory", "fifo", "socket", "char", "block", "link"] as const;

export type FileWord = (typeof FILE_WORDS)[number];

export const ACCESS_WORDS: readonly AttributeAccess[] = ["get", "set", "remove"];

export const REPLACED_WORDS = ["none", "file", "directory"] as const;

/** What a machine protects in directories that all may write, by the names of sysctl(8), and the values that each takes. */
export const PROTECTED = {
  "fs.protected_hardlinks": [0, 1],
  "fs.protected_symlinks": [0, 1],
  "fs.protected_fifos": [0, 1, 2],
  "fs.protected_regular": [0, 1, 2],
} as const;

export interface Sysctl {
  readonly name: keyof typeof PROTECTED;
  readonly value: 0 | 1 | 2;
}

/** The namespaces of a process that may belong to its own user namespace, by the names of `/proc/PID/ns`. */
export const OWNED_WORDS = ["net", "pid", "ipc", "uts", "cgroup", "mnt", "time"] as const;

export type OwnedWord = (typeof OWNED_WORDS)[number];

export interface Group {
  readonly id: number;
  /** Whether it is an ID of the host, which its namespace may have no name for. */
  readonly onHost: boolean;
}

export interface Question {
  readonly op: OperationName;
  /** The map of who asks; the host's without one. */
  readonly map?: readonly IdMapping[];
  /** Its user ID, as its namespace sees it. */
  readonly uid: number;
  readonly gid: number;
  /** Its further groups. */
  readonly group?: readonly Group[];
  readonly caps?: readonly Capability[];
  /** Which of its namespaces its user namespace owns; all of them, with a map. */
  readonly owns?: readonly OwnedWord[];
  /** Who owns the file, on disk; the filesystem is the host's, so it is the same number in the inode. */
  readonly owner: Owner;
  readonly mode: number;
  readonly fileType: FileWord;
  /** What setfacl(1) has made of the mode; IDs are those on disk. */
  readonly acl?: Acl;
  /** The default list of the directory, as `setfacl -d -m` makes it; IDs are those on disk. */
  readonly defaultAcl?: Acl;
  /** The directory in which its name is looked up. */
  readonly directory?: OwnedMode;
  /** Whether the file is on a mount with the map of who asks. */
  readonly idmapped?: true;
  /** An idmapped mount of its own: from IDs on disk to those of the host. */
  readonly mountMap?: readonly IdMapping[];
  /** Whether read and write open it with `O_CREAT`. */
  readonly creating?: true;
  /** What the machine protects, where it is not the kernel's settings by default. */
  readonly sysctl?: readonly Sysctl[];
  /** Where a link or a rename leads. */
  readonly toDirectory?: OwnedMode;
  /** What has the new name already. */
  readonly over: (typeof REPLACED_WORDS)[number];
  /** Whom `chown` gives the file to. */
  readonly to: Owner;
  /** The map of the process that something is done to: from its IDs to the host's, or with `below` to those of who asks. */
  readonly targetMap?: readonly IdMapping[];
  /** Its user and group ID, as its namespace sees it. */
  readonly target: Owner;
  /** Whether it lives in the namespace of who asks. */
  readonly samePod?: true;
  /** Whether it lives in another namespace that may have the same map. */
  readonly otherPod?: true;
  /** Whether it lives in a namespace that was made inside the one of who asks. */
  readonly below?: true;
  /** The user who made that namespace, as the one of who asks sees it. */
  readonly madeBy?: number;
  /** The kinds of namespaces that are joined or made by one call. */
  readonly namespace: readonly NamespaceKind[];
  readonly toId?: number;
  readonly toGroups?: readonly number[];
  /** The type of a filesystem. */
  readonly type?: string;
  readonly mountOptions?: Partial<Owner>;
  readonly port?: number;
  /** The name of an extended attribute. */
  readonly name?: string;
  /** What is done with it. */
  readonly access?: AttributeAccess;
}

/** An option that some questions have and others have not. */
export type Operand = Exclude<keyof Question, "op" | "map" | "uid" | "gid" | "group" | "caps">;
