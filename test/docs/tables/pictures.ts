import { readFileSync } from "node:fs";
import { podIdMap, unwrap } from "../../../src/index.ts";
import {
  createFile,
  createMount,
  createProcess,
  createUserNamespace,
  type Decision,
  existingDirectory,
  existingFile,
  hasCapability,
  initialNamespace,
  ownerNumbers,
  ownerSeenBy,
  processStatus,
  type UserNamespace,
} from "../../../src/kernel.ts";
import {
  type Label,
  type LessonLanguage,
  matrix,
  observers,
  owner,
  type Picture,
  ruler,
} from "../../../src/lessons.ts";
import { createNode, findCell, escape as playEscape, readPod } from "../../../src/node.ts";
import { root } from "../fences.ts";

/** A picture of the guide, which stands beside its page as a file of its own. */
export interface GuidePicture {
  readonly picture: () => Picture;
  readonly language: LessonLanguage;
}

const english = (picture: () => Picture): GuidePicture => ({ picture, language: "en" });
const german = (picture: () => Picture): GuidePicture => ({ picture, language: "de" });

/** The pictures of the guide, by the names of their regions and of their files. */
export const GUIDE_PICTURES: Readonly<Record<string, GuidePicture>> = {
  "picture-what-a-user-namespace-is": english(podRuler),
  "picture-three-observers": english(processSeen),
  "picture-ids-and-maps": english(() => ruler(podIdMap({ start: 65536, size: 65536 }).uid, [0, 1000, 65536])),
  "picture-kernel-ids": english(fileSeen),
  "picture-escape": english(() => escapeMatrix("?")),
  "picture-escape-answer": english(() => escapeMatrix()),
  "picture-capabilities": english(capabilities),
  "picture-idmapped-mounts": english(throughVolume),
  "picture-idmappings": english(fourNumbers),
  "bild-was-ist-ein-user-namespace": german(podRuler),
  "bild-drei-beobachter": german(processSeen),
};

/** Where the file of a picture is, from the root. */
export function pictureFile(name: string): string {
  return `docs/guide/${GUIDE_PICTURES[name]?.language === "de" ? "de/" : ""}${name}.svg`;
}

/** What stands in the regions: the picture, and for those who do not see it what the picture itself says that it shows. */
export const PICTURES: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.keys(GUIDE_PICTURES).map((name) => [name, () => `![${shownBy(pictureFile(name))}](${name}.svg)`]),
);

function shownBy(path: string): string {
  const svg = readFileSync(root + path, "utf8");
  const [title, desc] = ["title", "desc"].map((tag) => new RegExp(`<${tag} [^>]*>([^<]*)<`).exec(svg)?.[1] ?? "");
  return `${title}. ${desc}`
    .replace(/&(\w+);/g, (_entity, name: string) => ENTITIES[name] ?? "")
    .replace(/[[\]]/g, "\\$&");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "\\<", gt: "\\>", amp: "&", quot: '"' };

function pod(id: string, start = 65536): UserNamespace {
  return createUserNamespace(initialNamespace(), { id, maps: podIdMap({ start, size: 65536 }) });
}

function podRuler(): Picture {
  return ruler(podIdMap({ start: 65536, size: 65536 }).uid, [0, 1000]);
}

function processSeen(): Picture {
  const [a, b] = [pod("a"), pod("b", 131072)];
  const root = createProcess({ userNamespace: a });
  const seen = (by: Label, reader: UserNamespace) => ({ by, as: processStatus(root, reader).uids[0] });
  return observers({ en: "A process, root in the first pod:", de: "Ein Prozess, root im ersten Pod:" }, [
    seen({ en: "the first pod", de: "der erste Pod" }, a),
    seen({ en: "the node", de: "der Knoten" }, initialNamespace()),
    seen({ en: "the second pod", de: "der zweite Pod" }, b),
  ]);
}

function fileSeen(): Picture {
  const [a, b] = [pod("a"), pod("b", 131072)];
  const made = createFile(
    createProcess({ userNamespace: a, uid: 33, gid: 33 }),
    existingDirectory({ mode: 0o1777 }),
    0o600,
  );
  if (!made.allowed) throw new Error("everybody may make files there");
  const { value } = made;
  return observers("A file that user 33 of pod a made:", [
    { by: "pod a", as: ownerSeenBy(a, value).uid },
    { by: "the host", as: ownerSeenBy(initialNamespace(), value).uid },
    { by: "pod b", as: ownerSeenBy(b, value).uid },
    { by: "the kernel", as: `${value.uid}, and compares it` },
  ]);
}

/** What root of pod `a` reaches; `guess` stands for what the reader is to find out. */
function escapeMatrix(guess?: string): Picture {
  const spec = { hostUsers: false, containers: [{ name: "main" }] };
  const node = unwrap(createNode({ pods: ["a", "b"].map((name) => readPod({ name, spec })) }));
  const walk = unwrap(playEscape(node, { pod: "a" }, "walk"));
  const mapped = unwrap(playEscape(node, { pod: "a" }, "idmapped"));
  const row = (name: string, cell: string, played = walk) => {
    const found = findCell(played, cell);
    if (found === undefined) throw new Error(`there is no cell ${cell}`);
    const mark = found.withUserns.disputed === undefined ? undefined : ("disputed" as const);
    return { name, cells: [told(found.withoutUserns), guess ?? { text: told(found.withUserns), mark }] };
  };
  return matrix(
    ["without user namespaces", "with them"],
    [
      row("read /etc/passwd", "/etc/passwd:read"),
      row("read /etc/shadow", "/etc/shadow:read"),
      row("signal a process of pod b", "b/main:signal"),
      row("read /etc/shadow in a volume", "/etc/shadow:read", mapped),
    ],
  );
}

function capabilities(): Picture {
  const userNamespace = pod("pod-a");
  const root = createProcess({ userNamespace });
  const over = (target: UserNamespace) => told(hasCapability(root, target, "CAP_SYS_ADMIN"));
  return matrix(
    ["over the pod's namespace", "over the host's"],
    [{ name: "root of the pod, CapEff 000001ffffffffff", cells: [over(userNamespace), over(initialNamespace())] }],
  );
}

function throughVolume(): Picture {
  const maps = podIdMap({ start: 65536, size: 65536 });
  const file = existingFile({ uid: 33, gid: 33, mode: 0o644, mount: createMount({ idmap: maps }) });
  return owner(ownerNumbers(pod("pod-a"), file).uid, "pod a");
}

/** Where no two neighbours of the four are equal. */
function fourNumbers(): Picture {
  const maps = (start: number) => podIdMap({ start, size: 10000 });
  const namespace = (id: string, start: number) => createUserNamespace(initialNamespace(), { id, maps: maps(start) });
  const superblock = { type: "tmpfs", userNamespace: namespace("filesystem", 20000) };
  const mount = createMount({ superblock, idmap: maps(10000) });
  const file = existingFile({ onDisk: { uid: 500, gid: 500 }, mode: 0o644, mount });
  return owner(ownerNumbers(namespace("caller", 10000), file).uid, "the caller");
}

function told({ allowed, errno }: Pick<Decision<unknown>, "allowed" | "errno">): string {
  return allowed ? "ok" : (errno ?? "");
}
