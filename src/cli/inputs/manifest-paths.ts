import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import type { NodeOptions } from "../options/node-options.ts";
import type { Asked } from "../program/command-row.ts";

/** The manifests in the package's `examples` folder. */
export const EXAMPLES = ["batch.yaml", "log-agent.yaml", "network.yaml", "postgres.yaml", "web-shop.yaml"] as const;

/** The files that the pods are read from: those that were named, or the package's own. */
export function manifestPaths(io: Io, { values: files, options }: Asked<NodeOptions>): readonly string[] {
  if (options.example !== true) return files;
  const [file] = files;
  if (file !== undefined) throw new Failure(`--example has manifests of its own: leave it out, or ${file}`);
  return EXAMPLES.map((name) => `${io.examples}/${name}`);
}
