import type { RuleChapterTexts } from "../../kernel/rules/rules.ts";
import { attributeGerman } from "./attribute.ts";
import { capabilityGerman } from "./capability.ts";
import { directoryGerman } from "./directory.ts";
import { execGerman } from "./exec.ts";
import { identityGerman } from "./identity.ts";
import { mountGerman } from "./mount.ts";
import { namespaceGerman } from "./namespace.ts";
import { ownedGerman } from "./owned.ts";
import { ownershipGerman } from "./ownership.ts";
import { permissionGerman } from "./permission.ts";
import { processGerman } from "./process.ts";

export const ruleGerman: RuleChapterTexts = {
  capability: capabilityGerman,
  namespace: namespaceGerman,
  owned: ownedGerman,
  identity: identityGerman,
  permission: permissionGerman,
  ownership: ownershipGerman,
  attribute: attributeGerman,
  directory: directoryGerman,
  mount: mountGerman,
  exec: execGerman,
  process: processGerman,
};
