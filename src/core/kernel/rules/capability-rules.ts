import type { RuleTable } from "./rule-table.ts";

const CAPABILITY_RULES = [
  "capability-held",
  "capability-owner",
  "capability-reach",
  "capability-over-inode",
  "inode-owner",
] as const;

export type CapabilityRule = (typeof CAPABILITY_RULES)[number];

export const capabilityRules: RuleTable<CapabilityRule> = {
  "capability-held":
    'cap_capable in security/commoncap.c; user_namespaces(7): "A process has a capability inside a user namespace if it is a member of that namespace and it has the capability in its effective capability set"',
  "capability-owner":
    'cap_capable in security/commoncap.c; user_namespaces(7): "A process that resides in the parent of the user namespace and whose effective user ID matches the owner of the namespace has all capabilities in the namespace"',
  "capability-reach":
    'cap_capable in security/commoncap.c; user_namespaces(7): "If a process has a capability in a user namespace, then it has that capability in all child (and further removed descendant) namespaces as well"',
  "capability-over-inode":
    "capable_wrt_inode_uidgid in kernel/capability.c: the capability counts only where owner and group of the file are mapped in the caller's namespace",
  "inode-owner":
    "inode_owner_or_capable in fs/inode.c: the owner of the file, or CAP_FOWNER in a namespace that has the owner mapped",
};
