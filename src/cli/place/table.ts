import { lettersFor } from "../../core/drawing/letters.ts";
import { type Line, line, no, pod as ofPod, strong, type Text } from "../base/line.ts";
import { rangeText } from "../base/words.ts";
import { columns } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { ContainerFacts, IdFacts, PlacedDocument, PodFacts } from "./json.ts";

/**
 * First the pods that got a range, then those on host users: for every pod one line, and for every container one or
 * more.
 */
export function table(document: PlacedDocument, style: Style): readonly Line[] {
  const placed = document.pods.filter(isPlaced);
  const onHost = document.pods.filter((pod) => !isPlaced(pod));
  const blocks = [placedRows(placed, style), hostUsersRows(onHost, style)].filter((rows) => rows.length > 0);
  return columns(
    blocks.flatMap((rows, i) => (i === 0 ? rows : [[""], ...rows])),
    style.width,
  );
}

type Rows = readonly (readonly Text[])[];

type PlacedPod = PodFacts & { readonly range: { readonly start: number; readonly size: number }; readonly map: string };

function isPlaced(pod: PodFacts): pod is PlacedPod {
  return pod.range !== null;
}

function placedRows(pods: readonly PlacedPod[], style: Style): Rows {
  if (pods.length === 0) return [];
  const letters = lettersFor(pods.length);
  const { arrow, dash } = style.glyphs;
  const heads = [
    ["   POD", "HOST IDS", "UID_MAP, GID_MAP"],
    ["     CONTAINER", `USER INSIDE ${arrow} HOST`, `GROUP INSIDE ${arrow} HOST`],
  ];
  const rows = pods.flatMap((pod, i) => [
    [line`${ofPod(letters.charAt(i) || dash)}  ${podName(pod)}`, rangeText(pod.range), pod.map],
    ...containerRows(pod, pod.range.size, style),
  ]);
  return [...heads.map((head) => head.map(strong)), ...rows];
}

function hostUsersRows(pods: readonly PodFacts[], style: Style): Rows {
  if (pods.length === 0) return [];
  const rows = pods.flatMap((pod) => [
    [line`${style.glyphs.dash}  ${podName(pod)}`, hostUsersText(pod)],
    ...containerRows(pod, 0, style),
  ]);
  return [[strong("HOST USERS: an ID inside is the same ID on the host, and root is the host's root")], ...rows];
}

function hostUsersText({ hostUsers }: PodFacts): string {
  return hostUsers === null ? "hostUsers not set" : `hostUsers: ${hostUsers}`;
}

function podName(pod: PodFacts): Text {
  return [strong(`${pod.namespace}/${pod.name}`), pod.terminating ? " (terminating)" : ""];
}

function containerRows(pod: PodFacts, mapSize: number, style: Style): Rows {
  return pod.containers.flatMap((container) => {
    const type = container.type === "regular" ? "" : ` (${container.type})`;
    const rows: (readonly Text[])[] = [
      [`     ${container.name}${type}`, idText(container.user, style), idText(container.group, style)],
    ];
    if (container.groups.length > 0) rows.push(["", groupsText(container, style)]);
    if (container.outcome === "unmapped") rows.push(["", no(refusal(container, mapSize, style))]);
    return rows;
  });
}

function idText({ inside, host }: IdFacts, { glyphs }: Style): Text {
  if (inside === null) return `${glyphs.undecided} (image)`;
  return line`${inside} ${glyphs.arrow} ${host ?? no("no mapping")}`;
}

function groupsText({ groups }: ContainerFacts, style: Style): Text {
  const texts = groups.map((group, i): Text => {
    const source = group.from === "fsGroup" ? " (fsGroup)" : "";
    return [i === 0 ? "" : ", ", idText({ ...group, from: "pod" }, style), source];
  });
  return ["groups ", texts];
}

/** The words are the runtime's own: containerd's for user and group, runc's for the further groups. */
function refusal({ user, group, groups }: ContainerFacts, mapSize: number, { glyphs }: Style): string {
  const isUnmapped = ({ inside, host }: { readonly inside: number | null; readonly host: number | null }): boolean =>
    inside !== null && host === null;
  const [first] = [
    ...[user, group].filter(isUnmapped).map(({ inside }) => `container ID ${inside} cannot be mapped to a host ID`),
    ...groups.filter(isUnmapped).map(({ inside }) => `setgroups: invalid argument, group ${inside}`),
  ];
  return `${glyphs.cross} would not start: ${first}; the map holds [0, ${mapSize})`;
}
