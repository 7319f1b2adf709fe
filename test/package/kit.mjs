// The test kit beside the fast-check of whoever uses it, and the command, which has its own.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { leg, once, root, run } from "./legs.mjs";
import { makeProject, project } from "./project.mjs";
import { manifest } from "./tarball.mjs";

const kit = once(async () => {
  const path = await makeProject("kit", [`fast-check@${manifest.devDependencies["fast-check"]}`]);
  const source = readFileSync(join(root, "test/package/fixtures/kit.ts"), "utf8");
  for (const [file, format] of [
    ["kit.mjs", "esm"],
    ["kit.cjs", "cjs"],
  ])
    writeFileSync(join(path, file), (await transform(source, { loader: "ts", format })).code);
  return path;
});

export async function checkKit() {
  for (const file of ["kit.mjs", "kit.cjs"])
    await leg(`the test kit, ${file}`, async () => (await run(process.execPath, [file], { cwd: await kit() })).trim());
  await leg("fuzz without fast-check", async () => {
    const args = ["node_modules/userns-sim/dist/bin.cjs", "fuzz", "--strategy", "first-fit", "--runs", "5", "--json"];
    const { outcome } = JSON.parse(await run(process.execPath, args, { cwd: await project() }));
    return outcome;
  });
}
