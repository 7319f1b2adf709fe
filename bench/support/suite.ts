/** A size, an occupancy …: what a candidate is measured at. Plain data, it travels to another process. */
export interface Cell {
  readonly name: string;
  readonly [parameter: string]: string | number;
}

/** One way to do the work, in a file of its own. */
export interface Candidate {
  readonly name: string;
  /** The file, relative to `bench/`; it exports `prepare` (for time) or `weigh` (for memory). */
  readonly file: string;
  /** The cells it is measured at; a slow candidate leaves some out. */
  readonly at?: (cell: Cell) => boolean;
}

/** What a file of a candidate for time exports: everything before the clock starts, and then `times` operations. */
export type Prepare = (cell: Cell) => (times: number) => void;

/**
 * What a file of a candidate for memory exports: bytes, or another figure that it measures by itself. Garbage can be
 * collected with `gc()`.
 */
export type Weigh = (cell: Cell) => number | Promise<number>;

/** Candidates that are run against each other, or weighed, at the same cells. */
export interface Bench {
  readonly name: string;
  readonly kind: "time" | "memory";
  readonly candidates: readonly Candidate[];
  readonly cells: readonly Cell[];
}

/** A line of the table that is printed in the end. */
export interface Row {
  readonly what: string;
  readonly cell: string;
  /** The figure of each process; the table shows the median and the spread. */
  readonly figures: readonly number[];
  /** How to write a figure. */
  readonly unit: "ratio" | "ns" | "bytes";
  /** The figure may not be larger. */
  readonly floor?: number;
  /** Why there is no floor where one was asked for: what was asked, what is measured, what was tried. */
  readonly without?: string;
}

/** Some benches, and what is to be read off them. */
export interface Suite {
  readonly name: string;
  /** It runs only when it is named: it needs packages that the project does not install. */
  readonly onRequest?: true;
  readonly benches: readonly Bench[];
  readonly rows: (results: Results) => readonly Row[];
}

/** Asks for figures; each answer has one figure a process. */
export interface Results {
  /** Nanoseconds an operation, or bytes. */
  of(bench: string, cell: string, candidate: string): readonly number[];
  /** How many times as long `candidate` takes as `against`: the median of the rounds. */
  ratio(bench: string, cell: string, candidate: string, against: string): readonly number[];
}
