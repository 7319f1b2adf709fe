import type { MountRule } from "../rules/mount-rules.ts";
import type { RuleTexts } from "../rules/rule-text.ts";

export const mountEnglish: RuleTexts<MountRule> = {
  "mount-capability": { passes: "a mount takes CAP_SYS_ADMIN over {owner}, the owner of the mount namespace" },
  "mount-known": { refuses: "{filesystem} is no filesystem of Linux {version}" },
  "mount-option": { refuses: "{filesystem} has no option {option}=" },
  "mount-option-mapped": {
    refuses: "{option}={id} has no mapping in {namespace}",
    passes: "{option}={id} of {namespace} is {kernelId} to the kernel",
  },
  "mount-type": {
    grants: "{filesystem} may be mounted in any user namespace",
    passes: "{filesystem} takes CAP_SYS_ADMIN over the host",
  },
  "mount-shown": { passes: "{filesystem} shows the {kind} namespace, which belongs to {owner}" },
  "mount-revealing": { refuses: "{filesystem} would reveal what is covered in the instances that can be seen" },
  "idmap-initial-namespace": { refuses: "the host's own map would not be an idmapped mount" },
  "idmap-namespace-admin": { passes: "the map of {namespace} takes CAP_SYS_ADMIN over it" },
  "idmap-without-maps": {
    refuses: "the maps of {namespace} are not both written",
    passes: "the maps of {namespace} are not both written, which Linux {version} takes",
  },
  "idmap-of-filesystem": { refuses: "the filesystem was mounted in {namespace} itself" },
  "idmap-twice": {
    refuses: "the mount is idmapped already",
    passes: "the mount is idmapped already, and open_tree_attr replaces its map",
  },
  "idmap-type": {
    refuses: "{filesystem} cannot be idmapped by Linux {version}",
    passes: "{filesystem} can be idmapped",
  },
  "idmap-server": {
    refuses: "the server of this {filesystem} did not ask for it",
    passes: "the server of this {filesystem} asked for it",
  },
  "idmap-filesystem-admin": { passes: "the filesystem takes CAP_SYS_ADMIN over {namespace}" },
  "idmap-attached": {
    refuses: "the mount can be seen already: only a detached copy is idmapped",
    passes: "the mount is detached",
  },
  "idmap-writer": {
    refuses: "somebody has a file of the mount open for writing",
    grants: "nobody has a file of the mount open for writing",
  },
};
