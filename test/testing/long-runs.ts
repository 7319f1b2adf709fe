/** What long runs of the presets need, to be bundled into one. */
export { soak } from "../../src/testing/check/soak.ts";
export { explore } from "../../src/testing/explore/explore.ts";
export { PRESETS } from "./presets.ts";
