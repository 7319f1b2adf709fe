import type { LiveCheck } from "./live-checks.ts";

/** Where a lesson has something from. */
export type Source = CheckSource | ManualSource | CodeSource | ReportSource;

/** The running kernel was asked. */
export interface CheckSource {
  /** The name of the check in the lessons' group of the live test. */
  readonly check: LiveCheck;
}

/** A manual says it. */
export interface ManualSource {
  /** The page, such as `user_namespaces(7)`, or the name of the document. */
  readonly manual: string;
  /** The sentence, word by word. */
  readonly sentence: string;
}

/** It was read in a program. */
export interface CodeSource {
  /** The function and its file, such as `acl_permission_check in fs/namei.c`. */
  readonly code: string;
  /** The version that was read. */
  readonly version: string;
}

/** A report is public: an issue, an advisory, a CVE. */
export interface ReportSource {
  /** Its address. */
  readonly report: string;
}
