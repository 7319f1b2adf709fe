import { escape as playEscape } from "../../src/core/node/escape/escape.ts";
import type { Prepare } from "../support/suite.ts";
import { ATTACKER, scene } from "./pods.ts";

export const prepare: Prepare = (cell) => {
  const { node, path } = scene(cell);
  return (times) => {
    for (let i = 0; i < times; i++) if (!playEscape(node, ATTACKER, path).ok) throw new Error("the pod is there");
  };
};
