import type { RuleChapterTexts } from "../rules/rules.ts";
import { attributeEnglish } from "./attribute.ts";
import { capabilityEnglish } from "./capability.ts";
import { directoryEnglish } from "./directory.ts";
import { execEnglish } from "./exec.ts";
import { identityEnglish } from "./identity.ts";
import { mountEnglish } from "./mount.ts";
import { namespaceEnglish } from "./namespace.ts";
import { ownedEnglish } from "./owned.ts";
import { ownershipEnglish } from "./ownership.ts";
import { permissionEnglish } from "./permission.ts";
import { processEnglish } from "./process.ts";

export const ruleEnglish: RuleChapterTexts = {
  capability: capabilityEnglish,
  namespace: namespaceEnglish,
  owned: ownedEnglish,
  identity: identityEnglish,
  permission: permissionEnglish,
  ownership: ownershipEnglish,
  attribute: attributeEnglish,
  directory: directoryEnglish,
  mount: mountEnglish,
  exec: execEnglish,
  process: processEnglish,
};
