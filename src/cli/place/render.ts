import { isFixed } from "../../core/kubelet/defects/defects.ts";
import { keepsApart } from "../../core/node/placement/range-sources.ts";
import { RELEASE_TABLE, traitAt } from "../../core/releases/releases.ts";
import { type Line, no, strong, type Text } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { strategyText } from "../inputs/placing.ts";
import { type PoolFacts, poolNotes } from "../inputs/pool.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import { releaseNoteLines } from "../output/release-note.ts";
import type { Style } from "../output/style.ts";
import type { CountFacts, PlaceDocument, PlacedDocument, PodFacts, RefusedDocument } from "./json.ts";
import { picture } from "./picture.ts";
import { table } from "./table.ts";

export function render(document: PlaceDocument, style: Style): readonly Line[] {
  if (document.outcome === "refused") return renderRefused(document, style);
  return joinBlocks([
    headLines(document, style),
    picture(document, style),
    table(document, style),
    closingLines(document, style),
    releaseNoteLines(document.release, style),
  ]);
}

function renderRefused(document: RefusedDocument, { glyphs, width }: Style): readonly Line[] {
  const text = `${glyphs.cross} refused: ${whyRefused(document)} No pod was placed.`;
  return wrap(text, width).map(no);
}

function whyRefused(document: RefusedDocument): string {
  if (document.code === "strategy-refused") {
    const { strategy, reason, pod, before, pool } = document;
    return `${strategy.name} gives pod ${pod.namespace}/${pod.name} no range: ${reason}. ${count(before, "pod")} before it would have got one, of ${count(pool.slots, "slot")} of ${count(pool.idsPerPod, "ID")} in the pool ${rangeText(pool)}.`;
  }
  if (document.code !== "more-pods-than-slots") return document.text;
  const { pods, slots, largest, pool } = document;
  return [
    `${count(pods, "pod")} with hostUsers: false, but ${count(slots, "slot")} of ${count(pool.idsPerPod, "ID")}`,
    `in the pool ${rangeText(pool)}.`,
    ...poolNotes(pool),
    `${largest.kind} ${largest.namespace}/${largest.name} asks for ${largest.pods}.`,
  ].join(" ");
}

function headLines(document: PlacedDocument, { width }: Style): readonly Text[] {
  const { node, pool, strategy } = document;
  const rows = [
    ...(node === null ? [] : [[strong("node"), node]]),
    [strong("pool"), pool === null ? noPoolText(document) : poolText(pool)],
    [strong("strategy"), strategyText(strategy)],
  ];
  return [...columns(rows, width), ...notes(document).flatMap((note) => ["", ...wrap(note, width)])];
}

function poolText(pool: PoolFacts): string {
  return `${rangeText(pool)}, ${count(pool.slots, "slot")} of ${count(pool.idsPerPod, "ID")}`;
}

function noPoolText({ release, strategy }: PlacedDocument): string {
  if (strategy.name !== "kubelet") return "none: all pods are on host users";
  return `none: the feature gate ${traitAt(RELEASE_TABLE.gate, release)} is off`;
}

function notes({ release, pool, strategy }: PlacedDocument): readonly string[] {
  if (pool === null) return [];
  const { source, start, size, idsPerPod } = pool;
  if (strategy.name === "kubelet")
    return source === "option" || source === "subuid" || start + size < TWO_32 ? [] : [LAST_SLOT];
  if (idsPerPod % 65536 !== 0)
    return [...poolNotes(pool), `The kubelet accepts only multiples of 65536 IDs per pod, not ${idsPerPod}.`];
  return source === "default" && !isFixed(release, [], "last-slot") ? [defaultNote(idsPerPod)] : poolNotes(pool);
}

/** Of a kubelet's own pool. */
const LAST_SLOT = "The last slot holds 4294967295, which is no ID: a pod that gets it does not start (EINVAL).";

/** The kubelet's default pool ends at 2^32, and has to be a whole number of slots. */
function defaultNote(idsPerPod: number): string {
  if (TWO_32 % idsPerPod !== 0)
    return `The kubelet would not start: its default pool, [${idsPerPod}, 4294967296), is no multiple of ${count(idsPerPod, "ID")} long.`;
  return `The kubelet's default pool has one slot more, the last, [${TWO_32 - idsPerPod}, 4294967296). It holds 4294967295, which is no ID, so the kernel refuses its map (EINVAL), and it is left out here.`;
}

const TWO_32 = 4294967296;

function closingLines({ counts, pods, strategy }: PlacedDocument, style: Style): readonly Line[] {
  const { placed, hostUsers, wouldNotStart, undecided } = counts;
  const { glyphs, width } = style;
  const apart = keepsApart(strategy.name) ? "no two ranges overlap" : "nobody keeps them apart";
  const lines: Text[] = [`${count(placed, "pod")} placed, ${apart}; ${count(hostUsers, "pod")} on host users.`];
  if (wouldNotStart > 0) lines.push(no(`${glyphs.cross} ${count(wouldNotStart, "container")} would not start.`));
  if (undecided > 0)
    lines.push(
      `${glyphs.undecided} ${count(undecided, "container")} undecided: a user or group that only the image knows (runAsUser or runAsGroup is not set).`,
    );
  if (pods.some(isMerging))
    lines.push("Groups that an image gives to its user are not in the manifest, and not shown.");
  const left = leftOut(counts);
  if (left.length > 0) lines.push(`Left out: ${left.join(", ")}.`);
  return lines.flatMap((line) => wrap(line, width));
}

function isMerging({ range, containers }: PodFacts): boolean {
  return range !== null && containers.some(({ groupsFromImage }) => groupsFromImage);
}

function leftOut(counts: CountFacts): readonly string[] {
  const { finished, suspended, represented, elsewhere, otherKinds } = counts;
  return [
    ...(finished > 0 ? [`${finished} finished`] : []),
    ...(suspended > 0 ? [`${suspended} suspended`] : []),
    ...(represented > 0 ? [`${count(represented, "workload")} whose pods are in the input themselves`] : []),
    ...(elsewhere > 0 ? [`${count(elsewhere, "pod")} not on this node`] : []),
    ...otherKinds.map(({ kind, count }) => `${count} ${kind}`),
  ];
}
