import { decodeStruct, type GoDecode } from "../../go/go-json.ts";
import { goQuote } from "../../go/go-text.ts";
import { emptyIdMap, type IdMap } from "../../idmap/id-map.ts";
import { looksLikeJson, openJson } from "../../json/json-open.ts";
import { err, ok, type Result } from "../../result.ts";
import { textOf } from "../../text/given-text.ts";
import { cut, type Faults, type Field, faultsIn, splitAt, trimmed } from "../form/field-reader.ts";
import { type FormError, type FormReadError, notText } from "../form/form-error.ts";
import type { FormMaps } from "../form/form-maps.ts";
import type { FormOptions } from "../form/form-row.ts";
import { namesOfUser } from "../subordinate/passwd.ts";
import { mapAsReader } from "../subordinate/subid-map.ts";

/**
 * The maps of Docker's `userns-remap` in daemon.json, of the option of that name, or of its value alone: the subordinate IDs
 * of the user, one line after the other from container ID 0 on. None where the value is empty, or root.
 *
 * `parseRemappedRoot` and `setupRemappedRoot` of moby b985e231, `daemon/daemon_unix.go`. The group of the value is not looked
 * at: its IDs are those of the user in /etc/subgid.
 *
 * - Where: `userns-remap` in Docker's daemon.json.
 * - One mapping: `{"userns-remap":"dockremap"}`, with `dockremap:65536:65536` in /etc/subuid.
 * - First number: none (it names a user).
 * - Third number: none.
 */
export function readUsernsRemapMaps(
  given: string | Uint8Array,
  options: FormOptions = {},
): Result<FormMaps, FormReadError> {
  const text = textOf(given);
  if (text === undefined) return err(notText("userns-remap", given));
  const value = looksLikeJson(text) ? valueInJson(text) : ok(valueIn({ text, at: 0 }));
  if (!value.ok) return value;
  const user = userOf(value.value, options, faultsIn("userns-remap", text));
  if (!user.ok) return user;
  if (user.value === "root") return ok({ uid: emptyIdMap(), gid: emptyIdMap(), otherIds: "as-outside" });
  const { subuid, subgid = subuid, passwd } = options;
  if (subuid === undefined || subgid === undefined)
    return err({ code: "not-told", form: "userns-remap", needs: "subuid" });
  const map = (file: string | Uint8Array, kind: "uid" | "gid"): Result<IdMap, FormReadError> =>
    mapAsReader("moby", file, { owner: user.value, kind, ...(passwd !== undefined && { passwd }) });
  const uid = map(subuid, "uid");
  if (!uid.ok) return uid;
  const gid = map(subgid, "gid");
  return gid.ok ? ok({ uid: uid.value, gid: gid.value }) : gid;
}

/** A word alone may be any user's name: such a text is of the form only where the form is named. */
export function looksLikeUsernsRemap(text: string): boolean {
  if (looksLikeJson(text)) return /userns|\\u/i.test(text);
  return OPTION.test(text) || ["", "root", "0", "default"].includes(text.trim().split(":", 1)[0] as string);
}

const OPTION = /^\s*(?:dockerd\s+)?--userns-remap[= ]/;

function valueIn(whole: Field): Field {
  const option = OPTION.exec(whole.text);
  const value = trimmed(cut(whole, option === null ? 0 : option[0].length));
  return /^".*"$/s.test(value.text) && value.text.length > 1 ? cut(value, 1, value.text.length - 1) : value;
}

function valueInJson(text: string): Result<Field, FormError> {
  const opened = openJson("userns-remap", text);
  if (!opened.ok) return opened;
  const reader = opened.value;
  const wrong = (path: string): Result<Field, FormError> => err(reader.fault("wrong-type", path, "userns-remap"));
  let value = wrong("");
  const decode: GoDecode = (_, path) => {
    // What is null changes nothing; of a key that comes again the last one counts.
    if (reader.kind() === "string") value = ok({ text: JSON.parse(reader.peek()), at: reader.at + 1 });
    else if (reader.kind() !== "null") value = wrong(path);
    reader.skip();
    return undefined;
  };
  const error = decodeStruct(reader, "", { "userns-remap": decode });
  return error === undefined ? value : err(error);
}

/** The name of the user, or the number where no file says the name. */
function userOf(value: Field, { passwd }: FormOptions, faults: Faults): Result<string, FormError> {
  if (value.text === "") return ok("root");
  const [user, group, ...more] = splitAt(value, ":");
  const { text: name } = user as Field;
  if (more.length > 0)
    return faults.at(
      "malformed-line",
      value,
      "user-and-group",
      `Invalid user/group specification in --userns-remap: ${goQuote(value.text)}`,
    );
  const number = /^[+-]?\d+$/.test(name) ? Number(name) : Number.NaN;
  const isUid = number >= -2147483648 && number <= 2147483647;
  const known = name === "default" ? "dockremap" : isUid ? String(number) : name;
  if (known === "0") return ok("root");
  const names = passwd === undefined ? [] : namesOfUser([known], passwd);
  const place = { ...(user as Field), text: group === undefined ? value.text : name };
  if (isUid && passwd !== undefined && names.length < 2)
    return faults.at("malformed-line", place, "known-user", `Uid ${number} has no entry in /etc/passwd: ${NOBODY}`);
  const unknown = passwd === undefined ? /^\d+$/.test(name) : names.length < 2 && name !== "default";
  if (!isUid && unknown)
    return faults.at("malformed-line", place, "known-user", `Error during uid lookup for ${goQuote(known)}: ${NOBODY}`);
  return ok(isUid ? (names.find((other) => other !== known) ?? known) : known);
}

const NOBODY = "no matching entries in passwd file";
