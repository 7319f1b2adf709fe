import { createBundle, writeConfig } from "./bundle.ts";
import { RuncError, runContainer } from "./container.ts";

/**
 * Runs a container whose configuration owes nothing to the library, to tell a machine that cannot run containers from a
 * library that is wrong.
 *
 * @param program - what is to run in it
 * @returns what is in the way; `undefined` for nothing
 */
export async function tryRunc(program: string): Promise<string | undefined> {
  const bundle = createBundle(program);
  try {
    const mappings = [{ containerID: 0, hostID: 131072, size: 65536 }];
    const linux = { namespaces: [{ type: "user" }], uidMappings: mappings, gidMappings: mappings } as const;
    writeConfig(bundle, { linux, mounts: [] }, { uid: 0, gid: 0, additionalGids: [] });
    const container = await runContainer(bundle, "userns-sim-trial");
    await container.end();
    return undefined;
  } catch (error) {
    if (error instanceof RuncError) return `runc runs no container here: ${error.message}`;
    throw error;
  } finally {
    bundle.remove();
  }
}
