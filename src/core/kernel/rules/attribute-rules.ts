import type { RuleTable } from "./rule-table.ts";

const ATTRIBUTE_RULES = [
  "attribute-of-unmapped-inode",
  "attribute-trusted",
  "attribute-user-type",
  "attribute-user-sticky",
  "attribute-security",
  "file-capability-remover",
  "file-capability-absent",
  "file-capability-shown",
  "acl-argument",
  "acl-form",
  "acl-in-inode",
  "acl-owner",
  "acl-of-link",
  "acl-default-of-directory",
  "acl-mode",
  "default-list",
] as const;

/** The rules about extended attributes, and about setting the access control lists that are some of them. */
export type AttributeRule = (typeof ATTRIBUTE_RULES)[number];

export const attributeRules: RuleTable<AttributeRule> = {
  "attribute-of-unmapped-inode":
    "may_write_xattr in fs/xattr.c: an inode whose owner or group the mount cannot express gets no attributes",
  "attribute-trusted":
    "xattr_permission in fs/xattr.c; xattr(7): trusted attributes are visible and accessible only to processes that have CAP_SYS_ADMIN, over the host",
  "attribute-user-type":
    "xattr_permission in fs/xattr.c; xattr(7): user attributes are allowed only for regular files and directories",
  "attribute-user-sticky":
    "xattr_permission in fs/xattr.c; xattr(7): in sticky directories only the owner and the privileged set them",
  "attribute-security":
    "xattr_permission in fs/xattr.c, cap_inode_setxattr and cap_inode_removexattr in security/commoncap.c: anybody may read them, and CAP_SYS_ADMIN over the filesystem writes them",
  "file-capability-remover":
    "cap_inode_removexattr in security/commoncap.c: CAP_SETFCAP over the file takes its capabilities away",
  "file-capability-absent": "xattr(7), getxattr(2), ENODATA: the named attribute does not exist",
  "file-capability-shown":
    "cap_inode_getsecurity in security/commoncap.c; capabilities(7), file capability versioning: as version 2 where their root is user 0 here or above, as version 3 where the reader has an ID for it",
  "acl-argument":
    "posix_acl_from_xattr in fs/posix_acl.c: an ID that the caller's namespace does not map is no legal argument",
  "acl-form":
    "posix_acl_valid in fs/posix_acl.c; acl(5), valid ACLs: owner, owning group and others once each, and a mask where users or groups are named",
  "acl-in-inode": "vfs_set_acl and posix_acl_valid in fs/posix_acl.c: the mount must be able to store the IDs",
  "acl-owner": "set_posix_acl in fs/posix_acl.c; setfacl(1): the owner, and who has CAP_FOWNER",
  "acl-of-link": "set_posix_acl in fs/posix_acl.c: symbolic links have no lists",
  "acl-default-of-directory": "set_posix_acl in fs/posix_acl.c; acl(5): only directories have a default ACL",
  "acl-mode": "posix_acl_update_mode in fs/posix_acl.c; acl(5): the bits of the mode correspond to entries of the list",
  "default-list":
    "posix_acl_create in fs/posix_acl.c; acl(5), object creation and default ACLs: the new object inherits the default list, limited by the mode of the call, and umask(2) is not looked at",
};
