import type { RuleTable } from "./rule-table.ts";

const MOUNT_RULES = [
  "mount-capability",
  "mount-type",
  "mount-revealing",
  "idmap-initial-namespace",
  "idmap-namespace-admin",
  "idmap-without-maps",
  "idmap-of-filesystem",
  "idmap-twice",
  "idmap-type",
  "idmap-filesystem-admin",
  "idmap-attached",
] as const;

/** The rules about mounts, idmapped ones above all. */
export type MountRule = (typeof MOUNT_RULES)[number];

/** Where the rules about mounts are written, and how they read. */
export const mountRules: RuleTable<MountRule> = {
  "mount-capability": {
    source:
      "may_mount in fs/namespace.c; mount_namespaces(7): CAP_SYS_ADMIN in the user namespace that owns the mount namespace",
    passes: "a mount takes CAP_SYS_ADMIN over {owner}, the owner of the mount namespace",
  },
  "mount-type": {
    source:
      "mount_capable in fs/super.c; user_namespaces(7): some types of filesystem may be mounted in any user namespace, the others only by the host's root",
    grants: "{type} may be mounted in any user namespace",
    passes: "{type} takes CAP_SYS_ADMIN over the host",
  },
  "mount-revealing": {
    source:
      "mount_too_revealing in fs/namespace.c: proc and sysfs need an instance in sight of which nothing is covered",
    refuses: "{type} would reveal what is covered in the instances that can be seen",
  },
  "idmap-initial-namespace": {
    source:
      "build_mount_idmapped in fs/namespace.c; mount_setattr(2), EPERM: the initial user namespace is no idmapping",
    refuses: "the host's own map would not be an idmapped mount",
  },
  "idmap-namespace-admin": {
    source:
      "build_mount_idmapped in fs/namespace.c; mount_setattr(2): the caller needs CAP_SYS_ADMIN over the user namespace of the map",
    passes: "the map of {namespace} takes CAP_SYS_ADMIN over it",
  },
  "idmap-without-maps": {
    source: "alloc_mnt_idmap in fs/mnt_idmapping.c: a user namespace without maps is none",
    refuses: "the maps of {namespace} are not written",
  },
  "idmap-of-filesystem": {
    source:
      "can_idmap_mount in fs/namespace.c: the namespace in which the filesystem was mounted makes no sense as its map",
    refuses: "the filesystem was mounted in {namespace} itself",
  },
  "idmap-twice": {
    source: 'can_idmap_mount in fs/namespace.c; mount_setattr(2), EPERM: "an already ID-mapped mount"',
    refuses: "the mount is idmapped already",
    passes: "the mount is idmapped already, and open_tree_attr replaces its map",
  },
  "idmap-type": {
    source:
      "can_idmap_mount in fs/namespace.c, FS_ALLOW_IDMAP; mount_setattr(2): the underlying filesystem must support ID-mapped mounts",
    refuses: "{type} cannot be idmapped by Linux {version}",
    passes: "{type} can be idmapped",
  },
  "idmap-filesystem-admin": {
    source:
      "can_idmap_mount in fs/namespace.c; mount_setattr(2): the caller needs CAP_SYS_ADMIN in the user namespace the filesystem was mounted in",
    passes: "the filesystem takes CAP_SYS_ADMIN over {namespace}",
  },
  "idmap-attached": {
    source:
      'can_idmap_mount in fs/namespace.c; mount_setattr(2): "The mount must be a detached mount; … it must have been created by calling open_tree(2) with the OPEN_TREE_CLONE flag"',
    refuses: "the mount can be seen already: only a detached copy is idmapped",
    grants: "the mount is detached",
  },
};
