// What the package costs those who bundle it.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { leg } from "./legs.mjs";
import { project } from "./project.mjs";
import { specifiers } from "./tarball.mjs";

/**
 * The kit imports fast-check, which does things when it is imported, and lessons are made when they are; what the others
 * weigh is what is asked.
 */
const imports = specifiers
  .filter((name) => !["userns-sim/testing", "userns-sim/lessons"].includes(name))
  .map((name) => `import "${name}";`)
  .join("\n");

/** What is imported, and how many bytes of it may be left after a bundler and brotli. */
const limits = [
  { name: "toHost + createIdMap", code: 'export { toHost, createIdMap } from "userns-sim";', limit: 1_550 },
  { name: "createPool + allocate", code: 'export { createPool, allocate } from "userns-sim";', limit: 5_300 },
  { name: "openFile", code: 'export { openFile } from "userns-sim/kernel";', limit: 6_350 },
  { name: "the imports alone", code: imports, limit: 0 },
];

/** The same of all that an entry exports, without the fast-check that its user has anyway. */
const entryLimits = {
  "userns-sim": 46_300,
  "userns-sim/kubelet": 37_000,
  "userns-sim/kernel": 41_600,
  "userns-sim/kernel/errno": 28_800,
  "userns-sim/node": 90_700,
  "userns-sim/compare": 10_000,
  "userns-sim/lessons": 162_500,
  "userns-sim/german": 25_500,
  "userns-sim/testing": 31_400,
  "userns-sim/protocol": 2_000,
};

export async function checkSizes() {
  const whole = specifiers.map((name) => {
    if (entryLimits[name] === undefined) throw new Error(`how large may ${name} be? Say it in entryLimits`);
    return { name: `all of ${name}`, code: `export * from "${name}";`, limit: entryLimits[name] };
  });
  for (const { name, code, limit } of [...limits, ...whole]) {
    await leg(`size of ${name}`, async () => {
      const bytes = await bundled(code);
      const brotli = bytes.length === 0 ? 0 : brotliCompressSync(bytes).length;
      const gzip = bytes.length === 0 ? 0 : gzipSync(bytes).length;
      const facts = `${bytes.length} B minified, ${gzip} B gzip, ${brotli} B brotli`;
      if (brotli > limit) throw new Error(`${facts}, and ${limit} B are allowed`);
      return `${facts} of ${limit}`;
    });
  }
}

async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: await project() },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    logLevel: "silent",
    external: ["fast-check"],
    // Otherwise "sideEffects": false would be believed, and an import alone would weigh nothing whatever it does.
    ignoreAnnotations: true,
  });
  return outputFiles[0].contents;
}
