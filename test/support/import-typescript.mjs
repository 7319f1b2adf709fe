import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Imports a program that Node 20 cannot run as it is: it is bundled in memory first. */
export async function importTypeScript(url) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
  });
  const bundle = Buffer.from(outputFiles[0].contents).toString("base64");
  return await import(`data:text/javascript;base64,${bundle}`);
}
