import type { Prepare } from "../support/suite.ts";
import { askedIds } from "./maps.ts";

/** The least that can be done to an array: each number is read and written. */
export const prepare: Prepare = () => {
  const ids = askedIds();
  const out = new Uint32Array(ids.length);
  const copy = (from: Uint32Array, to: Uint32Array): void => {
    for (let i = 0; i < from.length; i++) to[i] = from[i] as number;
  };
  return (times) => {
    for (let i = 0; i < times; i++) copy(ids, out);
  };
};
