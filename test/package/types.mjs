// The published types, under the oldest compiler that is promised and the newest there is.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { leg, once, run } from "./legs.mjs";
import { makeProject } from "./project.mjs";

const compilers = ["5.4", "latest"];
const modules = [
  { module: "node16", moduleResolution: "node16" },
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

const typed = once(() =>
  makeProject(
    "typed",
    compilers.map((version) => `typescript-${version}@npm:typescript@${version}`),
  ),
);

export async function checkTypes() {
  await leg("compilers from npm", async () => void (await typed()));
  for (const version of compilers) {
    for (const resolution of modules) {
      await leg(`TypeScript ${version}, ${resolution.moduleResolution}`, async () => {
        const path = await typed();
        const tsc = join(path, `node_modules/typescript-${version}/bin/tsc`);
        const compilerOptions = {
          ...resolution,
          target: "es2022",
          lib: ["es2022"],
          types: [],
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
          noEmit: true,
        };
        const config = { compilerOptions, files: ["consumer.mts", "consumer.cts"] };
        writeFileSync(join(path, "tsconfig.json"), JSON.stringify(config));
        await run(process.execPath, [tsc, "-p", "."], { cwd: path });
        return (await run(process.execPath, [tsc, "--version"])).trim();
      });
    }
  }
}
