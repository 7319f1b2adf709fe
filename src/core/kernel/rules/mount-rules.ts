import type { RuleTable } from "./rule-table.ts";

const MOUNT_RULES = [
  "mount-capability",
  "mount-known",
  "mount-option",
  "mount-option-mapped",
  "mount-type",
  "mount-shown",
  "mount-revealing",
  "idmap-initial-namespace",
  "idmap-namespace-admin",
  "idmap-without-maps",
  "idmap-of-filesystem",
  "idmap-twice",
  "idmap-type",
  "idmap-server",
  "idmap-filesystem-admin",
  "idmap-attached",
  "idmap-writer",
] as const;

/** The rules about mounts, idmapped ones above all. */
export type MountRule = (typeof MOUNT_RULES)[number];

export const mountRules: RuleTable<MountRule> = {
  "mount-capability":
    "may_mount in fs/namespace.c; mount_namespaces(7): CAP_SYS_ADMIN in the user namespace that owns the mount namespace",
  "mount-known":
    'get_fs_type in do_new_mount, fs/namespace.c; mount(2), ENODEV: "filesystemtype not configured in the kernel"',
  "mount-option":
    "vfs_parse_fs_param in fs/fs_context.c: what a filesystem has no option for is EINVAL; ramfs_parse_param in fs/ramfs/inode.c passes it over",
  "mount-option-mapped":
    "fs_param_is_uid and fs_param_is_gid in fs/fs_parser.c: make_kuid in the user namespace of who mounts; shmem_parse_one in mm/shmem.c and its like: the ID has a mapping in that of the filesystem, too. Options are read before anybody is asked for CAP_SYS_ADMIN over the filesystem",
  "mount-type":
    "mount_capable in fs/super.c; user_namespaces(7): some types of filesystem may be mounted in any user namespace, the others only by the host's root",
  "mount-shown":
    "proc_init_fs_context in fs/proc/root.c, sysfs_init_fs_context in fs/sysfs/mount.c, mqueue_init_fs_context in ipc/mqueue.c, cgroup_init_fs_context in kernel/cgroup/cgroup.c: fc->user_ns; user_namespaces(7): /proc takes CAP_SYS_ADMIN in the user namespace that owns the PID namespace, /sys in that of the network namespace",
  "mount-revealing":
    "mount_too_revealing in fs/namespace.c: proc and sysfs need an instance in sight of which nothing is covered",
  "idmap-initial-namespace":
    "build_mount_idmapped in fs/namespace.c; mount_setattr(2), EPERM: the initial user namespace is no idmapping",
  "idmap-namespace-admin":
    "build_mount_idmapped in fs/namespace.c; mount_setattr(2): the caller needs CAP_SYS_ADMIN over the user namespace of the map",
  "idmap-without-maps":
    "alloc_mnt_idmap in fs/mnt_idmapping.c, since 6.9: a user namespace without maps is none; before, a map that is not written has no IDs",
  "idmap-of-filesystem":
    "can_idmap_mount in fs/namespace.c: the namespace in which the filesystem was mounted makes no sense as its map",
  "idmap-twice":
    'can_idmap_mount in fs/namespace.c; mount_setattr(2), EPERM: "An attempt was made to add an ID mapping to a mount that is already ID mapped"',
  "idmap-type":
    "can_idmap_mount in fs/namespace.c, FS_ALLOW_IDMAP; mount_setattr(2): the underlying filesystem must support ID-mapped mounts",
  "idmap-server":
    "can_idmap_mount in fs/namespace.c, SB_I_NOIDMAP; process_init_reply in fs/fuse/inode.c: the server has to ask for it by FUSE_ALLOW_IDMAP, and only with default_permissions",
  "idmap-filesystem-admin":
    "can_idmap_mount in fs/namespace.c; mount_setattr(2): the caller needs CAP_SYS_ADMIN in the user namespace the filesystem was mounted in",
  "idmap-attached":
    'can_idmap_mount in fs/namespace.c; mount_setattr(2): "The mount must be a detached mount", made by open_tree(2) with OPEN_TREE_CLONE',
  "idmap-writer":
    'mnt_hold_writers in mount_setattr_prepare, fs/namespace.c; mount_setattr(2), EBUSY: "the mount still holds files open for writing"',
};
