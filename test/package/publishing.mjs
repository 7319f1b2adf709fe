// What stands between the package and the registry.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, leg, root, run } from "./legs.mjs";
import { manifest } from "./tarball.mjs";

const address = "https://example.org/userns-sim";
const addresses = { repository: { type: "git", url: `git+${address}.git` }, homepage: address, bugs: { url: address } };

export async function checkPublishing() {
  await leg("nothing is published that does not say where it comes from", async () => {
    await publish(addresses);
    for (const field of Object.keys(addresses)) {
      const answer = await publish({ ...addresses, [field]: undefined }).catch(({ message }) => message);
      if (!answer?.includes(`"${field}":`)) throw new Error(`without ${field}: ${answer}`);
    }
  });
}

async function publish(fields) {
  const path = join(folder("publishing"), "package.json");
  writeFileSync(path, JSON.stringify({ ...manifest, ...fields }));
  await run(process.execPath, [join(root, "test/package/publishable.mjs"), path]);
}
