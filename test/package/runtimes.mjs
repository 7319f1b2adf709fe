// The installed package under every runtime it promises, each taken from its npm package.
import { join } from "node:path";
import { folder, leg, npm, once, run, same } from "./legs.mjs";
import { printed, project } from "./project.mjs";
import { manifest } from "./tarball.mjs";

/** The oldest Node that is promised, to the digit, and the newer lines. */
const nodes = ["20.19.0", "22", "24"];
const nodePackage = `node-${process.platform}-${process.arch}`;

const runtimes = once(async () => {
  const path = folder("runtimes");
  const install = ["install", "--prefix", path, "--no-audit", "--no-fund", "deno@2", "bun@1"];
  const aliases = nodes.map((version) => `node-${version}@npm:${nodePackage}@${version}`);
  await npm([...install, ...aliases], { cwd: path, seconds: 400 });
  return join(path, "node_modules");
});

export async function checkRuntimes() {
  await leg("runtimes from npm", async () => void (await runtimes()));
  for (const version of nodes) {
    const node = async () => join(await runtimes(), `node-${version}/bin/node`);
    const major = version.split(".", 1)[0];
    for (const [dialect, file] of [
      ["ESM", "consumer.mjs"],
      ["CommonJS", "consumer.cjs"],
    ]) {
      await leg(`Node ${version}, ${dialect}`, async () => {
        const is = await run(await node(), ["--version"]);
        same("version", is.slice(1).split(".", 1)[0], major);
        await program(await node(), [file]);
        return is.trim();
      });
    }
    await leg(`Node ${version}, the command`, async () => command(await node(), []));
  }
  const deno = async () => join(await runtimes(), ".bin/deno");
  const denoRun = ["run", "--quiet", "--no-remote", "--node-modules-dir=manual"];
  const bun = async () => join(await runtimes(), ".bin/bun");
  await leg("Deno, ESM", async () => program(await deno(), [...denoRun, "consumer.mjs"]));
  await leg("Deno, the command", async () => command(await deno(), [...denoRun, "--allow-read", "--allow-env"]));
  await leg("Bun, ESM", async () => program(await bun(), ["consumer.mjs"]));
  await leg("Bun, CommonJS", async () => program(await bun(), ["consumer.cjs"]));
  await leg("Bun, the command", async () => command(await bun(), []));
}

async function program(runtime, args) {
  const output = await run(runtime, args, { cwd: await project() });
  if (!printed.test(output)) throw new Error(`printed ${JSON.stringify(output)}`);
}

async function command(runtime, args) {
  const cwd = await project();
  const bin = [...args, "node_modules/userns-sim/dist/bin.cjs"];
  same("--version", (await run(runtime, [...bin, "--version"], { cwd })).trim(), manifest.version);
  const output = await run(runtime, [...bin, "place", "pod.yaml"], { cwd });
  if (!output.includes("apart")) throw new Error(`the pod is missing in ${JSON.stringify(output)}`);
}
