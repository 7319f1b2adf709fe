import type { Explanations } from "../explanations.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";
import type {
  FormContent,
  FormExpected,
  FormFault,
  FormPlace,
  FormReadError,
  FormWriteError,
  NotTold,
} from "./form/form-error.ts";
import type { FormName } from "./form/form-names.ts";
import type { NoMapping, NotOfForm, ReadMapError } from "./read-map.ts";

/** Every refusal of a text, and of maps that are to be written, that is not one of a map itself. */
export type FormRefusal = Exclude<FormReadError | FormWriteError | ReadMapError | NoMapping, IdMapError>;

export const formEnglish: Explanations<FormRefusal, FormRefusal | IdMapError> = {
  "not-text": ({ form, found, expected }) =>
    `${subjects[form]} must be ${expectations[expected]}, not a value of type ${found}.`,
  "not-json": ({ form, found, expected }) =>
    `${subjects[form]} must be ${expectations[expected]}, not a value of type ${found}.`,
  "too-long": (error) =>
    `${where(error)}: the kernel takes ${expectations[error.expected]} in one write. Use fewer or shorter lines; join mappings that continue on both sides.`,
  "blank-line": (error) => `${where(error)}: a blank line. Leave it out, or write ${expectations[error.expected]}.`,
  "missing-number": (error) =>
    `${where(error)}: the line ends too early. Each line must hold ${expectations[error.expected]}.${said(error)}`,
  "not-a-number": (error) => `${where(error)}: ${quoted(error)} is not ${expectations[error.expected]}.${said(error)}`,
  "number-too-large": (error) =>
    `${where(error)}: ${quoted(error)} is too large. Expected ${expectations[error.expected]}.${said(error)}`,
  "number-too-small": (error) =>
    `${where(error)}: ${quoted(error)} is too small. Expected ${expectations[error.expected]}.${said(error)}`,
  "trailing-text": (error) =>
    `${where(error)}: ${quoted(error)} stands behind the last number. Expected ${expectations[error.expected]}.${said(error)}`,
  "field-count": (error) =>
    `${where(error)}: ${quoted(error)} does not have three fields. Expected ${expectations[error.expected]}.${said(error)}`,
  "bad-owner": (error) => `${where(error)}: ${quoted(error)} is no owner. Expected ${expectations[error.expected]}.`,
  "malformed-line": (error) =>
    `${where(error)}: cannot read ${quoted(error)}. Expected ${expectations[error.expected]}.${said(error)}`,
  "unknown-word": (error) => `${where(error)}: ${quoted(error)} is not ${expectations[error.expected]}.${said(error)}`,
  "sizes-differ": (error) =>
    `${where(error)}: the two ranges of ${quoted(error)} are not of ${expectations[error.expected]}.${said(error)}`,
  "host-in-base": (error) =>
    `${where(error)}: the host IDs of ${quoted(error)} are those of the map that it is punched into. Expected ${expectations[error.expected]}.${said(error)}`,
  "not-in-outer": (error) => `${where(error)}: ${quoted(error)} is not ${expectations[error.expected]}.${said(error)}`,
  "not-here": (error) => `${where(error)}: ${quoted(error)} needs ${expectations[error.expected]}.${said(error)}`,
  "invalid-json": (error) => `${where(error)}: not JSON at ${quoted(error)}. Expected ${expectations[error.expected]}.`,
  "too-deep": (error) => `${where(error)}: nested too deep. The decoder takes ${expectations[error.expected]}.`,
  "wrong-type": (error) =>
    `${where(error)}: found ${brackets[error.found] ?? error.found}. Expected ${expectations[error.expected]}.`,
  "missing-field": (error) =>
    `${where(error)}: a field is missing or null. A mapping must have ${expectations[error.expected]}.`,
  "two-sizes": (error) =>
    `${where(error)}: a mapping with length, as CRI has it, and with size. It must have ${expectations[error.expected]}.`,
  "bad-map": (error, explain) => `${where(error)}: the kernel refuses the map. ${explain(error.cause)}`,
  "no-entry": ({ text }) => `no entry of this owner${text === undefined ? "" : `: "${text}"`}`,
  "too-few-ids": ({ least, text }) =>
    `no entry of this owner has ${least} IDs or more${text === undefined ? "" : `: "${text}"`}`,
  "several-entries": ({ count }) => `${count} entries of several owners; name one`,
  "not-told": ({ needs }) => needed[needs],
  "not-rootless": ({ reader }) => `${reader} has no rootless mode: it never maps a user's own ID`,
  "no-mapping": () => "no mapping in it",
  "no-known-form": ({ reasons }, explain) =>
    ["The text is of no known form.", ...grouped(reasons, (cause) => explain(cause).replace(/\.?$/, "."))].join(" "),
  "several-forms": ({ forms }) => `The text can be read as ${forms.join(" and as ")}. Name its form.`,
  "cannot-hold": ({ form, expected }) =>
    `${subjects[form]} cannot say what these maps say. It can hold ${contents[expected]}.`,
  "owner-missing": ({ form }) => `${subjects[form]} says whose the IDs are. Name the owner.`,
};

/** A sentence for each reason, with all forms that have it. */
function grouped(reasons: readonly NotOfForm[], say: (cause: NotOfForm["cause"]) => string): readonly string[] {
  const forms = new Map<string, FormName[]>();
  for (const { form, cause } of reasons) {
    const sentence = say(cause);
    forms.set(sentence, [...(forms.get(sentence) ?? []), form]);
  }
  return Array.from(
    forms,
    ([sentence, names]) => `As ${names.join(", ").replace(/, (?=[^,]*$)/, " and ")}: ${sentence}`,
  );
}

function where({ form, line, column, path }: FormPlace): string {
  const way = path ? `, ${path}` : "";
  return `${subjects[form]}, line ${line}, column ${column}${way}`;
}

function quoted({ found }: FormFault<string>): string {
  return found === "" ? "the end" : `"${found}"`;
}

/** The program's own words, by which people find what others wrote about them. */
function said({ text }: FormFault<string>): string {
  return text === undefined ? "" : ` The program itself says "${text}".`;
}

const expectations: { readonly [Expected in FormExpected]: string } = {
  "string-or-bytes": "a string or a Uint8Array",
  "json-or-its-value": "JSON, or a value parsed from it",
  value: "a value",
  key: "a key in quotation marks",
  colon: "a colon",
  "comma-or-]": "a comma or ]",
  "comma-or-}": "a comma or }",
  "closing-quote": "a closing quotation mark",
  escape: "one of the escapes of JSON",
  "end-of-text": "the end of the text",
  "10000-levels": "at most 10000 arrays and objects inside each other",
  object: "an object",
  array: "an array",
  uint32: "an integer from 0 to 4294967295",
  "enum-name": "POD, CONTAINER, NODE or TARGET",
  "three-numbers": "three numbers",
  "end-of-line": "the end of the line",
  "decimal-number": "a number in base 10",
  number: "a number",
  "4095-bytes": "at most 4095 bytes",
  "owner:start:count": "owner:start:count",
  owner: "a login name or a user ID",
  "index: owner start count": "index: owner start count",
  "mapping-fields": "a container ID, a host ID and a size",
  "u-or-g": "u or g, with a blank behind it",
  "lxc.idmap-line": "lxc.idmap = u 0 100000 65536",
  "proxmox-line": "a key at the start of the line and a colon behind it, as in lxc.idmap: u 0 100000 65536",
  "proxmox-mount-point": "entries such as u:0:65536:65536, or passthrough",
  "proxmox-mapping": "u or g and three numbers in base 10, without a blank before them",
  "proxmox-boolean": "1, on, yes or true, or else 0, off, no or false",
  "both-host-container": "both, uid or gid, the host's ID or range, and the container's, with one blank between them",
  "both-uid-or-gid": "both, uid or gid",
  "number-or-range": "a number, or FIRST-LAST",
  "same-size": "the same size",
  "host-outside-base": "host IDs outside that map",
  boolean: "true or false",
  "podman-spec": "[+ug]container:[@]host[:size]",
  "id-or-flag": "a container ID behind flags + u g",
  "host-id": "a host ID, or @ and one",
  "podman-option": "--uidmap, --gidmap or --userns",
  "podman-mode": "keep-id, nomap, auto or host",
  "key=value": "uid=, gid= or size= and a number; uidmapping=, gidmapping= and a mapping for auto",
  "id-of-outer": "an ID of the map that this one lives in",
  rootless: "a rootless podman: the outer map, with subordinate IDs in it",
  "idmap-triple": "disk-host-size, joined by #",
  "one-idmap-option": "the same idmap option again, since one map is read",
  "idmap-option": "uids= or gids=",
  "container-or-mapping": "container:host:size, or an object { container_id, host_id, size }",
  newuidmap: "newuidmap PID and three numbers for each mapping: container, host, count",
  "refused-range": "newuidmap: uid range [A-B) -> [C-D) not allowed",
  "three-numbers-each": "three numbers for each mapping: container, host, count",
  "end-by-4294967295": "a range that ends by 4294967295",
  "at-least-one": "a count of 1 or more",
  "mount-idmap": "[b:|u:|g:]DISK:MOUNT:COUNT, parted by blanks",
  uid: "a user ID in base 10, neither 65535 nor 4294967295",
  "nspawn-users": "no, identity, HOST or HOST:COUNT; what yes and pick come to is known where the container runs",
  "unshare-mapping": "INNER:OUTER:COUNT, OUTER,INNER,COUNT, auto, subids or all",
  "nsjail-mapping": "-u or -g and INSIDE:OUTSIDE:COUNT",
  "known-user": "a user of /etc/passwd",
  "user-and-group": "USER, UID, USER:GROUP or UID:GID",
  "userns-remap": "the key userns-remap and a text",
  "container:host:size": "container:host:size",
  "cri-text": "IDMapping{HostId:H,ContainerId:C,Length:N,} or uids:{host_id:H container_id:C length:N}",
  "go-struct": "{ContainerID:C HostID:H Size:N}",
  "kernel-idmapping": "uN:kN:rN",
};

const needed: { readonly [Need in NotTold["needs"]]: string } = {
  rootless: "it maps one's own ID, which is not given: name it",
  subuid: "it maps the subordinate IDs of a user, which are not given: give the text of /etc/subuid",
  outer: "it looks into the map of the container, which is not given: give that map as the outer one",
  "volatile.idmap.next":
    "it says that the files on disk are not shifted, not which map the instance has: that stands in volatile.idmap.next",
  "included-file":
    "it includes another file, which may have mappings and is not given: put the lines of that file in the place of lxc.include",
  "shared-namespace": "it joins a user namespace that exists already, and has the map of that one",
};

const contents: { readonly [Content in FormContent]: string } = {
  "one-map": "one map, of users or of groups",
  mappings: "one mapping or more",
  "mappings-of-both": "one mapping or more of users, and of groups",
  "4095-bytes": "at most 4095 bytes",
  "one-mapping-from-0": "one mapping, from container ID 0 on, the same for users and groups",
  "one-entry-from-0":
    "one mapping, from container ID 0 on, the same for users and groups: of several entries of an owner some readers take the first only",
  "base-with-other-ids": "a base map in which lines of its own replace some IDs: name that map",
};

/** How a value is called of which only the bracket is found. */
const brackets: Readonly<Record<string, string>> = { "{": "an object", "[": "an array" };

const subjects: Readonly<Record<FormName, string>> = {
  "proc-map": "The uid_map or gid_map",
  lxc: "The lxc.idmap",
  proxmox: "The container's lxc.idmap in Proxmox",
  "raw-idmap": "The raw.idmap",
  "incus-json": "The volatile.idmap",
  podman: "The mapping of podman",
  "podman-json": "The output of podman",
  "podman-idmap": "The idmap option of podman",
  cri: "The CRI message",
  oci: "The OCI configuration",
  "kubelet-userns": "The kubelet's userns file",
  subid: "The file of subordinate IDs",
  getsubids: "The output of getsubids",
  "mount-idmap": "The option X-mount.idmap",
  newuidmap: "The arguments of newuidmap",
  "userns-remap": "Docker's userns-remap",
  nspawn: "The option --private-users",
  unshare: "The options of unshare",
  nsjail: "The options of nsjail",
  triple: "The list of container:host:size",
  "cri-text": "The CRI message in a log",
  "go-struct": "The mappings in a log",
  "kernel-doc": "The idmapping",
};
