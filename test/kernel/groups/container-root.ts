import { throughOverlay } from "../../../src/core/kernel/mounts/container-root.ts";
import type { Group } from "../group.ts";
import { drawPerson } from "../people.ts";
import { groupOfFiles } from "./files.ts";

/** The root filesystem of a container: an overlay, whose lower layer is idmapped and whose upper one is not. */
export const overlay: Group = groupOfFiles({
  name: "overlay",
  schema: "userns-sim-live/overlay/1 cases",
  share: 3000,
  verb: "overlay",
  drawPlace: (draw, scene) => {
    const namespaces = scene.namespaces.map(({ id }) => id).filter((id) => String(id) in scene.mounts);
    const mount = namespaces.length === 0 || draw.chance(5) ? 0 : draw.pick(namespaces);
    return [draw.chance(65) ? drawPerson(draw, scene, { namespace: mount }) : drawPerson(draw, scene), mount];
  },
  through: (file) => throughOverlay(file),
  unsupported: (_question, { overlayMounts, idmappedMounts }) => idmappedMounts ?? overlayMounts,
});
