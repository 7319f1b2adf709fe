import { escapeCell } from "../../src/core/node/escape/escape.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Prepare } from "../support/suite.ts";
import { ATTACKER, scene } from "./pods.ts";

export const prepare: Prepare = (cell) => {
  const { node, path } = scene(cell);
  const last = `${node.pods.at(-1)?.label}/main:signal`;
  return (times) => {
    for (let i = 0; i < times; i++) unwrap(escapeCell(node, ATTACKER, path, last));
  };
};
