import { initialIdMap } from "../../idmap/id-map.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { decimal, type Faults, type Field, faultsIn, wordsIn } from "../form/field-reader.ts";
import { type CannotHold, type FormReadError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { placedMap } from "../form/placed-map.ts";
import { aroundSingle } from "../subordinate/single-id.ts";
import { entriesAsReader } from "../subordinate/subid-map.ts";
import { type OptionNames, type OptionWord, optionsIn } from "./option-words.ts";
import { scanTriple } from "./scan-triple.ts";

/**
 * The maps of unshare(1)'s options `--map-users`, `--map-groups`, `--map-auto`, `-r` and `-c`, or of their values alone.
 *
 * `get_map_range`, `read_subid_range` and `add_single_map_range` of util-linux 39465c78, `sys-utils/unshare.c`. With commas
 * the outer ID comes first, with colons, since 2.39, the inner one. `auto` is the first line of the user in /etc/subuid,
 * from 0 on, `subids` the same line as it is, `all` whatever the outer map has, as it is.
 *
 * - Where: option `--map-users=` of unshare.
 * - One mapping: `--map-users=0:65536:65536`.
 * - First number: container (with commas host).
 * - Third number: count.
 */
export function readUnshareMaps(
  given: string | Uint8Array,
  options: FormOptions = {},
): Result<FormMaps, FormReadError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("unshare", given));
  const faults = faultsIn("unshare", text);
  const asked = askedIn(text, options, faults);
  if (!asked.ok) return asked;
  const uid = mapOf("uid", asked.value, options, faults);
  if (!uid.ok) return uid;
  if (asked.value.bare && options.subgid === undefined) return ok({ uid: uid.value, gid: undefined });
  const gid = mapOf("gid", asked.value, options, faults);
  return gid.ok ? ok({ uid: uid.value, gid: gid.value }) : gid;
}

export function writeUnshareMaps({ uid, gid }: FormMaps): Result<string, CannotHold> {
  const lines = (map: typeof uid, option: string): readonly string[] =>
    map.mappings.map(({ containerId, hostId, size }) => `${option}${containerId}:${hostId}:${size}`);
  const words = gid === undefined ? lines(uid, "") : [...lines(uid, "--map-users="), ...lines(gid, "--map-groups=")];
  return words.length === 0 ? err({ code: "cannot-hold", form: "unshare", expected: "mappings" }) : ok(words.join(" "));
}

export function looksLikeUnshare(text: string): boolean {
  return /^\s*(?:\d+[:,]\d|-[A-Za-z]|--map-|(?:\S*\/)?unshare\s|(?:auto|all|subids)(?:\s|$))/.test(text);
}

type Kind = "uid" | "gid";

/** What one or the other map is made of. */
interface Asked {
  /** Whether there are values alone, which are for users and groups alike. */
  readonly bare: boolean;
  readonly ranges: Readonly<Record<Kind, Field[]>>;
  /** The ID inside that one's own ID is mapped to. */
  readonly single: { uid?: number; gid?: number };
  /** A place for what is wrong with the whole. */
  readonly whole: Field;
}

/** The options of the command, some newer than others. */
const NAMES: OptionNames = {
  withValue: [
    "--map-users",
    "--map-groups",
    "--map-user",
    "--map-group",
    "--owner",
    "--propagation",
    "--setgroups",
    "--setuid",
    "--setgid",
    "--root",
    "--wd",
    "--monotonic",
    "--boottime",
    "--load-interp",
    "--whitelist-env",
    "-S",
    "-G",
    "-R",
    "-w",
    "-l",
  ],
  flags: [
    "--mount",
    "--uts",
    "--ipc",
    "--net",
    "--pid",
    "--user",
    "--cgroup",
    "--time",
    "--fork",
    "--kill-child",
    "--forward-signals",
    "--mount-proc",
    "--mount-binfmt",
    "--map-root-user",
    "--map-current-user",
    "--map-auto",
    "--map-subids",
    "--keep-caps",
    "--clear-env",
    "--help",
    "--version",
  ],
};

function askedIn(text: string, { rootless }: FormOptions, faults: Faults): Result<Asked, FormReadError> {
  const words = wordsIn({ text, at: 0 });
  const [first] = words;
  if (first === undefined) return faults.at("malformed-line", { text, at: 0 }, "unshare-mapping");
  const isCommand = /(?:^|\/)unshare$/.test(first.text);
  const options = isCommand ? optionsIn(words.slice(1), { ...NAMES, end: "word" }) : optionsIn(words, NAMES);
  const bare = !isCommand && options.every(({ name }) => name === undefined);
  const single = bare && rootless !== undefined ? { uid: 0, gid: 0 } : {};
  const asked: Asked = { bare, ranges: { uid: [], gid: [] }, single, whole: first };
  for (const option of options)
    if (!ask(asked, option, rootless) && !isCommand)
      return faults.at("malformed-line", option.value ?? first, "unshare-mapping");
  return ok(asked);
}

/** Takes note of an option; `false` for one that has nothing to do with maps. */
function ask({ bare, ranges, single, whole }: Asked, { name, value }: OptionWord, own: number | undefined): boolean {
  const auto = { text: "auto", at: whole.at };
  const subids = { text: "subids", at: whole.at };
  const both = (field: Field): void => {
    ranges.uid.push(field);
    ranges.gid.push(field);
  };
  const inner = (id: number | undefined): void => {
    // Without one's own ID the map is refused later, whatever stands here.
    Object.assign(single, { uid: id ?? 0, gid: id ?? 0 });
  };
  if (name === undefined && bare && value !== undefined) both(value);
  else if (name === "-r" || name === "--map-root-user") inner(0);
  else if (name === "-c" || name === "--map-current-user") inner(own);
  else if (name === "--map-auto") both(auto);
  else if (name === "--map-subids") both(subids);
  else if (name === "--map-users" && value !== undefined) ranges.uid.push(value);
  else if (name === "--map-groups" && value !== undefined) ranges.gid.push(value);
  else if (name === "--map-user" && value !== undefined) single.uid = decimal(value.text);
  else if (name === "--map-group" && value !== undefined) single.gid = decimal(value.text);
  else return false;
  return true;
}

function mapOf(kind: Kind, asked: Asked, options: FormOptions, faults: Faults): ReturnType<typeof placedMap> | Refused {
  const inner = asked.single[kind];
  const { rootless } = options;
  if (Number.isNaN(inner)) return faults.at("not-a-number", asked.whole, "decimal-number");
  if (inner !== undefined && rootless === undefined)
    return err({ code: "not-told", form: "unshare", needs: "rootless" });
  const single =
    inner === undefined || rootless === undefined ? undefined : { containerId: inner, hostId: rootless, size: 1 };
  const mappings: IdMapping[] = single === undefined ? [] : [single];
  // The same word has the same ranges, and a file to be read for them.
  const known = new Map<string, ReturnType<typeof rangesOf>>();
  for (const field of asked.ranges[kind]) {
    const ranges = known.get(field.text) ?? rangesOf(field, kind, options, faults);
    known.set(field.text, ranges);
    if (!ranges.ok) return ranges;
    const given = field.text !== "auto";
    mappings.push(...(single ? aroundSingle(ranges.value, single, given).slice(1) : ranges.value));
  }
  return placedMap(
    faults,
    mappings.map((mapping) => ({ ...mapping, field: asked.whole })),
  );
}

type Refused = Result<never, FormReadError>;

function rangesOf(
  field: Field,
  kind: Kind,
  options: FormOptions,
  faults: Faults,
): Result<readonly IdMapping[], FormReadError> {
  if (field.text === "all") {
    const { uid, gid = uid } = options.outer ?? { uid: initialIdMap() };
    return ok((kind === "uid" ? uid : gid).mappings.map(({ containerId, size }) => asItIs(containerId, size)));
  }
  if (field.text === "auto" || field.text === "subids") {
    const { subuid, subgid = subuid } = options;
    const file = kind === "uid" ? subuid : subgid;
    if (file === undefined) return err({ code: "not-told", form: "unshare", needs: "subuid" });
    const entries = entriesAsReader("unshare", file, { ...options, kind });
    if (!entries.ok) return entries;
    const [{ start, count }] = entries.value;
    return ok([field.text === "auto" ? { containerId: 0, hostId: start, size: count } : asItIs(start, count)]);
  }
  const colons = scanTriple(field.text, ":");
  const commas = scanTriple(field.text, ",");
  if (colons?.rest === "") {
    const [containerId, hostId, size] = colons.numbers;
    return ok([{ containerId, hostId, size }]);
  }
  if (commas?.rest !== "")
    return faults.at("malformed-line", field, "unshare-mapping", `unshare: invalid mapping '${field.text}'`);
  const [hostId, containerId, size] = commas.numbers;
  return ok([{ containerId, hostId, size }]);
}

function asItIs(first: number, size: number): IdMapping {
  return { containerId: first, hostId: first, size };
}
