import { utf8 } from "../../../text/utf8.ts";
import { type SipKey, sipHash24, type Word64 } from "./siphash.ts";

/** Source: `hash_key` of `uid_shift_pick`, systemd's `nspawn.c`. */
const NSPAWN_KEY: SipKey = [0xf0e056e1, 0xaf41f04a, 0x41cf4196, 0x72ff9433];

/** Hashes a pod's UID as systemd-nspawn hashes the name of a machine. */
export function nspawnHash(podUid: string): Word64 {
  return sipHash24(NSPAWN_KEY, utf8(podUid));
}
