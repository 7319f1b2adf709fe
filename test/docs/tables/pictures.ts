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
  drawPicture,
  type Label,
  type LessonLanguage,
  matrix,
  observers,
  owner,
  type Picture,
  ruler,
} from "../../../src/lessons.ts";
import { createNode, findCell, escape as playEscape, readPod } from "../../../src/node.ts";

const pictured =
  (picture: () => Picture, language: LessonLanguage = "en") =>
  (): string =>
    ["```text", ...drawPicture(picture(), { language }), "```"].join("\n");

/** The pictures of the guide, by the names of their regions. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  "picture-what-a-user-namespace-is": pictured(podRuler),
  "picture-three-observers": pictured(processSeen),
  "picture-ids-and-maps": pictured(() => ruler(podIdMap({ start: 65536, size: 65536 }).uid, [0, 1000, 65536])),
  "picture-kernel-ids": pictured(fileSeen),
  "picture-escape": pictured(() => escapeMatrix("?")),
  "picture-escape-answer": pictured(() => escapeMatrix()),
  "picture-capabilities": pictured(capabilities),
  "picture-idmapped-mounts": pictured(throughVolume),
  "picture-idmappings": pictured(fourNumbers),
  "bild-was-ist-ein-user-namespace": pictured(podRuler, "de"),
  "bild-drei-beobachter": pictured(processSeen, "de"),
};

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
