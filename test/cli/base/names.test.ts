import * as fc from "fast-check";
import { expect, it } from "vitest";
import { nameOf, nameText } from "../../../src/cli/base/names.ts";
import { compareNames } from "../../../src/core/go/compare-names.ts";
import { goBytes } from "../../../src/core/go/go-bytes.ts";
import { goQuote } from "../../../src/core/go/go-text.ts";
import { printable } from "../../../src/core/text/printable.ts";
import { prop } from "../../support/prop.ts";

/** Bytes that often are UTF-8 and often just miss it. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        [0x41],
        [0x5c],
        [0x78],
        [0x1b],
        [0x75, 0x30, 0x30, 0x31, 0x62],
        [0xff],
        [0x80],
        [0xc3, 0xa4],
        [0xe2, 0x82, 0xac],
        [0xe2, 0x82],
        [0xf0, 0x9f],
      ),
      fc.constantFrom(
        [0xed, 0xa0, 0x80],
        [0xed, 0xb3, 0xbf],
        [0xf0, 0x9f, 0x98, 0x80],
        [0xef, 0xbf, 0xbd],
        [0xc0, 0xaf],
      ),
      fc.uint8Array({ minLength: 1, maxLength: 3 }).map((some) => [...some]),
    ),
    { maxLength: 4 },
  )
  .map((pieces) => Uint8Array.from(pieces.flat()));

it.each([
  [[0x61], "a", "a", '"a"'],
  [[0xff], "\udcff", "\\xff", '"\\xff"'],
  [[0x5c, 0x78, 0x66, 0x66], "\\xff", "\\\\xff", '"\\\\xff"'],
  [[0xe2, 0x82, 0xac], "€", "€", '"€"'],
  [[0xe2, 0x82], "\udce2\udc82", "\\xe2\\x82", '"\\xe2\\x82"'],
  [[0xed, 0xb3, 0xbf], "\udced\udcb3\udcbf", "\\xed\\xb3\\xbf", '"\\xed\\xb3\\xbf"'],
  [[0x1b, 0x5b], "\u001b[", "\u001b[", '"\\x1b["'],
  [[0xef, 0xbb, 0xbf], "\ufeff", "\ufeff", '"\\ufeff"'],
])("%j is read, made text, and quoted as Go does", (given, name, text, quoted) => {
  expect(nameOf(Uint8Array.from(given))).toBe(name);
  expect([nameText(name), goQuote(name)]).toEqual([text, quoted]);
});

prop("a name has its bytes again", [bytes], (given) => {
  expect(goBytes(nameOf(given))).toEqual(given);
});

prop("different names are shown differently, and ordered by their bytes", [bytes, bytes], (a, b) => {
  const order = Math.sign(Buffer.compare(a, b));
  expect(Math.sign(compareNames(nameOf(a), nameOf(b)))).toBe(order);
  const [first, second] = [nameText(nameOf(a)), nameText(nameOf(b))];
  expect([first === second, printable(first) === printable(second)]).toEqual([order === 0, order === 0]);
});
