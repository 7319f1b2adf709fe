/** What explorations of many states need, to be bundled into one. */
export { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
export { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
export { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
export { explore } from "../../../../src/testing/explore/explore.ts";
export { anyRange, poolOf } from "../support/proposals.ts";
