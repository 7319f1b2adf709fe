import { FORM_NAMES, type FormName } from "../../core/forms/form/form-names.ts";
import { SUBID_READER_NAMES, type SubidReader } from "../../core/forms/form/subid-reader.ts";
import type { OptionRow, OptionRows } from "../program/option-row.ts";

/** How the text of a map is to be read. */
export interface MapReadingOptions {
  readonly form?: FormName;
  /** The map that it lives in. */
  readonly outer?: readonly string[];
  readonly owner?: string;
  readonly reader?: SubidReader;
  readonly rootless?: number;
  readonly base?: string;
  readonly subuid?: string;
  readonly subgid?: string;
  readonly passwd?: string;
}

export const FORM: OptionRow<FormName | undefined> = {
  value: "<name>",
  about: "the form of that text, where it cannot be told",
  choices: FORM_NAMES,
};

export const OUTER: OptionRow<readonly string[] | undefined> = {
  value: "<map>",
  about: "the map that it lives in: container:host:size, or in any form; again for more lines (default: the host's)",
  again: true,
};

export const ROOTLESS: OptionRow<number | undefined> = {
  value: "<uid>",
  about: "of subordinate IDs: map this user's own ID first, as rootless podman, Docker and buildah do",
  whole: [0, 4294967294],
};

export const READER: OptionRow<SubidReader | undefined> = {
  value: "<name>",
  about: "who reads a subuid file (default: shadow)",
  choices: SUBID_READER_NAMES,
};

export const MAP_READING_OPTIONS: OptionRows<MapReadingOptions> = {
  form: FORM,
  outer: OUTER,
  owner: { value: "<name>", about: "whose lines of a subuid file to take: a name or a number" },
  reader: READER,
  rootless: ROOTLESS,
  base: { value: "<map>", about: "the map that raw.idmap is punched into (default: 0:1000000:1000000000)" },
  subuid: { value: "<file>", about: "the /etc/subuid of userns-remap and unshare" },
  subgid: { value: "<file>", about: "its /etc/subgid (default: the same)" },
  passwd: { value: "<file>", about: "its /etc/passwd" },
};
