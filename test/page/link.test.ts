import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBlob, fromFile, LINK_LIMITS, pack, toFile, unpack } from "../../docs/page/state/link.ts";
import { DEFAULTS, EXAMPLE, type Play } from "../../docs/page/state/play/play.ts";
import { anyPlay } from "./support/plays.ts";

function packed(text: string | Uint8Array): string {
  return `1.${deflateRawSync(text).toString("base64url")}`;
}

async function linkOf(play: Play): Promise<string> {
  return (await pack(play)) ?? "too much for a link";
}

async function saysOf(link: string): Promise<string | undefined> {
  const read = await unpack(link);
  return read.ok ? undefined : read.faults[0]?.says.en;
}

describe("a link", () => {
  it("opens what it was made of", async () => {
    await fc.assert(
      fc.asyncProperty(anyPlay, async (play) => {
        const link = await linkOf(play);
        expect(link).toMatch(/^1\.[A-Za-z0-9_-]*$/);
        expect(await unpack(link)).toEqual({ ok: true, play });
        expect(fromFile(toFile(play))).toEqual({ ok: true, play });
      }),
    );
  });

  it("holds any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (pods) => {
        const play = { ...EXAMPLE, pods };
        expect(await unpack(await linkOf(play))).toEqual({ ok: true, play });
      }),
    );
    const lone = { ...EXAMPLE, pods: "\ud800" };
    expect(await unpack(await linkOf(lone))).toEqual({ ok: true, play: lone });
  });

  it.each<[string, string]>([
    ["", "no link to a play"],
    ["1", "no link to a play"],
    ["0.x", "no link to a play"],
    ["1.<b>", "no link to a play"],
    ["01.x", "no link to a play"],
    ["02.x", "no link to a play"],
    ["2.abc", "made by a newer page: version 2."],
    ["2.<b>", "no link to a play"],
    ["1.", "damaged"],
    ["1.x", "damaged"],
    ["1.AAAA", "damaged"],
    [packed(""), "damaged"],
    [packed("{"), "damaged"],
    [packed("[1]"), "Expected an object"],
    [packed('{"__proto__":{}}'), "There is no such field"],
    [packed('{"<img src=x>":1}'), "There is no such field"],
    [packed(" ".repeat(262_145)), "more than 262144 bytes"],
    [packed(new Uint8Array(5_000_000)), "more than 262144 bytes"],
    [`1.${"A".repeat(8_000)}`, "more than 8000 characters: a file takes more"],
    ["x".repeat(1_000_000), "more than 8000 characters"],
  ])("%.20s is refused with what would be right", async (link, says) => {
    expect(await saysOf(link)).toContain(says);
  });

  it("takes what fills the limit", async () => {
    expect(await unpack(packed(`${" ".repeat(262_142)}{}`))).toEqual({ ok: true, play: DEFAULTS });
  });

  it("stops reading at the limit, however large it is that is packed", async () => {
    const bomb = packed(new Uint8Array(5_500_000));
    expect(bomb.length).toBeLessThan(LINK_LIMITS.characters);
    expect(await saysOf(bomb)).toContain("more than 262144 bytes");
  });

  it("throws at nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.string(), async (bytes, text) => {
        for (const link of [`1.${Buffer.from(bytes).toString("base64url")}`, packed(bytes), packed(text), text]) {
          const read = await unpack(link);
          if (!read.ok) expect(read.faults.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("notices most of what is mutated, and opens no play that could not be packed", async () => {
    const link = await linkOf(EXAMPLE);
    await fc.assert(
      fc.asyncProperty(fc.nat(link.length - 1), fc.constantFrom("A", "_", "9", "."), async (at, sign) => {
        const read = await unpack(link.slice(0, at) + sign + link.slice(at + 1));
        if (read.ok) expect(await unpack(await linkOf(read.play))).toEqual(read);
      }),
    );
    expect(await saysOf(link.slice(0, -4))).toContain("damaged");
  });

  it.each<[string, string]>([
    ["long", Array.from({ length: 20_000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000))).join("")],
    ["long once it is inflated", "\n".repeat(150_000)],
  ])("is not made of what only a file can hold, too %s", async (_, pods) => {
    const play = { ...EXAMPLE, pods };
    expect(await pack(play)).toBeUndefined();
    expect(fromFile(toFile(play))).toEqual({ ok: true, play });
  });
});

describe("a file", () => {
  it.each<[string, string]>([
    ["", "no JSON"],
    ["{", "no JSON"],
    ["null", "no JSON"],
    ["[]", "no file of a play"],
    ["{}", "no file of a play"],
    ['{"userns-sim":"01","play":{}}', "no file of a play"],
    ['{"userns-sim":"x","play":{}}', "no file of a play"],
    ['{"userns-sim":"2","play":{}}', "made by a newer page: version 2"],
    ['{"userns-sim":"1","play":[]}', "Expected an object"],
    ['{"userns-sim":"1","__proto__":{"play":{}}}', "no file of a play"],
  ])("%s is refused", (text, says) => {
    const read = fromFile(text);
    expect(read.ok ? undefined : read.faults[0]?.says.en).toContain(says);
  });

  it("is read as it was chosen", async () => {
    expect(await fromBlob(new Blob([toFile(EXAMPLE)]))).toEqual({ ok: true, play: EXAMPLE });
  });

  it("is not read where it is larger than any play, or is gone", async () => {
    let read = 0;
    class Gone extends Blob {
      override slice(): Blob {
        read += 1;
        throw new Error("it is gone");
      }
    }
    const says = async (file: Blob) => {
      const answer = await fromBlob(file);
      return answer.ok ? undefined : answer.faults[0]?.says.en;
    };
    expect(await says(new Gone([new Uint8Array(50_000_001)]))).toContain("more than 50000000 bytes");
    expect(read).toBe(0);
    expect(await says(new Gone(["{}"]))).toContain("cannot read the file");
    expect(read).toBe(1);
  });
});

describe("the links of before", () => {
  const folder = fileURLToPath(new URL("links/", import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

  it.each(files)("%s opens what it must", async (name) => {
    const { link, opens } = JSON.parse(readFileSync(folder + name, "utf8")) as { link: string; opens: unknown };
    const read = await unpack(link);
    // A later play may have more fields.
    expect(read).toMatchObject({ ok: true, play: opens });
  });

  it("are there", () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });
});
