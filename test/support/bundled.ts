import { createRequire } from "node:module";
import { buildSync } from "esbuild";

/**
 * A module with all that it imports, bundled into one when it is first asked for. Within vitest every use of an import
 * goes through a getter, which makes long explorations five times as long.
 */
export function bundledOnce<Module>(path: string): () => Module {
  let made: Module | undefined;
  return () => {
    made ??= bundled<Module>(path);
    return made;
  };
}

function bundled<Module>(path: string): Module {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    format: "cjs",
    platform: "node",
    external: ["fast-check"],
    write: false,
  });
  const module = { exports: {} };
  new Function("module", "require", String(outputFiles[0]?.text))(module, createRequire(import.meta.url));
  return module.exports as Module;
}
