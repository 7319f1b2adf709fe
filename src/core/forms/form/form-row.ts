import type { Result } from "../../result.ts";
import type { FormReadError, FormWriteError } from "./form-error.ts";
import type { FormMaps } from "./form-maps.ts";
import type { SubidReader } from "./subid-reader.ts";

/** What some forms have to be told, and the others do not look at. */
export interface FormOptions {
  /** Whose subordinate IDs are meant, by name or number, where a text says whose they are. */
  readonly owner?: string;
  /** Whether users or groups are meant, where a text holds one map and its option would say; users unless given. */
  readonly kind?: "uid" | "gid";
  /** The maps that those of the text live in, where a form looks into them; every ID stands for itself unless given. */
  readonly outer?: FormMaps;
  /** The maps that those of the text are punched into, where a form does so. */
  readonly base?: FormMaps;
  /** Who reads a file of subordinate IDs; shadow unless given. */
  readonly reader?: SubidReader;
  /** The user's own ID, which rootless programs map first; it also names whose subordinate IDs are meant. */
  readonly rootless?: number;
  /** The text of `/etc/subuid`, where a form names a user whose subordinate IDs it maps. */
  readonly subuid?: string | Uint8Array;
  /** The text of `/etc/subgid`; that of `/etc/subuid` unless given. */
  readonly subgid?: string | Uint8Array;
  /** The text of `/etc/passwd`, which says what number a user has. */
  readonly passwd?: string | Uint8Array;
}

/** A text form: how it is recognised, read and written. */
export interface FormRow {
  /** What people call a text of the form. */
  readonly title: string;
  /**
   * Tells whether it is plausible that a text is of the form. Only reading it decides.
   *
   * @param text - the text, not its bytes
   * @returns `true` for every text that can be read, and for some that cannot; not for one of which the program that reads
   * the form would pass over a part or mend a number
   */
  recognise(text: string): boolean;
  /**
   * Tells whether a line says itself that a text which begins with it is of the form, as `lxc.idmap = …` does. Absent where
   * no line does.
   *
   * @param line - the first line that is not blank
   * @returns `true` when the text can be of no other form than those that claim the line
   */
  claims?(line: string): boolean;
  /**
   * Reads the maps that a text of the form holds. It never throws, whatever it is given.
   *
   * @param text - a string, or the bytes of one in UTF-8
   * @param options - what some forms have to be told
   * @returns the maps, or why the text gives none
   */
  read(text: string | Uint8Array, options?: FormOptions): Result<FormMaps, FormReadError>;
  /**
   * Writes maps as a text that `read` gives them back from. Absent where the form is only read.
   *
   * @param maps - the maps; where there is one only, it is meant for users and groups alike
   * @param options - what some forms have to be told; of a form that has a text of one map, `kind` says which is written
   * @returns the text, or why the form cannot hold the maps
   */
  write?(maps: FormMaps, options?: FormOptions): Result<string, FormWriteError>;
}
