import * as fc from "fast-check";

/** The seed of a run that names none: a fixed one, so that a red test is red again. */
const DEFAULT_SEED = 65536;

const { FC_SEED, FC_RUNS } = process.env;

fc.configureGlobal({
  seed: FC_SEED === undefined ? DEFAULT_SEED : Number(FC_SEED),
  numRuns: FC_RUNS === undefined ? 200 : Number(FC_RUNS),
});
