import type { PlayModelWords } from "../words/play-model.en.ts";
import { inBoth } from "./play/in-both.ts";
import type { Play } from "./play/play.ts";
import { type PlayFaults, type PlayRead, readPlay } from "./play/stored/read-play.ts";
import { writePlay } from "./play/stored/write-play.ts";

/** The most characters of a link's state, and the most bytes of what is in it. */
export const LINK_LIMITS = { characters: 8_000, bytes: 262_144 } as const;

const VERSION = "1";

/** A play as it stands in a link: its version, and its JSON, deflated, in base64url. `undefined` where a file is needed. */
export async function pack(play: Play): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(writePlay(play));
  if (bytes.length > LINK_LIMITS.bytes) return undefined;
  const deflated = await through(new CompressionStream("deflate-raw"), bytes);
  const packed = `${VERSION}.${base64url(deflated ?? new Uint8Array())}`;
  return packed.length <= LINK_LIMITS.characters ? packed : undefined;
}

/** Reads what stands in a link, and trusts nothing in it. */
export async function unpack(packed: string): Promise<PlayRead> {
  const [, version, state] =
    /^([1-9]\d{0,8})\.([A-Za-z0-9_-]*)$/.exec(packed.slice(0, LINK_LIMITS.characters + 1)) ?? [];
  if (packed.length > LINK_LIMITS.characters) return refused((words) => words.linkTooLong(LINK_LIMITS.characters));
  if (version === undefined || state === undefined) return refused((words) => words.linkForm);
  if (version !== VERSION) return refused((words) => words.linkNewer(version));
  const deflated = bytesOf(state);
  if (deflated === undefined) return refused((words) => words.linkBroken);
  try {
    const bytes = await through(new DecompressionStream("deflate-raw"), deflated, LINK_LIMITS.bytes);
    return bytes === undefined ? refused((words) => words.linkBomb(LINK_LIMITS.bytes)) : readBytes(bytes);
  } catch {
    return refused((words) => words.linkBroken);
  }
}

/** A play as a file, which may be longer than a link. */
export function toFile(play: Play): string {
  return `${JSON.stringify({ "userns-sim": VERSION, play: JSON.parse(writePlay(play)) as unknown }, null, 2)}\n`;
}

/** Reads such a file, and trusts nothing in it. */
export function fromFile(text: string): PlayRead {
  if (text.length > FILE_LIMIT) return refused((words) => words.linkBomb(FILE_LIMIT));
  const file = parsed(text);
  if (typeof file !== "object" || file === null) return refused((words) => words.notJson);
  const version: unknown = Object.hasOwn(file, "userns-sim") ? Reflect.get(file, "userns-sim") : undefined;
  if (typeof version !== "string" || !/^[1-9]\d{0,8}$/.test(version) || !Object.hasOwn(file, "play"))
    return refused((words) => words.fileForm);
  return version === VERSION ? readPlay(Reflect.get(file, "play")) : refused((words) => words.linkNewer(version));
}

/** Reads a file that somebody has chosen: no more of it than a play can have. */
export async function fromBlob(file: Blob): Promise<PlayRead> {
  if (file.size > FILE_LIMIT) return refused((words) => words.linkBomb(FILE_LIMIT));
  try {
    return fromFile(await file.slice(0, FILE_LIMIT).text());
  } catch {
    return refused((words) => words.fileUnreadable);
  }
}

/** In bytes, more than any play has that `readPlay` takes: JSON writes a character in six at most. */
const FILE_LIMIT = 50_000_000;

function refused(says: (words: PlayModelWords) => string): PlayFaults {
  return { ok: false, faults: [{ place: "", says: inBoth(says) }] };
}

function readBytes(bytes: Uint8Array): PlayRead {
  const value = parsed(new TextDecoder().decode(bytes));
  return value === undefined ? refused((words) => words.linkBroken) : readPlay(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a stream makes of bytes; `undefined` where it is more than the limit, and nothing behind that is read. */
async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<Uint8Array | undefined> {
  const writer = stream.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  // The reader below meets the same error, and tells of it.
  written.catch(() => {});
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts, length);
    parts.push(value);
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      return undefined;
    }
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function base64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
  } catch {
    return undefined;
  }
}
