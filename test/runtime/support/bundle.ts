import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OciConfig } from "../../../src/kubelet.ts";

/** Folders of a container, all below one temporary folder. */
export interface Bundle {
  /** The folder that everything is in. */
  readonly folder: string;
  /** Where runc keeps what it knows of its containers. */
  readonly state: string;
  /** The folder on the host that the container has as `/data`. */
  readonly data: string;
  /** Removes all of it. */
  remove(): void;
}

/** Who the process of a container is, as an OCI `config.json` says it. */
export interface OciUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
}

/** Makes the root file system of a container, with one program in it, and a folder of data that anybody may write. */
export function createBundle(program: string): Bundle {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-runc-"));
  const bundle: Bundle = {
    folder,
    state: join(folder, "state"),
    data: join(folder, "data"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    for (const name of ["rootfs", "rootfs/proc", "rootfs/dev", "rootfs/data", "data"]) mkdirSync(join(folder, name));
    // The pod's IDs own nothing here, so what they need is open to everybody; mkdtemp and umask are not so generous.
    chmodSync(folder, 0o755);
    chmodSync(bundle.data, 0o777);
    copyFileSync(program, join(folder, "rootfs/probe"));
    chmodSync(join(folder, "rootfs/probe"), 0o755);
  } catch (error) {
    bundle.remove();
    throw error;
  }
  return bundle;
}

/** Puts a file of a given owner into the data of a container. */
export function putFile(bundle: Bundle, name: string, uid: number, gid: number): void {
  const path = join(bundle.data, name);
  writeFileSync(path, "");
  chownSync(path, uid, gid);
}

/** Completes what the library says about user namespaces to a configuration that runc takes, and writes it. */
export function writeConfig({ folder }: Bundle, { linux, mounts }: OciConfig, user: OciUser): void {
  const config = {
    ociVersion: "1.0.2",
    process: { user, args: ["/probe"], cwd: "/", env: [], noNewPrivileges: true },
    root: { path: "rootfs", readonly: true },
    mounts: [
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["nosuid", "mode=755"] },
      ...mounts,
    ],
    linux: { ...linux, namespaces: [...linux.namespaces, { type: "mount" }, { type: "pid" }] },
  };
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
}
