/** Arrows between named things: from each one to those it leads to. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** The groups of things that lead to one another and back, each in alphabetical order. */
export function circles(arrows: Arrows): readonly (readonly string[])[] {
  const reached = new Map<string, ReadonlySet<string>>();
  for (const from of arrows.keys()) reached.set(from, reachedFrom(arrows, from));
  const found = new Map<string, readonly string[]>();
  for (const [from, others] of reached) {
    if (!others.has(from)) continue;
    const group = [...others].filter((other) => reached.get(other)?.has(from)).sort();
    found.set(group.join(" "), group);
  }
  return [...found.values()];
}

function reachedFrom(arrows: Arrows, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const to of arrows.get(from) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  return reached;
}
