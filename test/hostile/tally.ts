interface Tried {
  readonly name: string;
  readonly number: number;
  readonly ms: number;
  readonly length: number;
}

interface Row {
  readonly count: number;
  readonly ms: number;
  readonly dearest: Tried;
}

/** What was tried, and what it took. */
export class Tally {
  readonly #rows = new Map<string, Row>();

  add(tried: Tried): void {
    const { count = 0, ms = 0, dearest = tried } = this.#rows.get(tried.name) ?? {};
    const dearer = tried.ms > dearest.ms ? tried : dearest;
    this.#rows.set(tried.name, { count: count + 1, ms: ms + tried.ms, dearest: dearer });
  }

  lines(): readonly string[] {
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const all = rows.reduce((sum, [, { count }]) => sum + count, 0);
    return [
      "",
      `${"".padEnd(28)}${"times".padStart(9)}${"ms each".padStart(10)}   the dearest`,
      ...rows.map(([name, { count, ms, dearest }]) => {
        const most = `${Math.round(dearest.ms)} ms for ${dearest.length} characters, --case ${dearest.number}`;
        return `${name.padEnd(28)}${String(count).padStart(9)}${(ms / count).toFixed(2).padStart(10)}   ${most}`;
      }),
      `${"all".padEnd(28)}${String(all).padStart(9)}`,
      "",
    ];
  }
}
