import { RELEASE_TABLE, type Release, traitAt } from "../../core/releases/releases.ts";
import { faint, type Line, no, pod, strong, type Text } from "../base/line.ts";
import { count, rangeText } from "../base/words.ts";
import { strategyText } from "../inputs/placing.ts";
import { poolNotes } from "../inputs/pool.ts";
import { renderDecision } from "../output/decision.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import { releaseNoteLines } from "../output/release-note.ts";
import type { Style } from "../output/style.ts";
import type { CellFacts, EscapeDocument, PlayedDocument, ReachFacts } from "./json.ts";
import { isProcess, LETTERS_EXPLAINED, letters } from "./letters.ts";

export function render(document: EscapeDocument, style: Style): readonly Line[] {
  if (document.outcome === "refused") return joinBlocks([wrap(no(document.text), style.width)]);
  const head = wrap(headline(document), style.width);
  const { explained } = document;
  if (explained !== null)
    return joinBlocks([
      [...head, strong(explained.cell)],
      renderDecision(explained.withUserns, style),
      renderDecision(explained.withoutUserns, style),
      wrap(verdict(document), style.width),
      releaseNoteLines(document.release, style),
    ]);
  const files = document.cells.filter(({ kind }) => !isProcess(kind));
  const processes = document.cells.filter(({ kind }) => isProcess(kind));
  return joinBlocks([
    head,
    [...ranges(document, style), ...notes(document, style)],
    matrix("FILE", files, style),
    matrix("PROCESS", processes, style),
    summary(document, style),
    legend(document, style),
    releaseNoteLines(document.release, style),
  ]);
}

const PATHS: Readonly<Record<PlayedDocument["path"], string>> = {
  walk: "walking the host's paths",
  fd: "by an inherited descriptor",
  bind: "through a plain bind mount",
  idmapped: "through an idmapped bind mount",
  rootfs: "in the container's own root filesystem",
  deputy: "by a root process of the host that does its work",
};

function headline({ from, path, mapsMounts, source, release, strategy }: PlayedDocument): string {
  const mount = source === null ? "" : ` of ${source}`;
  // What is asked for and what comes of it differ where nobody gives a map to the mount.
  const way =
    path === "idmapped" && !mapsMounts
      ? `through a bind mount that stays plain, since ${whyPlain(release)}`
      : PATHS[path];
  const who = `${from.pod}, container ${from.container}`;
  return `${who}, escaped, ${way}${mount}; ranges: ${strategyText(strategy)}`;
}

function whyPlain(release: Release): string {
  return traitAt(RELEASE_TABLE.mappedMounts, release)
    ? "the pod has no map"
    : `Kubernetes ${release} asks for no idmapped mounts`;
}

function ranges({ pods }: PlayedDocument, { width }: Style): readonly Line[] {
  const rows = pods.map(({ namespace, name, range }) => [
    `${namespace}/${name}`,
    range === null ? "host users" : rangeText(range),
  ]);
  return columns([["POD", "HOST IDS"], ...rows], width);
}

function notes({ pool }: PlayedDocument, { width }: Style): readonly Line[] {
  return (pool === null ? [] : poolNotes(pool)).flatMap((note) => [[], ...wrap(note, width)]);
}

function matrix(title: string, cells: readonly CellFacts[], style: Style): readonly Line[] {
  const rows = [...byTarget(cells)].map(([name, own]) => row(name, own));
  return columns([[title, "WITH", "WITHOUT", ""], ...rows], style.width);
}

/** A Map, because a pod may be called as it likes. */
function byTarget(cells: readonly CellFacts[]): ReadonlyMap<string, readonly CellFacts[]> {
  const targets = new Map<string, CellFacts[]>();
  for (const cell of cells) {
    const name = cell.cell.slice(0, -cell.operation.length - 1);
    const own = targets.get(name);
    if (own === undefined) targets.set(name, [cell]);
    else own.push(cell);
  }
  return targets;
}

function row(name: string, cells: readonly CellFacts[]): readonly Text[] {
  const beyond = cells.some(isBeyond);
  const disputed = cells.some(({ withUserns }) => withUserns.disputed !== null);
  const mine = letters(cells, ({ withUserns }) => withUserns);
  const theirs = letters(cells, ({ withoutUserns }) => withoutUserns);
  const shown = cells[0]?.pod === null ? name : pod(name);
  return [shown, beyond ? no(mine) : mine, faint(theirs), `${beyond ? "!" : ""}${disputed ? "?" : ""}`];
}

function isBeyond({ kind, withUserns, stranger }: CellFacts): boolean {
  return kind !== "own-file" && withUserns.allowed && !stranger.allowed;
}

function summary(document: PlayedDocument, style: Style): readonly Text[] {
  const { reach } = document;
  const row = (title: string, of: ReachFacts): readonly string[] => [
    title,
    `${of.filesRead}`,
    `${of.filesWritten}`,
    `${of.filesTakenOver}`,
    `${of.processesSignalled}`,
    `${of.processesEntered}`,
    `${of.podsBeyondOthers}`,
  ];
  return [
    ...columns(
      [
        ["REACHED", "read", "written", "owned", "signalled", "entered", "pods"],
        row("with user namespaces", reach.withUserns),
        row("without", reach.withoutUserns),
      ],
      style.width,
    ),
    "",
    ...wrap(verdict(document), style.width),
  ];
}

/** What the exit code says, which is of all cells, also where one of them is explained. */
function verdict({ beyondOthers, explained }: PlayedDocument): Text {
  if (beyondOthers.length === 0) return "Nothing is reached that a stranger could not reach.";
  const are = beyondOthers.length === 1 ? "is" : "are";
  const text = `${count(beyondOthers.length, "cell")} ${are} reached that a stranger could not reach`;
  if (explained === null) return no(`${text}.`);
  return no(`${text}; this one is ${beyondOthers.includes(explained.cell) ? "" : "not "}among them.`);
}

function legend({ cells }: PlayedDocument, { width }: Style): readonly Line[] {
  const marks = [
    cells.some(isBeyond) ? ["! something a stranger may not do"] : [],
    cells.some(({ withUserns }) => withUserns.disputed !== null) ? ["? the sources do not agree; see --explain"] : [],
  ].flat();
  return [`files: ${LETTERS_EXPLAINED.files}`, `processes: ${LETTERS_EXPLAINED.processes}`, ...marks].flatMap((text) =>
    wrap(text, width).map(faint),
  );
}
