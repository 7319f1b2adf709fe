import { brotliCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { page } from "../../docs/page/build.mjs";

it("weighs at most 200,000 B brotli and 900,000 B raw", async () => {
  const built = Buffer.from(await page());
  expect(built.length).toBeLessThanOrEqual(900_000);
  expect(brotliCompressSync(built).length).toBeLessThanOrEqual(200_000);
});
