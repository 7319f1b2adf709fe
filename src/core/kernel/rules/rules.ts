import { type CapabilityRule, capabilityRules } from "./capability-rules.ts";
import { type DirectoryRule, directoryRules } from "./directory-rules.ts";
import { type ExecRule, execRules } from "./exec-rules.ts";
import { type IdentityRule, identityRules } from "./identity-rules.ts";
import { type MountRule, mountRules } from "./mount-rules.ts";
import { type NamespaceRule, namespaceRules } from "./namespace-rules.ts";
import { type OwnershipRule, ownershipRules } from "./ownership-rules.ts";
import { type PermissionRule, permissionRules } from "./permission-rules.ts";
import { type ProcessRule, processRules } from "./process-rules.ts";
import type { RuleTable, RuleText } from "./rule-table.ts";

/** The stable name of a rule of the kernel. */
export type Rule =
  | CapabilityRule
  | DirectoryRule
  | ExecRule
  | IdentityRule
  | MountRule
  | NamespaceRule
  | OwnershipRule
  | PermissionRule
  | ProcessRule;

/**
 * Lists all rules: where each one is written in the kernel and in the manual, and how its outcomes read.
 *
 * @returns the table, from the names of the rules
 * @example
 * ```ts
 * import { kernelRules } from "userns-sim/kernel";
 *
 * kernelRules()["owner-bits"].skips; // => "owner? {fsuid} is not {owner}"
 * ```
 */
export function kernelRules(): RuleTable<Rule> {
  return {
    ...capabilityRules,
    ...namespaceRules,
    ...identityRules,
    ...permissionRules,
    ...ownershipRules,
    ...directoryRules,
    ...mountRules,
    ...execRules,
    ...processRules,
  };
}

/** Looks up one rule, without putting the whole table together. */
export function ruleText(rule: Rule): RuleText {
  const chapters: readonly Readonly<Record<string, RuleText>>[] = [
    permissionRules,
    capabilityRules,
    ownershipRules,
    directoryRules,
    namespaceRules,
    identityRules,
    execRules,
    mountRules,
    processRules,
  ];
  const chapter = chapters.find((one) => Object.hasOwn(one, rule)) as Readonly<Record<string, RuleText>>;
  return chapter[rule] as RuleText;
}
