/** What long runs of the presets need, to be bundled into one. */

export { explore } from "../../src/testing/explore/explore.ts";
export { soak } from "../../src/testing/soak/soak.ts";
export { PRESETS } from "./presets.ts";
