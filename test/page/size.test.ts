import { brotliCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { page } from "../../docs/page/build.mjs";

/**
 * What the page may weigh: the lessons in two languages are 70 kB of it after brotli, the kernel with the kubelet and their
 * words 90, the reader of YAML 27, the forms of maps 24, and German 24.
 */
const LIMITS = { raw: 1_085_000, brotli: 290_500 };

it("weighs no more than it did", async () => {
  const built = Buffer.from(await page());
  expect(built.length).toBeLessThanOrEqual(LIMITS.raw);
  expect(brotliCompressSync(built).length).toBeLessThanOrEqual(LIMITS.brotli);
});
