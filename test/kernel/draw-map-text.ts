import { toContainer } from "../../src/core/idmap/translate.ts";
import type { MapWriteInput } from "../core/kernel/support/mapwrite.ts";
import { type CredentialRow, namespaceOf } from "../core/kernel/support/world.ts";
import type { Draw } from "./draw.ts";
import { drawPieces } from "./draw-map.ts";
import { extentsOf, type Scene } from "./scene.ts";

/** A text for a map, and its encoding: valid, at the edges of the numbers, spoilt, or too long. */
export function drawText(
  draw: Draw,
  scene: Scene,
  creator: CredentialRow,
  file: string,
): readonly [0 | 1 | 2, MapWriteInput[8]] {
  const valid = drawValid(draw, scene, creator, file);
  return draw.weighted<readonly [0 | 1 | 2, MapWriteInput[8]]>([
    [11, () => [0, valid]],
    [2, () => [0, drawEdges(draw)]],
    [3, () => [1, mutated(draw, valid)]],
    [1, () => [2, [valid.slice(0, 4000), draw.pick([4094, 4095, 4096, 4097])]]],
  ]);
}

/** A text that the kernel can read, most often inside what the creator's namespace has. */
export function drawValid(draw: Draw, scene: Scene, creator: CredentialRow, file: string): string {
  const side = file === "gid_map" ? "gidMap" : "uidMap";
  const [namespace, uids, gids] = creator;
  const own = toContainer(namespaceOf(scene.world, namespace)[side], side === "uidMap" ? uids[1] : gids[1]) ?? 0;
  const parent = extentsOf(scene.world, namespace, side);
  const end = draw.pick(["", "\n"]);
  return draw.weighted([
    // What anybody may write: himself.
    [4, () => `${draw.pick([0, 0, 1000, own])} ${own} 1${end}`],
    [6, () => drawPieces(draw, parent, scene.users.slice(0, 12), draw.between(1, 7)) + end],
    [1, () => drawPieces(draw, parent, scene.users.slice(0, 12), 40) + end],
    // The parent's root, which takes a capability of its own.
    [3, () => `0 0 1\n${draw.pick([1, 2])} ${draw.pick(parent).containerId + draw.int(9)} ${draw.pick([1, 5])}${end}`],
    // Across the lines of the parent, or past them.
    [2, () => `${draw.int(3)} ${draw.pick(parent).containerId} ${draw.pick([1, 2, 11, 65536, 65537])}${end}`],
    [1, () => `0 0 ${draw.pick([1, 10, 65536, 4294967295])}${end}`],
  ]);
}

function drawEdges(draw: Draw): string {
  const number = (): string =>
    draw.pick([
      "0",
      "0",
      "1",
      "5",
      "10",
      "4294967294",
      "4294967295",
      "4294967296",
      "4294967297",
      "18446744073709551615",
      "18446744073709551617",
      "010",
      "0x10",
      "+1",
      "-1",
      "1e3",
      "",
    ]);
  const line = (): string =>
    draw.times(draw.pick([3, 3, 3, 3, 2, 4]), number).join(draw.pick([" ", " ", "\t", "  ", "\r"]));
  return draw.times(draw.between(1, 3), line).join(draw.pick(["\n", "\n", "\r\n", "\n\n"]));
}

/** Some bytes put in, taken out or replaced, in hexadecimal. */
function mutated(draw: Draw, text: string): string {
  const bytes = [...Buffer.from(text)];
  for (let count = draw.between(1, 3); count > 0; count -= 1) {
    const odd = draw.pick([
      0x20, 0x09, 0x0a, 0x0a, 0x0b, 0x0c, 0x0d, 0x00, 0xa0, 0x85, 0x30, 0x39, 0x2d, 0x2b, 0x78, 0x2c, 0x23,
    ]);
    bytes.splice(draw.int(bytes.length + 1), draw.int(2), ...(draw.chance(80) ? [odd] : []));
  }
  return Buffer.from(bytes).toString("hex");
}
