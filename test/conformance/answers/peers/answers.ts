import { allocOperations } from "./alloc.ts";
import type { Operations } from "./answer.ts";
import { convertOperations } from "./convert.ts";
import { idmapFormatOperations } from "./idmap-format.ts";
import { idmapTextOperations } from "./idmap-text.ts";
import { incusMapOperations } from "./incus-map.ts";
import { intervalOperations } from "./interval.ts";
import { kernelOperations } from "./kernel.ts";
import { kubeletOperations } from "./kubelet.ts";
import { mapOperations } from "./map.ts";
import { mapPairOperations } from "./map-pair.ts";
import { podmanMapOperations } from "./podman-map.ts";
import { rangeTextOperations } from "./range-text.ts";
import { setOperations } from "./set.ts";
import { shadowOperations } from "./shadow.ts";
import { subidOperations } from "./subid.ts";
import { sysboxOperations } from "./sysbox.ts";
import { textOperations } from "./text.ts";
import { unshareMapOperations } from "./unshare-map.ts";

/** The table of answered operations. An operation that the page names and that is missing here is skipped by name. */
export const peerAnswers: Operations = {
  ...setOperations,
  ...intervalOperations,
  ...rangeTextOperations,
  ...mapOperations,
  ...mapPairOperations,
  ...idmapFormatOperations,
  ...idmapTextOperations,
  ...incusMapOperations,
  ...podmanMapOperations,
  ...unshareMapOperations,
  ...textOperations,
  ...convertOperations,
  ...shadowOperations,
  ...subidOperations,
  ...kubeletOperations,
  ...kernelOperations,
  ...allocOperations,
  ...sysboxOperations,
};
