/** The key of a {@link sipHash24}: its 16 bytes as four little-endian words of 32 bits. */
export type SipKey = readonly [number, number, number, number];

/** A number of 64 bits in two halves, because one number of JavaScript holds 53. */
export interface Word64 {
  readonly high: number;
  readonly low: number;
}

/**
 * J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF" (2012): two rounds for each word of eight
 * bytes, the last of which ends in the length, and four rounds at the end.
 */
export function sipHash24([k0, k1, k2, k3]: SipKey, bytes: Uint8Array): Word64 {
  // v0 to v3 of the paper, each as its lower half and its upper half.
  const v = new Uint32Array([
    k0 ^ 0x70736575,
    k1 ^ 0x736f6d65,
    k2 ^ 0x6e646f6d,
    k3 ^ 0x646f7261,
    k0 ^ 0x6e657261,
    k1 ^ 0x6c796765,
    k2 ^ 0x79746573,
    k3 ^ 0x74656462,
  ]);
  const view = new DataView(padded(bytes).buffer);
  for (let at = 0; at < view.byteLength; at += 8) compress(v, view.getUint32(at, true), view.getUint32(at + 4, true));
  flip(v, 4, 0xff);
  for (let round = 0; round < 4; round++) sipRound(v);
  return { low: fold(v, 0), high: fold(v, 1) };
}

/** The divisor is 1 to 4294967296. */
export function remainder({ high, low }: Word64, divisor: number): number {
  // Sixteen bits at a time: what is divided stays below 2^48.
  const upper = high % divisor;
  const middle = (upper * 65536 + (low >>> 16)) % divisor;
  return (middle * 65536 + (low & 0xffff)) % divisor;
}

/** Fills up with zeros to whole words; the very last byte is the length, as far as it fits. */
function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = bytes;
  const words = new Uint8Array(length - (length % 8) + 8);
  words.set(bytes);
  words[words.length - 1] = length;
  return words;
}

function compress(v: Uint32Array, low: number, high: number): void {
  flip(v, 6, low);
  flip(v, 7, high);
  sipRound(v);
  sipRound(v);
  flip(v, 0, low);
  flip(v, 1, high);
}

function sipRound(v: Uint32Array): void {
  addRotateXor(v, 0, 2, 13);
  swapHalves(v, 0);
  addRotateXor(v, 4, 6, 16);
  addRotateXor(v, 0, 6, 21);
  addRotateXor(v, 4, 2, 17);
  swapHalves(v, 4);
}

/** `v[a] += v[b]; v[b] = rotate(v[b], bits); v[b] ^= v[a]`, on 64 bits each; the indices are those of the lower halves. */
function addRotateXor(v: Uint32Array, a: number, b: number, bits: number): void {
  const low = word(v, b);
  const high = word(v, b + 1);
  const sum = word(v, a) + low;
  v[a] = sum;
  v[a + 1] = word(v, a + 1) + high + Math.floor(sum / 0x100000000);
  v[b] = ((low << bits) | (high >>> (32 - bits))) ^ word(v, a);
  v[b + 1] = ((high << bits) | (low >>> (32 - bits))) ^ word(v, a + 1);
}

function swapHalves(v: Uint32Array, a: number): void {
  const low = word(v, a);
  v[a] = word(v, a + 1);
  v[a + 1] = low;
}

function flip(v: Uint32Array, index: number, bits: number): void {
  v[index] = word(v, index) ^ bits;
}

function fold(v: Uint32Array, half: 0 | 1): number {
  return (word(v, half) ^ word(v, 2 + half) ^ word(v, 4 + half) ^ word(v, 6 + half)) >>> 0;
}

function word(v: Uint32Array, index: number): number {
  return v[index] as number;
}
