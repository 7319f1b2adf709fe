import { InvalidArgumentError, type Option } from "commander";
import { Failure } from "../base/failure.ts";
import { listed } from "../base/words.ts";
import { itemReader } from "./option-from.ts";
import type { AnyOptionRow, AnyOptionRows, OptionRows } from "./option-row.ts";

type Values = Readonly<Record<string, unknown>>;

/** The rows of options that are told for all nodes, or for one with its name before the value. */
export function perNode<Options>(rows: OptionRows<Options>): OptionRows<Options> {
  const marked = Object.entries(rows as AnyOptionRows).map(([name, row]) =>
    row.value === undefined ? [name, row] : [name, { ...row, perNode: true }],
  );
  return Object.fromEntries(marked) as OptionRows<Options>;
}

/** The values of all options but those, which are texts until the names of the nodes are known. */
export function withoutNodes(rows: AnyOptionRows, given: Values): object {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !rows[name]?.perNode));
}

/** The options as they hold for each node; for all that none of them names, it is one and the same object. */
export function optionsPerNode(
  rows: AnyOptionRows,
  options: readonly Option[],
  given: Values,
  nodes: ReadonlySet<string>,
): (node: string | undefined) => object {
  const told = options.flatMap((option) => {
    const name = option.attributeName();
    const row = rows[name];
    if (!row?.perNode) return [];
    const texts = (given[name] ?? []) as readonly string[];
    return [{ name, row, option, texts: texts.map((text) => addressed(text, nodes)) }];
  });
  const always = withoutNodes(rows, given);
  const forAll = resolved(undefined);
  const named = new Set(told.flatMap(({ texts }) => texts.flatMap(({ node }) => node ?? [])));
  const byNode = new Map(Array.from(named, (node) => [node, resolved(node)]));
  return (node) => (node === undefined ? forAll : (byNode.get(node) ?? forAll));

  function resolved(node: string | undefined): object {
    const values = told.map(({ name, row, option, texts }) => {
      const valuesOf = (whose: string | undefined): readonly unknown[] =>
        readAll(
          row,
          option,
          texts.filter((text) => text.node === whose).map(({ value }) => value),
          nodes,
        );
      const [common, own] = [valuesOf(undefined), node === undefined ? [] : valuesOf(node)];
      if (!row.again) return [name, own.at(-1) ?? common.at(-1) ?? row.default] as const;
      const rest = common.filter((item) => !own.some((other) => row.same?.(item, other)));
      return [name, own.length + rest.length === 0 ? row.default : [...rest, ...own]] as const;
    });
    return { ...always, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) };
  }
}

/** The name of a node has no colon. A text that names none is a value as a whole. */
function addressed(text: string, nodes: ReadonlySet<string>): { readonly node?: string; readonly value: string } {
  const node = text.slice(0, Math.max(text.indexOf(":"), 0));
  return nodes.has(node) ? { node, value: text.slice(node.length + 1) } : { value: text };
}

/** Refuses in the words in which the parser of the arguments does. */
function readAll(
  row: AnyOptionRow,
  option: Option,
  texts: readonly string[],
  nodes: ReadonlySet<string>,
): readonly unknown[] {
  const read = itemReader(row);
  const items: unknown[] = [];
  for (const text of texts)
    try {
      items.push(read(text, row.again ? items : []));
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      const why = strangeNode(text, read, nodes) ?? error.message;
      throw new Failure(`option '${option.flags}' argument '${text}' is invalid. ${why}`);
    }
  return items;
}

/** Of a value that is right behind a name that no node has. */
function strangeNode(
  text: string,
  read: ReturnType<typeof itemReader>,
  nodes: ReadonlySet<string>,
): string | undefined {
  const at = text.indexOf(":");
  if (at <= 0) return undefined;
  try {
    read(text.slice(at + 1), []);
  } catch {
    return undefined;
  }
  const known = nodes.size === 0 ? "no node" : listed([...nodes], 10);
  return `${text.slice(0, at)} is no node of the input, which has ${known}.`;
}
