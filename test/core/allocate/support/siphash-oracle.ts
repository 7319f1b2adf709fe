/** SipHash-2-4 as its paper has it, on BigInt: slow, and nothing to get wrong. */
export function sipHashOracle(keyHex: string, bytes: readonly number[]): bigint {
  const key = (keyHex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const k0 = word(key.slice(0, 8));
  const k1 = word(key.slice(8));
  let v0 = k0 ^ 0x736f6d6570736575n;
  let v1 = k1 ^ 0x646f72616e646f6dn;
  let v2 = k0 ^ 0x6c7967656e657261n;
  let v3 = k1 ^ 0x7465646279746573n;
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) {
      v0 = cut(v0 + v1);
      v1 = rotate(v1, 13n) ^ v0;
      v0 = rotate(v0, 32n);
      v2 = cut(v2 + v3);
      v3 = rotate(v3, 16n) ^ v2;
      v0 = cut(v0 + v3);
      v3 = rotate(v3, 21n) ^ v0;
      v2 = cut(v2 + v1);
      v1 = rotate(v1, 17n) ^ v2;
      v2 = rotate(v2, 32n);
    }
  };
  const filled = [...bytes];
  while (filled.length % 8 !== 7) filled.push(0);
  filled.push(bytes.length % 256);
  for (let i = 0; i < filled.length; i += 8) {
    const m = word(filled.slice(i, i + 8));
    v3 ^= m;
    rounds(2);
    v0 ^= m;
  }
  v2 ^= 0xffn;
  rounds(4);
  return v0 ^ v1 ^ v2 ^ v3;
}

/** The keys of systemd, as its sources have their bytes. */
export const NSPAWN = "e156e0f04af041af9641cf413394ff72";
export const NSRESOURCED = "d4d733a74dd342cdaae945d0fbec79ee";

/** The bytes of a UID. */
export function bytesOf(podUid: string): readonly number[] {
  return Array.from(podUid).flatMap((character) => {
    const code = character.codePointAt(0) as number;
    // TextEncoder would write U+FFFD for a lone surrogate.
    if (code >= 0xd800 && code <= 0xdfff) return [0xed, 0x80 + ((code >> 6) % 64), 0x80 + (code % 64)];
    return Array.from(new TextEncoder().encode(character));
  });
}

function word(bytes: readonly number[]): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function cut(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return cut(value << bits) | (value >> (64n - bits));
}
