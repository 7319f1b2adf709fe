import type { Refused } from "../../kernel/decision/decision.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { Mount } from "../../kernel/inode/mount.ts";
import { throughOverlay } from "../../kernel/mounts/container-root.ts";
import { directoriesTo, type HostFile, namesIn } from "../host/host.ts";
import { mapMount } from "../placement/map-mount.ts";
import type { Actor } from "./actor.ts";

/** A file as it is found on some way. */
export interface FoundFile {
  readonly found: true;
  /** The file, with the directories that are still asked. */
  readonly file: Inode;
  /** The directory that has its name; `undefined` when it is not known, or the file is itself what is mounted. */
  readonly directory: Inode | undefined;
}

/** The way does not come to be: the kernel does not map the mount. */
export interface NoWay {
  readonly found: false;
  readonly refused: Refused;
}

/** Finds a file, which lies below what is mounted, on the way that somebody takes; or why there is no such way. */
export function viewFile(actor: Actor, target: HostFile): FoundFile | NoWay {
  const { file } = target;
  switch (actor.path) {
    case "walk":
    case "deputy":
      return { found: true, file, directory: file.directory };
    case "fd":
      return {
        found: true,
        file: { ...file, directory: undefined },
        directory: file.directory && { ...file.directory, directory: undefined },
      };
    case "bind":
      return mounted({ ...actor, maps: undefined }, target);
    case "idmapped":
      return mounted(actor, target);
    case "rootfs": {
      const own = throughOverlay(inLayer(file, actor.root.lower));
      const mount = { ...own.mount, namespace: actor.opener.mountNamespace };
      return { found: true, file: { ...own, mount }, directory: own.directory };
    }
  }
}

export function isBelow(path: string, source: string): boolean {
  const names = namesIn(path);
  return namesIn(source).every((name, index) => name === names[index]);
}

function mounted(actor: Actor, { file }: HostFile): FoundFile | NoWay {
  const { source } = actor;
  // By itself, a file is mounted with nothing above it; below a directory, what lies between the two is still walked through.
  const all = directoriesTo(file);
  const kept = source === undefined ? [] : all.slice(namesIn(source).length);
  const top = kept[0]?.mount ?? file.mount;
  const mapped = mapMount(top, actor.maps, actor.kernel);
  if (!mapped.ok) return { found: false, refused: mapped.error };
  const mount = mapped.value;
  // What is mounted further below comes along as it is: mount(8), `rbind` without `ridmap`.
  const { mountNamespace: namespace } = actor.opener;
  const inNamespace = (each: Mount): Mount => ({ ...each, namespace });
  const through = (each: Inode, directory: Inode | undefined): Inode => ({
    ...each,
    mount: inNamespace(each.mount === top ? mount : each.mount),
    directory,
  });
  const walked = kept.reduce<Inode | undefined>((above, each) => through(each, above), undefined);
  // unlink(2), EBUSY: the file that is itself mounted stays where it is, and the host's name of it is not on this mount.
  return { found: true, file: through(file, walked), directory: walked };
}

/** The image has the same directories as the host. */
function inLayer(file: Inode, mount: Mount): Inode {
  return { ...file, mount, directory: file.directory && inLayer(file.directory, mount) };
}
