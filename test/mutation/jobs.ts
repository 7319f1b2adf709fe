/** How a runner works, for as long as it lives. */
export interface Setup {
  readonly root: string;
  readonly isolate: boolean;
  readonly workers: number;
  /** Whether the first failure ends a job. */
  readonly bail: boolean;
  readonly setupFiles: readonly string[];
}

/** What a runner is asked: to run some files of tests, in this order. */
export interface Job {
  /** The file that has another text than in the job before. */
  readonly changed?: string;
  /** After `limit` milliseconds of the processor's time a file of tests is said to hang. */
  readonly tests: readonly { readonly path: string; readonly limit?: number }[];
}

/** What a runner says. */
export type Answer =
  | {
      readonly kind: "ready";
      /** All files of tests of `npm test`. */
      readonly tests: readonly string[];
    }
  | {
      readonly kind: "ended";
      readonly failed: readonly string[];
      readonly unhandled: number;
      /** Milliseconds, by file of tests. */
      readonly times: Readonly<Record<string, number>>;
    }
  | { readonly kind: "timeout"; readonly by: string }
  | { readonly kind: "crashed" };
