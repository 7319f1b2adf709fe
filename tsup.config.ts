import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Options } from "tsup";
import { entries } from "./test/support/entries.ts";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/** What can be imported. */
const library: Options = {
  entry: entries,
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  external: ["fast-check"],
  // tsup sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { entry: entries, compilerOptions: { ignoreDeprecations: "6.0" } },
};

/** The command: one file that needs nothing installed beside it. */
const command: Options = {
  entry: { bin: "src/cli/bin.ts" },
  format: ["cjs"],
  target: "node20",
  platform: "node",
  splitting: false,
  noExternal: [/./],
  banner: { js: "#!/usr/bin/env node" },
  esbuildPlugins: [licencesOf("dist/bin.licenses.txt")],
};

export default [library, command];

/** Writes down the licences of the packages that a bundle contains: they ask to be kept with every copy. */
function licencesOf(outfile: string): Plugin {
  return {
    name: "licences",
    setup(build) {
      build.onEnd(({ metafile }) => {
        const inputs = Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs));
        const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
        const folders = new Set(used.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
        writeFileSync(outfile, [...folders].sort().map(licenceIn).join("\n"));
      });
    },
  };
}

function licenceIn(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`the licence of ${name} is missing`);
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
}
