/** What a strategy made of a history, in numbers. */
export interface Score {
  /** How many times a pod that did not run was to start. */
  readonly starts: number;
  /** How many of them got their slots. */
  readonly placed: number;
  /** How many did not. */
  readonly refused: number;
  /** How many did not although as many slots were free as they need. */
  readonly refusedThoughFree: number;
  /** The most pods that ran at one time. */
  readonly mostPods: number;
  /**
   * The most pods at one time of which each had an ID that another one had, too: 0 for whatever the allocator guards.
   */
  readonly mostSharing: number;
  /**
   * Which part of the free slots lay outside of the longest run of free ones, on average over all events: 0 to 1, rounded to
   * three digits.
   */
  readonly fragmentation: number;
  /** How many questions about the pool it took. */
  readonly questions: QuestionScore;
  /** How soon slots were used again; `undefined` when none was. */
  readonly reuse: ReuseScore | undefined;
  /** How often pods that came back found their former slots. */
  readonly returns: ReturnScore;
  /** How often pods ran where files of others lay. */
  readonly exposure: ExposureScore;
}

/** How many questions a strategy asked about the pool in order to propose: the calls of its view. */
export interface QuestionScore {
  /** On average over the starts at which it was asked, rounded to three digits; 0 when it never was. */
  readonly mean: number;
  /** At the start that took the most. */
  readonly most: number;
}

/** How soon slots that were given back were used again, by another pod or the same. */
export interface ReuseScore {
  /** How many times a slot was. */
  readonly slots: number;
  /** How many other pods got slots between the release and the next use. */
  readonly starts: Distances;
  /** How many ticks passed between the two. */
  readonly ticks: Distances;
}

/** Distances between a release and the next use. */
export interface Distances {
  /** The smallest one. */
  readonly least: number;
  /** The one in the middle; of an even number, the smaller one of the two there. */
  readonly median: number;
}

/** How often pods that came back found their former slots. */
export interface ReturnScore {
  /** How many times a pod that ran before got slots again. */
  readonly starts: number;
  /** How many times these were the very slots that it had the last time. */
  readonly kept: number;
}

/** How often pods ran where files of others lay, of which they can act as the owner. */
export interface ExposureScore {
  /** How many times a pod left files behind. */
  readonly left: number;
  /** How many pods got, when they started, a slot on which files of another pod lay. */
  readonly starts: number;
  /** How many ticks pods ran, all together, on slots with files of other pods. */
  readonly ticks: number;
  /** The most ticks that one run of a pod had such files. */
  readonly longest: number;
  /** How many host IDs have owned files of one pod while another could act as them. */
  readonly hostIds: number;
}
