import { describe, expect, it } from "vitest";
import { autoSize } from "../../../../src/core/allocate/sizing/auto-size.ts";
import { imageSize } from "../../../../src/core/allocate/sizing/image-size.ts";
import { explain } from "../../../../src/core/explain/main.ts";

describe("imageSize", () => {
  it.each([
    ["", "", 0],
    ["root:x:0:0::/root:/bin/sh", "", 1],
    ["a:x:5:9::/:/bin/sh\nb:x:3:3::/:/bin/sh\n", "", 6],
    ["a:x:5:9::/:/bin/sh", "g:x:9:a\n", 10],
    ["nobody:x:70000:1::/:/x\nnogroup:x:70001:1\nn:x:65534:65534::/:/x", "nogroup:x:70002:", 0],
    ["m:x:65533:1::/:/x", "m:x:65535:", 65536],
    ["last:x:4294967294:0", "", 4294967295],
    ["none:x:4294967295:0\nbig:x:99999999999:0\nneg:x:-1:0\nword:x:one:0\nshort:x\n\n:::", "FOOBAR", 0],
    ["hex:x:0x10:0\nblank:x: 5:0\nfloat:x:1e3:0\npart:x:5.0:0\nbehind:x:5 :0", "", 0],
    ["__proto__:x:7:7", "", 8],
  ])("of %j and %j is %d", (passwd, group, size) => {
    expect(imageSize({ passwd, group })).toBe(size);
  });
});

describe("autoSize", () => {
  it("is the largest of what is needed", () => {
    expect(autoSize({})).toEqual({ ok: true, value: 1024 });
    expect(autoSize({ min: 1 })).toEqual({ ok: true, value: 1 });
    expect(autoSize({ user: 2000, group: 1000 })).toEqual({ ok: true, value: 2001 });
    expect(autoSize({ user: 1000, group: 2000 })).toEqual({ ok: true, value: 2001 });
    expect(autoSize({ user: 1000, image: 3000 })).toEqual({ ok: true, value: 3000 });
  });

  it("is at most what anybody gets without asking", () => {
    expect(autoSize({ image: 65536 })).toEqual({ ok: true, value: 65536 });
    const refused = autoSize({ user: 65536 });
    expect(refused).toEqual({ ok: false, error: { code: "size-past-max", size: 65537, max: 65536 } });
    expect(refused.ok ? "" : explain(refused.error)).toBe(
      "The container needs 65537 IDs, and 65536 are the most that are given without asking. Ask for a size, or raise the limit.",
    );
    expect(autoSize({ image: 11, min: 5, max: 10 }).ok).toBe(false);
    expect(autoSize({ size: 70000, image: 99999 })).toEqual({ ok: true, value: 70000 });
  });

  it("takes numbers only", () => {
    expect(() => autoSize({ user: -1 })).toThrow(RangeError);
    expect(() => autoSize({ size: 4294967296 })).toThrow(RangeError);
    expect(() => autoSize({ max: 1.5 })).toThrow(TypeError);
  });
});
