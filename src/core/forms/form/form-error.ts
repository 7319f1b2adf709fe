import type { IdMapError } from "../../idmap/id-mapping.ts";
import type { JsonExpected } from "../../json/json-fault.ts";
import type { FormName } from "./form-names.ts";
import type { SubidReader } from "./subid-reader.ts";

/** Why a text was not understood. */
export type FormError =
  | FormFault<"not-text">
  | FormFault<"not-json">
  | FormFault<"too-long">
  | FormFault<"blank-line">
  | FormFault<"missing-number">
  | FormFault<"not-a-number">
  | FormFault<"number-too-large">
  | FormFault<"number-too-small">
  | FormFault<"trailing-text">
  | FormFault<"field-count">
  | FormFault<"bad-owner">
  | FormFault<"malformed-line">
  | FormFault<"unknown-word">
  | FormFault<"sizes-differ">
  | FormFault<"host-in-base">
  | FormFault<"not-in-outer">
  | FormFault<"not-here">
  | FormFault<"invalid-json">
  | FormFault<"too-deep">
  | FormFault<"wrong-type">
  | FormFault<"missing-field">
  | FormFault<"two-sizes">
  | BadMap;

/** What would be right at a place of a text, or instead of one. */
export type FormExpected =
  | JsonExpected
  | "three-numbers"
  | "end-of-line"
  | "decimal-number"
  | "number"
  | "4095-bytes"
  | "owner:start:count"
  | "owner"
  | "index: owner start count"
  | "mapping-fields"
  | "u-or-g"
  | "lxc.idmap-line"
  | "proxmox-line"
  | "proxmox-mapping"
  | "proxmox-boolean"
  | "proxmox-mount-point"
  | "both-host-container"
  | "both-uid-or-gid"
  | "number-or-range"
  | "same-size"
  | "host-outside-base"
  | "podman-spec"
  | "id-or-flag"
  | "host-id"
  | "podman-option"
  | "podman-mode"
  | "key=value"
  | "id-of-outer"
  | "rootless"
  | "idmap-triple"
  | "idmap-option"
  | "one-idmap-option"
  | "newuidmap"
  | "refused-range"
  | "three-numbers-each"
  | "end-by-4294967295"
  | "at-least-one"
  | "mount-idmap"
  | "uid"
  | "nspawn-users"
  | "unshare-mapping"
  | "nsjail-mapping"
  | "known-user"
  | "user-and-group"
  | "userns-remap"
  | "container:host:size"
  | "cri-text"
  | "go-struct"
  | "kernel-idmapping";

/**
 * One place of a text, what stands there, and what would be right.
 *
 * @typeParam Code - the name of the cause
 */
export interface FormFault<Code extends string> extends FormPlace {
  readonly code: Code;
  /**
   * What stands there: at most 20 characters, those one cannot see escaped; of a JSON array or object its bracket. Empty at
   * the end of a line or text. Of what is no text, its type.
   */
  readonly found: string;
  /** What would be right there. */
  readonly expected: FormExpected;
  /** What the program that reads the form says, word by word, where it has a text of its own; what is unseen is escaped. */
  readonly text?: string;
  /** What the kernel answers, where it is the kernel that reads the form. */
  readonly errno?: "EINVAL";
}

/** The numbers of a text were read, but the kernel refuses the map that they make. */
export interface BadMap extends FormPlace {
  readonly code: "bad-map";
  readonly errno: "EINVAL";
  /** What is wrong with the map. */
  readonly cause: IdMapError;
}

/** Why a text gives no map when it is read as one form. */
export type FormReadError = FormError | IdMapError | NoEntry | SeveralEntries | TooFewIds | NotRootless | NotTold;

/** Subordinate IDs were read, but none of the owner that is meant. */
export interface NoEntry {
  readonly code: "no-entry";
  /** The form that the text was read as. */
  readonly form: FormName;
  /** Who is meant; `undefined` where nobody was named. */
  readonly owner: string | undefined;
  /** What the program that reads the form says, word by word, where it has a text of its own; what is unseen is escaped. */
  readonly text?: string;
}

/** Subordinate IDs were read, but no line of the owner that is meant has as many as the program that reads the form asks for. */
export interface TooFewIds {
  readonly code: "too-few-ids";
  /** The form that the text was read as. */
  readonly form: FormName;
  /** How many IDs a line must have. */
  readonly least: number;
  /** What the program that reads the form says, word by word, where it has a text of its own. */
  readonly text?: string;
}

/** Subordinate IDs of several owners were read, and nobody was named. */
export interface SeveralEntries {
  readonly code: "several-entries";
  /** The form that the text was read as. */
  readonly form: FormName;
  /** How many entries there are. */
  readonly count: number;
}

/** A text says something that only another text, or a number, gives a meaning, and that was not given. */
export interface NotTold {
  readonly code: "not-told";
  /** The form that the text was read as. */
  readonly form: FormName;
  /**
   * What would tell: the option that says one's own ID, that with the text of `/etc/subuid`, or that with the map of the
   * container; or another key of the instance, another file, or another container.
   */
  readonly needs: "rootless" | "subuid" | "outer" | "volatile.idmap.next" | "included-file" | "shared-namespace";
}

/** A program that has no rootless mode was to map a user's own ID. */
export interface NotRootless {
  readonly code: "not-rootless";
  /** The form that the text was read as. */
  readonly form: FormName;
  /** Who reads it. */
  readonly reader: SubidReader;
}

/** Why maps cannot be written in a form. */
export type FormWriteError = CannotHold | OwnerMissing;

/** What a form can hold. */
export type FormContent =
  | "one-map"
  | "mappings"
  | "mappings-of-both"
  | "4095-bytes"
  | "one-mapping-from-0"
  | "one-entry-from-0"
  | "base-with-other-ids";

/** A text of the form cannot say what the maps say. */
export interface CannotHold {
  readonly code: "cannot-hold";
  /** The form. */
  readonly form: FormName;
  /** What it can hold. */
  readonly expected: FormContent;
}

/** A text of the form says whose the IDs are, and nobody was named. */
export interface OwnerMissing {
  readonly code: "owner-missing";
  /** The form. */
  readonly form: FormName;
}

/** A place in a text. */
export interface FormPlace {
  /** The form that the text was read as. */
  readonly form: FormName;
  /** The line, from 1. For JSON that was given as a value, both count in the text `JSON.stringify` makes of it. */
  readonly line: number;
  /** The column, from 1: in bytes where the kernel reads the form, in UTF-16 units elsewhere. */
  readonly column: number;
  /** In a JSON form, the way to the value, as in `uidMappings[0].hostId`. Empty for the whole. */
  readonly path?: string;
}

export function notText(form: FormName, given: unknown): FormFault<"not-text"> {
  return { code: "not-text", form, line: 1, column: 1, found: typeof given, expected: "string-or-bytes" };
}
