import { type AttributeRule, attributeRules } from "./attribute-rules.ts";
import { type CapabilityRule, capabilityRules } from "./capability-rules.ts";
import { type DirectoryRule, directoryRules } from "./directory-rules.ts";
import { type ExecRule, execRules } from "./exec-rules.ts";
import { type IdentityRule, identityRules } from "./identity-rules.ts";
import { type MountRule, mountRules } from "./mount-rules.ts";
import { type NamespaceRule, namespaceRules } from "./namespace-rules.ts";
import { type OwnedRule, ownedRules } from "./owned-rules.ts";
import { type OwnershipRule, ownershipRules } from "./ownership-rules.ts";
import { type PermissionRule, permissionRules } from "./permission-rules.ts";
import { type ProcessRule, processRules } from "./process-rules.ts";
import type { RuleTable } from "./rule-table.ts";
import type { RuleTexts } from "./rule-text.ts";

interface RuleChapters {
  readonly capability: CapabilityRule;
  readonly namespace: NamespaceRule;
  readonly owned: OwnedRule;
  readonly identity: IdentityRule;
  readonly permission: PermissionRule;
  readonly ownership: OwnershipRule;
  readonly attribute: AttributeRule;
  readonly directory: DirectoryRule;
  readonly mount: MountRule;
  readonly exec: ExecRule;
  readonly process: ProcessRule;
}

/** In the order in which the rules are listed. */
const CHAPTERS: { readonly [Chapter in keyof RuleChapters]: RuleTable<RuleChapters[Chapter]> } = {
  capability: capabilityRules,
  namespace: namespaceRules,
  owned: ownedRules,
  identity: identityRules,
  permission: permissionRules,
  ownership: ownershipRules,
  attribute: attributeRules,
  directory: directoryRules,
  mount: mountRules,
  exec: execRules,
  process: processRules,
};

/** The stable name of a rule of the kernel. */
export type Rule = RuleChapters[keyof RuleChapters];

/** How all rules read in one language, chapter by chapter. */
export type RuleChapterTexts = { readonly [Chapter in keyof RuleChapters]: RuleTexts<RuleChapters[Chapter]> };

/**
 * Lists all rules: where each one is written in the kernel and in the manual.
 *
 * @returns the table, from the names of the rules
 * @example
 * ```ts
 * import { kernelRules } from "userns-sim/kernel";
 *
 * kernelRules()["owner-bits"].includes("acl_permission_check in fs/namei.c"); // => true
 * ```
 */
export function kernelRules(): RuleTable<Rule> {
  return Object.assign({}, ...Object.values(CHAPTERS));
}
